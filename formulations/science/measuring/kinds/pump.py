"""Pumps: whole strokes, and only with the amount of one stroke measured on this preparation and this pump."""

from decimal import Decimal

from formulations.science.concentration import dose_within
from formulations.science.measuring.counts import whole_count
from formulations.science.measuring.measures import DoseNotMeasurable, Measure
from formulations.science.measuring.volumes import from_volume
from formulations.science.quantities import BadQuantity, Quantity, Unit
from formulations.science.specification import Device, Strength

WHOLE_WITHIN = Decimal("0.001")  # of a stroke: room for a dose that was rounded to be written


def measure(dose: Quantity, *, strength: Strength, device: Device) -> Measure:
    """Return a dose as whole strokes: 4.5 mg at 10 mg/g and 0.15 g a stroke is 3 strokes, 0.45 g.

    Raises DoseNotMeasurable, also without a measured amount per stroke. Source: arithmetic.
    """
    if strength.per.unit.is_count:
        raise DoseNotMeasurable(f"its strength is {strength}, not per g or ml", dose=dose, device=device)
    if not _is_calibrated(device):
        why = "the amount of one stroke has not been measured with this preparation; measure it first"
        raise DoseNotMeasurable(why, dose=dose, device=device, to_be_measured=True)
    one_stroke = delivered(Quantity(Decimal(1), Unit.PUMP_STROKE), strength=strength, device=device)
    count = whole_count(dose, dose_of_one=one_stroke, device=device, within=WHOLE_WITHIN)
    strokes = Quantity(count, Unit.PUMP_STROKE)
    used = _preparation(strokes, unit=strength.per.unit, device=device)
    return Measure(dose, device.code, amount=strokes, draws=(strokes,), preparation=used)


def delivered(amount: Quantity, *, strength: Strength, device: Device) -> Quantity:
    """Return the dose in a number of strokes. Raises BadQuantity without a measured amount per stroke.

    Source: arithmetic (strokes x amount per stroke x strength).
    """
    return dose_within(_preparation(amount, unit=strength.per.unit, device=device), strength=strength)


def units_taken_in(_per: Unit) -> tuple[Unit, ...]:
    """Return the units that a dose measured with it may be ordered in. _per: what the strength is stated for.

    Source: what the device shows or counts.
    """
    return (Unit.PUMP_STROKE,)


def _preparation(strokes: Quantity, *, unit: Unit, device: Device) -> Quantity:
    if device.amount_per_stroke is None or not _is_calibrated(device):
        raise BadQuantity(f"{strokes} has no amount: one stroke of {device.name} has not been measured; measure it")
    amount = device.amount_per_stroke * strokes.to(Unit.PUMP_STROKE).value
    return from_volume(amount, unit=unit, device=device) if amount.unit is Unit.MILLILITRE else amount.to(unit)


def _is_calibrated(device: Device) -> bool:
    return bool(device.measured and device.amount_per_stroke and device.amount_per_stroke.value)
