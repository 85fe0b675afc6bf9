"""A use-by date as pages and records show it: what ruled, what was looked at besides, and what would change it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

KINDS = {
    "law": "law",
    "study": "study",
    "house": "house limit",
    "guide": "guide value",
    "ingredient": "ingredients",
    "person": "pharmacist",
}
BECAUSE = "; set aside: "


@dataclass(frozen=True)
class ShownLimit:
    """One limit. applies: False for one that was set aside; because: why it was. kind: in words, empty if unknown."""

    code: str
    date: date
    days: int | None
    why: str
    source: str
    applies: bool
    kind: str
    because: str


@dataclass(frozen=True)
class ShownChange:
    """One thing that would give another date."""

    what: str
    date: date
    days: int
    is_later: bool
    source: str


@dataclass(frozen=True)
class ShownUseBy:
    """A use-by date with its limits. ruling: None only on a record without it. others: binding ones first."""

    ruling: ShownLimit | None
    others: tuple[ShownLimit, ...]
    changes: tuple[ShownChange, ...]


def show_use_by(document: Mapping[str, Any]) -> ShownUseBy:
    """Return the use-by date of a plan's document, as a batch keeps it: keys ruled_by, limits, replaced, changes.

    Records older than a key do without it.
    """
    limits = [_limit(row) for row in (*document["limits"], *document.get("replaced", ()))]
    ruled_by = document["ruled_by"]
    others = (one for one in limits if one.code != ruled_by)
    return ShownUseBy(
        ruling=next((one for one in limits if one.code == ruled_by), None),
        others=tuple(sorted(others, key=lambda one: (not one.applies, one.date))),
        changes=tuple(_changes(document.get("changes", ()))),
    )


def _limit(row: Mapping[str, Any]) -> ShownLimit:
    why, _, because = str(row["why"]).partition(BECAUSE)
    return ShownLimit(
        code=row["code"],
        date=date.fromisoformat(row["date"]),
        days=row["days"],
        why=why,
        source=row["source"],
        applies=row["applies"],
        kind=KINDS.get(row.get("kind", ""), ""),
        because=because,
    )


def _changes(rows: Iterable[Mapping[str, Any]]) -> Iterable[ShownChange]:
    for row in rows:
        yield ShownChange(
            row["what"], date.fromisoformat(row["date"]), row["days"], is_later=row["is_later"], source=row["source"]
        )
