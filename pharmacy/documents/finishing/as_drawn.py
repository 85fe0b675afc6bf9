"""How the text of a finished PDF is drawn: its size, width, colour and place, as a printer gets them.

The lint measures the layout; this measures what was made of it.
"""

from decimal import Decimal

from pharmacy.documents.facts import PaperFacts
from pharmacy.documents.finishing.figures import Drawn, Thing
from pharmacy.documents.finishing.raster import MM_PER_POINT, Seen
from pharmacy.documents.finishing.strokes import Room
from pharmacy.documents.papers.label_job import LabelJob
from pharmacy.documents.reports import Report, report

LEAFLET_LEAST_PT = Decimal(8)  # of the foot of a page; the lint knows what is what
HAIR_PT = 0.02
HAIR = 0.01  # of the width of a letter
HANGS = 0.1  # of the height of type: so far may the ink of a letter stand beside its own place
INTO = 0.35  # of the height of the lower text: accents and hanging letters of two lines come less near
BESIDE_MM = 0.3
BLACK = 60  # of 255: a thermal printer knows black alone
DARK = 118  # of 255: a contrast of 4.5 on white


def label_as_drawn(drawn: list[Drawn], *, seen: list[Seen], job: LabelJob) -> list[Report]:
    """Return whether a label's PDF draws its text smaller, paler or elsewhere than a layout may have it."""
    least = Decimal(job.facts.law.least_type_size_pt)
    return [
        *differing_type(drawn, least_pt=least, lightest=BLACK, banded=job.facts.is_training),
        *misplaced(drawn, seen=seen, margin_mm=job.stock.margin),
    ]


def leaflet_as_drawn(drawn: list[Drawn], *, seen: list[Seen], facts: PaperFacts) -> list[Report]:
    """Return the same of a leaflet, whose text may be dark green and whose margins are its own."""
    return [
        *differing_type(drawn, least_pt=LEAFLET_LEAST_PT, lightest=DARK, banded=facts.is_training),
        *misplaced(drawn, seen=seen),
    ]


def differing_type(pages: list[Drawn], *, least_pt: Decimal, lightest: int, banded: bool) -> list[Report]:
    """Return how text is drawn otherwise than a layout may have it. lightest: how light its colour may be, of 255.

    banded: white text may stand on the band of a training paper, which is looked at by itself.
    """
    texts = [one for page in pages for one in page.things if one.type]
    reasons = [_reason(one, least_pt=least_pt, lightest=lightest, banded=banded) for one in texts]
    return [report(*reason) for reason in dict.fromkeys(filter(None, reasons))]


def misplaced(pages: list[Drawn], *, seen: list[Seen], margin_mm: Decimal = Decimal(0)) -> list[Report]:
    """Return whether text passes the room that a printer reaches, or runs into other text. margin_mm: around it."""
    found = []
    for page, picture in zip(pages, seen, strict=True):
        texts = [one for one in page.things if one.type]
        rooms = sorted((one.room for one in texts), key=lambda room: room[1])
        if not all(_is_inside(one, of=picture, margin_mm=margin_mm) for one in texts):
            found.append(report("outside", "Text of the PDF passes the room that the printer reaches."))
        if any(_overlap(one, other) for one, other in _near(rooms)):
            found.append(report("overlapping", "Text of the PDF runs into other text."))
    return found


def _reason(one: Thing, *, least_pt: Decimal, lightest: int, banded: bool) -> tuple[str, str] | None:
    """The code and the words of what is wrong with a text, or None."""
    drawn = one.type
    if drawn is None:
        return None
    if not drawn.is_upright:
        return "not-plain", "Text of the PDF is turned, mirrored or drawn as an outline."
    if drawn.size_pt + HAIR_PT < least_pt:
        return "type-too-small", f"The PDF draws text of {drawn.size_pt:.1f} points; {least_pt:g} is the least."
    if abs(drawn.width - 1) > HAIR:
        return "squeezed", f"The PDF draws letters {drawn.width:.2f} times as wide as their type has them."
    if drawn.shade > lightest and not (banded and drawn.is_white):
        return "low-contrast", f"The PDF draws text in a grey of {drawn.shade}; {lightest} of 255 is the lightest."
    return None


def _is_inside(one: Thing, *, of: Seen, margin_mm: Decimal) -> bool:
    """Whether a text keeps its margin, but for what hangs out of the first and last letter, such as that of a j."""
    left, top, right, bottom = one.room
    hangs = HANGS * (one.type.size_pt if one.type else 0.0) * MM_PER_POINT
    return min(left, top, of.width - right, of.height - bottom) + hangs >= margin_mm


def _near(rooms: list[Room]) -> list[tuple[Room, Room]]:
    """Each pair of texts of which one begins above the other's foot. rooms: by their tops."""
    found = []
    for number, one in enumerate(rooms):
        for other in rooms[number + 1 :]:
            if other[1] >= one[3]:
                break
            found.append((one, other))
    return found


def _overlap(one: Room, other: Room) -> bool:
    across = min(one[2], other[2]) - max(one[0], other[0])
    down = min(one[3], other[3]) - max(one[1], other[1])
    return across > BESIDE_MM and down > INTO * min(one[3] - one[1], other[3] - other[1])
