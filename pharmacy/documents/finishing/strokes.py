"""The lines of a picture as a PDF holds them: where each goes, and a name for its form."""

import ctypes
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pypdfium2 import raw

from pharmacy.documents.finishing.raster import MM_PER_POINT

LIGHT = 150  # of 255: a lighter colour is a ground, a darker one is ink
TURNED = 1e-3  # less is neither turned nor stretched
LETTERS_OF_A_FORM = 8
A_CODE = "code"  # no drawing is of one line; the squares of a 2D code are read by a scanner, not one by one

Room = tuple[float, float, float, float]
Point = tuple[float, float]


@dataclass(frozen=True)
class Stroke:
    """One line or area. form: a name for how it goes and how it is painted, wherever it stands.

    points: all it goes through, in the units of the drawing; room: left, top, right and bottom on the page, in
    millimetres.
    """

    form: str
    points: tuple[Point, ...]
    room: Room

    @property
    def left(self) -> float:
        """Its left, in units of the drawing."""
        return min(x for x, _ in self.points)

    @property
    def top(self) -> float:
        """Its top, in units of the drawing."""
        return min(y for _, y in self.points)


@dataclass(frozen=True)
class Scale:
    """How a drawing stands on its page. unit_mm: of one of its units; left: of its own zero, in points.

    is_upright: none of its lines is turned, mirrored or stretched.
    """

    unit_mm: float
    left: float
    is_upright: bool

    def units(self, mm: float) -> float:
        """Return how far right of its zero a place on the page is, in units of the drawing. mm: from the left."""
        return (mm - self.left * MM_PER_POINT) / self.unit_mm


def strokes_of(paths: list[tuple[Any, Room]]) -> tuple[tuple[Stroke, ...], Scale]:
    """Return the lines of a picture in the order of drawing, and its scale. paths: as the library holds them."""
    if not paths:
        return (), Scale(1.0, 0.0, is_upright=True)
    matrices = [_matrix(path) for path, _ in paths]
    first = matrices[0]
    upright = all(_is_upright(matrix, like=first) for matrix in matrices)
    scale = Scale(first.a * MM_PER_POINT, first.e, is_upright=upright)
    if len(paths) == 1:
        return (Stroke(A_CODE, (), paths[0][1]),), scale
    strokes = tuple(
        _stroke(path, room=room, across=(matrix.e - first.e) / first.a, down=(matrix.f - first.f) / first.d)
        for (path, room), matrix in zip(paths, matrices, strict=True)
    )
    return strokes, scale


def _stroke(path: Any, *, room: Room, across: float, down: float) -> Stroke:
    segments = list(_segments(path))
    left, top = min(x for _, x, _ in segments), min(y for _, _, y in segments)
    goes = [(kind, f"{x - left:.1f}", f"{y - top:.1f}") for kind, x, y in segments]
    form = hashlib.sha256(repr((goes, _paint(path))).encode()).hexdigest()[:LETTERS_OF_A_FORM]
    return Stroke(form, tuple((x + across, y + down) for _, x, y in segments), room)


def _segments(path: Any) -> Iterator[tuple[int, float, float]]:
    x, y = ctypes.c_float(), ctypes.c_float()
    for number in range(raw.FPDFPath_CountSegments(path)):
        segment = raw.FPDFPath_GetPathSegment(path, number)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        yield raw.FPDFPathSegment_GetType(segment), x.value, y.value


def _paint(path: Any) -> tuple[str, str]:
    """How it is filled and how it is drawn: not, light or dark."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(path, fill, stroke)
    return (
        _shade(raw.FPDFPageObj_GetFillColor, path=path) if fill.value else "",
        _shade(raw.FPDFPageObj_GetStrokeColor, path=path) if stroke.value else "",
    )


def _shade(ask: Any, *, path: Any) -> str:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    ask(path, red, green, blue, alpha)
    return "light" if red.value + green.value + blue.value > 3 * LIGHT else "dark"


def _matrix(path: Any) -> Any:
    matrix = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(path, matrix)
    return matrix


def _is_upright(matrix: Any, *, like: Any) -> bool:
    """A drawing counts downwards and a page upwards."""
    turned = abs(matrix.b) + abs(matrix.c) + abs(matrix.a + matrix.d) + abs(matrix.a - like.a)
    return bool(matrix.a > 0 and turned < TURNED)
