"""What a written-out specification consists of: sections of lines, each line with its sources."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Cited:
    """A source as it is shown: its title, what it says about this very point, and how sure it is."""

    title: str
    says: str
    how_sure: str


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
    """One part of the specification. key: its place in the page's address (#key)."""

    key: str
    title: str
    lines: tuple[Line, ...]


class Document:
    """The content of a specification, with its source codes turned into sources."""

    def __init__(self, content: Row) -> None:
        self.content = content
        self._sources = {source["code"]: source for source in content["sources"]}

    def rows(self, key: str) -> Iterable[Row]:
        """Return the rows under a key; none when the key is missing."""
        rows: list[Row] = self.content.get(key, [])
        return rows

    def line(self, name: str, value: str, *, row: Row, why: str = "") -> Line:
        """Return one line with the source or the sources that its row names."""
        codes = [row["source"]] if "source" in row else row.get("sources", [])
        return Line(name, value, why or row.get("why", ""), tuple(self._cited(code) for code in codes))

    def _cited(self, entry: str) -> Cited:
        code, _, says = entry.partition(": ")
        source = self._sources[code]
        return Cited(source["title"], says, source["how_sure"].replace("-", " "))
