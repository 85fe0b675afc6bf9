"""The table of shorthand (words.toml): what each word or phrase means, or what is asked back about it."""

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

WORDS = Path(__file__).with_name("words.toml")
KINDS = (
    "unit", "number", "often", "gap", "hours", "time", "span", "month", "for", "times", "a-day", "every", "open",
    "then", "filler", "route", "form", "asked", "refused",
)  # fmt: skip


class BadTable(ValueError):
    """A row of the table that cannot be used; the message names it."""


@dataclass(frozen=True)
class Word:
    """One meaning. kind and value: as words.toml explains them. plain: how it is written out.

    why: why it is asked back or refused. choices: texts that may take its place. others: meanings that it may also
    have and that nothing here can be made for.
    """

    kind: str
    value: str
    plain: str
    why: str
    choices: tuple[str, ...]
    others: tuple[str, ...]
    source: str


@dataclass(frozen=True)
class Table:
    """Every phrase, as the tuple of its tokens, with its meaning. longest: how many tokens the longest phrase has."""

    phrases: dict[tuple[str, ...], Word]
    longest: int


@lru_cache(maxsize=1)
def table() -> Table:
    """Return the table of shorthand. Raises BadTable for a phrase that means two things, and for an unknown kind.

    Source: words.toml, each row with its own.
    """
    document = tomllib.loads(WORDS.read_text(encoding="utf-8"))
    phrases: dict[tuple[str, ...], Word] = {}
    for row in document["words"]:
        word = _word(row, sources=document["sources"])
        for written in row["written"]:
            phrase = tuple(written.split())
            if phrase in phrases:
                raise BadTable(f"{written!r} means two things in the table of shorthand; make one of them asked back")
            phrases[phrase] = word
    return Table(phrases, longest=max(len(phrase) for phrase in phrases))


def _word(row: dict[str, Any], *, sources: dict[str, str]) -> Word:
    if row["kind"] not in KINDS:
        raise BadTable(f"{row['written']} is of the unknown kind {row['kind']!r}; use one of {', '.join(KINDS)}")
    return Word(
        kind=row["kind"],
        value=row.get("value", ""),
        plain=row.get("plain", ""),
        why=row.get("why", ""),
        choices=tuple(row.get("choices", ())),
        others=tuple(row.get("others", ())),
        source=sources[row["source"]],
    )
