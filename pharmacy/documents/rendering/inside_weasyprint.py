"""WeasyPrint's own parts that are not public: its styles, its letters, its fonts in a PDF.

None of this is public. `INTERNALS_OF` names the version it was compared with; with any other the quick way is shut, and
every label goes the full way, until tests/documents/test_quick_labels.py has been run with the new one. `page.py` and
`known_lines.py` beside it hold to the same version.
"""

from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import Element

import pydyf
import weasyprint
from weasyprint import CSS, DEFAULT_OPTIONS, HTML
from weasyprint.css.counters import CounterStyle
from weasyprint.css.properties import INITIAL_VALUES
from weasyprint.document import Document
from weasyprint.pdf.fonts import Font, build_fonts_dictionary
from weasyprint.text.ffi import FROM_UNITS, ffi, pango, unicode_to_char_p
from weasyprint.text.fonts import FontConfiguration, get_pango_font_key
from weasyprint.text.line_break import Layout, get_log_attrs, strut

from pharmacy.documents.rendering.fonts import FAMILY, letters_of
from pharmacy.documents.rendering.quick.looks import Shaped
from pharmacy.documents.rendering.quick.unknown import Unknown

INTERNALS_OF = "70.0"
OPTIONS = {"hinting": False, "pdf_version": None}
USUAL = "".join(map(chr, (*range(0x20, 0x7F), 0xA0, 0xB7, 0xB0, 0xBD, 0x2019, 0x2013)))
FACE_SIZE = 1000.0  # pixels
MOST_KNOWN = 20_000  # shaped words kept of each type


def is_known_version() -> bool:
    """Whether this is the WeasyPrint whose inside was compared."""
    return str(weasyprint.__version__) == INTERNALS_OF


def styles_of(html: str, css: str, *, fonts: FontConfiguration) -> Iterator[tuple[Element, Any]]:
    """Give every element of a sheet, as a browser reads it, with its computed style."""
    page = HTML(string=html)
    sheet = CSS(string=css, font_config=fonts)
    options = DEFAULT_OPTIONS | {"stylesheets": [sheet]}
    context = Document._build_layout_context(page, fonts, CounterStyle(), {}, options)
    for element in page.etree_element.iter():
        yield element, context.style_for(element)


def initial_values() -> dict[str, Any]:
    """Return every property that WeasyPrint knows, with the value it has where nobody sets it."""
    return dict(INITIAL_VALUES)


def breaks_of(text: str, *, language: str) -> tuple[int, ...]:
    """Return before which letters of a text a line may begin, never before the first."""
    found = get_log_attrs(text, language)
    return tuple(number for number in range(1, len(text)) if found[number].is_line_break)


@dataclass
class Face:
    """One font of the family as it goes into a PDF. letters: of each of its glyphs that stands in the PDF."""

    font: Any
    usual: frozenset[int] = frozenset()
    letters: dict[int, str] = field(default_factory=dict)


class Typeface:
    """A typeface in one size, as the text library draws it."""

    def __init__(self, style: Any, *, faces: dict[str, Face]) -> None:
        self._layout = Layout(style)
        self._known: dict[str, Shaped] = {}
        self._widths: dict[int, int] = {}
        self._ink, self._logical = ffi.new("PangoRectangle *"), ffi.new("PangoRectangle *")
        self.size, self.weight = float(style["font_size"]), int(style["font_weight"])
        self.line_height, self.baseline = strut(style)
        self._key, self.name, self.drawn_size = 0, "", self.size
        self._faces = faces
        self._open(style, faces=faces)

    def shaped(self, text: str) -> Shaped:
        """Return a text as glyphs. Raises Unknown for letters that need more than their own widths and kerning."""
        found = self._known.get(text)
        if found is None:
            if len(self._known) > MOST_KNOWN:
                self._known.clear()
            found = self._known[text] = self._shape(text)
        return found

    def _open(self, style: Any, *, faces: dict[str, Face]) -> None:
        """Learn the font by its first letter, and the letters of the whole font once for all sizes.

        They are measured in one large size, so that no rounding depends on which size came first.
        """
        line = self._line("x")
        pango_font = line.runs[0].data.item.analysis.font
        self._key, description, self.drawn_size = get_pango_font_key(pango_font)
        font = Font(pango_font, description, self.drawn_size)
        self.name = font.hash
        if self.name not in faces and self.size != FACE_SIZE:
            large = style.copy()
            large["font_size"] = FACE_SIZE
            Typeface(large, faces=faces)
        if self.name not in faces:
            face = faces[self.name] = Face(font)
            usual = [self._shape(letter) for letter in USUAL]
            whole = [self._shape(chr(code)) for code in sorted(letters_of(FAMILY)) if chr(code).isprintable()]
            for one in (*usual, *whole):
                for glyph, letters in one.letters:
                    face.letters.setdefault(glyph, letters)
            face.usual = frozenset(glyph for one in usual for glyph, _ in one.letters)
            font.widths = dict(self._widths)
        self._known.clear()

    def _line(self, text: str) -> Any:
        keep, _ = unicode_to_char_p(text)
        pango.pango_layout_set_text(self._layout.layout, keep, -1)
        line = pango.pango_layout_get_line_readonly(self._layout.layout, 0)
        if line.resolved_dir % 2 or len(text.splitlines()) > 1:
            raise Unknown("text from right to left, or with a line end in it")
        return line

    def _shape(self, text: str) -> Shaped:
        if not text:
            return Shaped(0, "", (), is_usual=True)
        raw, units = text.encode(), 0
        glyphs, letters = list[str](), list[tuple[int, str]]()
        run = self._line(text).runs
        while run != ffi.NULL:
            item, run = run[0].data, run[0].next
            units += self._run(item, raw=raw, glyphs=glyphs, letters=letters)
        face = self._faces[self.name]
        own = tuple(dict.fromkeys(letters))
        return Shaped(units, "".join(glyphs), own, is_usual=all(glyph in face.usual for glyph, _ in own))

    def _run(self, item: Any, *, raw: bytes, glyphs: list[str], letters: list[tuple[int, str]]) -> int:
        if item.item.analysis.level % 2 or (self._key and get_pango_font_key(item.item.analysis.font)[0] != self._key):
            raise Unknown("letters of another font, or from right to left")
        string, units, place = item.glyphs, 0, item.item.offset
        count, clusters, found = string.num_glyphs, string.log_clusters, string.glyphs
        for number in range(count):
            one = found[number]
            glyph, width = one.glyph, one.geometry.width
            if glyph == pango.PANGO_GLYPH_EMPTY and not width:
                continue
            if glyph & pango.PANGO_GLYPH_UNKNOWN_FLAG or one.geometry.x_offset or one.geometry.y_offset:
                raise Unknown("a letter that the font lacks or moves")
            start, end = clusters[number], item.item.length if number == count - 1 else clusters[number + 1]
            said = raw[place + start : place + end].decode()
            self._require_alone(glyph, said=said)
            letters.append((glyph, said))
            glyphs.append(self._shown(glyph, width=width, font=item.item.analysis.font))
            units += width
        return units

    def _require_alone(self, glyph: int, *, said: str) -> None:
        """Raise Unknown where a glyph stands for other letters than in the font's own list: they would read wrong."""
        known = self._faces[self.name].letters
        if known and known.get(glyph) != said:
            raise Unknown(f"a glyph for {known.get(glyph)!r} that is used for {said!r}")

    def _shown(self, glyph: int, *, width: int, font: Any) -> str:
        """Return a glyph as a PDF shows it, with its kerning."""
        natural = self._widths.get(glyph)
        if natural is None:
            pango.pango_font_get_glyph_extents(font, glyph, self._ink, self._logical)
            natural = self._widths[glyph] = round(self._logical.width * 1000 * FROM_UNITS / self.drawn_size)
        kerning = int(natural - width * 1000 * FROM_UNITS / self.drawn_size)
        return f"{glyph:04x}>{kerning}<" if kerning else f"{glyph:04x}"


def font_objects(faces: list[Face], *, usual: bool) -> tuple[list[tuple[int, bytes]], bytes]:
    """Return the objects of fonts as they stand in a PDF, by number, and the dictionary that names them.

    usual: with the usual letters alone, which is half as much.
    """
    pdf = pydyf.PDF()
    first, names = len(pdf.objects), list[bytes]()
    for face in faces:
        font = copy(face.font)  # subsetting changes it
        font.to_unicode = {glyph: said for glyph, said in face.letters.items() if not usual or glyph in face.usual}
        font.widths = {glyph: face.font.widths[glyph] for glyph in font.to_unicode}
        found = build_fonts_dictionary(pdf, {font.hash: font}, True, True, OPTIONS)  # noqa: FBT003  not ours
        names += [b"/%b %b" % (str(name).encode(), reference) for name, reference in found.items()]
    objects = [(one.number, one.data) for one in pdf.objects[first:]]
    return objects, b"<<%b>>" % b"".join(names)


def pdf_text(text: str) -> bytes:
    """Return a text as a PDF holds it."""
    data: bytes = pydyf.String(text).data
    return data
