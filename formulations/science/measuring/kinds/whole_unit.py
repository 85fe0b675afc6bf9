"""Whole units: capsules, sachets, suppositories, one to a few at a time, never a part of one."""

from decimal import Decimal

from formulations.science.concentration import dose_within
from formulations.science.measuring.counts import whole_count
from formulations.science.measuring.measures import DoseNotMeasurable, Measure
from formulations.science.quantities import Quantity, Unit
from formulations.science.specification import Device, Strength


def measure(dose: Quantity, *, strength: Strength, device: Device) -> Measure:
    """Return a dose as whole units: 4.5 mg of 1.5 mg capsules is 3 capsules.

    Raises DoseNotMeasurable. Source: arithmetic.
    """
    if not strength.per.unit.is_one_piece:
        raise DoseNotMeasurable(f"its strength is {strength}, not per unit", dose=dose, device=device)
    one = Quantity(Decimal(1), strength.per.unit)
    count = whole_count(dose, dose_of_one=dose_within(one, strength=strength), device=device)
    taken = Quantity(count, strength.per.unit)
    return Measure(dose=dose, device=device.code, amount=taken, draws=(taken,), preparation=taken)


def delivered(amount: Quantity, *, strength: Strength, device: Device) -> Quantity:
    """Return the dose in a number of units. Raises BadQuantity for another unit. Source: arithmetic."""
    return dose_within(amount, strength=strength)


def units_taken_in(per: Unit) -> tuple[Unit, ...]:
    """Return the units that a dose measured with it may be ordered in. per: what the strength is stated for.

    Source: what the device shows or counts.
    """
    return (per,)
