"""A leaflet laid out on its paper, in usual or in large print."""

import base64
from dataclasses import dataclass, replace
from decimal import Decimal

from django.template.loader import render_to_string

from formulations.reference.papers import Language
from pharmacy.documents.facts import PaperFacts
from pharmacy.documents.papers.closer_papers import closer_papers, is_full, pages_enough
from pharmacy.documents.papers.container_columns import container_columns
from pharmacy.documents.papers.dose_calendar import DoseCalendar
from pharmacy.documents.papers.estimate import widest_mm, widest_pair_mm
from pharmacy.documents.papers.leaflet import LeafletText, leaflet_text
from pharmacy.documents.papers.leaflet_papers import LeafletPaper, leaflet_paper
from pharmacy.documents.papers.names import part_name
from pharmacy.documents.papers.training_band import band_of_leaflet
from pharmacy.documents.papers.unparted import unparted
from pharmacy.documents.papers.web_code import web_code
from pharmacy.documents.rendering import Sheet, Typeset, typeset
from pharmacy.documents.rendering.layout import TEXT
from pharmacy.documents.wording.training import training_mark

BOX_RULE = 0.2  # millimetres


class LeafletDoesNotFit(Exception):
    """A word or a drawing of a leaflet that passes the margin of its page."""


def set_leaflet(
    facts: PaperFacts, *, language: Language, large_print: bool, logo: bytes = b""
) -> tuple[LeafletText, Typeset]:
    """Return the text and the finished layout of a leaflet. logo: a PNG, as the facts name it.

    Raises LeafletDoesNotFit, TypesetFailed.
    """
    best = _shortest(facts, language=language, large_print=large_print, logo=logo)
    text, result = best.text, typeset(replace(best.sheet, is_draft=False))
    if not result.fits:
        edge = result.edges[0]
        where = "runs into other text" if edge.side == TEXT else f"passes the {edge.side} margin"
        message = f"The leaflet's {part_name(edge.element) or 'text'} {where} by {edge.by} mm; shorten it."
        raise LeafletDoesNotFit(message)
    return text, result


def leaflet_page(
    text: LeafletText, *, facts: PaperFacts, language: Language, large_print: bool, logo: bytes = b""
) -> bytes:
    """Return the same leaflet as a web page: the very words and pictures, laid out by the screen that shows it."""
    paper = _paper(facts, large_print=large_print)
    values = _values(text, facts=facts, language=language, paper=paper, logo=logo)
    return unparted(render_to_string("print/leaflet.html", {**values, "screen": True}), spoken=language.code).encode()


def edges_of(text: LeafletText, *, facts: PaperFacts, language: Language) -> tuple[str, ...]:
    """Return the words at the edge of each page of a leaflet, and above its title, without the pages' numbers."""
    words, mark = _words(language), training_mark(facts, language=language)
    return (text.title, text.for_whom, words["kind"], words["page"], words["of"], mark)


@dataclass(frozen=True)
class _Draft:
    """A leaflet that was laid out and not drawn."""

    text: LeafletText
    sheet: Sheet
    layout: Typeset


def _shortest(facts: PaperFacts, *, language: Language, large_print: bool, logo: bytes) -> _Draft:
    """Return the leaflet with as much white as there may be without a page more: some languages need more room."""
    paper = _paper(facts, large_print=large_print)
    first = _drafted(facts, language=language, paper=paper, logo=logo)
    for closer in closer_papers(first.layout, paper=paper, enough=pages_enough(facts)):
        tried = _drafted(facts, language=language, paper=closer, logo=logo)
        if tried.layout.pages < first.layout.pages:
            return tried
    return first


def _drafted(facts: PaperFacts, *, language: Language, paper: LeafletPaper, logo: bytes) -> _Draft:
    text = _with_room_for_its_calendar(leaflet_text(facts, language=language), paper=paper)
    values = _values(text, facts=facts, language=language, paper=paper, logo=logo)
    html = unparted(render_to_string("print/leaflet.html", values), spoken=language.code)
    sheet = Sheet(html, render_to_string("print/leaflet.css", values), is_draft=True)
    return _Draft(text, sheet, typeset(sheet))


def _with_room_for_its_calendar(text: LeafletText, *, paper: LeafletPaper) -> LeafletText:
    """A calendar with words wider than its boxes is left out: the dated plan says the same, and nothing is cut."""
    if text.calendar is None or _widest_mm(text.calendar, paper=paper) <= _box_mm(paper):
        return text
    return replace(text, calendar=None)


def _is_tall(calendar: DoseCalendar | None, *, paper: LeafletPaper) -> bool:
    """Whether the dose stands below its date in every box, since beside it some would not have the room."""
    boxes = {(f"{day.date}: ", day.dose) for day in calendar.boxes} if calendar else set()
    return widest_pair_mm(boxes, size_pt=paper.calendar_pt) > _box_mm(paper)


def _title_pt(title: str, *, paper: LeafletPaper) -> str:
    """The type of the title: the largest that sets it on one line; where none does, on two lines of the largest."""
    sizes = paper.type.titles
    return next((one for one in sizes if widest_mm({title}, size_pt=one) <= paper.text_across), sizes[0])


def _widest_mm(calendar: DoseCalendar, *, paper: LeafletPaper) -> float:
    words = {word for day in calendar.boxes for word in f"{day.date}: {day.dose}".split(" ")}
    return widest_mm(words, size_pt=paper.calendar_pt)


def _box_mm(paper: LeafletPaper) -> float:
    """The room in one box of the calendar, as in templates/print/leaflet.css."""
    return paper.calendar_across / 7 - 2 * paper.tables.box - BOX_RULE


def _paper(facts: PaperFacts, *, large_print: bool) -> LeafletPaper:
    return leaflet_paper(facts.leaflet_paper, large_print=large_print, is_full=is_full(facts))


def _values(
    text: LeafletText, *, facts: PaperFacts, language: Language, paper: LeafletPaper, logo: bytes
) -> dict[str, object]:
    values = {
        "tall": _is_tall(text.calendar, paper=paper),
        "text": text,
        "facts": facts,
        "language": language.code,
        "paper": paper,
        "title_pt": _title_pt(text.title, paper=paper),
        "words": _words(language),
        "training": band_of_leaflet(facts, language=language, margin=Decimal(paper.white.top)),
        "boxes": [container_columns(one.table, paper=paper) for one in text.sections if one.table],
    }
    if facts.page_address:
        values |= {"web_code": web_code(facts.page_address), "web_code_says": language.say("page.code")}
    if logo:
        values["logo"] = f"data:image/png;base64,{base64.b64encode(logo).decode()}"
    return values


def _words(language: Language) -> dict[str, str]:
    return {key: language.say(f"leaflet.{key}") for key in ("kind", "key-facts", "page", "of")} | {
        "key_facts": language.say("leaflet.key-facts")
    }
