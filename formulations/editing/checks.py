"""What the fields of one row, or the rows of one section, must be together."""

from collections.abc import Callable, Iterable
from typing import Any

from formulations.editing.section import Row, Section
from formulations.editing.typed import value_in
from formulations.science.quantities import BadQuantity, Quantity
from formulations.science.step_text import BadStep, read_made_step

Fault = tuple[str, str]  # the field, and what is wrong


def row_faults(section: Section, row: Row) -> Iterable[Fault]:
    """Yield what is wrong between the fields of one row, each with the field where it is shown."""
    check = _ROWS.get(section.key)
    return check(row) if check else ()


def repeated(section: Section, rows: list[dict[str, Any]]) -> Iterable[tuple[int, str]]:
    """Yield the place of each row that repeats what no two rows may share, with what to do."""
    seen: set[Any] = set()
    for number, row in enumerate(rows):
        value = row.get(section.unique) if section.unique else None
        if value is not None and value in seen:
            yield number, f"“{value}” stands in another row too; give each its own."
        seen.add(value)


def _restriction(row: Row) -> Iterable[Fault]:
    if bool(row.get("excipient")) == bool(row.get("property")):
        yield "excipient", "Name either a substance or what it carries, not both and not none."


def _dose_limit(row: Row) -> Iterable[Fault]:
    if bool(row.get("above")) == bool(row.get("below")):
        yield "above", "Write exactly one bound: above or below."


def _device(row: Row) -> Iterable[Fault]:
    if str(row.get("kind", "")).endswith("-syringe"):
        for key in ("capacity", "mark"):
            if key not in row:
                yield key, "A syringe needs what it holds and the distance of its marks."
    elif "dead_space" in row:
        yield "dead_space", "Only the tip of a syringe has a dead space; leave it empty."


def _screening(row: Row) -> Iterable[Fault]:
    looks_at = row.get("looks_at")
    keys = ("terms", "icd10", "snomed") if looks_at == "conditions" else ("atc", "ingredients")
    if looks_at and not any(row.get(key) for key in keys):
        words = "words, ICD-10 or SNOMED CT codes" if looks_at == "conditions" else "ATC codes or ingredients"
        yield keys[0], f"It would find nothing: write {words}."
    if looks_at == "recent-medicines" and "within_days" not in row:
        yield "within_days", "For recent medicines, write up to which day after the last intake."


def _on_request(row: Row) -> Iterable[Fault]:
    yield from _least_to_most(row, least="least", most="most")


def _study(row: Row) -> Iterable[Fault]:
    yield from _least_to_most(row, least="least_strength", most="most_strength")


def _least_to_most(row: Row, *, least: str, most: str) -> Iterable[Fault]:
    if least not in row or most not in row:
        return
    try:
        if Quantity.read(row[most]) < Quantity.read(row[least]):
            yield most, f"It is less than {row[least]}: write the larger strength here."
    except BadQuantity as error:
        yield most, f"{str(error)[:1].upper()}{str(error)[1:]}."


def _storage(row: Row) -> Iterable[Fault]:
    temperature = value_in(row, "temperature") or {}
    if row.get("code") and not temperature:
        yield "code", "The temperatures of this are not on file; choose another."


def _protocol(row: Row) -> Iterable[Fault]:
    for line in row.get("steps", []):
        try:
            read_made_step(line)
        except BadStep as error:
            yield "steps", f"“{line[:60]}” {error}."


_ROWS: dict[str, Callable[[Row], Iterable[Fault]]] = {
    "restrictions": _restriction,
    "dose-limits": _dose_limit,
    "devices": _device,
    "screening": _screening,
    "protocols": _protocol,
    "strengths-on-request": _on_request,
    "studies": _study,
    "storage": _storage,
}
