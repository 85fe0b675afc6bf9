"""What a finished layout says about itself: where each text stands, how large it is, and what passes an edge."""

from typing import Any

from pharmacy.documents.rendering.sheet import Edge, Run, Typeset
from pharmacy.documents.rendering.texts import MARGIN_BOX, MM, TOLERANCE, Room, TextReader, element_of

OVERLAP = 0.3  # millimetres by which two texts may touch: a descender over an accent
CODE = "code"
TEXT = "text"
LETTERS = "label-code"  # beside it; nothing may run into either
CLIPPED = "clipped"


def measure_layout(pages: list[Any], *, one_page: bool, labels: int = 1) -> Typeset:
    """Return a report without a PDF. pages: WeasyPrint's laid-out pages. Edges are looked for on every page.

    labels: how many pages a paper of one-page labels has.
    """
    reader = TextReader()
    edges: list[Edge] = []
    for number, page in enumerate(pages, 1):
        box = page._page_box  # the box tree is not public; the version is pinned for it
        found = reader.read_page(box, page=number)
        edges += edges_of_page(found, room=_content(box), codes=_codes(box))
        edges += _drawings_past_the_margin(box, room=_content(box))
    runs = reader.found
    if one_page:
        edges += [_overflow(run) for run in runs if run.page > labels]
    first = _content(pages[0]._page_box)
    body = [run for run in runs if run.page == 1 and run.element != MARGIN_BOX]
    lowest = max((run.bottom for run in body), default=first.top)
    filled = (lowest - first.top) / (first.bottom - first.top) + len(pages) - 1
    return Typeset(b"", len(pages), filled, tuple(runs), tuple(edges))


def edges_of_page(runs: list[Run], *, room: Room, codes: list[Room]) -> list[Edge]:
    """Return what passes the edges of a page, runs into the code or into other text. room: inside the margins."""
    return [*_past_the_margin(runs, room=room), *_on_the_code(runs, codes=codes), *_on_each_other(runs)]


def _content(box: Any) -> Room:
    left, top = box.content_box_x() * MM, box.content_box_y() * MM
    return Room(left, top, left + box.width * MM, top + box.height * MM)


def _codes(box: Any) -> list[Room]:
    found = []
    if element_of(box, inherited="") in (CODE, LETTERS) and not hasattr(box, "text"):
        left, top = box.position_x * MM, box.position_y * MM
        found.append(Room(left, top, left + box.margin_width() * MM, top + box.margin_height() * MM))
    for child in getattr(box, "children", ()):
        found += _codes(child)
    return found


def _drawings_past_the_margin(box: Any, *, room: Room, inherited: str = "") -> list[Edge]:
    """Drawings that are wider than what they stand in: a syringe whose rod runs off the page."""
    element = element_of(box, inherited=inherited)
    if str(getattr(box, "element_tag", "")).endswith("svg"):
        past = (box.content_box_x() + box.width) * MM - room.right
        return [Edge(element, "right", round(past, 2))] if past > TOLERANCE else []
    children = getattr(box, "children", ())
    return [edge for child in children for edge in _drawings_past_the_margin(child, room=room, inherited=element)]


def _past_the_margin(runs: list[Run], *, room: Room) -> list[Edge]:
    edges = [Edge(run.element, CLIPPED, round(run.bottom - run.top, 2)) for run in runs if CLIPPED in run.faults]
    for run in runs:
        if run.element == MARGIN_BOX:
            continue
        for side, by in (
            ("right", run.right - room.right),
            ("bottom", run.bottom - room.bottom),
            ("left", room.left - run.left),
            ("top", room.top - run.top),
        ):
            if by > TOLERANCE:
                edges.append(Edge(run.element, side, round(by, 2)))
    return edges


def _on_the_code(runs: list[Run], *, codes: list[Room]) -> list[Edge]:
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


def _overlap(run: Run, code: Room | Run) -> float:
    across = min(run.right, code.right) - max(run.left, code.left)
    down = min(run.bottom, code.bottom) - max(run.top, code.top)
    return min(across, down)


def _overflow(run: Run) -> Edge:
    return Edge(run.element, "bottom", round(run.bottom - run.top, 2))
