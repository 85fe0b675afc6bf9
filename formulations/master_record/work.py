"""How a preparation is made and checked: equipment, protection, steps, what it must look like, and its checks."""

from collections.abc import Iterable

from formulations.master_record.references import References
from formulations.master_record.shape import Check, Fact, Step
from formulations.written_out.document import Row


def equipment(content: Row, *, refs: References) -> Iterable[Fact]:
    """Yield what is needed to make it."""
    for row in content.get("equipment", []):
        yield refs.fact("", row.get("name", ""), row=row)


def hazard(content: Row, *, refs: References) -> Iterable[Fact]:
    """Yield the category of hazard and what to wear."""
    if row := content.get("hazard"):
        yield refs.fact("Category", row.get("category", "").replace("-", " "), row=row)
        yield Fact("Protection", ", ".join(row.get("protection", [])) or "none stated")


def steps(content: Row, *, refs: References) -> Iterable[Step]:
    """Yield the steps of the method, numbered, with what is required, timed, or for a pharmacist only."""
    for number, row in enumerate(content.get("method", []), 1):
        yield Step(number, row.get("text", ""), tuple(_marks(row)), row.get("why", ""), refs.of(row))


def _marks(row: Row) -> Iterable[str]:
    if row.get("pharmacist_only"):
        yield "pharmacist only"
    if row.get("required"):
        yield "required"
    if minutes := row.get("minutes"):
        yield f"{minutes} minute{'' if minutes == 1 else 's'}"


def appearance(content: Row, *, refs: References) -> Iterable[Fact]:
    """Yield what the finished preparation must look like."""
    if row := content.get("appearance"):
        yield refs.fact("Appearance", row.get("text", ""), row=row)


def checks(content: Row, *, refs: References) -> Iterable[Check]:
    """Yield the checks of the finished preparation with their limits."""
    for row in content.get("quality_checks", []):
        required = bool(row.get("required", True))
        why, numbers = row.get("why", ""), refs.of(row)
        yield Check(row.get("name", ""), row.get("method", ""), row.get("limits", ""), required, why, numbers)


def measuring(content: Row, *, refs: References) -> Iterable[Fact]:
    """Yield what the patient measures a dose with."""
    if devices := content.get("devices", []):
        names = "; ".join(row.get("name", "") for row in devices)
        yield Fact("Measured with", names, refs=refs.of_all(devices))
