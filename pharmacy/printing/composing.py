"""Composes what is sent to the printer from archived labels: each page of a label is drawn at its place, unchanged.

The archived bytes stay as they are; a sheet is a copy for one print, put right for one printer.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pypdfium2

from formulations.reference.label_stock import LabelStock
from pharmacy.documents.finishing.raster import ONE_READER_AT_A_TIME
from pharmacy.printing.calibration import Correction, paper_of
from pharmacy.printing.places import Spot, spot_of
from pharmacy.staff.refusals import Conflict

PT_PER_MM = 72 / 25.4
FORGIVEN_PT = 0.5  # letters may lean this far over the edge of their label's box


class SheetDiffers(Conflict):
    """A composed sheet whose place does not say what the archived label says; it is not printed."""


@dataclass(frozen=True)
class PlacedLabel:
    """An archived label and the place of its first page."""

    pdf: bytes
    place: int


@dataclass(frozen=True)
class _Drawn:
    page: int
    box: tuple[float, float, float, float]
    says: list[str]


def compose(labels: Sequence[PlacedLabel], *, stock: LabelStock, correction: Correction) -> bytes:
    """Return a PDF of sheets, or of single labels for a roll, with every label at its place, put right for the printer.

    Raises SheetDiffers when the text at a place is not the text of its label; then nothing is printed.
    """
    with ONE_READER_AT_A_TIME:
        target: Any = pypdfium2.PdfDocument.new()
        try:
            drawn = _draw_all(target, labels=labels, stock=stock, correction=correction)
            content = io.BytesIO()
            target.save(content)
        finally:
            target.close()
        _require_same_words(content.getvalue(), drawn=drawn)
    return content.getvalue()


def _draw_all(target: Any, *, labels: Sequence[PlacedLabel], stock: LabelStock, correction: Correction) -> list[_Drawn]:
    drawn: list[_Drawn] = []
    pages: list[Any] = []
    for label in labels:
        source: Any = pypdfium2.PdfDocument(label.pdf)
        try:
            for number in range(len(source)):
                spot = spot_of(label.place + number, stock=stock)
                size = _paper(stock, label=source[number].get_size())
                pages += [target.new_page(*size) for _ in range(len(pages), spot.page + 1)]
                form = source.page_as_xobject(number, target).as_pageobject()
                drawn.append(_draw(source[number], form=form, on=pages[spot.page], spot=spot, correction=correction))
        finally:
            source.close()
    for page in pages:
        page.gen_content()
    return drawn


def _draw(label: Any, *, form: Any, on: Any, spot: Spot, correction: Correction) -> _Drawn:
    wide, high = label.get_size()
    matrix = _matrix(spot, correction=correction, label_height=high, page_height=on.get_height())
    form.transform(matrix)
    on.insert_obj(form)
    return _Drawn(spot.page, matrix.on_rect(0, 0, wide, high), _words(label.get_textpage().get_text_range()))


def _paper(stock: LabelStock, *, label: tuple[float, float]) -> tuple[float, float]:
    if stock.sheet is None:
        return label
    width, height = paper_of(stock)
    return float(width) * PT_PER_MM, float(height) * PT_PER_MM


def _matrix(spot: Spot, *, correction: Correction, label_height: float, page_height: float) -> Any:
    across, down = float(correction.scale_across), float(correction.scale_down)
    left = (across * float(spot.left) + float(correction.right)) * PT_PER_MM
    top = (down * float(spot.top) + float(correction.down)) * PT_PER_MM
    return pypdfium2.PdfMatrix(across, 0, 0, down, left, page_height - top - down * label_height)


def _require_same_words(content: bytes, *, drawn: list[_Drawn]) -> None:
    finished: Any = pypdfium2.PdfDocument(content)
    try:
        texts = [page.get_textpage() for page in finished]
        for number, one in enumerate(drawn, 1):
            left, bottom, right, top = one.box
            room = (left - FORGIVEN_PT, bottom - FORGIVEN_PT, right + FORGIVEN_PT, top + FORGIVEN_PT)
            if _words(texts[one.page].get_text_bounded(*room)) != one.says:
                message = f"Label {number} of this sheet does not read as the archived label does. Print nothing of it"
                raise SheetDiffers(f"{message}; print each label by itself and tell who looks after the program.")
    finally:
        finished.close()


def _words(text: str) -> list[str]:
    return sorted(text.replace("\ufffe", "").split())
