"""How far a printer prints from where it should, and what puts it right: from four lengths measured with a ruler."""

from dataclasses import dataclass
from decimal import Decimal

from formulations.reference.label_stock import LabelStock
from pharmacy.staff.refusals import Conflict

CROSS_ON_SHEET = Decimal(20)  # millimetres from the left and the upper edge of the paper to the cross
CROSS_ON_LABEL = Decimal(5)
STEP = Decimal(10)  # rulers are whole centimetres
MOST_STRETCH = Decimal("0.05")
MOST_SHIFT = Decimal(10)  # millimetres


class NotAPrintersError(Conflict):
    """A measure that no printer makes by itself: another paper, a page that was fitted, or a slip in reading."""


@dataclass(frozen=True)
class Target:
    """What the page to measure shows. cross: from the left and upper edges; across, down: lengths of its rulers; mm."""

    cross: Decimal
    across: Decimal
    down: Decimal


@dataclass(frozen=True)
class Measured:
    """What was measured on the printed page, in millimetres."""

    ruler_across: Decimal
    ruler_down: Decimal
    cross_left: Decimal
    cross_top: Decimal


@dataclass(frozen=True)
class Correction:
    """What puts a printer right: place times scale, plus the shift in millimetres to the right and down."""

    scale_across: Decimal = Decimal(1)
    scale_down: Decimal = Decimal(1)
    right: Decimal = Decimal(0)
    down: Decimal = Decimal(0)


NO_CORRECTION = Correction()


def paper_of(stock: LabelStock) -> tuple[Decimal, Decimal]:
    """Return width and height of what goes through the printer, in millimetres: the sheet, or the label itself."""
    return (stock.sheet.width, stock.sheet.height) if stock.sheet else (stock.width, stock.height)


def target_of(stock: LabelStock) -> Target:
    """Return where the cross and the rulers of the page to measure stand. Source: arithmetic."""
    width, height = paper_of(stock)
    cross = CROSS_ON_SHEET if stock.sheet else CROSS_ON_LABEL
    across, down = ((side - 2 * cross) // STEP * STEP for side in (width, height))
    return Target(cross, across, down)


def correction(measured: Measured, *, stock: LabelStock) -> Correction:
    """Return what puts a printer right.

    A point meant for t comes out at stretch * t + offset, so it has to be sent to (t - offset) / stretch. Raises
    NotAPrintersError for a ruler that is off by more than 5 %, a cross by more than 10 mm, and a correction that would
    push labels off the paper. Source: arithmetic.
    """
    target = target_of(stock)
    across = _axis(
        "across", ruler=measured.ruler_across, cross=measured.cross_left, target=target, length=target.across
    )
    down = _axis("down", ruler=measured.ruler_down, cross=measured.cross_top, target=target, length=target.down)
    found = Correction(across[0], down[0], across[1], down[1])
    _require_on_paper(found, stock=stock)
    return found


def _axis(name: str, *, ruler: Decimal, cross: Decimal, target: Target, length: Decimal) -> tuple[Decimal, Decimal]:
    stretch = ruler / length
    if abs(stretch - 1) > MOST_STRETCH:
        message = f"The ruler {name} is {length} mm long, and {ruler} mm is more than 5 % from that."
        raise NotAPrintersError(f"{message} Print the page at 100 %, not fitted to the paper, and measure again.")
    if abs(cross - target.cross) > MOST_SHIFT:
        message = (
            f"The cross should stand {target.cross} mm from the edge; {cross} mm is more than {MOST_SHIFT} mm off."
        )
        raise NotAPrintersError(f"{message} Load the right paper against its guides, and measure again.")
    offset = cross - stretch * target.cross
    return 1 / stretch, -offset / stretch


def _require_on_paper(found: Correction, *, stock: LabelStock) -> None:
    """The outermost labels, within their margins, still stand on the paper that the printer is told of."""
    width, height = paper_of(stock)
    left, top = (stock.sheet.left, stock.sheet.top) if stock.sheet else (Decimal(0), Decimal(0))
    for name, scale, shift, side, edge in (
        ("across", found.scale_across, found.right, width, left),
        ("down", found.scale_down, found.down, height, top),
    ):
        inner = edge + stock.margin
        if min(scale * inner + shift, side - (scale * (side - inner) + shift)) < 0:
            message = f"Putting right what is off {name} would push text off {stock.name}, whose margin is {inner} mm."
            raise NotAPrintersError(f"{message} Move the paper guides first, then print the page and measure again.")
