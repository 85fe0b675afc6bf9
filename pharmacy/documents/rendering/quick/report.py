"""What a label that was set the quick way says about itself, in the same measures as the full way's report."""

from dataclasses import replace
from functools import lru_cache

from pharmacy.documents.rendering.colours import BLACK, WHITE, Colour, contrast
from pharmacy.documents.rendering.layout import edges_of_page
from pharmacy.documents.rendering.quick.laid import Laid, Piece, Rectangle
from pharmacy.documents.rendering.sheet import Edge, Run, Typeset
from pharmacy.documents.rendering.texts import ASCENT, DESCENT, MARGIN_BOX, MM, PT, Room


def report_of(laid: Laid) -> Typeset:
    """Return the report without a PDF. A text that passes the foot of the page counts as one on a second page."""
    runs = [_run(piece) for piece in laid.pieces]
    runs += [replace(_run(piece), contrast=_contrast(piece.colour, BLACK)) for piece in laid.edge]
    content = _room(laid.content)
    first = [run for run in runs if run.page == 1]
    edges = edges_of_page(first, room=content, codes=[_room(code) for code in laid.codes])
    edges += [Edge(run.element, "bottom", round(run.bottom - run.top, 2)) for run in runs if run.page > 1]
    pages = max((run.page for run in runs), default=1)
    lowest = max((run.bottom for run in first if run.element != MARGIN_BOX), default=content.top)
    filled = (lowest - content.top) / (content.bottom - content.top) + pages - 1
    return Typeset(b"", pages, filled, tuple(runs), tuple(edges))


def _room(box: Rectangle) -> Room:
    left, top, width, height = box
    return Room(left * MM, top * MM, (left + width) * MM, (top + height) * MM)


def _run(piece: Piece) -> Run:
    size, left, baseline = piece.type.size, piece.left * MM, piece.baseline * MM
    return Run(
        element=piece.element,
        text=piece.text,
        page=2 if piece.is_over else 1,
        size_pt=size * PT,
        left=left,
        top=baseline - ASCENT * size * MM,
        right=left + piece.width * MM,
        bottom=baseline + DESCENT * size * MM,
        weight=piece.type.weight,
        paragraph=piece.paragraph,
        line=piece.line,
        breaks_word=piece.breaks_word,
        contrast=_contrast(piece.colour, WHITE),
    )


@lru_cache(maxsize=256)
def _contrast(colour: Colour, ground: Colour) -> float:
    return round(contrast(colour, on=ground), 2)
