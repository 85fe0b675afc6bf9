"""Forms that were read: for each style sheet, but for its millimetres, how its elements are set."""

from dataclasses import dataclass, field
from functools import lru_cache, partial
from typing import Any
from xml.etree.ElementTree import Element

from pharmacy.documents.rendering import inside_weasyprint as inside
from pharmacy.documents.rendering.fonts import FAMILY
from pharmacy.documents.rendering.quick.lengths import marked, parted
from pharmacy.documents.rendering.quick.lines import Line, Stretch, filled, words_of
from pharmacy.documents.rendering.quick.looks import Look
from pharmacy.documents.rendering.quick.markup import Page
from pharmacy.documents.rendering.quick.pages import PageForm, PageSize, page_of
from pharmacy.documents.rendering.quick.reading import Reading
from pharmacy.documents.rendering.quick.unknown import Unknown

MOST_FORMS = 160
MOST_PARAGRAPHS = 2_000


@dataclass
class Form:
    """One style sheet, but for its millimetres.

    looks: of every element met so far, by what decides its style. refused: elements that the quick way cannot set, or
    a whole form, by an empty key, on which both ways differ; with the reason. agreed: elements on labels that were
    compared.
    """

    page: PageForm
    looks: dict[str, Look] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)
    agreed: set[str] = field(default_factory=set)

    def refuse(self, reason: str) -> None:
        """Let no label of this form be set the quick way any more."""
        self.refused[""] = reason


@dataclass(frozen=True)
class FormOfSheet:
    """A form with the millimetres of one sheet."""

    form: Form
    language: str
    given: tuple[float, ...]
    page: PageSize
    paragraphs: dict[object, tuple[Line, ...]]

    def look(self, key: str) -> Look:
        """Return how an element is set."""
        return self.form.looks[key]

    def lines(self, stretches: tuple[Stretch, ...], *, width: float) -> tuple[Line, ...]:
        """Return the lines of a paragraph; those of paragraphs that were said before are kept."""
        key = (self.language, width, stretches)
        found = self.paragraphs.get(key)
        if found is None:
            if len(self.paragraphs) > MOST_PARAGRAPHS:
                self.paragraphs.clear()
            words = partial(_words, language=self.language)
            found = self.paragraphs[key] = filled(stretches, width=width, words=words)
        return found


class Forms:
    """All forms of a process, with the typefaces they share."""

    def __init__(self, fonts: Any) -> None:
        self.fonts = fonts
        self.faces: dict[str, inside.Face] = {}
        self._types: dict[object, inside.Typeface] = {}
        self._forms: dict[str, Form] = {}
        self._bands: dict[str, inside.Typeface] = {}
        self._paragraphs: dict[object, tuple[Line, ...]] = {}

    def form_of(self, page: Page, *, html: str, css: str) -> FormOfSheet:
        """Return the form of a sheet; elements that no sheet had before are read. Raises Unknown."""
        shape, given = parted(css)
        form = self._forms.get(shape)
        if form is None:
            if len(self._forms) >= MOST_FORMS:
                self._forms.clear()
            form = self._forms[shape] = Form(page_of(shape))
        keys = page.all_keys
        if not keys <= form.looks.keys() and "" not in form.refused and not keys & form.refused.keys():
            self._read(form, page=page, html=html, css=css, given=given)
        if form.refused:
            self._require_none_refused(form, keys=keys)
        language = page.root.get("lang") or ""
        return FormOfSheet(form, language, given, self._size(form.page, given=given), self._paragraphs)

    def _size(self, page: PageForm, *, given: tuple[float, ...]) -> PageSize:
        sides = (page.width.of(given), page.height.of(given), page.margin.of(given), page.foot.of(given))
        if not page.band:
            return PageSize(*sides)
        css = f'p {{ font: 700 {page.band.size_pt}pt/1 "{FAMILY}" }}'
        of = self._bands.get(css)
        if of is None:
            styles = inside.styles_of("<!doctype html><p>x", css, fonts=self.fonts)
            of = self._bands[css] = self._type_of(next(style for element, style in styles if element.tag == "p"))
        return PageSize(*sides, (page.band.words, of, page.band.above.of(given), page.band.below.of(given)))

    def _require_none_refused(self, form: Form, *, keys: frozenset[str]) -> None:
        for key in ("", *keys):
            if key in form.refused:
                raise Unknown(form.refused[key])

    def _read(self, form: Form, *, page: Page, html: str, css: str, given: tuple[float, ...]) -> None:
        marked_css, marks = marked(css)
        reading = Reading(marks, given, self._type_of, inside.initial_values())
        real, other = (inside.styles_of(html, one, fonts=self.fonts) for one in (css, marked_css))
        for own, (seen, style), (_, marked_style) in zip(page.root.iter(), real, other, strict=True):
            if own.tag != seen.tag or _said(own) != _said(seen):
                raise Unknown(f"<{own.tag}> that a browser reads otherwise")
            key = page.keys.get(own)
            if key is not None and key not in form.looks:
                try:
                    form.looks[key] = reading.look(own.tag, real=style, marked=marked_style)
                except Unknown as reason:
                    form.refused[key] = str(reason)

    def _type_of(self, style: Any) -> inside.Typeface:
        key = str([style[name] for name in ("font_family", "font_size", "font_style", "font_weight", "line_height")])
        key += str(style["lang"])
        if key not in self._types:
            self._types[key] = inside.Typeface(style, faces=self.faces)
        return self._types[key]


@lru_cache(maxsize=5_000)
def _words(text: str, *, is_held: bool, language: str) -> tuple[tuple[str, int], ...]:
    return words_of(text, places=() if is_held else inside.breaks_of(text, language=language))


def _said(element: Element) -> tuple[list[str], list[str]]:
    return (element.text or "").split(), (element.tail or "").split()
