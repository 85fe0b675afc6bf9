"""Drops, capsules and pump strokes, drawn one by one and numbered."""

from dataclasses import dataclass
from decimal import Decimal

from pharmacy.documents.drawings.numerals import Numerals, numerals

A_ROW = 10
PITCH = 56
ASIDE = 110  # room for the dropper or the pump
LEAST_HEIGHT = 100
TYPE = 17  # of the numbers
LARGE = Decimal("0.18")  # millimetres on paper for one unit of the drawing
SMALL = Decimal("0.072")


@dataclass(frozen=True)
class Place:
    """One of the things counted: its number, where it stands, and how far that is from the one before."""

    number: int
    x: int
    y: int
    across: int = 0
    down: int = 0


@dataclass(frozen=True)
class Count:
    """So many of one thing, in rows of ten. width and height: of the drawing, in its own units.

    after: where the last of a full row ends. large, small: its size on paper as width and height in millimetres, beside
    the text and in a table. numbers: of all places, each around its place.
    """

    places: tuple[Place, ...]
    width: int
    height: int
    after: int
    large: tuple[str, str]
    small: tuple[str, str]
    numbers: Numerals


def counted(count: int, *, least_height: int = LEAST_HEIGHT, room_after: int = 0, type_size: int = TYPE) -> Count:
    """Return where each of `count` things stands. least_height: of what is drawn beside them; room_after: behind them.

    type_size: of the numbers on them. Source: arithmetic.
    """
    places = tuple(_place(n) for n in range(count))
    numbers = numerals(((str(one.number), Decimal(one.x), Decimal(one.y)) for one in places), size=type_size, bold=True)
    rows, across = (count - 1) // A_ROW + 1, min(count, A_ROW)
    after, height = across * PITCH + ASIDE, max(rows * PITCH, least_height)
    width = after + room_after
    large, small = ((_mm(width * each), _mm(height * each)) for each in (LARGE, SMALL))
    return Count(places, width, height, after, large, small, numbers)


def _place(n: int) -> Place:
    (down, across), (row_before, before) = divmod(n, A_ROW), divmod(max(n - 1, 0), A_ROW)
    return Place(n + 1, across * PITCH, down * PITCH, (across - before) * PITCH, (down - row_before) * PITCH)


def _mm(value: Decimal) -> str:
    return f"{value.quantize(Decimal('0.01'))}mm"
