"""Two documents side by side, section by section and row by row, with the words that changed marked."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from formulations.comparing.changes import same
from formulations.comparing.compared import (
    ADDED,
    CHANGED,
    MOVED,
    REMOVED,
    UNCHANGED,
    ComparedField,
    ComparedRow,
    ComparedSection,
)
from formulations.comparing.naming import OTHERS, SECTIONS, TABLE_NAMES, key_name, row_name
from formulations.comparing.rows import Pair, Row, is_rows, moved, pair_rows
from formulations.comparing.shown_values import Key, excipient_names, flat, parts, source_titles
from formulations.comparing.words import GONE, NEW, Piece, Pieces, mark_entries, mark_words

Sides = tuple[Row | None, Row | None]


def side_by_side(old: Row, new: Row) -> tuple[ComparedSection, ...]:
    """Return every section that either document has, with all of its rows; a section that differs says so.

    old, new: documents of one formulation; a draft may lack parts. Source: the exchange format secundum-formulary/1.
    """
    known = {key for _, _, keys in SECTIONS for key in keys}
    others = tuple(sorted((old.keys() | new.keys()) - known))
    view = _View(old, new)
    sections = (
        ComparedSection(anchor, title, tuple(row for key in keys for row in view.rows_of(key)))
        for anchor, title, keys in (*SECTIONS, (*OTHERS, others))
    )
    return tuple(section for section in sections if section.rows)


class _View:
    """Both documents, with the words that their codes stand for."""

    def __init__(self, old: Row, new: Row) -> None:
        self.old, self.new = old, new
        self.titles = source_titles(old) | source_titles(new)
        self.names = excipient_names(old) | excipient_names(new)

    def rows_of(self, key: str) -> Iterator[ComparedRow]:
        """Yield the rows under a key; where nothing but an empty part came or went, one row that says so."""
        rows = list(self._rows(key))
        yield from rows
        unchanged = key in self.old and key in self.new and same(self.old[key], self.new[key])
        if key in {*self.old, *self.new} and not unchanged and all(row.kind == UNCHANGED for row in rows):
            yield self._as_it_stands(key)

    def _rows(self, key: str) -> Iterator[ComparedRow]:
        old, new = self.old.get(key), self.new.get(key)
        name = TABLE_NAMES.get(key, key_name((key,)).capitalize())
        if key == "leaflet" and _is_leaflet(old or {}) and _is_leaflet(new or {}):
            yield from self._leaflet(old or {}, new or {})
        elif is_rows(old or []) and is_rows(new or []):
            yield from self._list(old or [], new or [], key=key, group=name)
        elif isinstance(old or {}, Mapping) and isinstance(new or {}, Mapping):
            yield self._row((old, new), name=name)

    def _leaflet(self, old: Row, new: Row) -> Iterator[ComparedRow]:
        for language in sorted(old.keys() | new.keys()):
            here, there = old.get(language, []), new.get(language, [])
            pairs = pair_rows(here, there, key="leaflet")
            elsewhere = moved(pairs)
            for pair in pairs:
                part, other = _at(here, pair.was), _at(there, pair.now)
                name = f"Leaflet ({language}): {row_name(other or part or {}, key='leaflet', names={}, place=1)}"
                own = self._row((_heading(part), _heading(other)), name=name, went=_went(pair, elsewhere=elsewhere))
                yield from (own,) if own.kind != UNCHANGED else ()
                sentences = [list((side or {}).get("sentences", [])) for side in (part, other)]
                yield from self._list(*sentences, key="sentences", group=name)

    def _list(self, old: Sequence[Row], new: Sequence[Row], *, key: str, group: str) -> Iterator[ComparedRow]:
        pairs = pair_rows(old, new, key=key)
        elsewhere = moved(pairs)
        for pair in pairs:
            sides = _at(old, pair.was), _at(new, pair.now)
            place = (pair.was if pair.now is None else pair.now) or 0
            name = row_name(sides[1] or sides[0] or {}, key=key, names=self.names, place=place + 1)
            yield self._row(sides, name=name, group=group, went=_went(pair, elsewhere=elsewhere))

    def _as_it_stands(self, key: str) -> ComparedRow:
        sides = [{"value": side[key]} if key in side else None for side in (self.old, self.new)]
        return self._row((sides[0], sides[1]), name=TABLE_NAMES.get(key, key_name((key,)).capitalize()))

    def _row(self, sides: Sides, *, name: str, group: str = "", went: str = "") -> ComparedRow:
        old, new = sides
        before, after = dict(flat(old or {})), dict(flat(new or {}))
        fields = tuple(self._field(key, before=before, after=after) for key in before | after)
        kind = _kind(was=old is not None, now=new is not None)
        if kind == UNCHANGED and not same(old, new):
            kind = CHANGED
        elif kind == UNCHANGED and went:
            kind = MOVED
        return ComparedRow(group, name, kind, fields, went)

    def _field(self, key: Key, *, before: Mapping[Key, Any], after: Mapping[Key, Any]) -> ComparedField:
        kind = _kind(was=key in before, now=key in after)
        old = parts(before[key], key=key, titles=self.titles) if key in before else ()
        new = parts(after[key], key=key, titles=self.titles) if key in after else ()
        if kind == UNCHANGED and not same(before[key], after[key]):
            kind = CHANGED
            if old == new:  # they read alike and are not: two sources of one title, or 1 and "1"
                old, new = (repr(before[key]),), (repr(after[key]),)
        return ComparedField(key_name(key), kind, *_marked(old, new, kind=kind))


def _is_leaflet(value: object) -> bool:
    return isinstance(value, Mapping) and all(is_rows(sections) for sections in value.values())


def _heading(part: Row | None) -> Row | None:
    return None if part is None else {key: value for key, value in part.items() if key != "sentences"}


def _at(rows: Sequence[Row], place: int | None) -> Row | None:
    return None if place is None else rows[place]


def _went(pair: Pair, *, elsewhere: Sequence[Pair]) -> str:
    if pair not in elsewhere or pair.was is None or pair.now is None:
        return ""
    return f"from place {pair.was + 1} to place {pair.now + 1}"


def _kind(*, was: bool, now: bool) -> str:
    if was and now:
        return UNCHANGED
    return ADDED if now else REMOVED


def _marked(old: tuple[str, ...], new: tuple[str, ...], *, kind: str) -> tuple[Pieces, Pieces]:
    if kind == ADDED:
        return (), (Piece("; ".join(new), NEW),)
    if kind == REMOVED:
        return (Piece("; ".join(old), GONE),), ()
    return mark_words(old[0], new[0]) if len(old) == len(new) == 1 else mark_entries(old, new)
