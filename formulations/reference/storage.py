"""Storage conditions as plain values: their temperatures, and what is said when they were not kept."""

from functools import cache

from formulations.reference.loader import storage_conditions
from formulations.reference.sourced import check_source, read_sources, source_of
from formulations.reference.typed_reader import Table
from formulations.science.excursion import ExcursionRule


@cache
def storage_ranges() -> dict[str, tuple[int, int]]:
    """Return the least and most °C of every storage condition, by code. Raises BadDocument. Source: `storage.toml`."""
    root = Table(storage_conditions(), path="storage.toml: ")
    sources, conditions = read_sources(root), root.table("conditions")
    ranges = {}
    for code in _codes("conditions"):
        row = conditions.table(code)
        ranges[code] = (row.whole("least_celsius"), row.whole("most_celsius"))
        check_source(row, sources=sources)
    return ranges


@cache
def excursion_rules() -> dict[str, ExcursionRule]:
    """Return what is said of each storage condition when it was not kept, by code.

    Raises BadDocument. Source: `storage.toml`.
    """
    root = Table(storage_conditions(), path="storage.toml: ")
    sources, rules = read_sources(root), root.table("excursions")
    found = {}
    for code in _codes("excursions"):
        row = rules.table(code)
        found[code] = ExcursionRule(
            storage=code,
            least_celsius=row.whole_or_none("least_celsius"),
            most_celsius=row.whole_or_none("most_celsius"),
            says=row.text("says"),
            source=source_of(row, sources=sources).title,
        )
        row.finish()
    return found


def _codes(part: str) -> tuple[str, ...]:
    values = storage_conditions()[part]
    return tuple(values) if isinstance(values, dict) else ()
