"""A document with changes made to it."""

from collections.abc import Mapping, Sequence
from typing import Any

from formulations.comparing.changes import Added, Change, Changed, Moved, Removed
from formulations.comparing.rows import Row


def apply_changes(changes: Sequence[Change], *, to: Mapping[str, Any]) -> dict[str, Any]:
    """Return a new document: the old one with the changes made. Source: arithmetic."""
    return _table(to, changes=changes, depth=0)


def _table(old: Row, *, changes: Sequence[Change], depth: int) -> dict[str, Any]:
    result = dict(old)
    for key in dict.fromkeys(change.path[depth] for change in changes):
        inner = [change for change in changes if change.path[depth] == key]
        if isinstance(inner[0], Removed) and len(inner[0].path) == depth + 1:
            del result[str(key)]
        else:
            result[str(key)] = _value(old.get(str(key)), changes=inner, depth=depth + 1)
    return result


def _value(old: Any, *, changes: Sequence[Change], depth: int) -> Any:
    first = changes[0]
    if len(first.path) == depth and isinstance(first, Changed):
        return first.new
    if len(first.path) == depth and isinstance(first, Added) and first.at is None:
        return first.value
    if isinstance(old, Mapping):
        return _table(old, changes=changes, depth=depth)
    return _rows(old, changes=changes, depth=depth)


def _rows(old: Sequence[Row], *, changes: Sequence[Change], depth: int) -> list[Any]:
    new = [change for change in changes if isinstance(change, Added) and len(change.path) == depth]
    here = [change for change in changes if len(change.path) == depth + 1]
    gone = {change.path[depth] for change in here if isinstance(change, Removed)}
    places = {int(change.path[depth]): change.at for change in here if isinstance(change, Moved)}
    inner = [change for change in changes if len(change.path) > depth + 1]
    rows = {place: _row(row, place=place, changes=inner, depth=depth) for place, row in enumerate(old)}
    result: list[Any] = [row for place, row in rows.items() if place not in gone and place not in places]
    arriving = {at: rows[place] for place, at in places.items()} | {change.at or 0: change.value for change in new}
    for at in sorted(arriving):
        result.insert(at, arriving[at])
    return result


def _row(row: Row, *, place: int, changes: Sequence[Change], depth: int) -> Any:
    mine = [change for change in changes if change.path[depth] == place]
    return _table(row, changes=mine, depth=depth + 1) if mine else row
