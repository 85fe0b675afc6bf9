"""The changes that turn one document into another, as plain values: what was added, removed, changed or moved."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from formulations.comparing.rows import Pair, Row, is_rows, moved, pair_rows

Step = str | int  # the key in a table, or the place of a row in the old list
Path = tuple[Step, ...]


@dataclass(frozen=True)
class Added:
    """A key of a table, or a row of a list, that is new. at: a row's place in the new list; None for a key."""

    path: Path
    value: Any
    at: int | None = None


@dataclass(frozen=True)
class Removed:
    """A key or a row that is gone. The last step of path is the key, or the row's place in the old list."""

    path: Path
    value: Any


@dataclass(frozen=True)
class Changed:
    """A value that reads otherwise."""

    path: Path
    old: Any
    new: Any


@dataclass(frozen=True)
class Moved:
    """A row that stands elsewhere among its neighbours. The last step of path is its old place; at: its new one."""

    path: Path
    at: int


Change = Added | Removed | Changed | Moved


def changes_between(old: Mapping[str, Any], new: Mapping[str, Any]) -> tuple[Change, ...]:
    """Return what has to be done to the old document to get the new one; nothing when they are the same.

    old, new: documents of plain values (text, whole numbers, true, false, lists, tables). Rows are matched by what
    names them, not by their place. Source: arithmetic.
    """
    return tuple(_of_tables(old, new, path=()))


def same(old: object, new: object) -> bool:
    """Return whether two values are the same in kind as well: true is not 1. Source: RFC 8785."""
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        return old.keys() == new.keys() and all(same(old[key], new[key]) for key in old)
    if isinstance(old, list) and isinstance(new, list):
        return len(old) == len(new) and all(same(*both) for both in zip(old, new, strict=True))
    return type(old) is type(new) and old == new


def _of_tables(old: Row, new: Row, *, path: Path) -> Iterator[Change]:
    for key in sorted(old.keys() | new.keys()):
        here = (*path, key)
        if key not in new:
            yield Removed(here, old[key])
        elif key not in old:
            yield Added(here, new[key])
        else:
            yield from _of_values(old[key], new[key], path=here)


def _of_values(old: Any, new: Any, *, path: Path) -> Iterator[Change]:
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        yield from _of_tables(old, new, path=path)
    elif is_rows(old) and is_rows(new):
        yield from _of_rows(old, new, path=path)
    elif not same(old, new):
        yield Changed(path, old, new)


def _of_rows(old: Sequence[Row], new: Sequence[Row], *, path: Path) -> Iterator[Change]:
    pairs = pair_rows(old, new, key=_list_name(path))
    elsewhere = moved(pairs)
    for pair in pairs:
        yield from _of_pair(pair, old=old, new=new, path=path)
        if pair in elsewhere and pair.was is not None and pair.now is not None:
            yield Moved((*path, pair.was), at=pair.now)


def _of_pair(pair: Pair, *, old: Sequence[Row], new: Sequence[Row], path: Path) -> Iterator[Change]:
    if pair.was is None and pair.now is not None:
        yield Added(path, new[pair.now], at=pair.now)
    elif pair.now is None and pair.was is not None:
        yield Removed((*path, pair.was), old[pair.was])
    elif pair.was is not None and pair.now is not None:
        yield from _of_tables(old[pair.was], new[pair.now], path=(*path, pair.was))


def _list_name(path: Path) -> str:
    """Return the name that says what names a row: the outermost key for the leaflet, the innermost otherwise."""
    keys = [step for step in path if isinstance(step, str)]
    return keys[0] if keys[0] == "leaflet" and keys[-1] != "sentences" else keys[-1]
