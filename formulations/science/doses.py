"""Doses as ordered (mg, units, ml, capsules, drops, strokes), stated in the one unit that plans are made in."""

from decimal import Decimal

from formulations.science.concentration import dose_within
from formulations.science.measuring import dose_delivered, units_taken_in
from formulations.science.quantities import BadQuantity, Quantity
from formulations.science.rounding import Direction, round_number
from formulations.science.specification import ChosenFormula, Device, Strength

FINEST_DOSE = Decimal("0.0001")  # in dose units; a drop of 5/24 mg has no end of digits, and no drop is that exact
ONE = Decimal(1)


def dosing_strength(formula: ChosenFormula) -> Strength:
    """Return what turns a dose into preparation: the strength, or 1 for 1 where the dose is an amount of preparation.

    A cream dosed in g, or a liquid dosed in ml, is dosed by itself: 0.5 g of cream is a dose of 0.5 g.
    Source: the specification's dose unit.
    """
    per = formula.strength.per.unit
    return Strength(Quantity(ONE, per), Quantity(ONE, per)) if is_dosed_as_it_is(formula) else formula.strength


def is_dosed_as_it_is(formula: ChosenFormula) -> bool:
    """Return whether a dose is an amount of the preparation, not of its active. Source: the dose unit."""
    return formula.specification.dose_unit is formula.strength.per.unit


def dose_in_mass(dose: Quantity, *, formula: ChosenFormula) -> Quantity:
    """Return a dose in the dose unit of the specification: 2 ml at 1 mg/ml is 2 mg, 500 IU are 500 units.

    Raises BadQuantity when the dose is in a unit that this formula is not taken in, or in drops or strokes that have
    not been measured. Source: arithmetic (dose x strength).
    """
    unit, strength = formula.specification.dose_unit, dosing_strength(formula)
    if dose.unit is unit:
        return dose
    if dose.unit.is_strength and not is_dosed_as_it_is(formula):
        return dose.to(unit)
    if dose.unit is strength.per.unit:
        return dose_within(dose, strength=strength).to(unit)
    exact = dose_delivered(dose, strength=strength, device=_device_for(dose, formula=formula)).to(unit)
    return Quantity(round_number(exact.value, step=FINEST_DOSE, direction=Direction.NEAREST), unit)


def _device_for(dose: Quantity, *, formula: ChosenFormula) -> Device:
    """The device that counts what was ordered. A mark of a syringe needs none: a volume is itself the preparation."""
    per = formula.strength.per.unit
    devices = [one for one in formula.specification.devices if dose.unit in units_taken_in(one, per=per)]
    if devices:
        return devices[0]
    unit = formula.specification.dose_unit.value
    raise BadQuantity(f"{dose} of {formula.specification.name} cannot be turned into a dose; state the dose in {unit}")
