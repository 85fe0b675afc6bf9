"""A finished PDF as a picture and as text, by another library than the one that made it."""

import threading
from typing import Any

import pypdfium2
from PIL import Image

_ONE_AT_A_TIME = threading.Lock()  # the library beneath is not safe for threads
POINTS_PER_INCH = 72


def page_picture(pdf: bytes, *, page: int = 0, dpi: int) -> Image.Image:
    """Return one page as a grey picture. page: from 0."""
    with _ONE_AT_A_TIME:
        document: Any = pypdfium2.PdfDocument(pdf)
        try:
            picture = document[page].render(scale=dpi / POINTS_PER_INCH, grayscale=True).to_pil()
        finally:
            document.close()
    return picture if isinstance(picture, Image.Image) else Image.fromarray(picture)


def text_of(pdf: bytes) -> str:
    """Return all text of a PDF in the order of reading, with single spaces."""
    with _ONE_AT_A_TIME:
        document: Any = pypdfium2.PdfDocument(pdf)
        try:
            pages = [page.get_textpage().get_text_range() for page in document]
        finally:
            document.close()
    return plain(" ".join(pages))


def plain(text: str) -> str:
    """Return a text with every kind of space as one space. Soft line ends of the reader are spaces too."""
    return " ".join(text.replace("\u00a0", " ").replace("\ufffe", " ").split())
