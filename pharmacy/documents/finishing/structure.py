"""The structure tree of a finished page, as a screen reader walks it: its pictures, and what stands with each."""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from pypdfium2 import raw

FIGURE = "Figure"
LONGEST_WORDS = 2000  # bytes of an alternative text
NOTHING = 2  # bytes, of an empty text
ROOM = ctypes.create_string_buffer(LONGEST_WORDS)  # one is enough: one reader is at work at a time


@dataclass
class Part:
    """One element of the tree. words: told in its place; above: the element it is in.

    marks: the numbers of what is drawn for it itself.
    """

    kind: str
    words: str
    above: "Part | None"
    marks: list[int] = field(default_factory=list)
    parts: "list[Part]" = field(default_factory=list)

    def all_marks(self) -> Iterator[int]:
        """Give the numbers of all that is drawn for it and for what it holds, but not for pictures."""
        if self.kind != FIGURE:
            yield from self.marks
            for part in self.parts:
                yield from part.all_marks()

    def all(self) -> "Iterator[Part]":
        """Give it and all it holds, in the order of reading."""
        yield self
        for part in self.parts:
            yield from part.all()


def parts_of(sheet: Any) -> list[Part]:
    """Return the topmost elements of a page that is open; none where it is not tagged."""
    tree = raw.FPDF_StructTree_GetForPage(sheet.raw)
    if not tree:
        return []
    try:
        count = raw.FPDF_StructTree_CountChildren(tree)
        return [_part(raw.FPDF_StructTree_GetChildAtIndex(tree, number), above=None) for number in range(count)]
    finally:
        raw.FPDF_StructTree_Close(tree)


def _part(element: Any, *, above: Part | None) -> Part:
    kind = _said(raw.FPDF_StructElement_GetType, element)
    part = Part(kind, _said(raw.FPDF_StructElement_GetAltText, element), above)
    for number in range(max(0, raw.FPDF_StructElement_CountChildren(element))):
        child = raw.FPDF_StructElement_GetChildAtIndex(element, number)
        if child:
            part.parts.append(_part(child, above=part))
        else:
            part.marks.append(raw.FPDF_StructElement_GetChildMarkedContentID(element, number))
    return part


def _said(ask: Any, element: Any) -> str:
    length = ask(element, ROOM, LONGEST_WORDS)
    return ctypes.string_at(ROOM, length - 2).decode("utf-16-le", "replace") if length > NOTHING else ""
