"""A finished PDF as pictures, text, characters and fonts, by another library than the one that made it."""

import ctypes
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pypdfium2
import pypdfium2.raw
from PIL import Image

ONE_READER_AT_A_TIME = threading.Lock()  # the library beneath is not safe for threads
POINTS_PER_INCH = 72
MM_PER_POINT = 25.4 / POINTS_PER_INCH
LONGEST_FONT_NAME = 200
LONGEST_CODE = 40  # bytes, of a language
AFTER_A_HYPHEN = re.compile(r"(?<=\S-) ")
JOINT = re.compile(r"(?<=\S)(?=\d)")
GAP = re.compile(r"(?<=[^\W\d_])(?: |\r\n)(?=[^\W\d_])")
HAIR_PT = 0.05
CLOSE = 0.1  # of the size of type; a space is at least a fifth wide
BETWEEN_PAGES = " ; "
LINE_DOTS, GREY = 6, 170  # between labels that are shown one below the other

Box = tuple[int, int, int, int]


@dataclass(frozen=True)
class Character:
    """One character that is drawn. box: left, top, right and bottom in dots of the picture, whole dots outwards."""

    text: str
    box: Box


@dataclass(frozen=True)
class Seen:
    """One page as it would be printed. width, height: millimetres; fonts: the names of the typefaces used."""

    picture: Image.Image
    characters: tuple[Character, ...]
    fonts: frozenset[str]
    width: float
    height: float


class Opened:
    """A PDF while it is open. pages: how many it has."""

    def __init__(self, document: Any) -> None:
        self._document = document
        self._sheets = [document[number] for number in range(len(document))]
        self._texts = [sheet.get_textpage() for sheet in self._sheets]

    @property
    def pages(self) -> int:
        """How many pages it has."""
        return len(self._sheets)

    @property
    def title(self) -> str:
        """Return the title in the PDF's own particulars."""
        return plain(str(self._document.get_metadata_value("Title")))

    @property
    def spoken(self) -> str:
        """Return the code of the language that the PDF says it is in."""
        room = ctypes.create_string_buffer(LONGEST_CODE)
        length = pypdfium2.raw.FPDFCatalog_GetLanguage(
            self._document.raw, ctypes.cast(room, pypdfium2.raw.FPDFCatalog_GetLanguage.argtypes[1]), LONGEST_CODE
        )
        return ctypes.string_at(room, max(0, length - 2)).decode("utf-16-le", "replace")

    @cached_property
    def _said(self) -> list[str]:
        """The text of each page, which is asked for in three ways."""
        return [_text(page) for page in self._texts]

    def sheet(self, page: int) -> Any:
        """Return a page as the library holds it. page: from 0."""
        return self._sheets[page]

    def text_page(self, page: int) -> Any:
        """Return the text of a page as the library holds it. page: from 0."""
        return self._texts[page]

    def text(self) -> str:
        """Return all text in the order of reading, with single spaces."""
        return plain(" ".join(self._said))

    def text_page_by_page(self) -> str:
        """Return the same with a mark between pages: a number at the end of one does not count what follows it."""
        return BETWEEN_PAGES.join(map(plain, self._said))

    def text_on(self, page: int) -> str:
        """Return the text of one page. page: from 0."""
        return plain(self._said[page])

    def see(self, *, page: int = 0, dpi: int) -> Seen:
        """Return one page as a grey picture, with each character that is drawn and where. page: from 0."""
        sheet = self._sheets[page]
        width, height = sheet.get_size()
        characters = tuple(_characters(self._texts[page], height=height, dots=dpi / POINTS_PER_INCH))
        picture, fonts = _drawn(sheet, dpi=dpi), frozenset(_fonts(sheet))
        return Seen(picture, characters, fonts, width * MM_PER_POINT, height * MM_PER_POINT)

    def part(self, *, page: int, room: tuple[float, float, float, float], dpi: int) -> Image.Image:
        """Return a part of a page as a grey picture. room: left, top, right and bottom in millimetres; page: from 0."""
        sheet = self._sheets[page]
        width, height = sheet.get_size()
        left, top, right, bottom = (max(0.0, place / MM_PER_POINT) for place in room)
        crop = (left, max(0.0, height - bottom), max(0.0, width - right), top)
        return _drawn(sheet, dpi=dpi, crop=crop)


@contextmanager
def opened(pdf: bytes) -> Iterator[Opened]:
    """Open a PDF, look at it, and close it; nothing else of this process may read one meanwhile."""
    with _document(pdf) as document:
        yield Opened(document)


def page_picture(pdf: bytes, *, page: int = 0, dpi: int) -> Image.Image:
    """Return one page as a grey picture. page: from 0."""
    with _document(pdf) as document:
        return _drawn(document[page], dpi=dpi)


def colour_picture(pdf: bytes, *, dpi: int) -> Image.Image:
    """Return the first page in red, green and blue."""
    with _document(pdf) as document:
        picture: Image.Image = document[0].render(scale=dpi / POINTS_PER_INCH).to_pil().convert("RGB")
        return picture


def pages_picture(pdf: bytes, *, dpi: int) -> Image.Image:
    """Return all pages as one grey picture, one below the other, with a grey line between them."""
    with _document(pdf) as document:
        drawn = [_drawn(sheet, dpi=dpi) for sheet in document]
    picture = Image.new("L", (max(one.width for one in drawn), sum(one.height + LINE_DOTS for one in drawn)), GREY)
    top = 0
    for one in drawn:
        picture.paste(one, (0, top))
        top += one.height + LINE_DOTS
    return picture.crop((0, 0, picture.width, picture.height - LINE_DOTS))


def text_of(pdf: bytes) -> str:
    """Return all text of a PDF in the order of reading, with single spaces."""
    with opened(pdf) as document:
        return document.text()


def plain(text: str) -> str:
    """Return a text with every kind of space as one space, and without the joiners that only hold a line together.

    A hyphen at a line end, which the reader marks, is one. After the hyphen of a word no space counts: at a line end
    nobody can tell "aamu- ja ilta" from "D3-vitamiini" by the space.
    """
    words = " ".join(text.replace("\u2060", "").replace("\u00a0", " ").replace("\ufffe", "-").split())
    return AFTER_A_HYPHEN.sub("", words) if "- " in words else words


@contextmanager
def _document(pdf: bytes) -> Iterator[Any]:
    with ONE_READER_AT_A_TIME:
        document: Any = pypdfium2.PdfDocument(pdf)
        try:
            yield document
        finally:
            document.close()


def _text(page: Any) -> str:
    """Return the text of a page as the reader has it, but for two guesses of the reader's.

    It gives the numbers in pictures after the text, and may not part them from its last word ("strong.0.5"): a space
    goes before each number in type of another size. And it may take the room beside a letter of the second typeface for
    a space or a line's end: none that the PDF does not have counts between letters that stand close.
    """
    text: str = page.get_text_range()
    if len(text) != page.count_chars():
        return text
    of, size_of, letters = page.raw, pypdfium2.raw.FPDFText_GetFontSize, list(text)
    for found in JOINT.finditer(text):
        at = found.start()
        if abs(size_of(of, at) - size_of(of, at - 1)) > HAIR_PT:
            letters[at] = f" {letters[at]}"
    for found in GAP.finditer(text):
        if _is_no_gap(page, before=found.start() - 1, after=found.end()):
            letters[found.start() : found.end()] = [""] * len(found.group())
    return "".join(letters)


def _is_no_gap(page: Any, *, before: int, after: int) -> bool:
    """Whether a space or a line end is the reader's own guess, between letters that stand side by side and close."""
    if pypdfium2.raw.FPDFText_IsGenerated(page.raw, before + 1) != 1:
        return False
    (_, low, right, high), (left, other_low, _, other_high) = page.get_charbox(before), page.get_charbox(after)
    size = pypdfium2.raw.FPDFText_GetFontSize(page.raw, before)
    return bool(low < other_high and other_low < high and 0 <= left - right < CLOSE * size)


def _drawn(sheet: Any, *, dpi: int, crop: tuple[float, float, float, float] = (0, 0, 0, 0)) -> Image.Image:
    scale = dpi / POINTS_PER_INCH
    picture: Image.Image = sheet.render(scale=scale, grayscale=True, crop=crop).to_pil()
    return picture


def _characters(page: Any, *, height: float, dots: float) -> Iterator[Character]:
    sides = [ctypes.c_double() for _ in range(4)]
    places = [ctypes.byref(side) for side in sides]
    of, box_of, letter_of = page.raw, pypdfium2.raw.FPDFText_GetCharBox, pypdfium2.raw.FPDFText_GetUnicode
    for number in range(page.count_chars()):
        if box_of(of, number, *places):
            left, right, bottom, top = [side.value for side in sides]
            letter = chr(letter_of(of, number))
            if right > left and top > bottom and not letter.isspace():
                box = (
                    int(left * dots),
                    int((height - top) * dots),
                    int(right * dots) + 1,
                    int((height - bottom) * dots) + 1,
                )
                yield Character(letter, box)


def _fonts(sheet: Any) -> Iterator[str]:
    room = ctypes.create_string_buffer(LONGEST_FONT_NAME)
    for thing in sheet.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_TEXT]):
        font = pypdfium2.raw.FPDFTextObj_GetFont(thing.raw)
        pypdfium2.raw.FPDFFont_GetBaseFontName(font, room, LONGEST_FONT_NAME)
        yield room.value.decode("utf-8", "replace")
