"""Doses as ordered (mg, ml, capsules, drops, strokes) stated as mass of active, the one form that plans are made in."""

from decimal import Decimal

from formulations.science.concentration import dose_within
from formulations.science.measuring import dose_delivered
from formulations.science.quantities import BadQuantity, Quantity, Unit
from formulations.science.rounding import Direction, round_number
from formulations.science.specification import ChosenFormula, Device

FINEST_DOSE = Decimal("0.0001")  # in dose units; a drop of 5/24 mg has no end of digits, and no drop is that exact
KIND_THAT_COUNTS = {Unit.DROP: "dropper", Unit.PUMP_STROKE: "pump"}


def dose_in_mass(dose: Quantity, *, formula: ChosenFormula) -> Quantity:
    """Return a dose as mass of active in the dose unit of the specification: 2 ml at 1 mg/ml is 2 mg.

    Raises BadQuantity when the dose is in a unit that this formula is not taken in, or in drops or strokes that have
    not been measured. Source: arithmetic (dose x strength).
    """
    unit = formula.specification.dose_unit
    if dose.unit.is_mass:
        return dose.to(unit)
    if dose.unit is formula.strength.per.unit:
        return dose_within(dose, strength=formula.strength).to(unit)
    exact = dose_delivered(dose, strength=formula.strength, device=_device_for(dose, formula=formula)).to(unit)
    return Quantity(round_number(exact.value, step=FINEST_DOSE, direction=Direction.NEAREST), unit)


def _device_for(dose: Quantity, *, formula: ChosenFormula) -> Device:
    kind = KIND_THAT_COUNTS.get(dose.unit)
    devices = [device for device in formula.specification.devices if device.kind == kind]
    if devices:
        return devices[0]
    mass = formula.specification.dose_unit.value
    raise BadQuantity(f"{dose} of {formula.specification.name} cannot be turned into a dose; state the dose in {mass}")
