"""Whether what is drawn on a page can be seen, and whether nothing lies across it."""

from collections.abc import Iterable
from itertools import groupby

from PIL import Image

from pharmacy.documents.finishing.figures import Drawn, Thing
from pharmacy.documents.finishing.raster import Seen
from pharmacy.documents.finishing.strokes import Room, Stroke
from pharmacy.documents.reports import Report, report

PAPER = 240  # of 255: a darker dot is ink, be it pale
SHARE = 0.6  # of its width and height that the ink of a line reaches; a curve's room is larger than the curve
FEW_DOTS = 3
TOUCH_MM = 0.15  # a rule this far inside the room of a letter only touches it
BESIDE_MM = 0.5  # so much of a letter may stand beside or below its ground: a heading alone in its section hangs out
HAIR_MM = 0.02
LEAST_RULE_MM, LEAST_UPRIGHT_MM = 20, 3.5  # a shorter line is none of a table, a panel or a label
MOST_UPRIGHT_MM = 0.5  # across


def unseen_pictures(drawn: Drawn, *, seen: Seen) -> list[Report]:
    """Return each picture of which a line cannot be seen on the page: faint, cut off, or past the edge."""
    ink = seen.picture.point([255 if dot < PAPER else 0 for dot in range(256)])
    dots = seen.picture.width / seen.width
    return [
        report("ink-missing", f"A part of the picture {figure.words!r} is not to be seen.")
        for figure in drawn.figures
        if not all(_is_seen(stroke, ink=ink, dots=dots) for stroke in figure.strokes)
    ]


def _is_seen(stroke: Stroke, *, ink: Image.Image, dots: float) -> bool:
    left, top, right, bottom = (side * dots for side in stroke.room)
    box = (int(left), int(top), int(right) + 1, int(bottom) + 1)
    found = ink.crop(box).getbbox()
    return found is not None and all(
        found[side + 2] - found[side] >= min(SHARE * wide, wide - FEW_DOTS)
        for side, wide in ((0, right - left), (1, bottom - top))
    )


def strange_things(drawn: Drawn) -> list[Report]:
    """Return what is drawn across words or pictures, or over them, what is no rule, and what is no line at all.

    Only a ground or a frame lies below words, and holds all of them.
    """
    things = drawn.things
    around = [(at, one) for at, one in enumerate(things) if not one.in_picture and one.kind != "text"]
    rules = _rules(one.room for _, one in around if one.kind == "path")
    meant = [(at, one) for at, one in enumerate(things) if one.in_picture or one.kind == "text"]
    return [
        report("ink-foreign", f"Something is drawn that is neither text nor picture nor rule ({_where(one)}).")
        for at, one in around
        if one.kind != "path"
        or _crosses(one.room, at=at, meant=meant)
        or not _is_usual(one.room, rules=rules, meant=meant)
    ]


def _rules(lines: Iterable[Room]) -> set[Room]:
    """Return the lines that are drawn piece by piece, one below each cell of a row, and are long enough together."""
    found = set[Room]()
    for _, level in groupby(sorted(lines, key=_height), key=_height):
        row = list[Room]()
        for line in sorted(level):
            if row and line[0] > row[-1][2] + HAIR_MM:
                row = []
            row.append(line)
            if row[-1][2] - row[0][0] >= LEAST_RULE_MM:
                found.update(row)
    return found


def _height(line: Room) -> tuple[float, float]:
    return round(line[1], 2), round(line[3], 2)


def _is_usual(room: Room, *, rules: set[Room], meant: list[tuple[int, Thing]]) -> bool:
    """Whether a line is a rule or a piece of one, or goes around words."""
    across, down = room[2] - room[0], room[3] - room[1]
    if room in rules or (down >= LEAST_UPRIGHT_MM and across <= MOST_UPRIGHT_MM):
        return True
    return any(_holds(room, other.room) for _, other in meant)


def _crosses(room: Room, *, at: int, meant: list[tuple[int, Thing]]) -> bool:
    """Whether it lies on something that is drawn before it, or below it and not all around it. at: in the order.

    A picture made of dots, which is a code or a logo, has a white ground of its own.
    """
    left, top, right, bottom = room[0] + TOUCH_MM, room[1], room[2] - TOUCH_MM, room[3]
    thin = min(TOUCH_MM, (bottom - top) / 2)
    return any(
        other.room[0] < right
        and other.room[1] < bottom - thin
        and other.room[2] > left
        and other.room[3] > top + thin
        and (number < at or not (other.kind == "other" or _holds(room, other.room)))
        for number, other in meant
    )


def _holds(one: Room, other: Room) -> bool:
    return (
        one[0] <= other[0] + BESIDE_MM
        and one[1] <= other[1] + TOUCH_MM
        and one[2] >= other[2] - BESIDE_MM
        and one[3] >= other[3] - BESIDE_MM
    )


def _where(one: Thing) -> str:
    return f"left {one.room[0]:.1f} mm, top {one.room[1]:.1f} mm"
