"""A syringe to scale: its printed marks, and the plunger exactly on the mark of the dose."""

from dataclasses import dataclass
from decimal import Decimal

from formulations.science.amount_form import AmountForm
from formulations.science.quantities import Quantity, plain_number

ZERO = Decimal(70)  # where the 0 line of the barrel stands in the drawing
LENGTH = Decimal(340)  # from the 0 line to the capacity
STEPS = (Decimal("0.1"), Decimal("0.2"), Decimal("0.5"), Decimal(1), Decimal(2), Decimal(5), Decimal(10))
MOST_NUMBERS = 6


class NotOnTheSyringe(ValueError):
    """A filling that is larger than the syringe or not on one of its marks; it must not be drawn."""


@dataclass(frozen=True)
class Number:
    """One printed number and where it stands."""

    text: str
    x: str


@dataclass(frozen=True)
class Syringe:
    """The numbers of the drawing, as text for the SVG. plunger: the edge nearest the tip, on the line of the dose."""

    label: str
    plunger: str
    stopper_end: str
    rod_end: str
    liquid: str
    short_marks: str
    long_marks: str
    numbers: tuple[Number, ...]
    width: str


def syringe(amount: Quantity, *, capacity: Quantity, mark: Quantity, form: AmountForm | None = None) -> Syringe:
    """Return the drawing of a syringe filled to an amount. amount, capacity, mark: in ml. form: of its numbers.

    Raises NotOnTheSyringe for an amount that no mark shows. Source: arithmetic.
    """
    if amount > capacity or (amount / mark) % 1 or not amount.value:
        raise NotOnTheSyringe(f"{amount} is on no mark of a syringe of {capacity} marked every {mark}")
    plunger, written = place(amount, capacity=capacity), form or AmountForm()
    between = _between_numbers(capacity, mark=mark)
    marks = [mark * Decimal(step) for step in range(int(capacity / mark) + 1)]
    long = [m for m in marks if not m.value % between]
    return Syringe(
        label=written.write(amount),
        plunger=_text(plunger),
        stopper_end=_text(plunger + 16),
        rod_end=_text(plunger + LENGTH + 30),
        liquid=_text(plunger - ZERO + 14),
        short_marks=_strokes(marks, capacity=capacity, height=9),
        long_marks=_strokes(long, capacity=capacity, height=18),
        numbers=tuple(
            Number(written.number.write(m.value), _text(place(m, capacity=capacity))) for m in long if m.value
        ),
        width=_text(ZERO + 2 * LENGTH + 50),
    )


def place(amount: Quantity, *, capacity: Quantity) -> Decimal:
    """Return where an amount stands on the barrel, in units of the drawing. Source: arithmetic."""
    return ZERO + LENGTH * amount.value / capacity.value


def _between_numbers(capacity: Quantity, *, mark: Quantity) -> Decimal:
    for step in STEPS:
        if capacity.value / step <= MOST_NUMBERS and not step % mark.value:
            return step
    return capacity.value


def _strokes(marks: list[Quantity], *, capacity: Quantity, height: int) -> str:
    return "".join(f"M{_text(place(m, capacity=capacity))} 124v-{height}" for m in marks)


def _text(value: Decimal) -> str:
    return plain_number(value.quantize(Decimal("0.01"))).replace(",", "")
