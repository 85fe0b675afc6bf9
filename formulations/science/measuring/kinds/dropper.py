"""Droppers: whole drops, and only with drops per ml measured on this liquid and this dropper."""

from decimal import Decimal

from formulations.science.concentration import dose_within
from formulations.science.measuring.counts import whole_count
from formulations.science.measuring.measures import DoseNotMeasurable, Measure
from formulations.science.quantities import BadQuantity, Quantity, Unit
from formulations.science.rounding import Direction, round_number
from formulations.science.specification import Device, Strength

WHOLE_WITHIN = Decimal(
    "0.001"
)  # of a drop: room for a dose that was rounded to be written; drops vary a hundredfold more
SMALLEST_VOLUME = Decimal("0.0001")  # ml used up by a dose is rounded up to this, so that a bottle never falls short


def measure(dose: Quantity, *, strength: Strength, device: Device) -> Measure:
    """Return a dose as whole drops: 0.75 mg at 5 mg/ml and 20 drops/ml is 3 drops, 0.15 ml.

    Raises DoseNotMeasurable, also without a measured number of drops per ml.
    Source: USP <1101> and Ph. Eur. 2.9.27 (drops differ by liquid and dropper, so they are measured); arithmetic.
    """
    if strength.per.unit is not Unit.MILLILITRE:
        raise DoseNotMeasurable(f"its strength is {strength}, not per ml", dose=dose, device=device)
    if not _is_calibrated(device):
        why = "its drops per ml have not been measured with this preparation; measure them first"
        raise DoseNotMeasurable(why, dose=dose, device=device, to_be_measured=True)
    one_drop = delivered(Quantity(Decimal(1), Unit.DROP), strength=strength, device=device)
    drops = Quantity(whole_count(dose, dose_of_one=one_drop, device=device, within=WHOLE_WITHIN), Unit.DROP)
    used = round_number(_volume(drops, device=device), step=SMALLEST_VOLUME, direction=Direction.UP)
    return Measure(dose, device.code, amount=drops, draws=(drops,), preparation=Quantity(used, Unit.MILLILITRE))


def delivered(amount: Quantity, *, strength: Strength, device: Device) -> Quantity:
    """Return the dose in a number of drops. Raises BadQuantity without a measured number of drops per ml.

    Source: arithmetic (drops / drops per ml x strength).
    """
    return dose_within(Quantity(_volume(amount, device=device), Unit.MILLILITRE), strength=strength)


def units_taken_in(_per: Unit) -> tuple[Unit, ...]:
    """Return the units that a dose measured with it may be ordered in. _per: what the strength is stated for.

    Source: what the device shows or counts.
    """
    return (Unit.DROP, Unit.MILLILITRE)


def _volume(drops: Quantity, *, device: Device) -> Decimal:
    if device.units_per_ml is None or not _is_calibrated(device):
        raise BadQuantity(f"{drops} has no volume: drops per ml of {device.name} have not been measured; measure them")
    return drops.to(Unit.DROP).value / device.units_per_ml


def _is_calibrated(device: Device) -> bool:
    return bool(device.measured and device.units_per_ml)
