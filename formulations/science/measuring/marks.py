"""Printed marks of a syringe: a volume either sits on one, or on two in two draws, or cannot be drawn up."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from formulations.science.quantities import BadQuantity, Quantity, Unit
from formulations.science.rounding import Direction, round_amount, round_number
from formulations.science.specification import Device

MOST_DRAWS = 2
READABLE = Quantity(Decimal("0.0001"), Unit.MILLILITRE)


class NotOnAMark(ValueError):
    """A volume that a syringe cannot draw up; below and above are the nearest volumes it can, or None."""

    def __init__(self, why: str, *, below: Quantity | None, above: Quantity | None) -> None:
        super().__init__(why)
        self.below, self.above = below, above


@dataclass(frozen=True)
class Marks:
    """The scale of a syringe in ml: one mark every `mark`, from `least` to `capacity` in one draw."""

    capacity: Decimal
    mark: Decimal
    least: Decimal

    @classmethod
    def of(cls, device: Device) -> "Marks":
        """Return the scale of a syringe; without a least volume of its own, one mark is the least.

        Raises BadQuantity when the device states no capacity or no marks. Source: the device's own print.
        """
        if device.capacity is None or device.mark is None:
            raise BadQuantity(f"{device.name} has no capacity or no marks in the specification; add both in ml")
        capacity, mark = device.capacity.to(Unit.MILLILITRE).value, device.mark.to(Unit.MILLILITRE).value
        least = mark if device.least is None else device.least.to(Unit.MILLILITRE).value
        return cls(capacity, mark, least)

    def draws(self, volume: Decimal) -> tuple[Decimal, ...]:
        """Return the draws that make a volume: one if it fits, else two as alike as the marks allow, else none."""
        if self._is_one_draw(volume):
            return (volume,)
        smaller = round_number(volume / MOST_DRAWS, step=self.mark, direction=Direction.DOWN)
        draws = (volume - smaller, smaller)
        return draws if all(self._is_one_draw(draw) for draw in draws) else ()

    def nearest(self, volume: Decimal) -> tuple[Quantity | None, Quantity | None]:
        """Return the nearest volumes below and above that can be drawn up, None where there is none."""
        most = MOST_DRAWS * self.capacity
        start = round_number(min(volume, most), step=self.mark, direction=Direction.DOWN)
        below = (start - number * self.mark for number in range(int(start / self.mark)))
        above = (start + number * self.mark for number in range(int((most - start) / self.mark) + 1))
        return (
            self._first(smaller for smaller in below if smaller < volume),
            self._first(larger for larger in above if larger > volume),
        )

    def _first(self, volumes: Iterable[Decimal]) -> Quantity | None:
        return next((Quantity(volume, Unit.MILLILITRE) for volume in volumes if self.draws(volume)), None)

    def _is_one_draw(self, volume: Decimal) -> bool:
        return self.least <= volume <= self.capacity and not volume % self.mark


def draw_up(volume: Quantity, *, device: Device) -> tuple[Quantity, ...]:
    """Return the draws, in ml, that measure a volume: each on a printed mark, at or above the least volume.

    Raises NotOnAMark when one draw or two cannot make it.
    Source: dose volumes sit on a printed line, ISMP and NCPDP/ASHP guidance on oral liquid dosing (PMC7970405).
    """
    marks = Marks.of(device)
    draws = marks.draws(volume.value)
    if not draws:
        below, above = marks.nearest(volume.value)
        raise NotOnAMark(_why_not(volume, marks=marks), below=below, above=above)
    return tuple(Quantity(draw, Unit.MILLILITRE) for draw in draws)


def _why_not(exact: Quantity, *, marks: Marks) -> str:
    volume = _to_read(exact)
    if exact.value < marks.least:
        return f"{volume} is less than the {Quantity(marks.least, Unit.MILLILITRE)} it measures reliably"
    if exact.value > MOST_DRAWS * marks.capacity:
        return f"{volume} is more than {MOST_DRAWS} fillings of {Quantity(marks.capacity, Unit.MILLILITRE)}"
    return f"{volume} is not on its marks, one every {Quantity(marks.mark, Unit.MILLILITRE)}"


def _to_read(volume: Quantity) -> str:
    """A volume that came out of a division, as a person can read it; never so short that it becomes 0."""
    short = round_amount(volume, step=READABLE, direction=Direction.NEAREST)
    return str(volume) if short == volume or not short.value else f"about {short}"
