"""What goes into typesetting and what comes back: plain values, so that they can cross to another process."""

from dataclasses import dataclass, field, fields
from operator import attrgetter
from typing import Any

BLACK_ON_WHITE = 21.0


@dataclass(frozen=True)
class Sheet:
    """A paper to typeset. html: complete, with lang and title; parts are marked data-element. css: its own styles.

    one_page: the PDF is made only when everything stands on one page, within its margins. labels: how many such pages
    it has, each beginning by itself. is_draft: it is only measured; the same sheet asked for in full before another
    paper is not laid out again.
    """

    html: str
    css: str
    one_page: bool = False
    labels: int = 1
    is_draft: bool = False


@dataclass(frozen=True)
class Run:
    """One piece of text as laid out. element: the part it belongs to; size in points; the box in millimetres.

    weight: 400 for plain type, 700 for bold. paragraph, line: counted through the paper; a paragraph goes on over a
    page's end. breaks_word: the line ends after this run, inside a word. contrast: of its colour against its ground,
    from 1 to 21. faults: what was done to it that no text may suffer (`texts.FAULTS`).
    """

    element: str
    text: str
    page: int
    size_pt: float
    left: float
    top: float
    right: float
    bottom: float
    weight: int = 400
    paragraph: int = 0
    line: int = 0
    breaks_word: bool = False
    contrast: float = BLACK_ON_WHITE
    faults: tuple[str, ...] = ()


@dataclass(frozen=True)
class Edge:
    """A part that passes the margin of its page, or stands on a page that a label does not have.

    side: bottom, right, left, top, code (where it touches the 2D code), text (where it runs into other text) or
    clipped (where a box around it cuts it off). by: millimetres.
    """

    element: str
    side: str
    by: float


@dataclass(frozen=True)
class Typeset:
    """The finished layout. filled: share of the page's height used; is_quick: it was set the quick way.

    pdf is empty when a one-page sheet did not fit, and for a draft.
    """

    pdf: bytes
    pages: int
    filled: float
    runs: tuple[Run, ...]
    edges: tuple[Edge, ...] = field(default=())
    is_quick: bool = False

    @property
    def fits(self) -> bool:
        """Whether everything stands inside the margins."""
        return not self.edges


_RUN = attrgetter(*(one.name for one in fields(Run)))
_EDGE = attrgetter(*(one.name for one in fields(Edge)))


def report_of(layout: Typeset) -> dict[str, object]:
    """Return all of a layout but its PDF as plain values, each text and edge as a row."""
    return {
        "pages": layout.pages,
        "filled": layout.filled,
        "runs": [_RUN(run) for run in layout.runs],
        "edges": [_EDGE(edge) for edge in layout.edges],
        "is_quick": layout.is_quick,
    }


def typeset_from(report: dict[str, Any], *, pdf: bytes) -> Typeset:
    """Return the layout that such values were made of."""
    runs = tuple(Run(*values, tuple(faults)) for *values, faults in report["runs"])  # type: ignore[call-arg]
    edges = tuple(Edge(*row) for row in report["edges"])
    return Typeset(pdf, report["pages"], report["filled"], runs, edges, report["is_quick"])
