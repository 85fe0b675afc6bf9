"""Choosing what measures a regimen: one device for all of its doses, so that nobody confuses two scales."""

from collections.abc import Sequence
from decimal import Decimal

from formulations.science.measuring.dead_space import draws_that_miss
from formulations.science.measuring.kinds import kind_named
from formulations.science.measuring.measures import DoseNotMeasurable, Measure
from formulations.science.quantities import Quantity, Unit
from formulations.science.specification import Device, Strength

NO_DEVICE = Device(code="", kind="", name="any device of this formulation")
FARTHEST = Decimal("Infinity")


def measure_dose(dose: Quantity, *, strength: Strength, device: Device) -> Measure:
    """Return how a device measures a dose.

    dose: a mass of active. Raises DoseNotMeasurable (dose, device and the nearest doses) and UnknownDeviceKind.
    Source: the module of the device's kind.
    """
    measure: Measure = kind_named(device.kind).measure(dose, strength=strength, device=device)
    return measure


def dose_delivered(amount: Quantity, *, strength: Strength, device: Device) -> Quantity:
    """Return the dose that an amount measured with a device holds: 3 drops at 5 mg/ml and 20 drops/ml is 0.75 mg.

    Raises BadQuantity when the device does not measure in this unit or is not calibrated, and UnknownDeviceKind.
    Source: the module of the device's kind.
    """
    dose: Quantity = kind_named(device.kind).delivered(amount, strength=strength, device=device)
    return dose


def units_taken_in(device: Device, *, per: Unit) -> tuple[Unit, ...]:
    """Return the units that a dose measured with a device may be ordered in: drops and ml for a dropper.

    per: the unit that the strength is stated for. Raises UnknownDeviceKind. Source: the module of the device's kind.
    """
    units: tuple[Unit, ...] = kind_named(device.kind).units_taken_in(per)
    return units


def choose_device(
    doses: Sequence[Quantity], *, strength: Strength, devices: Sequence[Device]
) -> tuple[Device, tuple[Measure, ...]]:
    """Return the one device that measures all doses, and the measures in the order of the doses.

    Fewest draws for any dose first, then fewest in all, then one whose tip holds too much of none, then the smallest
    capacity, then the order of the devices.
    Raises DoseNotMeasurable for the first dose that the best device cannot measure.
    Source: house rule (one scale in a patient's hands; the smallest device that holds the dose is read best).
    """
    fitting: list[tuple[Device, tuple[Measure, ...]]] = []
    refusals: list[tuple[int, DoseNotMeasurable]] = []
    for device in devices:
        measures, refused = _measure_all(doses, strength=strength, device=device)
        if refused:
            refusals.append((len(refused), refused[0]))
        else:
            fitting.append((device, measures))
    if fitting:
        return min(fitting, key=_ease)
    if refusals:
        raise min(refusals, key=lambda refusal: (refusal[0], _gap(refusal[1])))[1]
    raise DoseNotMeasurable("its specification names none", dose=doses[0], device=NO_DEVICE)


def _measure_all(
    doses: Sequence[Quantity], *, strength: Strength, device: Device
) -> tuple[tuple[Measure, ...], list[DoseNotMeasurable]]:
    measures, refused = [], []
    for dose in doses:
        try:
            measures.append(measure_dose(dose, strength=strength, device=device))
        except DoseNotMeasurable as error:
            refused.append(error)
    return tuple(measures), refused


def _ease(choice: tuple[Device, tuple[Measure, ...]]) -> tuple[int, int, int, Decimal]:
    device, measures = choice
    draws = [len(measure.draws) for measure in measures]
    inexact = len(draws_that_miss(measures, device=device))
    return max(draws), sum(draws), inexact, device.capacity.value if device.capacity else Decimal(0)


def _gap(refusal: DoseNotMeasurable) -> Decimal:
    """How far apart the nearest doses are: the finer scale makes the more useful refusal."""
    if refusal.below is None or refusal.above is None:
        return FARTHEST
    return (refusal.above - refusal.below) / refusal.dose
