"""What a preparation is, and how much of what goes into it."""

from collections.abc import Iterable
from decimal import Decimal

from formulations.master_record.amounts import active_masses, amount_or_none, as_printed, basis_of, scaled
from formulations.master_record.references import References
from formulations.master_record.shape import Fact, Ingredient
from formulations.science.quantities import Quantity, plain_number
from formulations.science.restrictions import FORBID, RELEASE_MODIFYING
from formulations.written_out.document import Row

ACTIVE, SOURCE_MATERIAL, SHELL = "active", "source-material", "shell"
ONCE = Decimal(1)


def identity(content: Row, *, refs: References) -> Iterable[Fact]:
    """Yield what the preparation is: active and salt, codes, form, route, strengths, kind in law."""
    head, active, preparation = (content.get(key, {}) for key in ("formulation", "active", "preparation"))
    yield refs.fact("Active", active.get("labelled_as", ""), row=active, why=active.get("labelling_rule", ""))
    yield Fact("Substance", ", ".join(filter(None, (active.get("name", ""), *_codes(active)))))
    for other in content.get("further_actives", []):
        amount = f"{other.get('amount', '')} in {other.get('per', '')}"
        why = other.get("labelling_rule", "")
        yield refs.fact("Further active", f"{other.get('labelled_as', '')}, {amount}", row=other, why=why)
        yield Fact("Substance", ", ".join(filter(None, (other.get("name", ""), *_codes(other)))))
    yield Fact("Dosage form, route", f"{head.get('dosage_form', '')}, {head.get('route', '')}")
    strengths = content.get("strengths", [])
    offered = "; ".join(f"{as_printed(row.get('amount', ''))} in {row.get('per', '')}" for row in strengths)
    yield Fact("Strength", offered, refs=refs.of_all(strengths))
    if wanted := content.get("strengths_on_request"):
        least, most = (as_printed(wanted.get(key, "")) for key in ("least", "most"))
        yield refs.fact("Strength on request", f"{least} to {most} in {wanted.get('per', '')}", row=wanted)
    yield refs.fact("Kind in law", _words(preparation.get("law_category", "")), row=preparation)
    yield Fact("Made without", ", ".join(preparation.get("free_from", [])) or "nothing is claimed")


def _codes(active: Row) -> list[str]:
    named = (("unii", "UNII {}"), ("cas", "CAS {}"), ("atc", "ATC {}"), ("molar_mass", "{} g/mol"))
    return [text.format(active[key]) for key, text in named if active.get(key)]


def _words(code: str) -> str:
    return code.replace("-", " ")


def ingredients(content: Row, *, batch: Quantity | None, refs: References) -> Iterable[Ingredient]:
    """Yield the components that may be used, with amounts for the basis and for the batch.

    What a restriction forbids in its function is left out: it is listed among what is refused.
    """
    names = {row.get("code", ""): row.get("name", "") for row in content.get("excipients", [])}
    refused = set(_refused(content))
    basis = basis_of(content)
    for row in content.get("components", []):
        code, function = row.get("excipient", ""), row.get("function", "")
        if (code, function) in refused:
            continue
        yield Ingredient(
            name=names.get(code, code),
            function=_words(function),
            grade=row.get("grade", ""),
            per_basis=_needed(row, made=basis, content=content),
            for_batch=_needed(row, made=batch, content=content) if batch else "",
            why=" ".join(filter(None, (row.get("why", ""), _condition(row)))),
            refs=refs.of(row),
            choice=row.get("choice", ""),
            is_default=bool(row.get("is_default")),
        )


def _refused(content: Row) -> Iterable[tuple[str, str]]:
    for rule in content.get("restrictions", []):
        if rule.get("effect") == FORBID:
            yield from concerned(rule, content=content)


def concerned(rule: Row, *, content: Row) -> Iterable[tuple[str, str]]:
    """Yield the components that a restriction speaks of, each as its code and its function."""
    carries = {row.get("code", ""): _carried(row) for row in content.get("excipients", [])}
    named = rule.get("property") or rule.get("excipient", "")
    for row in content.get("components", []):
        code, function = row.get("excipient", ""), row.get("function", "")
        if named in carries.get(code, {code}) and (not rule.get("functions") or function in rule["functions"]):
            yield code, function


def _carried(excipient: Row) -> set[str]:
    slows = {RELEASE_MODIFYING} if excipient.get("release_modifying") else set()
    return {excipient.get("code", ""), *excipient.get("contains", []), *slows}


def _condition(row: Row) -> str:
    return f"Condition met: {row['condition_met']}" if row.get("condition_met") else ""


def _needed(row: Row, *, made: Quantity | None, content: Row) -> str:
    """Return how much of a component goes into an amount of the preparation, as text."""
    basis = basis_of(content)
    if row.get("function") == SHELL:
        return f"{plain_number(made.value)} shell{'' if made.value == 1 else 's'}" if made else "one for each"
    if "quantity" in row:
        each = amount_or_none(row["quantity"])
        return scaled(each, times=made / basis) if each and made and basis else str(row["quantity"])
    if row.get("function") in (ACTIVE, SOURCE_MATERIAL):
        masses = " or ".join(scaled(one.mass, times=ONCE) for one in active_masses(content, made=made))
        return (f"holding {masses}" if row["function"] == SOURCE_MATERIAL else masses) if masses else "by the strength"
    if not made:
        return "as much as is needed"
    return f"to fill {made}" if made.unit.is_count else f"to {made}"
