"""What is drawn on a finished page, as its PDF holds it: each picture with its words and lines, and all else."""

import ctypes
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from pypdfium2 import raw

from pharmacy.documents.finishing.raster import MM_PER_POINT, Opened, plain
from pharmacy.documents.finishing.strokes import Room, Scale, Stroke, strokes_of
from pharmacy.documents.finishing.structure import FIGURE, Part, parts_of
from pharmacy.documents.finishing.type_drawn import TypeDrawn, type_drawn

KINDS = {raw.FPDF_PAGEOBJ_TEXT: "text", raw.FPDF_PAGEOBJ_PATH: "path", raw.FPDF_PAGEOBJ_FORM: "letters"}
LONGEST_TEXT = 4000  # bytes
BUFFER = ctypes.create_string_buffer(LONGEST_TEXT)  # one is enough: one reader is at work at a time


@dataclass(frozen=True)
class Lettering:
    """Words inside a picture. x: their middle, in units of the drawing."""

    text: str
    x: float


@dataclass(frozen=True)
class Figure:
    """One picture. words: for those who cannot see it; beside: the words of the row, item or paragraph it stands in.

    room: on the page, in millimetres, and room_beside that of the words beside it. page: from 0.
    """

    page: int
    words: str
    beside: str
    strokes: tuple[Stroke, ...]
    letters: tuple[Lettering, ...]
    scale: Scale
    room: Room
    room_beside: Room


@dataclass(frozen=True)
class Thing:
    """One object of a page. kind: text, path, letters of a drawing, or other; in_picture: whether it is part of one.

    type: how it is drawn, of a text.
    """

    kind: str
    in_picture: bool
    room: Room
    type: TypeDrawn | None = None


@dataclass(frozen=True)
class Drawn:
    """All that is drawn on a page. things: in the order of drawing, the later ones on top.

    told: words for those who hear the page, in place of what is no picture.
    """

    figures: tuple[Figure, ...]
    things: tuple[Thing, ...]
    told: tuple[str, ...] = ()


def drawn_on(document: Opened, *, page: int) -> Drawn:
    """Return what is drawn on a page. page: from 0."""
    sheet, parts = document.sheet(page), [part for top in parts_of(document.sheet(page)) for part in top.all()]
    pictures = [part for part in parts if part.kind == FIGURE]
    marks = _Marks(document, page=page)
    drawn = {mark for picture in pictures for mark in picture.marks}
    things = tuple(
        Thing(one.kind, one.mark in drawn, one.room, type_drawn(one.handle) if one.kind == "text" else None)
        for one in _objects(sheet, into=marks)
    )
    told = tuple(part.words for part in parts if part.words and part.kind != FIGURE)
    return Drawn(tuple(_figure(picture, marks=marks, page=page) for picture in pictures), things, told)


@dataclass(frozen=True)
class _Object:
    """One object of a page. handle: as the library holds it; mark: the number of the part it is drawn for, or -1."""

    handle: Any
    kind: str
    mark: int
    room: Room


class _Marks:
    """What is drawn for each part of a page, by the part's mark."""

    def __init__(self, document: Opened, *, page: int) -> None:
        self._page = document.text_page(page)
        self.objects = defaultdict[int, list[_Object]](list)

    def of(self, part: Part) -> list[_Object]:
        """Return all that is drawn for a part and what it holds, but for pictures only for themselves."""
        return [one for mark in (part.marks if part.kind == FIGURE else part.all_marks()) for one in self.objects[mark]]

    def words(self, things: list[_Object]) -> str:
        """Return the words of some objects."""
        return plain(" ".join(self._text(one.handle) for one in things if one.kind == "text"))

    def lettering(self, one: _Object) -> str:
        """Return the words that a drawing brings along."""
        count = raw.FPDFFormObj_CountObjects(one.handle)
        return plain("".join(self._text(raw.FPDFFormObj_GetObject(one.handle, number)) for number in range(count)))

    def _text(self, handle: Any) -> str:
        into = ctypes.cast(BUFFER, raw.FPDFTextObj_GetText.argtypes[2])
        length = raw.FPDFTextObj_GetText(handle, self._page.raw, into, LONGEST_TEXT)
        return ctypes.string_at(BUFFER, max(0, length - 2)).decode("utf-16-le", "replace")


def _objects(sheet: Any, *, into: _Marks) -> list[_Object]:
    """Return all objects of a page, and keep each by its mark."""
    height, found = sheet.get_height(), []
    for number in range(raw.FPDFPage_CountObjects(sheet.raw)):
        handle = raw.FPDFPage_GetObject(sheet.raw, number)
        kind = KINDS.get(raw.FPDFPageObj_GetType(handle), "other")
        one = _Object(handle, kind, raw.FPDFPageObj_GetMarkedContentID(handle), _room(handle, height=height))
        into.objects[one.mark].append(one)
        found.append(one)
    return found


def _figure(part: Part, *, marks: _Marks, page: int) -> Figure:
    own, beside = marks.of(part), _beside(part, marks=marks)
    strokes, scale = strokes_of([(one.handle, one.room) for one in own if one.kind == "path"])
    letters = [(marks.lettering(one), (one.room[0] + one.room[2]) / 2) for one in own if one.kind == "letters"]
    return Figure(
        page=page,
        words=plain(part.words),
        beside=marks.words(beside),
        strokes=strokes,
        letters=tuple(Lettering(text, scale.units(middle)) for text, middle in letters),
        scale=scale,
        room=_around([one.room for one in own]),
        room_beside=_around([one.room for one in beside]),
    )


def _beside(part: Part, *, marks: _Marks) -> list[_Object]:
    """What is drawn for the nearest element around a picture that has words; for the topmost where none has."""
    row, found = part, list[_Object]()
    while row.above is not None and not marks.words(found):
        row = row.above
        found = [one for one in marks.of(row) if one.kind == "text"]
    return found


def _room(handle: Any, *, height: float) -> Room:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    raw.FPDFPageObj_GetBounds(handle, left, bottom, right, top)
    return (
        left.value * MM_PER_POINT,
        (height - top.value) * MM_PER_POINT,
        right.value * MM_PER_POINT,
        (height - bottom.value) * MM_PER_POINT,
    )


def _around(rooms: list[Room]) -> Room:
    if not rooms:
        return (0.0, 0.0, 0.0, 0.0)
    lefts, tops, rights, bottoms = zip(*rooms, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)
