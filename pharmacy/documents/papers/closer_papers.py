"""Which papers hold more words than others, and whether they may save the last page of a leaflet."""

from dataclasses import dataclass
from itertools import groupby
from math import ceil
from operator import attrgetter

from pharmacy.documents.facts import PaperFacts
from pharmacy.documents.papers.dose_calendar import WEEK, has_calendar
from pharmacy.documents.papers.leaflet_papers import (
    A4,
    CLOSE,
    CLOSEST,
    FULL,
    LARGE,
    LARGE_CLOSE,
    LETTER,
    LETTER_CLOSE,
    LETTER_CLOSEST,
    LETTER_FULL,
    LETTER_LARGE,
    LETTER_LARGE_CLOSE,
    LETTER_USUAL,
    SMALL,
    SMALL_CLOSE,
    USUAL,
    LeafletPaper,
)
from pharmacy.documents.rendering import Run, Typeset
from pharmacy.documents.rendering.texts import MARGIN_BOX

PAGES = 2  # of the usual case


@dataclass(frozen=True)
class Closer:
    """A paper that holds more words. saves: so many millimetres of a last page may it bring onto two before it."""

    paper: LeafletPaper
    saves: int


FOR_A_THIRD_PAGE = (CLOSE, CLOSEST, LETTER_CLOSE, LETTER_CLOSEST)
CLOSER = {  # type is nowhere below 9 points; the millimetres are measured on the shipped leaflets
    USUAL: (Closer(FULL, 100), Closer(CLOSE, 140), Closer(CLOSEST, 185)),
    FULL: (Closer(CLOSE, 40), Closer(CLOSEST, 110)),
    SMALL: (Closer(SMALL_CLOSE, 30),),
    LARGE: (Closer(LARGE_CLOSE, 20),),
    LETTER_USUAL: (Closer(LETTER_FULL, 60), Closer(LETTER_CLOSE, 90), Closer(LETTER_CLOSEST, 150)),
    LETTER_FULL: (Closer(LETTER_CLOSE, 40), Closer(LETTER_CLOSEST, 90)),
    LETTER_LARGE: (Closer(LETTER_LARGE_CLOSE, 20),),
}
MOST_ROWS = {A4: 16, LETTER: 14}  # of plan and calendar together, beside the text on two pages
MANY_ROWS = 20  # on three, in type of the usual size


def closer_papers(layout: Typeset, *, paper: LeafletPaper, enough: int) -> list[LeafletPaper]:
    """Return the papers on which a leaflet may take a page less, the roomiest first.

    paper: that it was laid out on; enough: pages that it may take. A calendar on a page of its own counts as none.
    """
    pages = _pages(layout, paper=paper)
    if len(pages) <= enough:
        return []
    ends = [max(run.bottom for run in page) for page in pages]
    over = ends[-1] - min(run.top for run in pages[-1]) - (max(ends) - ends[-2])
    return [
        one.paper
        for one in CLOSER.get(paper, ())
        if over <= one.saves * (len(pages) - 1) / PAGES and (len(pages) > PAGES or one.paper not in FOR_A_THIRD_PAGE)
    ]


def pages_enough(facts: PaperFacts) -> int:
    """Return how many pages a leaflet may take without lines that stand closer: three or four for the longest plans.

    With so many rows of plan and calendar it takes three in every language.
    """
    rows = _rows(facts)
    if rows <= MOST_ROWS.get(facts.leaflet_paper, MANY_ROWS):
        return 1
    return PAGES + 1 if rows <= MANY_ROWS else PAGES + 2


def is_full(facts: PaperFacts) -> bool:
    """Return whether a leaflet is set in less white from the beginning: a calendar, on two pages or on three."""
    rows = _rows(facts)
    return 0 < rows <= MOST_ROWS.get(facts.leaflet_paper, MANY_ROWS) or rows > MANY_ROWS


def _rows(facts: PaperFacts) -> int:
    """Steps of the plan and weeks of the calendar; 0 for a leaflet without a calendar."""
    if not has_calendar(facts):
        return 0
    return len(facts.steps) + ceil(max(step.to_day for step in facts.steps) / WEEK)


def _pages(layout: Typeset, *, paper: LeafletPaper) -> list[list[Run]]:
    """Return the text of each page."""
    apart = (MARGIN_BOX, "dose-calendar") if paper.turned else (MARGIN_BOX,)
    runs = (run for run in layout.runs if run.element not in apart)
    return [list(page) for _, page in groupby(runs, key=attrgetter("page"))]
