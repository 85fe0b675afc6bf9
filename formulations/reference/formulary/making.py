"""What a preparation is made of: active, strengths, components, excipients and restrictions."""

from decimal import Decimal

from formulations.reference.properties import carried
from formulations.reference.sourced import check_source, statements_of
from formulations.reference.typed_reader import Table
from formulations.science.quantities import BadQuantity, Quantity, read_number
from formulations.science.specification import (
    Component,
    Excipient,
    FurtherActive,
    Restriction,
    Source,
    SourceMaterial,
    Strength,
    StrengthRange,
)

Sources = dict[str, Source]
FUNCTIONS = (
    "active", "source-material", "vehicle", "preservative", "antioxidant", "cosolvent", "sweetener", "thickener",
    "filler", "shell", "base", "humectant", "buffer", "wetting-agent",
)  # fmt: skip
WITHOUT_QUANTITY = ("active", "source-material")  # the strength decides; a whole tablet weighs what it weighs
EFFECTS = ("forbid", "condition", "prefer")
RESTRICTION_CODES = (
    "forbidden-excipient",
    "release-modifying-excipient",
    "conditional-excipient",
    "preferred-excipient",
)
GRADES = ("trial", "study", "monograph", "expert opinion", "house rule")
SCOPES = ("formulation", "dosage-form", "drug")


def read_active(root: Table, *, sources: Sources) -> tuple[str, str]:
    """Return the code of the active and the name that the strength is labelled as (salt and all).

    Raises the table's error.
    """
    active = root.table("active")
    code, labelled_as = active.text("code"), active.text("labelled_as")
    _check_identity(active, sources=sources)
    return code, labelled_as


def read_further_actives(root: Table, *, sources: Sources) -> tuple[FurtherActive, ...]:
    """Return second actives, each with its amount in one unit of the preparation. Raises the table's error."""
    actives = []
    for row in root.tables("further_actives"):
        one = FurtherActive(row.text("code"), row.text("labelled_as"), row.quantity("amount"), row.quantity("per"))
        _check_identity(row, sources=sources)
        actives.append(one)
    return tuple(actives)


def read_source_materials(root: Table, *, sources: Sources) -> tuple[SourceMaterial, ...]:
    """Return what the active may be taken from, powders and licensed products. Raises the table's error."""
    return tuple(_source_material(row, sources=sources) for row in root.tables("source_materials"))


def read_strengths(root: Table, *, sources: Sources) -> tuple[Strength, ...]:
    """Return the strengths kept ready. Raises the table's error for one without an amount, unit or source."""
    strengths = []
    for row in root.tables("strengths"):
        strengths.append(Strength(amount=row.quantity("amount"), per=row.quantity("per")))
        check_source(row, sources=sources)
    if not strengths:
        root.refuse("strengths", "must list at least one strength")
    return tuple(strengths)


def read_strength_range(root: Table, *, sources: Sources) -> StrengthRange | None:
    """Return the range of strengths made on request, or None when the document has none."""
    if not root.has("strengths_on_request"):
        return None
    row = root.table("strengths_on_request")
    result = StrengthRange(least=row.quantity("least"), most=row.quantity("most"), per=row.quantity("per"))
    if row.is_sound() and _is_less(result.most, than=result.least):
        row.refuse("most", f"is less than the least strength, {result.least}")
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
            root.refuse("components", f"choice {choice!r} needs exactly one default, and has {len(defaults)}")
    open_ended = [c for c in components if c.quantity is None and not c.choice and c.function not in WITHOUT_QUANTITY]
    if len(open_ended) > 1:
        root.refuse("components", "only one component may be without a quantity (as much as is needed)")
    return components


def read_excipients(root: Table, *, sources: Sources) -> tuple[Excipient, ...]:
    """Return every substance that the components name, with what it carries, stated or implied."""
    excipients = []
    for row in root.tables("excipients"):
        excipient = Excipient(
            code=row.text("code"),
            name=row.text("name"),
            patient_name=row.text("patient_name"),
            contains=carried(row.texts("contains")),
            avoid_terms=row.texts("avoid_terms"),
            functions=row.texts("functions"),
            synonyms=row.texts("synonyms"),
            brands=row.texts("brands"),
            cas=row.text_or("cas", default=""),
            unii=row.text_or("unii", default=""),
            e_number=row.text_or("e_number", default=""),
            release_modifying=row.flag_or("release_modifying", default=False),
            density=_density(row),
        )
        check_source(row, sources=sources)
        excipients.append(excipient)
    return tuple(excipients)


def read_restrictions(root: Table, *, sources: Sources) -> tuple[Restriction, ...]:
    """Return the rules on excipients. Raises the table's error for an effect or a finding that is not known."""
    return tuple(_restriction(row, sources=sources) for row in root.tables("restrictions"))


def _restriction(row: Table, *, sources: Sources) -> Restriction:
    restriction = Restriction(
        excipient=row.text_or("excipient", default=""),
        property=row.text_or("property", default=""),
        functions=row.texts("functions"),
        effect=row.one_of("effect", allowed=EFFECTS),
        finding_code=row.one_of("finding_code", allowed=RESTRICTION_CODES),
        reason=row.text("reason"),
        grade=row.one_of("grade", allowed=GRADES),
        sources=statements_of(row, sources=sources),
        scope=row.one_of("scope", allowed=SCOPES) if row.has("scope") else SCOPES[0],
    )
    if bool(restriction.excipient) == bool(restriction.property):
        row.refuse("excipient", "a restriction names either an excipient or a property, not both and not none")
    row.finish()
    return restriction


def _component(row: Table, *, sources: Sources, names: dict[str, str]) -> Component:
    code = row.text("excipient")
    if code and code not in names:
        row.refuse("excipient", "is not among the excipients of this document; add it there")
    component = Component(
        excipient=code,
        name=names.get(code, code),
        function=row.one_of("function", allowed=FUNCTIONS),
        quantity=row.quantity_or_none("quantity"),
        choice=row.text_or("choice", default=""),
        is_default=row.flag_or("is_default", default=False),
        grade=row.text_or("grade", default=""),
        condition_met=row.text_or("condition_met", default=""),
    )
    check_source(row, sources=sources)
    return component


def _check_identity(active: Table, *, sources: Sources) -> None:
    for key in ("name", "labelling_rule"):
        active.text(key)
    for key in ("unii", "atc", "cas", "molar_mass"):
        active.text_or(key, default="")
    for key in ("synonyms", "brands", "never_say"):
        active.texts(key)
    check_source(active, sources=sources)


def _source_material(row: Table, *, sources: Sources) -> SourceMaterial:
    material = SourceMaterial(
        code=row.text("code"),
        name=row.text("name"),
        kind=row.text("kind"),
        weigh_as=row.text("weigh_as"),
        contains=carried(row.texts("contains")),
        excipients=row.texts("excipients"),
        factor=row.number_or_none("factor"),
        labelled_mass_per_unit=row.quantity_or_none("labelled_mass_per_unit"),
    )
    row.texts("brands")
    check_source(row, sources=sources)
    return material


def _density(row: Table) -> Decimal | None:
    """Return the density in g per ml from its text, such as "1.26 g/ml"."""
    if not row.has("density"):
        return None
    number, _, unit = row.text("density").partition(" ")
    if unit != "g/ml":
        row.refuse("density", "must be a number and g/ml, such as 1.26 g/ml")
        return None
    try:
        return read_number(number)
    except BadQuantity as error:
        row.refuse("density", str(error))
        return None


def _is_less(amount: Quantity, *, than: Quantity) -> bool:
    """Whether an amount is less, or of another kind and so no bound at all."""
    try:
        return amount < than
    except BadQuantity:
        return True
