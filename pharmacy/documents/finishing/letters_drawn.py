"""Whether each letter that a PDF says is the one that it draws: the tables of its fonts against the shipped fonts."""

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache, lru_cache

from fontTools.ttLib import TTFont

from pharmacy.documents.finishing.streams import streams_of, unpacked
from pharmacy.documents.rendering.fonts import FOLDER
from pharmacy.documents.reports import Report, report

A_TABLE = b"/CIDInit"
ONE_LETTER = re.compile(rb"<([0-9a-fA-F]{4})> ?<([0-9a-fA-F]{4})>")
OTHER_ORDER = re.compile(rb"/CIDToGIDMap\s*(?!/Identity)\S")
HEAD_ENDS = b"endcodespacerange"
Glyphs = dict[int, set[int]]


def foreign_letters(pdf: bytes) -> list[Report]:
    """Return a report where the PDF says one letter and draws another: each glyph is a number in its font."""
    swapped = "".join(dict.fromkeys(letter for table in _tables(pdf) for letter in _swapped(table)))
    if OTHER_ORDER.search(pdf):
        swapped = "all"
    return [report("font-foreign", f"These letters are drawn as others: {swapped[:40]!r}.")] if swapped else []


def _tables(pdf: bytes) -> Iterator[bytes]:
    """Give the table of each font that says which letter a glyph is; only the start of other streams is unpacked."""
    for _, stream in streams_of(pdf):
        if unpacked(stream, most=len(A_TABLE)) == A_TABLE:
            yield stream


@lru_cache(maxsize=64)
def _swapped(stream: bytes) -> str:
    """The letters whose glyph is another's in every shipped font; the table of labels is always the same one."""
    found = ONE_LETTER.findall(unpacked(stream).partition(HEAD_ENDS)[2])
    pairs = [(int(glyph, 16), int(letter, 16)) for glyph, letter in found]
    wrong = [[letter for glyph, letter in pairs if glyph in of and letter not in of[glyph]] for of in _fonts()]
    return min(("".join(map(chr, letters)) for letters in wrong), key=len)


@cache
def _fonts() -> tuple[Glyphs, ...]:
    """The letters of each glyph that is drawn for a letter by itself, font by font."""
    return tuple(_glyphs(path.name) for path in sorted(FOLDER.glob("*.ttf")))


@cache
def _glyphs(name: str) -> Glyphs:
    found = defaultdict[int, set[int]](set)
    with TTFont(FOLDER / name, lazy=True) as font:
        for letter, glyph in font.getBestCmap().items():
            found[font.getGlyphID(glyph)].add(letter)
    return dict(found)
