"""Which words of a text changed: the old and the new text in pieces, each marked."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import Match, SequenceMatcher
from itertools import groupby

TOKEN = re.compile(r"\w+(?:[.,]\w+)*|\s+|[^\w\s]")
MOST_WORDS = 1500  # a longer text is marked as a whole: comparing takes the square of its length
SAME, GONE, NEW = "same", "gone", "new"


@dataclass(frozen=True)
class Piece:
    """A part of a text. mark: "same", "gone" (only in the old text) or "new" (only in the new one)."""

    text: str
    mark: str


Pieces = tuple[Piece, ...]


def mark_words(old: str, new: str) -> tuple[Pieces, Pieces]:
    """Return the old and the new text in pieces; put together, the pieces are the text again.

    Texts that share less than a third of their words are marked as a whole. Source: difflib (Ratcliff and Obershelp).
    """
    before, after = TOKEN.findall(old), TOKEN.findall(new)
    if old != new and max(len(before), len(after)) > MOST_WORDS:
        return _whole(before, mark=GONE), _whole(after, mark=NEW)
    kept = [block for block in _shared(before, after) if _count(before[block.a : block.a + block.size])]
    shared = sum(_count(before[block.a : block.a + block.size]) for block in kept)
    if shared * 6 < _count(before) + _count(after):
        return _whole(before, mark=GONE), _whole(after, mark=NEW)
    return _marked(before, after, kept=kept)


def mark_entries(old: Sequence[str], new: Sequence[str]) -> tuple[Pieces, Pieces]:
    """Return two lists in pieces, entry by entry, with "; " between the entries. Source: difflib."""
    kept = _shared(old, new)
    return _marked(_joined(old), _joined(new), kept=kept)


def _shared(old: Sequence[str], new: Sequence[str]) -> list[Match]:
    return SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()


def _marked(old: Sequence[str], new: Sequence[str], *, kept: Sequence[Match]) -> tuple[Pieces, Pieces]:
    in_old = {place for block in kept for place in range(block.a, block.a + block.size)}
    in_new = {place for block in kept for place in range(block.b, block.b + block.size)}
    return _pieces(old, same=in_old, mark=GONE), _pieces(new, same=in_new, mark=NEW)


def _joined(entries: Sequence[str]) -> list[str]:
    return [f"{entry}{'; ' if place < len(entries) else ''}" for place, entry in enumerate(entries, 1)]


def _count(parts: Sequence[str]) -> int:
    """How many parts are more than space: a lone space between two changed words belongs to the change."""
    return sum(not part.isspace() for part in parts)


def _whole(parts: Sequence[str], *, mark: str) -> Pieces:
    return (Piece("".join(parts), mark),) if parts else ()


def _pieces(parts: Sequence[str], *, same: set[int], mark: str) -> Pieces:
    marked = [(part, SAME if place in same else mark) for place, part in enumerate(parts)]
    return tuple(Piece("".join(part for part, _ in run), kind) for kind, run in groupby(marked, key=lambda one: one[1]))
