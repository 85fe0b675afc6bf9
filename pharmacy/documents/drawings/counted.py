"""Drops, capsules and pump strokes, drawn one by one and numbered."""

from dataclasses import dataclass
from decimal import Decimal

A_ROW = 10
PITCH = 56
ASIDE = 110  # room for the dropper or the pump
LEAST_HEIGHT = 100
LARGE = Decimal("0.18")  # millimetres on paper for one unit of the drawing
SMALL = Decimal("0.072")


@dataclass(frozen=True)
class Place:
    """One of the things counted: its number, and where it stands."""

    number: int
    x: int
    y: int


@dataclass(frozen=True)
class Count:
    """So many of one thing, in rows of ten. width and height: of the drawing, in its own units.

    after: where the last of a full row ends. large, small: its size on paper as width and height in millimetres, beside
    the text and in a table.
    """

    places: tuple[Place, ...]
    width: int
    height: int
    after: int
    large: tuple[str, str]
    small: tuple[str, str]


def counted(count: int, *, least_height: int = LEAST_HEIGHT, room_after: int = 0) -> Count:
    """Return where each of `count` things stands. least_height: of what is drawn beside them; room_after: behind them.

    Source: arithmetic.
    """
    places = tuple(Place(n + 1, (n % A_ROW) * PITCH, (n // A_ROW) * PITCH) for n in range(count))
    rows, across = (count - 1) // A_ROW + 1, min(count, A_ROW)
    after, height = across * PITCH + ASIDE, max(rows * PITCH, least_height)
    width = after + room_after
    large, small = ((_mm(width * each), _mm(height * each)) for each in (LARGE, SMALL))
    return Count(places, width, height, after, large, small)


def _mm(value: Decimal) -> str:
    return f"{value.quantize(Decimal('0.01'))}mm"
