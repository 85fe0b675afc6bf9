"""The 2D code of a finished paper, read as a scanner would: what it says, how fine it is, and the room around it."""

from typing import Any

import zxingcpp
from PIL import Image

from pharmacy.documents.facts import PaperFacts
from pharmacy.documents.finishing.figures import Drawn
from pharmacy.documents.finishing.raster import Box, Opened, Seen
from pharmacy.documents.papers.label_job import LabelJob
from pharmacy.documents.reports import Report, report

SECOND_DPI = 300  # besides the printer's own: a page may be printed on another
LEAST_MODULE_MM = 0.254
HAIR_MM = 0.005
ROOM_MM = 2.0  # around the code in the second picture
MM_PER_INCH = 25.4
WHITE_ENOUGH = 200
QR_CODE = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
DATA_MATRIX = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.DataMatrix)


def read_code_of(
    document: Opened, *, page: int, seen: Seen, job: LabelJob, said: str
) -> tuple[list[Report], Box | None]:
    """Return what is wrong with the code of a page, and where it stands in the picture; None where none is read.

    page: from 0; job says which of two labels it is. seen: the page as the stock's own printer draws it. said: its
    text, which has the code in letters.
    """
    found = _codes(seen.picture)
    if len(found) != 1:
        return [_unread(found, job=job)], None
    box, modules = _box(found[0]), _modules(found[0])
    dpi = seen.picture.width / seen.width * MM_PER_INCH
    module = (box[2] - box[0]) / modules
    if found[0].text != job.code_text:
        return [_unread(found, job=job)], _grown(box, by=round(module))
    reports = [
        *_letters(said, job=job),
        *_too_fine(module / dpi * MM_PER_INCH),
        *_not_quiet(seen.picture, box=box, module=module),
        *_second_reading(document, page=page, box=box, dpi=dpi, job=job),
    ]
    return reports, _grown(box, by=round(module))


def read_web_code(document: Opened, *, drawn: list[Drawn], facts: PaperFacts) -> list[Report]:
    """Return whether the code on a leaflet opens another address than its own. drawn: what is on each of its pages."""
    if not facts.page_address or "page" not in facts.blocks:
        return []
    room = [figure for page in drawn for figure in page.figures][-1:]
    read = [
        text
        for figure in room
        for text in _addresses(document.part(page=figure.page, room=figure.room, dpi=SECOND_DPI))
    ]
    if read == [facts.page_address]:
        return []
    text = f"The code of the leaflet opens {', '.join(read) or 'nothing'}; it should open {facts.page_address}."
    return [report("code-differs", text)]


def _addresses(picture: Image.Image) -> list[str]:
    return [code.text for code in zxingcpp.read_barcodes(picture, formats=QR_CODE)]


def _codes(picture: Image.Image) -> "list[zxingcpp.Barcode]":
    """Look for upright codes, black on white: a finished label has no other."""
    found = zxingcpp.read_barcodes(
        picture, formats=DATA_MATRIX, try_rotate=False, try_invert=False, try_downscale=False
    )
    return list(found)


def _unread(found: "list[zxingcpp.Barcode]", *, job: LabelJob) -> Report:
    read = ", ".join(code.text for code in found) or "as nothing"
    return report("code-differs", f"The 2D code reads {read}; it should read {job.code_text}.")


def _letters(said: str, *, job: LabelJob) -> list[Report]:
    if job.typed_code in said:
        return []
    text = f"The code in letters is not that of the 2D code, {job.typed_code}."
    return [report("code-differs", text)]


def _too_fine(module_mm: float) -> list[Report]:
    if module_mm + HAIR_MM >= LEAST_MODULE_MM:
        return []
    text = f"A module of the 2D code is {module_mm:.2f} mm wide; {LEAST_MODULE_MM} mm is the least."
    return [report("code-too-fine", text)]


def _not_quiet(picture: Image.Image, *, box: Box, module: float) -> list[Report]:
    """Look at the ring of one module around the code; the dots that touch it may be grey."""
    outer, inner = _grown(box, by=round(module)), _grown(box, by=1)
    if outer[0] < 0 or outer[1] < 0 or outer[2] > picture.width or outer[3] > picture.height:
        return [report("code-not-quiet", "The quiet zone of the 2D code passes the edge of the label.")]
    ring = picture.crop(outer)
    ring.paste(255, (inner[0] - outer[0], inner[1] - outer[1], inner[2] - outer[0], inner[3] - outer[1]))
    darkest = ring.getextrema()[0]
    if isinstance(darkest, int | float) and darkest > WHITE_ENOUGH:
        return []
    return [report("code-not-quiet", "Something stands in the quiet zone of the 2D code.")]


def _second_reading(document: Opened, *, page: int, box: Box, dpi: float, job: LabelJob) -> list[Report]:
    left, top, right, bottom = (place / dpi * MM_PER_INCH for place in box)
    room = (left - ROOM_MM, top - ROOM_MM, right + ROOM_MM, bottom + ROOM_MM)
    picture = document.part(page=page, room=room, dpi=SECOND_DPI)
    found = _codes(picture)
    return [] if [code.text for code in found] == [job.code_text] else [_unread(found, job=job)]


def _box(code: "zxingcpp.Barcode") -> Box:
    corners = (code.position.top_left, code.position.top_right, code.position.bottom_left, code.position.bottom_right)
    across, down = [corner.x for corner in corners], [corner.y for corner in corners]
    return (min(across), min(down), max(across), max(down))


def _modules(code: "zxingcpp.Barcode") -> int:
    """Return how many modules the code is wide: "16x16" is 16."""
    extra: Any = code.extra
    return int(str(extra["Version"]).split("x", maxsplit=1)[0])


def _grown(box: Box, *, by: int) -> Box:
    return (box[0] - by, box[1] - by, box[2] + by, box[3] + by)
