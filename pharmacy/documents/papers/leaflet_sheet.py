"""A leaflet laid out on its paper, in usual or in large print."""

import base64
from dataclasses import dataclass, replace
from decimal import Decimal

from django.template.loader import render_to_string

from formulations.reference.papers import Language
from pharmacy.documents.facts import PaperFacts
from pharmacy.documents.papers.dose_calendar import DoseCalendar, has_calendar
from pharmacy.documents.papers.estimate import widest_mm, widest_pair_mm
from pharmacy.documents.papers.leaflet import LeafletText, leaflet_text
from pharmacy.documents.papers.leaflet_papers import CLOSEST, LeafletPaper, closer_papers, leaflet_paper
from pharmacy.documents.papers.names import part_name
from pharmacy.documents.papers.training_band import band_of_leaflet
from pharmacy.documents.papers.unparted import unparted
from pharmacy.documents.papers.web_code import web_code
from pharmacy.documents.rendering import Sheet, Typeset, typeset
from pharmacy.documents.rendering.layout import TEXT
from pharmacy.documents.rendering.texts import MARGIN_BOX
from pharmacy.documents.wording.training import training_mark

PAGES = 2  # of the usual case
FEW_LINES_MM = 55  # from the top: so much of a last page can closer lines bring onto the page before it
SAVED_MM = 110  # from the top: so much of a third page can the closest lines bring onto the two before it
BOX_PADDING = 1.8  # millimetres, with its rule


class LeafletDoesNotFit(Exception):
    """A word or a drawing of a leaflet that passes the margin of its page."""


def set_leaflet(
    facts: PaperFacts, *, language: Language, large_print: bool, logo: bytes = b""
) -> tuple[LeafletText, Typeset]:
    """Return the text and the finished layout of a leaflet. logo: a PNG, as the facts name it.

    Raises LeafletDoesNotFit, TypesetFailed.
    """
    paper = _paper(facts, large_print=large_print)
    best = _drafted(facts, language=language, paper=paper, logo=logo)
    for closer in closer_papers(paper):  # some languages need more room than others
        if not _may_save_a_page(best.layout, closer=closer):
            break
        tried = _drafted(facts, language=language, paper=closer, logo=logo)
        best = tried if tried.layout.pages < best.layout.pages else best
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


def _drafted(facts: PaperFacts, *, language: Language, paper: LeafletPaper, logo: bytes) -> _Draft:
    text = _with_room_for_its_calendar(leaflet_text(facts, language=language), paper=paper)
    values = _values(text, facts=facts, language=language, paper=paper, logo=logo)
    html = unparted(render_to_string("print/leaflet.html", values), spoken=language.code)
    sheet = Sheet(html, render_to_string("print/leaflet.css", values), is_draft=True)
    return _Draft(text, sheet, typeset(sheet))


def _may_save_a_page(result: Typeset, *, closer: LeafletPaper) -> bool:
    """Whether closer lines may save a page: a third that holds little enough, or a few lines alone on the last.

    The closest lines are for a third page only. A calendar on a page of its own counts as none.
    """
    runs = [run for run in result.runs if run.element not in (MARGIN_BOX, "dose-calendar" if closer.turned else "")]
    pages = max(run.page for run in runs)
    last = max(run.bottom for run in runs if run.page == pages)
    if closer in CLOSEST:
        return pages > PAGES and last < SAVED_MM
    return pages > 1 and last < (SAVED_MM if pages > PAGES and not closer.turned else FEW_LINES_MM)


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
    return paper.calendar_across / 7 - BOX_PADDING


def _paper(facts: PaperFacts, *, large_print: bool) -> LeafletPaper:
    return leaflet_paper(facts.leaflet_paper, large_print=large_print, is_full=has_calendar(facts))


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
