"""What a finished layout says about itself: where each text stands, how large it is, and what passes an edge."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pharmacy.documents.rendering.sheet import Edge, Run, Typeset

MM = 25.4 / 96  # one CSS pixel in millimetres
PT = 0.75  # one CSS pixel in points
TOLERANCE = 0.05  # millimetres; less than a printer's dot
ASCENT = 0.75  # of the type size: what letters with accents really reach, not the font's roomy line
DESCENT = 0.25
OVERLAP = 0.3  # millimetres by which two texts may touch: a descender over an accent
CODE = "code"
TEXT = "text"
LETTERS = "label-code"  # beside it; nothing may run into either
MARGIN_BOX = "page-edge"


@dataclass(frozen=True)
class _Room:
    left: float
    top: float
    right: float
    bottom: float


def measure_layout(pages: list[Any], *, one_page: bool) -> Typeset:
    """Return a report without a PDF. pages: WeasyPrint's laid-out pages. Edges are looked for on every page."""
    runs: list[Run] = []
    edges: list[Edge] = []
    for number, page in enumerate(pages, 1):
        box = page._page_box  # the box tree is not public; the version is pinned for it
        found = list(_runs(box, element="", page=number))
        runs += found
        edges += _past_the_margin(found, room=_content(box))
        edges += _on_the_code(found, codes=_codes(box))
        edges += _on_each_other(found)
    if one_page:
        edges += [_overflow(run) for run in runs if run.page > 1]
    first = _content(pages[0]._page_box)
    body = [run for run in runs if run.page == 1 and run.element != MARGIN_BOX]
    lowest = max((run.bottom for run in body), default=first.top)
    filled = (lowest - first.top) / (first.bottom - first.top) + len(pages) - 1
    return Typeset(b"", len(pages), filled, tuple(runs), tuple(edges))


def _content(box: Any) -> _Room:
    left, top = box.content_box_x() * MM, box.content_box_y() * MM
    return _Room(left, top, left + box.width * MM, top + box.height * MM)


def _runs(box: Any, *, element: str, page: int) -> Iterator[Run]:
    element = _element(box, inherited=element)
    text = getattr(box, "text", None)
    if isinstance(text, str) and text.strip():
        yield _run(box, element=element, page=page)
    for child in getattr(box, "children", ()):
        yield from _runs(child, element=element, page=page)


def _run(box: Any, *, element: str, page: int) -> Run:
    size = float(box.style["font_size"])
    weight = int(box.style["font_weight"])
    left, baseline = box.position_x * MM, (box.position_y + box.baseline) * MM
    top, bottom = baseline - ASCENT * size * MM, baseline + DESCENT * size * MM
    return Run(element, box.text, page, size * PT, left, top, left + box.width * MM, bottom, weight)


def _element(box: Any, *, inherited: str) -> str:
    if type(box).__name__ == "MarginBox":
        return MARGIN_BOX
    if box.element is None or isinstance(box.element, str):
        return inherited
    return str(box.element.get("data-element") or inherited)


def _codes(box: Any) -> list[_Room]:
    found = []
    if _element(box, inherited="") in (CODE, LETTERS) and not hasattr(box, "text"):
        left, top = box.position_x * MM, box.position_y * MM
        found.append(_Room(left, top, left + box.margin_width() * MM, top + box.margin_height() * MM))
    for child in getattr(box, "children", ()):
        found += _codes(child)
    return found


def _past_the_margin(runs: list[Run], *, room: _Room) -> list[Edge]:
    edges = []
    for run in runs:
        if run.element == MARGIN_BOX:
            continue
        for side, by in (
            ("right", run.right - room.right),
            ("bottom", run.bottom - room.bottom),
            ("left", room.left - run.left),
        ):
            if by > TOLERANCE:
                edges.append(Edge(run.element, side, round(by, 2)))
    return edges


def _on_the_code(runs: list[Run], *, codes: list[_Room]) -> list[Edge]:
    pairs = ((run, _overlap(run, code)) for code in codes for run in runs if run.element != LETTERS)
    return [Edge(run.element, CODE, round(by, 2)) for run, by in pairs if by > TOLERANCE]


def _on_each_other(runs: list[Run]) -> list[Edge]:
    """Texts that run into each other, such as two dates in columns that are too narrow for them."""
    edges, above = [], list[Run]()
    for run in sorted(runs, key=lambda one: one.top):
        above = [other for other in above if other.bottom > run.top + OVERLAP]
        edges += [Edge(run.element, TEXT, round(by, 2)) for o in above if (by := _overlap(run, o)) > OVERLAP]
        above.append(run)
    return edges


def _overlap(run: Run, code: _Room | Run) -> float:
    across = min(run.right, code.right) - max(run.left, code.left)
    down = min(run.bottom, code.bottom) - max(run.top, code.top)
    return min(across, down)


def _overflow(run: Run) -> Edge:
    return Edge(run.element, "bottom", round(run.bottom - run.top, 2))
