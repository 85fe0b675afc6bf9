"""Which row of an old list is which row of the new one: by code first, never by its place alone."""

import json
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeGuard

Row = Mapping[str, Any]
MOST_COMPARED = 60  # rows without a code that are compared word by word; more are taken in their order

# What names a row of each list, the most telling first. Rows left over by one line are tried by the next.
NAMED_BY: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "strengths": (("amount", "per"),),
    "components": (("excipient", "function"), ("excipient",)),
    "restrictions": (
        ("excipient", "property", "finding_code", "functions"),
        ("excipient", "property", "finding_code"),
        ("excipient", "property"),
    ),
    "dose_limits": (("code", "severity", "above", "below"), ("code", "severity"), ("code",)),
    "screening": (("code", "severity", "looks_at"), ("code", "looks_at"), ("code",)),
    "equipment": (("name",),),
    "method": (("text",),),
    "leaflet": (("section",),),
}
USUAL_NAMES: tuple[tuple[str, ...], ...] = (("code",), ("section",), ("name",), ("text",))
BY_LIKENESS = ("method", "equipment", "strengths")  # a reworded step is the same step


@dataclass(frozen=True)
class Pair:
    """One row as it stands in the old list and in the new one, by place; None where it does not stand."""

    was: int | None
    now: int | None


def is_rows(value: object) -> TypeGuard[list[Row]]:
    """Return whether a value is a list of tables. Source: the exchange format."""
    return isinstance(value, list) and all(isinstance(item, Mapping) for item in value)


def pair_rows(old: Sequence[Row], new: Sequence[Row], *, key: str) -> tuple[Pair, ...]:
    """Return every row of both lists once, in the order of the new list; rows that are gone stand where they stood.

    key: the name of the list ("components"), which says what names a row of it. Rows named alike are taken in order.
    """
    found: dict[int, int] = {}
    for fields in NAMED_BY.get(key, USUAL_NAMES):
        found |= _named_alike(old, new, fields=fields, found=found)
    found |= _named_alike(old, new, fields=(), found=found)
    if key in BY_LIKENESS:
        found |= _worded_alike(old, new, found=found)
    return _in_order(len(old), len(new), found=found)


def _named_alike(
    old: Sequence[Row], new: Sequence[Row], *, fields: tuple[str, ...], found: dict[int, int]
) -> dict[int, int]:
    """Return the new place of each old row that is not found yet and has these fields in common with a new one."""
    here = _names(old, besides=found.keys(), fields=fields)
    there = {name: place for place, name in _names(new, besides=found.values(), fields=fields).items()}
    return {place: there[name] for place, name in here.items() if name in there}


def _names(rows: Sequence[Row], *, besides: Any, fields: tuple[str, ...]) -> dict[int, tuple[str, int]]:
    """Return place to name of the rows not found yet: these fields as text (all, when none is named), and which of
    those named so it is.
    """
    met: Counter[str] = Counter()
    names = {}
    for place, row in enumerate(rows):
        if place in besides or (fields and not any(field in row for field in fields)):
            continue
        name = _written({field: row.get(field) for field in fields} if fields else row)
        names[place] = (name, met[name])
        met[name] += 1
    return names


def _written(row: Row) -> str:
    return json.dumps(row, sort_keys=True, default=str)


def _worded_alike(old: Sequence[Row], new: Sequence[Row], *, found: dict[int, int]) -> dict[int, int]:
    """Return the new place of each old row that shares at least half of its words with a new one, the likest first."""
    mine = [place for place in range(len(old)) if place not in found][:MOST_COMPARED]
    theirs = [place for place in range(len(new)) if place not in found.values()][:MOST_COMPARED]
    bags_old, bags_new = {i: _words(old[i]) for i in mine}, {j: _words(new[j]) for j in theirs}
    scored = sorted((-(bags_old[i] & bags_new[j]).total(), abs(i - j), i, j) for i in mine for j in theirs)
    paired: dict[int, int] = {}
    for shared, _, i, j in scored:
        alike = -shared * 4 >= bags_old[i].total() + bags_new[j].total() > 0
        if alike and i not in paired and j not in paired.values():
            paired[i] = j
    return paired


def _words(row: Row) -> Counter[str]:
    texts = [str(value) for key, value in row.items() if isinstance(value, str) and key not in ("source", "why")]
    return Counter(word for text in texts for word in text.casefold().split())


def _in_order(was: int, now: int, *, found: dict[int, int]) -> tuple[Pair, ...]:
    old_of = {new: old for old, new in found.items()}
    gone = [place for place in range(was) if place not in found]
    pairs: list[Pair] = []
    for place in range(now):
        before = old_of.get(place)
        while before is not None and gone and gone[0] < before:
            pairs.append(Pair(gone.pop(0), None))
        pairs.append(Pair(before, place))
    return (*pairs, *(Pair(place, None) for place in gone))


def moved(pairs: Sequence[Pair]) -> tuple[Pair, ...]:
    """Return the fewest rows that had to move for the rows on both sides to stand in the new order.

    Source: arithmetic (what is outside a longest increasing run of old places has moved).
    """
    both = [pair for pair in pairs if pair.was is not None and pair.now is not None]
    stay = _longest_rise([pair.was for pair in both if pair.was is not None])
    return tuple(pair for pair in both if pair.was not in stay)


def _longest_rise(places: Sequence[int]) -> set[int]:
    """Return a longest run of places that rise from first to last. Each place stands once."""
    ends: list[int] = []
    before: dict[int, int | None] = {}
    for place in places:
        length = bisect_left(ends, place)
        before[place] = ends[length - 1] if length else None
        ends[length : length + 1] = [place]
    run, last = set(), ends[-1] if ends else None
    while last is not None:
        run.add(last)
        last = before[last]
    return run
