"""The 2D code of a label: a Data Matrix that holds an internal id and nothing about the patient."""

import base64
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any

import zxingcpp

from formulations.reference.label_stock import LabelStock

QUIET_MODULES = 2  # the standard asks for one; a second forgives a slightly shifted label
MM_PER_INCH = Decimal("25.4")
DARK = 0


@dataclass(frozen=True)
class CodeImage:
    """The picture as a data: address, its side in millimetres and the quiet zone on each side within it."""

    address: str
    side_mm: Decimal
    quiet_mm: Decimal


def code_image(text: str, *, stock: LabelStock) -> CodeImage:
    """Return the Data Matrix of a label; each module is a whole number of the printer's dots.

    text: what it says, as `codes.code_text` writes it.
    Source: ISO/IEC 16022 (quiet zone of one module); GS1 healthcare target of 0.38 mm a module.
    """
    address, modules = _drawing(text)
    module = stock.dots_per_module * MM_PER_INCH / stock.printer_dpi
    return CodeImage(address, _mm(modules * module), _mm(QUIET_MODULES * module))


@lru_cache(maxsize=256)
def _drawing(text: str) -> tuple[str, int]:
    """Return the picture as a data: address, and how many modules it is wide."""
    rows = _rows(text)
    modules = len(rows) + 2 * QUIET_MODULES
    path = "".join(_runs(row, top=top) for top, row in enumerate(rows, QUIET_MODULES))
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {modules} {modules}"><path d="{path}"/></svg>'
    return f"data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()}", modules


def _rows(text: str) -> tuple[tuple[bool, ...], ...]:
    barcode = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.DataMatrix, force_square=True)
    picture: Any = barcode.to_image(scale=1, add_quiet_zones=False)
    pixels: Any = memoryview(picture).tolist()
    return tuple(tuple(pixel == DARK for pixel in row) for row in pixels)


def _runs(row: tuple[bool, ...], *, top: int) -> str:
    """Return one line of modules as rectangles of a path, neighbours joined."""
    found, start = [], None
    for place, is_dark in enumerate((*row, False)):
        if is_dark and start is None:
            start = place
        if not is_dark and start is not None:
            found.append(f"M{start + QUIET_MODULES} {top}h{place - start}v1h-{place - start}z")
            start = None
    return "".join(found)


def _mm(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.001"))
