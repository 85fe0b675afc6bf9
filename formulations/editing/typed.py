"""What stands in the fields of a form: the document's values as a person types them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from formulations.editing.field import Field, Kind
from formulations.editing.section import Row, Section, rows_at

Said = tuple[str, str]  # a source's code, and what it says about this very point


@dataclass(frozen=True)
class TypedRow:
    """One row as typed. texts: by field key. ticks: by field key. said: the sources, by field key.

    was: the place of the row in the document it was opened from; None for a new row.
    """

    texts: Mapping[str, str] = field(default_factory=dict)
    ticks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    said: Mapping[str, tuple[Said, ...]] = field(default_factory=dict)
    was: int | None = None

    def text(self, key: str) -> str:
        """Return what stands in a field; empty when nothing does."""
        return self.texts.get(key, "")

    def says(self, key: str) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
        """Return what a field says, whatever its spaces: to tell whether anybody touched it."""
        said = (" ".join(f"{code}: {words}".split()) for code, words in self.said.get(key, ()))
        return " ".join(self.text(key).split()), self.ticks.get(key, ()), tuple(said)


def typed_rows(document: Row, section: Section) -> list[TypedRow]:
    """Return the rows of a section as they stand in a form opened from this document."""
    names = {row["code"]: row.get("name", row["code"]) for row in document.get("excipients", []) if "code" in row}
    rows = rows_at(document, section)
    return [replace(typed_row(row, section, names=names), was=number) for number, row in enumerate(rows)]


def new_row(section: Section) -> TypedRow:
    """Return a row in which nothing is typed yet."""
    return TypedRow(texts={one.key: one.starts_as for one in section.fields if one.starts_as})


def typed_row(row: Row, section: Section, *, names: Mapping[str, str]) -> TypedRow:
    """Return one row of a section as it stands in a form. names: of the document's substances, by code."""
    texts: dict[str, str] = {}
    ticks: dict[str, tuple[str, ...]] = {}
    said: dict[str, tuple[Said, ...]] = {}
    for one in section.fields:
        value = value_in(row, one.key)
        if one.kind is Kind.SOURCES:
            said[one.key] = tuple(_said(entry) for entry in value or ())
        elif one.kind is Kind.TICKS:
            ticks[one.key] = tuple(value or ())
        else:
            texts[one.key] = _text(one, value, names=names)
    return TypedRow(texts, ticks, said)


def value_in(row: Row, key: str) -> Any:
    """Return the value at a key of a row ("stays_behind.amount"), or None."""
    value: Any = row
    for step in key.split("."):
        value = value.get(step) if isinstance(value, Mapping) else None
    return value


def _said(entry: str) -> Said:
    code, _, says = entry.partition(": ")
    return code, says


def _text(one: Field, value: Any, *, names: Mapping[str, str]) -> str:
    if one.kind is Kind.FLAG:
        return one.starts_as if value is None else "yes" if value else ""
    if value is None:
        return ""
    if one.kind is Kind.PERHAPS:
        return "yes" if value else "no"
    if isinstance(value, list):
        return words_as_text([str(item) for item in value])
    if one.kind in (Kind.SUBSTANCE, Kind.ANY_SUBSTANCE):
        return substance_as_text(str(value), names=names)
    return str(value) if one.kind is Kind.LONG else " ".join(str(value).split())


def substance_as_text(code: str, *, names: Mapping[str, str]) -> str:
    """Return how a substance is named in a field: by its name, and by its code where two share the name."""
    name = names.get(code, code)
    return code if list(names.values()).count(name) > 1 else name


def words_as_text(words: list[str]) -> str:
    """Return a list of words as one text: with commas, or one a line where a word itself has a comma."""
    if any("," in word for word in words):
        return "\n".join([*words, ""])
    return ", ".join(words)


def words_in(text: str) -> list[str]:
    """Return the words of a text: one a line where it has several lines, else between commas."""
    lines = re.split(r"\r\n|\r|\n", text)
    parts = lines if len(lines) > 1 else text.split(",")
    return [part.strip() for part in parts if part.strip()]
