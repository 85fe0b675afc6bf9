"""Oral syringes: a volume on a printed mark, in one draw or two."""

from formulations.science.concentration import dose_within
from formulations.science.measuring.measures import DoseNotMeasurable, Measure
from formulations.science.measuring.syringe import measure_by_marks
from formulations.science.quantities import Quantity, Unit
from formulations.science.specification import Device, Strength


def measure(dose: Quantity, *, strength: Strength, device: Device) -> Measure:
    """Return a dose as ml on the marks of an oral syringe: 4.5 mg at 1 mg/ml is 4.5 ml.

    Raises DoseNotMeasurable. Source: common marks of oral syringes (1 ml in 0.01; 3 ml in 0.1; 5 and 10 ml in 0.2;
    BS 3221-7 for 5 ml in 0.5).
    """
    if strength.per.unit is not Unit.MILLILITRE:
        raise DoseNotMeasurable(f"its strength is {strength}, not per ml", dose=dose, device=device)
    return measure_by_marks(dose, strength=strength, device=device)


def delivered(amount: Quantity, *, strength: Strength, device: Device) -> Quantity:
    """Return the dose in a volume. Raises BadQuantity for another unit. Source: arithmetic."""
    return dose_within(amount, strength=strength)


def units_taken_in(_per: Unit) -> tuple[Unit, ...]:
    """Return the units that a dose measured with it may be ordered in. _per: what the strength is stated for.

    Source: what the device shows or counts.
    """
    return (Unit.MILLILITRE,)
