"""Editions of law that ship with a release: one file for each country and the day from which it holds."""

from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

from formulations.reference.sourced import check_source, read_sources, read_toml, source_of
from formulations.reference.typed_reader import BadDocument, Table
from formulations.science.law import LabelElement, Law, LawCeiling, LawCeilingMissing
from formulations.science.specification import Source

FOLDER = Path(__file__).resolve().parent / "law"
LABEL_ELEMENTS = (
    "patient-name", "active-and-strength", "dosage-form", "directions", "quantity", "lot", "made-on", "use-by",
    "storage", "warnings", "pharmacy-name-and-address", "prescriber", "prescription-number", "route",
    "date-of-supply", "excipients", "keep-out-of-reach", "compounded-statement", "in-use-life",
)  # fmt: skip
DATE_STYLES = ("day-month-year", "year-month-day")


class UnknownLaw(LookupError):
    """No law with that code, or no edition of it for that day, ships with this release; the message lists what does."""


class BadLaw(BadDocument):
    """A law file that cannot be used; the message names the file, the key and its value."""


def law_codes() -> tuple[str, ...]:
    """Return the codes of all laws shipped, in alphabetical order. Source: the folders in `law/`."""
    return tuple(sorted({path.parent.name for path in FOLDER.glob("*/*.toml")}))


@cache
def law_editions(code: str) -> tuple[Law, ...]:
    """Return every edition of a country's rules that ships, the newest first.

    Raises UnknownLaw for a code that does not ship, BadLaw for a file with an error. Source: `law/<code>/`.
    """
    if code not in law_codes():
        raise UnknownLaw(f"law {code!r} is not known; choose one of: {', '.join(law_codes())}")
    return tuple(edition_in(path) for path in sorted((FOLDER / code).glob("*.toml"), reverse=True))


def law(code: str, *, on: date | None = None) -> Law:
    """Return the edition of a country's rules that holds on a day; the newest that ships where no day is given.

    code: "us", "gb" or "de". on: the day of making, which decides.
    Raises UnknownLaw for a code that does not ship and for a day before any edition that does.
    Source: `law/<code>/<valid from>.toml`, where each rule names its own.
    """
    editions = law_editions(code)
    held = [edition for edition in editions if on is None or edition.valid_from <= on]
    if not held:
        first = editions[-1]
        raise UnknownLaw(
            f"no edition of the law {code!r} ships for {on}: the oldest is {first.edition}, from {first.valid_from}; "
            "check the day of making"
        )
    return held[0]


def law_edition(code: str, *, valid_from: date) -> Law:
    """Return the one edition of a law that took effect on a day, as a batch keeps it on record.

    Raises UnknownLaw when that edition does not ship. Source: `law/<code>/<valid from>.toml`.
    """
    for edition in law_editions(code):
        if edition.valid_from == valid_from:
            return edition
    known = ", ".join(edition.valid_from.isoformat() for edition in law_editions(code))
    raise UnknownLaw(f"the edition of the law {code!r} from {valid_from} does not ship; those that do: {known}")


def edition_in(path: Path) -> Law:
    """Return the edition that a file holds.

    Raises BadLaw for a file with an error, and for one that stands under another code or day than it states.
    Source: the file.
    """
    name = f"law/{path.parent.name}/{path.name}: "
    edition = law_from(Table(read_toml(path, error=BadLaw), path=name, error=BadLaw))
    if (edition.code, edition.valid_from.isoformat()) != (path.parent.name, path.stem):
        raise BadLaw(f"{name}holds {edition.code} from {edition.valid_from}; name folder and file after both")
    return edition


def law_from(table: Table) -> Law:
    """Return a law from its table. Raises the table's error, naming the key. Source: the table itself."""
    sources = read_sources(table)
    label, extension = table.table("label"), table.table("extension")
    elements = tuple(_element(row, sources=sources) for row in label.tables("elements"))
    result = Law(
        code=table.text("code"),
        name=table.text("name"),
        edition=table.text("edition"),
        valid_from=table.day("valid_from"),
        day_of_making_counts=_flag(table.table("day_of_making"), sources=sources),
        ceilings=tuple(_ceiling(row, sources=sources) for row in table.tables("ceilings")),
        no_ceilings=tuple(_missing(row, sources=sources) for row in table.tables("no_ceilings")),
        guides=tuple(_ceiling(row, sources=sources) for row in table.tables("guides")),
        extension_ceiling_days=extension.whole_or_none("ceiling_days"),
        extension_needs_microbial=extension.texts("needs_microbial"),
        never_extend=extension.texts("never"),
        label_elements=tuple(element.code for element in elements),
        label_rules=elements,
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
        days=row.whole_or_none("days"),
        months=row.whole_or_none("months"),
        routes=row.texts("routes"),
        other_than=row.texts("other_than"),
        storage=row.texts("storage"),
        why=row.text("why"),
        source=source_of(row, sources=sources),
    )
    if (result.days is None) == (result.months is None):
        raise row.bad("days", "a ceiling is stated in days or in months, one of the two")
    row.finish()
    return result


def _missing(row: Table, *, sources: dict[str, Source]) -> LawCeilingMissing:
    result = LawCeilingMissing(row.texts("categories"), row.text("why"), source_of(row, sources=sources))
    row.finish()
    return result


def _flag(table: Table, *, sources: dict[str, Source]) -> bool:
    counts = table.flag("counts")
    check_source(table, sources=sources)
    return counts


def _element(row: Table, *, sources: dict[str, Source]) -> LabelElement:
    code, why = row.one_of("code", allowed=LABEL_ELEMENTS), row.text_or("why", default="")
    result = LabelElement(code, why, source_of(row, sources=sources))
    row.finish()
    return result


def _type_size(table: Table, *, sources: dict[str, Source]) -> Decimal:
    size = table.number("least_pt")
    check_source(table, sources=sources)
    return size


def _date_style(table: Table, *, sources: dict[str, Source]) -> str:
    style = table.one_of("style", allowed=DATE_STYLES)
    check_source(table, sources=sources)
    return style
