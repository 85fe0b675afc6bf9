"""The type of one text of a PDF, as the library holds it."""

import ctypes
from dataclasses import dataclass
from typing import Any

from pypdfium2 import raw

WHITE = 250  # of 255
TURNED = 1e-3  # less is not turned
FILLED = 0  # how letters are drawn: filled, and not as an outline


@dataclass(frozen=True)
class TypeDrawn:
    """How one text is drawn. size_pt: in points; width: of its letters, 1 where it is their own.

    shade: of its colour on white, from 0 for black to 255; is_upright: neither turned, mirrored nor an outline.
    """

    size_pt: float
    width: float
    shade: int
    is_upright: bool

    @property
    def is_white(self) -> bool:
        """Whether it is to be seen on black alone."""
        return self.shade > WHITE


def type_drawn(text: Any) -> TypeDrawn:
    """Return how a text is drawn. text: as the library holds it."""
    matrix, size = raw.FS_MATRIX(), ctypes.c_float()
    raw.FPDFPageObj_GetMatrix(text, matrix)
    raw.FPDFTextObj_GetFontSize(text, size)
    upright = matrix.a > 0 and matrix.d > 0 and abs(matrix.b) + abs(matrix.c) < TURNED
    is_plain = upright and raw.FPDFTextObj_GetTextRenderMode(text) == FILLED
    width = matrix.a / matrix.d if matrix.d else 0.0
    return TypeDrawn(size.value * abs(matrix.d), width, _shade(text), is_plain)


def _shade(text: Any) -> int:
    """The middle of its three colours, as much lighter as it lets the paper through."""
    red, green, blue, solid = (ctypes.c_uint() for _ in range(4))
    raw.FPDFPageObj_GetFillColor(text, red, green, blue, solid)
    shade = (red.value + green.value + blue.value) // 3
    return 255 - (255 - shade) * solid.value // 255
