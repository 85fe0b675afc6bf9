"""What a written-out specification consists of: sections of lines, each line with its sources."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

Row = Mapping[str, Any]
NOT_STATED = "not stated yet"


@dataclass(frozen=True)
class Cited:
    """A source as it is shown: its title, what it says about this very point, how sure it is; its code.

    reviewed: when somebody last reviewed it, in words; empty where that was not looked up.
    """

    title: str
    says: str
    how_sure: str
    code: str = ""
    reviewed: str = ""


@dataclass(frozen=True)
class Line:
    """One fact: what it is about, its value, why, and where it comes from. found: what a screening rule matches."""

    name: str
    value: str
    why: str = ""
    cited: tuple[Cited, ...] = ()
    found: str = ""


@dataclass(frozen=True)
class Section:
    """One part of the specification. key: its place in the page's address (#key). chapter: title of its chapter."""

    key: str
    title: str
    lines: tuple[Line, ...]
    chapter: str = ""

    @property
    def cites(self) -> bool:
        """Whether any of its lines names a source."""
        return any(line.cited for line in self.lines)


@dataclass(frozen=True)
class Chapter:
    """Sections under one heading. key: its place in the page's address."""

    key: str
    title: str
    sections: tuple[Section, ...]


class Document:
    """The content of a specification or of an unfinished draft, with its source codes turned into sources."""

    def __init__(self, content: Row) -> None:
        self.content = content
        self._sources = {source["code"]: source for source in self.rows("sources") if "code" in source}
        self.names = {row["code"]: row.get("name", row["code"]) for row in self.rows("excipients") if "code" in row}

    def rows(self, key: str) -> Iterable[Row]:
        """Return the rows under a key; none when the key is missing."""
        rows: list[Row] = self.content.get(key, [])
        return rows

    def table(self, key: str) -> Row:
        """Return the table under a key; empty when the key is missing."""
        table: Row = self.content.get(key, {})
        return table

    def name_of(self, code: str) -> str:
        """Return the name of a substance of this document, or its code where it is not listed."""
        return str(self.names.get(code, code))

    def line(self, name: str, value: str, *, row: Row, why: str = "") -> Line:
        """Return one line with the source or the sources that its row names."""
        codes = [row["source"]] if row.get("source") else row.get("sources", [])
        return Line(name, value, why or row.get("why", ""), tuple(self._cited(code) for code in codes))

    def _cited(self, entry: str) -> Cited:
        code, _, says = entry.partition(": ")
        source = self._sources.get(code, {})
        how_sure = str(source.get("how_sure", "not listed"))
        return Cited(str(source.get("title", code)), says, how_sure.replace("-", " "), code)


def stated(row: Row, key: str) -> str:
    """Return the text at a key of a row, or that it is not stated yet."""
    value = row.get(key)
    return NOT_STATED if value in (None, "") else str(value)


def listed(row: Row, key: str, *, none: str = NOT_STATED) -> str:
    """Return the words at a key of a row as one text. none: what stands for an empty list."""
    return ", ".join(str(word) for word in row.get(key, [])) or none


def worded(row: Row, key: str) -> str:
    """Return the code at a key of a row in words: "room-temperature" reads "room temperature"."""
    return stated(row, key).replace("-", " ")


def joined(*parts: str, by: str = "; ") -> str:
    """Return the parts that say something as one text."""
    return by.join(part for part in parts if part)
