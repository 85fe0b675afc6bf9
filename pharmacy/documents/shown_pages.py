"""An archived paper as pictures for a screen: the very PDF, not an imitation. Pictures are kept by its hash."""

import io
from dataclasses import dataclass
from functools import lru_cache

from PIL import Image

from pharmacy.documents.finishing.raster import MM_PER_POINT, opened, page_picture, pages_picture
from pharmacy.documents.models import ArchivedFile, Document

PREVIEW_DPI = 220
LEAFLET_DPI = 96
MM_PER_SCREEN_DOT = 25.4 / 96  # by the CSS standard, 96 dots of a page are an inch


class NoSuchPage(Exception):
    """A page of a paper that has fewer, or that is not made."""


@dataclass(frozen=True)
class ShownPaper:
    """How a finished paper is shown. width, height: of its first page, millimetres; numbers: of its pages, from 1."""

    width: float
    height: float
    numbers: range

    @property
    def dots(self) -> int:
        """How wide it is on a screen at real size, in dots of a page shown at 100 %."""
        return round(self.width / MM_PER_SCREEN_DOT)


def shown_paper(document: Document) -> ShownPaper:
    """Return how a finished paper is shown. Raises NoSuchPage where it is not made."""
    width, height = _size(_sha256(document))
    return ShownPaper(width, height, range(1, (document.pages or 1) + 1))


def picture_of(document: Document) -> bytes:
    """Return a label, both where there are two, or the first page of a leaflet as a PNG. Raises NoSuchPage."""
    return _picture(_sha256(document), is_label=document.has_code)


def page_of(document: Document, *, number: int) -> bytes:
    """Return one page of a paper as a PNG. number: from 1. Raises NoSuchPage."""
    sha256 = _sha256(document)
    if not 1 <= number <= (document.pages or 1):
        message = f"Page {number} of a paper of {document.pages}; open one that there is."
        raise NoSuchPage(message)
    return _page(sha256, number=number)


def _sha256(document: Document) -> str:
    if document.file_id is None:
        message = "This paper is not made yet; wait for it, or see why it failed."
        raise NoSuchPage(message)
    return str(document.file_id)


@lru_cache(maxsize=64)
def _picture(sha256: str, *, is_label: bool) -> bytes:
    pdf = _pdf(sha256)
    return _png(pages_picture(pdf, dpi=PREVIEW_DPI) if is_label else page_picture(pdf, dpi=LEAFLET_DPI))


@lru_cache(maxsize=64)
def _page(sha256: str, *, number: int) -> bytes:
    return _png(page_picture(_pdf(sha256), page=number - 1, dpi=LEAFLET_DPI))


@lru_cache(maxsize=256)
def _size(sha256: str) -> tuple[float, float]:
    with opened(_pdf(sha256)) as paper:
        width, height = paper.sheet(0).get_size()
        return width * MM_PER_POINT, height * MM_PER_POINT


def _pdf(sha256: str) -> bytes:
    return bytes(ArchivedFile.objects.get(sha256=sha256).content)


def _png(picture: Image.Image) -> bytes:
    content = io.BytesIO()
    picture.save(content, "PNG")
    return content.getvalue()
