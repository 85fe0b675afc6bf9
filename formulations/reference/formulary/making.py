"""What a preparation is made of: active, strengths, components, excipients and restrictions."""

from formulations.reference.sourced import check_source, statements_of
from formulations.reference.typed_reader import Table
from formulations.science.specification import Component, Excipient, Restriction, Source, Strength, StrengthRange

Sources = dict[str, Source]
FUNCTIONS = (
    "active", "source-material", "vehicle", "preservative", "antioxidant", "cosolvent", "sweetener", "thickener",
    "filler", "shell", "base", "humectant",
)  # fmt: skip
WITHOUT_QUANTITY = ("active", "source-material")  # the strength decides; a whole tablet weighs what it weighs
EFFECTS = ("forbid", "condition")
RESTRICTION_CODES = ("forbidden-excipient", "release-modifying-excipient")


def read_active(root: Table, *, sources: Sources) -> str:
    """Return the name that the strength is labelled as (salt and all). Raises the table's error."""
    active = root.table("active")
    labelled_as = active.text("labelled_as")
    for key in ("code", "name", "unii", "atc", "cas", "molar_mass", "labelling_rule"):
        active.text(key)
    check_source(active, sources=sources)
    for material in root.tables("source_materials"):
        _check_source_material(material, sources=sources)
    return labelled_as


def read_strengths(root: Table, *, sources: Sources) -> tuple[Strength, ...]:
    """Return the strengths kept ready. Raises the table's error for one without an amount, unit or source."""
    strengths = []
    for row in root.tables("strengths"):
        strengths.append(Strength(amount=row.quantity("amount"), per=row.quantity("per")))
        check_source(row, sources=sources)
    if not strengths:
        raise root.bad("strengths", "must list at least one strength")
    return tuple(strengths)


def read_strength_range(root: Table, *, sources: Sources) -> StrengthRange | None:
    """Return the range of strengths made on request, or None when the document has none."""
    if not root.has("strengths_on_request"):
        return None
    row = root.table("strengths_on_request")
    result = StrengthRange(least=row.quantity("least"), most=row.quantity("most"), per=row.quantity("per"))
    if result.most < result.least:
        raise row.bad("most", f"is less than the least strength, {result.least}")
    check_source(row, sources=sources)
    return result


def read_components(root: Table, *, sources: Sources, names: dict[str, str]) -> tuple[Component, ...]:
    """Return the components. names: the excipients of this document by code.

    Raises the table's error for a component that is not among them, and for a choice without exactly one default.
    """
    components = tuple(_component(row, sources=sources, names=names) for row in root.tables("components"))
    for choice in {component.choice for component in components if component.choice}:
        defaults = [c for c in components if c.choice == choice and c.is_default]
        if len(defaults) != 1:
            raise root.bad("components", f"choice {choice!r} needs exactly one default, and has {len(defaults)}")
    open_ended = [c for c in components if c.quantity is None and not c.choice and c.function not in WITHOUT_QUANTITY]
    if len(open_ended) > 1:
        raise root.bad("components", "only one component may be without a quantity (as much as is needed)")
    return components


def read_excipients(root: Table, *, sources: Sources) -> tuple[Excipient, ...]:
    """Return every substance that the components name, with what a patient may have to avoid in it."""
    excipients = []
    for row in root.tables("excipients"):
        excipient = Excipient(
            code=row.text("code"),
            name=row.text("name"),
            patient_name=row.text("patient_name"),
            contains=row.texts("contains"),
            avoid_terms=row.texts("avoid_terms"),
        )
        check_source(row, sources=sources)
        excipients.append(excipient)
    return tuple(excipients)


def read_restrictions(root: Table, *, sources: Sources) -> tuple[Restriction, ...]:
    """Return the rules on excipients. Raises the table's error for an effect or a finding that is not known."""
    restrictions = []
    for row in root.tables("restrictions"):
        restriction = Restriction(
            excipient=row.text("excipient"),
            functions=row.texts("functions"),
            effect=row.one_of("effect", allowed=EFFECTS),
            finding_code=row.one_of("finding_code", allowed=RESTRICTION_CODES),
            reason=row.text("reason"),
            grade=row.text("grade"),
            sources=statements_of(row, sources=sources),
        )
        row.finish()
        restrictions.append(restriction)
    return tuple(restrictions)


def _component(row: Table, *, sources: Sources, names: dict[str, str]) -> Component:
    code = row.text("excipient")
    if code not in names:
        raise row.bad("excipient", "is not among the excipients of this document; add it there")
    component = Component(
        excipient=code,
        name=names[code],
        function=row.one_of("function", allowed=FUNCTIONS),
        quantity=row.quantity_or_none("quantity"),
        choice=row.text_or("choice", default=""),
        is_default=row.flag_or("is_default", default=False),
    )
    check_source(row, sources=sources)
    return component


def _check_source_material(row: Table, *, sources: Sources) -> None:
    for key in ("code", "name", "kind", "weigh_as"):
        row.text(key)
    if row.has("labelled_mass_per_unit"):
        row.quantity("labelled_mass_per_unit")
    if row.has("factor"):
        row.number("factor")
    row.texts("contains")
    check_source(row, sources=sources)
