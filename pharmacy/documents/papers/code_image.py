"""The 2D code of a label: a Data Matrix that holds an internal id and nothing about the patient."""

import base64
import io
from dataclasses import dataclass
from decimal import Decimal

import zxingcpp
from PIL import Image

from formulations.reference.papers import LabelStock
from pharmacy.documents.codes import code_text

QUIET_MODULES = 2  # the standard asks for one; a second forgives a slightly shifted label
MM_PER_INCH = Decimal("25.4")


@dataclass(frozen=True)
class CodeImage:
    """The picture as a data: address, and its side in millimetres, quiet zone included."""

    address: str
    side_mm: Decimal


def code_image(code: str, *, stock: LabelStock) -> CodeImage:
    """Return the Data Matrix of a paper's id; each module is a whole number of the printer's dots.

    code: the paper's id. Source: ISO/IEC 16022 (quiet zone of one module); GS1 healthcare target of 0.38 mm a module.
    """
    barcode = zxingcpp.create_barcode(code_text(code), zxingcpp.BarcodeFormat.DataMatrix)
    symbol = Image.fromarray(barcode.to_image(scale=1, add_quiet_zones=False))
    modules = symbol.width + 2 * QUIET_MODULES
    picture = Image.new("L", (modules, modules), color=255)
    picture.paste(symbol, (QUIET_MODULES, QUIET_MODULES))
    content = io.BytesIO()
    picture.save(content, "PNG")
    address = f"data:image/png;base64,{base64.b64encode(content.getvalue()).decode()}"
    side = modules * stock.dots_per_module * MM_PER_INCH / stock.printer_dpi
    return CodeImage(address, side.quantize(Decimal("0.001")))
