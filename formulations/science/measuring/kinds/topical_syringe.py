"""Topical syringes: a cream is dosed by mass and measured by volume, so its density must be known."""

from formulations.science.concentration import dose_within
from formulations.science.measuring.measures import DoseNotMeasurable, Measure
from formulations.science.measuring.syringe import measure_by_marks
from formulations.science.measuring.volumes import from_volume
from formulations.science.quantities import Quantity, Unit
from formulations.science.specification import Device, Strength


def measure(dose: Quantity, *, strength: Strength, device: Device) -> Measure:
    """Return a dose as ml on the marks of a topical syringe: 4.5 mg at 10 mg/g and 0.9 g/ml is 0.5 ml.

    Raises DoseNotMeasurable, also when a strength by mass comes without a density. Source: arithmetic.
    """
    if strength.per.unit is not Unit.MILLILITRE and not (strength.per.unit.is_mass and device.density):
        why = f"its strength is {strength} and the density of the preparation has not been measured"
        raise DoseNotMeasurable(why, dose=dose, device=device, to_be_measured=strength.per.unit.is_mass)
    return measure_by_marks(dose, strength=strength, device=device)


def delivered(amount: Quantity, *, strength: Strength, device: Device) -> Quantity:
    """Return the dose in a volume. Raises BadQuantity without a density. Source: arithmetic."""
    return dose_within(from_volume(amount, unit=strength.per.unit, device=device), strength=strength)


def units_taken_in(_per: Unit) -> tuple[Unit, ...]:
    """Return the units that a dose measured with it may be ordered in. _per: what the strength is stated for.

    Source: what the device shows or counts.
    """
    return (Unit.MILLILITRE,)
