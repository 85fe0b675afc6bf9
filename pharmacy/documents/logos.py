"""A pharmacy's logo, made safe: drawn anew by the process that typesets papers, and kept as dots alone.

What was uploaded is never kept and never shown. That process has no network, nothing to write, little memory and
little time; a drawing that asks for a file or an address is refused whole.
"""

import base64
import io

from PIL import Image, ImageChops

from pharmacy.documents.finishing.raster import colour_picture
from pharmacy.documents.rendering import Sheet, TypesetFailed, typeset

WIDTH_MM, HEIGHT_MM = 48, 16  # the most room that it gets on a leaflet
DPI = 300
LARGEST_FILE = 500_000  # bytes; a logo of this size in 600 dots an inch has a tenth of it
PNG, SVG = "image/png", "image/svg+xml"
_PNG_BEGINS = b"\x89PNG\r\n\x1a\n"
_NOT_A_DRAWING = (b"<!doctype", b"<!entity", b"<script", b"<foreignobject", b"javascript:", b"<html")
_CSS = f"@page {{ size: {WIDTH_MM}mm {HEIGHT_MM}mm; margin: 0 }} img {{ display: block; width: {WIDTH_MM}mm; " \
    f"height: {HEIGHT_MM}mm; object-fit: contain; object-position: left top }} body {{ margin: 0 }}"  # fmt: skip


class BadLogo(ValueError):
    """A file that is not taken as a logo; the message says why and what to do."""


def redrawn(content: bytes) -> bytes:
    """Return a logo as a PNG of at most 48 x 16 mm at 300 dots an inch, cut to its ink.

    content: a PNG or an SVG. Raises BadLogo for anything else, for a drawing with scripts, entities or anything from
    outside, for one that is empty, too large, or takes too much time or memory.
    """
    kind = _kind(content)
    address = f"data:{kind};base64,{base64.b64encode(content).decode()}"
    try:
        laid_out = typeset(Sheet(f'<html lang="en"><title>Logo</title><body><img alt="" src="{address}">', _CSS))
    except TypesetFailed as error:
        raise BadLogo("the logo cannot be drawn; save it as a plain PNG without anything from outside") from error
    picture = colour_picture(laid_out.pdf, dpi=DPI)
    ink = ImageChops.difference(picture, Image.new("RGB", picture.size, "white")).getbbox()
    if ink is None:
        raise BadLogo("nothing can be seen on white paper; upload a logo in dark colours")
    out = io.BytesIO()
    picture.crop(ink).quantize(64).save(out, "PNG", optimize=True, dpi=(DPI, DPI))
    return out.getvalue()


def _kind(content: bytes) -> str:
    if len(content) > LARGEST_FILE:
        raise BadLogo(f"the file is larger than {LARGEST_FILE // 1000} kB; save the logo smaller")
    if content.startswith(_PNG_BEGINS):
        return PNG
    head = content.lower()
    if b"<svg" not in head[:2000]:
        raise BadLogo("the file is neither a PNG nor an SVG; save the logo as one of them")
    if any(mark in head for mark in _NOT_A_DRAWING):
        raise BadLogo("the SVG holds a program, a document type or a part of a web page; save it as a plain SVG or PNG")
    return SVG
