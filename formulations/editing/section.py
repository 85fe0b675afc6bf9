"""What one section of a draft is: a table or a list of rows in the document, and the fields of a row."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from formulations.editing.field import Field
from formulations.reference.formulary.wording import OPTIONAL_SECTIONS

Row = Mapping[str, Any]


class Layout(Enum):
    """How a section's form is laid out."""

    SHEET = "sheet"  # one table of the document
    TABLE = "table"  # rows under column heads, the rest of a row on its second line
    CARDS = "cards"  # rows with many fields, one card each


@dataclass(frozen=True)
class Section:
    """One section that is edited as a whole.

    key: its place in the page's address; path: its key in the document, or (part,) of the leaflet. row: what one row
    is called. optional_groups: tables inside a row that may be missing. may_be_missing: a single table that is left out
    when nothing is typed. unique: the field that no two rows may share. live: checked while it is typed. heads: the
    fields that name a row while it is folded up.
    """

    key: str
    path: tuple[str, ...]
    fields: tuple[Field, ...]
    layout: Layout = Layout.SHEET
    row: str = ""
    intro: str = ""
    optional_groups: tuple[str, ...] = ()
    may_be_missing: bool = False
    unique: str = ""
    live: bool = False
    heads: tuple[str, ...] = ()

    @property
    def is_list(self) -> bool:
        """Whether the section is a list of rows."""
        return self.layout is not Layout.SHEET

    @property
    def columns(self) -> tuple[Field, ...]:
        """The fields that are columns of the table."""
        return tuple(field for field in self.fields if field.column)

    @property
    def more(self) -> tuple[Field, ...]:
        """The fields on a row's second line."""
        return tuple(field for field in self.fields if not field.column)


def value_at(document: Row, section: Section) -> Any:
    """Return what the document holds for a section: a list of rows, a table, or nothing ([] or {})."""
    empty: Any = [] if section.is_list else {}
    if section.path[0] != "leaflet":
        return document.get(section.path[0], empty)
    parts = document.get("leaflet", {}).get("en", [])
    return next((part.get("sentences", []) for part in parts if part["section"] == section.path[1]), [])


def rows_at(document: Row, section: Section) -> list[Row]:
    """Return the section's rows; a single table is one row."""
    value = value_at(document, section)
    return list(value) if section.is_list else [value]


def with_rows(document: Row, section: Section, *, rows: list[dict[str, Any]], parts: tuple[str, ...]) -> dict[str, Any]:
    """Return a new document with other rows in one section; an empty optional table is left out.

    parts: the sections of a leaflet, in their order.
    """
    changed = dict(document)
    if section.path[0] == "leaflet":
        leaflet = _leaflet(document, part=section.path[1], sentences=rows, parts=parts)
        return changed | ({"leaflet": leaflet} if leaflet else {})
    if section.is_list and (rows or section.path[0] in document):
        changed[section.path[0]] = rows
    elif not section.is_list and rows and rows[0]:
        changed[section.path[0]] = rows[0]
    else:
        changed.pop(section.path[0], None)
    return changed


def _leaflet(document: Row, *, part: str, sentences: list[dict[str, Any]], parts: tuple[str, ...]) -> dict[str, Any]:
    leaflet = dict(document.get("leaflet", {}))
    known = {one["section"]: one.get("sentences", []) for one in leaflet.get("en", [])} | {part: sentences}
    if not any(known.values()):
        return leaflet
    kept = [name for name in parts if known.get(name) or name not in OPTIONAL_SECTIONS]
    return leaflet | {"en": [{"section": name, "sentences": known.get(name, [])} for name in kept]}
