"""What is drawn compared with what the facts ask for: which pictures, of what, how many, filled how far, and where."""

from collections.abc import Iterator
from math import hypot

from formulations.reference.papers import Language
from pharmacy.documents.finishing.figures import Drawn, Figure
from pharmacy.documents.finishing.filled_syringe import differing_syringe
from pharmacy.documents.finishing.in_sight import strange_things, unseen_pictures
from pharmacy.documents.finishing.known_forms import Known, Line, known_drawings
from pharmacy.documents.finishing.pictures import Picture
from pharmacy.documents.finishing.raster import Seen
from pharmacy.documents.finishing.strokes import Room, Stroke
from pharmacy.documents.reports import Report, report

OFF = 0.3  # units of a drawing: less is the same place
APART = 30  # units: two of what is counted never stand closer
AS_NEAR = 1.0  # millimetres: a sign is higher than its line, and a letter such as j hangs out of it


def differing_ink(pages: list[Drawn], *, seen: list[Seen], wanted: list[Picture], language: Language) -> list[Report]:
    """Return what is wrong with all that is drawn on a paper besides its words. seen: the same pages as printed."""
    return [
        *differing_drawings(pages, wanted=wanted, language=language),
        *(one for page, picture in zip(pages, seen, strict=True) for one in unseen_pictures(page, seen=picture)),
        *(one for page in pages for one in strange_things(page)),
    ]


def differing_drawings(pages: list[Drawn], *, wanted: list[Picture], language: Language) -> list[Report]:
    """Return each picture that is missing, too many, another than the facts ask for, or in another place.

    pages: what is drawn on each page; wanted: in the order of reading.
    """
    figures = [figure for page in pages for figure in page.figures]
    if len(figures) != len(wanted):
        return [_another_number(figures, wanted=wanted)]
    found = [
        *(one for figure, picture in zip(figures, wanted, strict=True) for one in _said(figure, picture=picture)),
        *(
            report("drawing-differs", f"The picture {picture.words!r} {reason}.")
            for figure, picture in zip(figures, wanted, strict=True)
            for reason in _reasons(figure, picture=picture, language=language)
        ),
    ]
    return found or _stray(figures, wanted=wanted)


def _another_number(figures: list[Figure], *, wanted: list[Picture]) -> Report:
    said, asked = [figure.words for figure in figures], [picture.words for picture in wanted]
    lacking = [words for words in asked if words not in said]
    named = f" Not there: {'; '.join(lacking)}" if lacking else ""
    return report("drawing-differs", f"{len(asked)} pictures should stand on it; {len(said)} do.{named}")


def _said(figure: Figure, *, picture: Picture) -> Iterator[Report]:
    """What those who cannot see a picture are told of it."""
    if figure.words != picture.words:
        text = f"A picture says {figure.words!r} to those who cannot see it; it should say {picture.words!r}."
        yield report("alternative-differs", text)


def _reasons(figure: Figure, *, picture: Picture, language: Language) -> Iterator[str]:
    """Why a picture is not the one that is asked for."""
    if picture.beside not in figure.beside:
        yield f"stands with the words {figure.beside[:60]!r} and not with {picture.beside[:60]!r}"
    if not figure.scale.is_upright:
        yield "is turned, mirrored or stretched"
    elif picture.filled:
        yield from differing_syringe(figure, filled=picture.filled, form=language.amounts)
    elif picture.shows:
        yield from _drawn_otherwise(figure, picture=picture, known=known_drawings()[picture.shows])


def _drawn_otherwise(figure: Figure, *, picture: Picture, known: Known) -> Iterator[str]:
    strokes, ends = figure.strokes, len(figure.strokes) - len(known.after)
    before, after = strokes[: len(known.before)], strokes[ends:]
    counted = strokes[len(known.before) : ends]
    is_drawn = _matches(before, lines=known.before) and _matches(after, lines=known.after, moved=True)
    size = len(known.each) or 1
    groups = [counted[at : at + size] for at in range(0, len(counted), size)]
    if not is_drawn or not all(_matches(group, lines=known.each, moved=True) for group in groups):
        yield f"is not drawn as {picture.shows!r} is"
    elif known.each and len(groups) != picture.count:
        yield f"shows {len(groups)} and not {picture.count}"
    elif any(_distance(one, other) < APART for n, one in enumerate(groups) for other in groups[n + 1 :]):
        yield "shows two things in the same place"
    numbers = [str(number) for number in range(1, picture.count + 1)] if known.each else [picture.numbered]
    if [letter.text for letter in figure.letters] != [number for number in numbers if number]:
        yield f"is numbered {' '.join(letter.text for letter in figure.letters)!r} and not {' '.join(numbers)!r}"


def _matches(strokes: tuple[Stroke, ...], *, lines: tuple[Line, ...], moved: bool = False) -> bool:
    """Whether these are the lines of a drawing. moved: in the same order and places, but all aside by as much."""
    if [stroke.form for stroke in strokes] != [line.form for line in lines]:
        return False
    away = [(stroke.left - line.left, stroke.top - line.top) for stroke, line in zip(strokes, lines, strict=True)]
    across, down = away[0] if away and moved else (0.0, 0.0)
    return all(abs(x - across) < OFF and abs(y - down) < OFF for x, y in away)


def _distance(one: tuple[Stroke, ...], other: tuple[Stroke, ...]) -> float:
    return hypot(one[0].left - other[0].left, one[0].top - other[0].top)


def _stray(figures: list[Figure], *, wanted: list[Picture]) -> list[Report]:
    """Return each picture that stands nearer to the words of another than to its own."""
    besides = [figure for figure, picture in zip(figures, wanted, strict=True) if picture.beside]
    return [
        report("drawing-differs", f"The picture {figure.words!r} stands beside {nearest.beside[:60]!r}.")
        for figure in besides
        for nearest in [min(_same_page(figure, of=besides), key=lambda one: _gap(figure.room, one.room_beside))]
        if _is_nearer(_gap(figure.room, nearest.room_beside), than=_gap(figure.room, figure.room_beside))
    ]


def _is_nearer(one: tuple[float, float], *, than: tuple[float, float]) -> bool:
    """Whether one gap is clearly less: down, or across where down they are the same."""
    down, across = than[0] - one[0], than[1] - one[1]
    return down > AS_NEAR or (abs(down) <= AS_NEAR and across > AS_NEAR)


def _same_page(figure: Figure, *, of: list[Figure]) -> list[Figure]:
    return [one for one in of if one.page == figure.page]


def _gap(one: Room, other: Room) -> tuple[float, float]:
    """How far two rooms are apart, down and then across, in millimetres: a row is read before a column."""
    across = max(one[0] - other[2], other[0] - one[2], 0.0)
    down = max(one[1] - other[3], other[1] - one[3], 0.0)
    return down, across
