"""Differences between documents as lines that a person can read in a terminal."""

from collections.abc import Iterable, Mapping
from typing import Any

from formulations.comparing import ComparedField, ComparedRow, side_by_side

MOST_SHOWN = 300
MARKS = {"added": "+", "removed": "-", "changed": "~", "moved": ">"}

Document = Mapping[str, Any]


def difference(old: Document, new: Document) -> Iterable[str]:
    """Yield what differs between two documents of a formulation, by section, row and value; nothing when equal."""
    for section in side_by_side(dict(old), dict(new)):
        if section.differs:
            yield f"  {section.title}"
            for row in section.changed_rows:
                yield from _row(row)


def _row(row: ComparedRow) -> Iterable[str]:
    went = f" ({row.went})" if row.went else ""
    yield f"    {MARKS[row.kind]} {' / '.join(part for part in (row.group, row.name) if part)}{went}"
    for field in row.changed_fields:
        yield from _field(field)


def _field(field: ComparedField) -> Iterable[str]:
    old, new = (_short("".join(piece.text for piece in pieces)) for pieces in (field.old, field.new))
    if old:
        yield f"        - {field.name}: {old}"
    if new:
        yield f"        + {field.name}: {new}"


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= MOST_SHOWN else f"{plain[:MOST_SHOWN]}..."
