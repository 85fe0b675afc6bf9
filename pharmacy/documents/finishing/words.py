"""Every word of a paper, counted: what the finished PDF says more often than the paper should."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from pharmacy.documents.drawings import Drawing
from pharmacy.documents.drawings.syringe import Syringe
from pharmacy.documents.finishing.raster import plain
from pharmacy.documents.papers.label import Part
from pharmacy.documents.papers.leaflet import LeafletText, Section
from pharmacy.documents.papers.side_labels.rows import SideLabelText

AT_THE_EDGES = ".,;:·•()"
MOST_SHOWN = 12


def words_of_label(parts: tuple[Part, ...], *, mark: str = "") -> Counter[str]:
    """Return how often a label may say each word. parts: of one label, also where there are two. mark: of training."""
    return _counted([*(part.text for part in parts), mark])


def words_of_side_label(text: SideLabelText, *, mark: str = "") -> Counter[str]:
    """Return how often a side label may say each word. mark: of training."""
    return _counted([*(row.text for row in text.rows), *text.code_lines, mark])


def words_of_leaflet(text: LeafletText, *, edges: tuple[str, ...], pages: int) -> Counter[str]:
    """Return how often a leaflet may say each word. edges: what stands at the edge of each of its pages."""
    numbers = [str(number) for page in range(1, pages + 1) for number in (page, pages)]
    again = [heading.text for heading in (text.plan.headings if text.plan else ())]
    again += [heading for section in text.sections if section.table for heading in section.table.headings]
    again += [*text.calendar.weekdays] if text.calendar else []
    each_page = [*edges, *again] * pages  # the heads of a table are said again where it goes on
    return _counted([*_of_leaflet(text), *each_page, *numbers])


def foreign_words(said: str, *, allowed: Counter[str]) -> list[str]:
    """Return the words that a text says more often than allowed, in its own order."""
    over = _counted([said]) - allowed
    return [word for word in dict.fromkeys(words_in(said)) if word in over][:MOST_SHOWN]


def lost_words(said: str, *, told: str) -> list[str]:
    """Return the words that a text says less often than it should. told: all that it should say, each as often."""
    under = _counted([told]) - _counted([said])
    return [word for word in dict.fromkeys(words_in(told)) if word in under][:MOST_SHOWN]


def told_by_leaflet(text: LeafletText, *, has_page: bool) -> str:
    """Return all that a leaflet says once, without edges and heads of tables. has_page: whether it names its page."""
    return plain(" ".join(_of_leaflet(text if has_page else replace(text, page=""))))


def _of_leaflet(text: LeafletText) -> Iterator[str]:
    yield from (text.title, text.for_whom, *text.marks, *text.changed)
    for fact in text.key:
        yield from (fact.heading, fact.say, fact.more)
    for line in text.main_points:
        yield from (line.lead, line.text)
    for section in text.sections:
        yield from _of_section(section)
    yield from (sign.say for sign in text.signs)
    yield text.page
    for drawing in text.drawings:
        yield from (drawing.how, *_drawn(drawing))
    yield from _of_plan(text)


def _of_section(section: Section) -> Iterator[str]:
    yield from (section.heading, section.first, section.facts)
    for row in section.table.rows if section.table else ():
        yield from (row.picture.number, *row.cells)
    for line in section.lines:
        yield from (line.lead, line.text)


def _of_plan(text: LeafletText) -> Iterator[str]:
    """The plan of the steps, and the calendar."""
    if text.plan:
        yield from (text.plan.heading, text.plan.intro)
        for step in text.plan.lines:
            yield from (step.days, step.dates, step.measure, step.often)
            yield from (word for drawing in step.drawings for word in _drawn(drawing))
    if text.calendar:
        yield from (text.calendar.heading, text.calendar.intro)
        for day in text.calendar.boxes:
            yield from (day.date, day.dose)


def _drawn(drawing: Drawing) -> Iterator[str]:
    """The numbers on a syringe, or of what is counted."""
    if isinstance(drawing.shape, Syringe):
        yield drawing.shape.label
        yield from (number.text for number in drawing.shape.numbers)
    else:
        yield from (str(place.number) for place in drawing.shape.places)


def _counted(texts: Iterator[str] | list[str]) -> Counter[str]:
    return Counter(word for text in texts for word in words_in(text))


def words_in(text: str) -> list[str]:
    """Return the words of a text in their order, without the signs around them."""
    return [word for piece in plain(text).split() if (word := piece.strip(AT_THE_EDGES))]
