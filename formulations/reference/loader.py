"""Reads the facts that ship with a release: editions of law, and storage conditions."""

from decimal import Decimal
from functools import cache
from pathlib import Path

from formulations.reference.sourced import check_source, read_sources, read_toml, source_of
from formulations.reference.typed_reader import BadDocument, Table
from formulations.science.specification import Law, LawCeiling, Source

FOLDER = Path(__file__).resolve().parent
LABEL_ELEMENTS = (
    "patient-name", "active-and-strength", "dosage-form", "directions", "quantity", "lot", "made-on", "use-by",
    "storage", "warnings", "pharmacy-name-and-address", "prescriber", "prescription-number", "route",
    "date-of-supply", "excipients", "keep-out-of-reach", "compounded-statement", "in-use-life",
)  # fmt: skip
DATE_STYLES = ("day-month-year", "year-month-day")


class UnknownLaw(LookupError):
    """No law with that code ships with this release; the message lists those that do."""


class BadLaw(BadDocument):
    """A law file that cannot be used; the message names the file, the key and its value."""


def law_codes() -> tuple[str, ...]:
    """Return the codes of all laws shipped, in alphabetical order. Source: the files in `law/`."""
    return tuple(sorted(path.stem for path in (FOLDER / "law").glob("*.toml")))


@cache
def law(code: str) -> Law:
    """Return the edition of a country's rules that ships with this release.

    code: "us", "gb" or "de". Raises UnknownLaw for a code that does not ship, BadLaw for a file with an error.
    Source: `law/<code>.toml`, where each rule names its own.
    """
    if code not in law_codes():
        raise UnknownLaw(f"law {code!r} is not known; choose one of: {', '.join(law_codes())}")
    path = FOLDER / "law" / f"{code}.toml"
    return law_from(Table(read_toml(path, error=BadLaw), path=f"law/{path.name}: ", error=BadLaw))


def law_from(table: Table) -> Law:
    """Return a law from its table. Raises the table's error, naming the key. Source: the table itself."""
    sources = read_sources(table)
    label, extension = table.table("label"), table.table("extension")
    result = Law(
        code=table.text("code"),
        name=table.text("name"),
        edition=table.text("edition"),
        valid_from=table.day("valid_from"),
        day_of_making_counts=_flag(table.table("day_of_making"), sources=sources),
        ceilings=tuple(_ceiling(row, sources=sources) for row in table.tables("ceilings")),
        extension_ceiling_days=extension.whole_or_none("ceiling_days"),
        extension_needs_microbial=extension.texts("needs_microbial"),
        never_extend=extension.texts("never"),
        label_elements=tuple(_element(row, sources=sources) for row in label.tables("elements")),
        least_type_size_pt=_type_size(label.table("type_size"), sources=sources),
        date_style=_date_style(label.table("dates"), sources=sources),
        sources=tuple(sources.values()),
        label_language=table.text("label_language"),
        extension_source=source_of(extension, sources=sources),
    )
    check_source(extension, sources=sources)
    label.finish()
    table.finish()
    return result


def _ceiling(row: Table, *, sources: dict[str, Source]) -> LawCeiling:
    result = LawCeiling(
        code=row.text("code"),
        category=row.text("category"),
        days=row.whole("days"),
        why=row.text("why"),
        source=source_of(row, sources=sources),
    )
    row.finish()
    return result


def _flag(table: Table, *, sources: dict[str, Source]) -> bool:
    counts = table.flag("counts")
    check_source(table, sources=sources)
    return counts


def _element(row: Table, *, sources: dict[str, Source]) -> str:
    code = row.one_of("code", allowed=LABEL_ELEMENTS)
    check_source(row, sources=sources)
    return code


def _type_size(table: Table, *, sources: dict[str, Source]) -> Decimal:
    size = table.number("least_pt")
    check_source(table, sources=sources)
    return size


def _date_style(table: Table, *, sources: dict[str, Source]) -> str:
    style = table.one_of("style", allowed=DATE_STYLES)
    check_source(table, sources=sources)
    return style


@cache
def storage_conditions() -> dict[str, object]:
    """Return the storage conditions shipped, as plain values: `conditions` by code, and their `sources`.

    Raises BadDocument for a file with an error. Source: `storage.toml`.
    """
    return read_toml(FOLDER / "storage.toml", error=BadDocument)
