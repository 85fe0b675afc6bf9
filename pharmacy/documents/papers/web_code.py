"""The QR code of a leaflet: the address of its page, which says nothing about the patient."""

import base64
import io
from functools import lru_cache
from typing import Any

import zxingcpp
from PIL import Image

QUIET_MODULES = 4
DOTS = 6  # of the picture for one module; it is drawn larger without smoothing


@lru_cache(maxsize=64)
def web_code(address: str) -> str:
    """Return the picture of a code that opens an address, as a data: address.

    Source: ISO/IEC 18004 (quiet zone of four modules).
    """
    barcode = zxingcpp.create_barcode(address, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    drawn: Any = barcode.to_image(scale=1, add_quiet_zones=False)
    modules = Image.fromarray(drawn) if not isinstance(drawn, Image.Image) else drawn
    side = modules.width + 2 * QUIET_MODULES
    picture = Image.new("L", (side, side), "white")
    picture.paste(modules.convert("L"), (QUIET_MODULES, QUIET_MODULES))
    out = io.BytesIO()
    picture.resize((side * DOTS, side * DOTS), Image.Resampling.NEAREST).convert("1").save(out, "PNG", optimize=True)
    return f"data:image/png;base64,{base64.b64encode(out.getvalue()).decode()}"
