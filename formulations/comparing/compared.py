"""What a comparison consists of: sections of rows, rows of values, each with how it differs."""

from collections.abc import Sequence
from dataclasses import dataclass

from formulations.comparing.words import Pieces

CHANGED, ADDED, REMOVED, MOVED, UNCHANGED = "changed", "added", "removed", "moved", "same"


@dataclass(frozen=True)
class ComparedField:
    """One value on both sides, in marked pieces; a side without the value is empty. kind: as a row's, never moved."""

    name: str
    kind: str
    old: Pieces
    new: Pieces


@dataclass(frozen=True)
class ComparedRow:
    """One row (a component, a study, a sentence) on both sides. kind: same, changed, added, removed or moved.

    group: what it is part of within its section ("Components"). went: where it moved to, in words; empty if it stayed.
    """

    group: str
    name: str
    kind: str
    fields: tuple[ComparedField, ...]
    went: str = ""

    @property
    def changed_fields(self) -> tuple[ComparedField, ...]:
        """The values that differ."""
        return tuple(field for field in self.fields if field.kind != UNCHANGED)


@dataclass(frozen=True)
class ComparedSection:
    """One section of the page."""

    key: str
    title: str
    rows: tuple[ComparedRow, ...]

    @property
    def differs(self) -> bool:
        """Whether anything in it differs."""
        return any(row.kind != UNCHANGED for row in self.rows)

    @property
    def changed_rows(self) -> tuple[ComparedRow, ...]:
        """The rows that differ."""
        return tuple(row for row in self.rows if row.kind != UNCHANGED)

    @property
    def summary(self) -> str:
        """How many rows differ and how, in words: "1 changed, 2 added"; empty when none does."""
        return tally(self.rows)


def tally(rows: Sequence[ComparedRow]) -> str:
    """Return how many rows differ and how, in words; empty when none does."""
    counts = {kind: sum(row.kind == kind for row in rows) for kind in (CHANGED, ADDED, REMOVED, MOVED)}
    return ", ".join(f"{count} {kind}" for kind, count in counts.items() if count)
