"""The one place that rounds: once, at the end, to a stated step, in a stated direction."""

from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Decimal, localcontext
from enum import Enum

from formulations.science.quantities import BadQuantity, Quantity

ENOUGH_DIGITS = 60  # more than any amount times any step needs, so that the step count itself is never rounded


class Direction(Enum):
    """Where a value between two steps goes. NEAREST sends an exact middle to the even step, so errors cancel out."""

    UP = ROUND_CEILING
    DOWN = ROUND_FLOOR
    NEAREST = ROUND_HALF_EVEN


def round_number(value: Decimal, *, step: Decimal, direction: Direction) -> Decimal:
    """Return the multiple of step that lies next to value in the direction given; a multiple stays what it is.

    Raises BadQuantity when step is not above 0. Source: arithmetic.
    """
    if step <= 0:
        raise BadQuantity(f"{step} is no step to round to; give one above 0, such as 0.1")
    with localcontext() as context:
        context.prec = ENOUGH_DIGITS
        return (value / step).to_integral_value(rounding=direction.value) * step


def round_amount(amount: Quantity, *, step: Quantity, direction: Direction) -> Quantity:
    """Return the amount rounded to a multiple of step, in the unit of the amount.

    Raises BadQuantity when step is 0 or of another kind. Source: arithmetic.
    """
    return Quantity(round_number(amount.value, step=step.to(amount.unit).value, direction=direction), amount.unit)
