"""What a browser posts of a section, as typed rows; nothing is judged here, so that nothing typed is lost."""

from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from formulations.editing.field import Kind
from formulations.editing.section import Section
from formulations.editing.typed import Said, TypedRow

MOST_ROWS = 400
FRESH = ("code", "title", "how_sure", "url")


@dataclass(frozen=True)
class FreshSource:
    """A source that is added with the section."""

    code: str
    title: str
    how_sure: str
    url: str = ""

    def row(self) -> dict[str, str]:
        """Return it as a row of the document."""
        return {key: getattr(self, key) for key in FRESH if getattr(self, key)}


def posted_rows(section: Section, data: Any) -> list[TypedRow]:
    """Return the rows that were posted, in their order."""
    count = min(whole(data.get("rows", ""), default=1), MOST_ROWS) if section.is_list else 1
    return [_row(section, data, prefix=f"row-{number}-") for number in range(count)]


def posted_sources(data: Any) -> tuple[FreshSource, ...]:
    """Return the sources that were added to this form before."""
    lists = [data.getlist(f"fresh-{key}") for key in FRESH]
    return tuple(FreshSource(*one) for one in zip_longest(*lists, fillvalue=""))


def whole(text: Any, *, default: int) -> int:
    """Return a whole number that a page posted, or the default for nonsense."""
    said = str(text)
    return int(said) if said.isascii() and said.isdigit() and len(said) < 7 else default


def _row(section: Section, data: Any, *, prefix: str) -> TypedRow:
    texts: dict[str, str] = {}
    ticks: dict[str, tuple[str, ...]] = {}
    said: dict[str, tuple[Said, ...]] = {}
    for one in section.fields:
        name = prefix + one.name
        if one.kind is Kind.SOURCES:
            said[one.key] = _said(data, name=name)
        elif one.kind is Kind.TICKS:
            ticks[one.key] = tuple(data.getlist(name))
        else:
            texts[one.key] = str(data.get(name, ""))
    was = whole(data.get(f"{prefix}was", ""), default=-1) if section.is_list else 0
    return TypedRow(texts, ticks, said, was if was >= 0 else None)


def _said(data: Any, *, name: str) -> tuple[Said, ...]:
    pairs = zip_longest(data.getlist(f"{name}-code"), data.getlist(f"{name}-says"), fillvalue="")
    return tuple((str(code), str(says)) for code, says in pairs if code or says)
