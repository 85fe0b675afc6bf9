"""Strength at work: how much preparation holds a dose, and what dose an amount of preparation holds."""

from formulations.science.quantities import Quantity
from formulations.science.specification import Strength


def preparation_holding(dose: Quantity, *, strength: Strength) -> Quantity:
    """Return the amount of preparation that holds a dose: 4.5 mg at 1 mg/ml is 4.5 ml.

    dose: a mass of active. The result has the unit of strength.per (ml, g or capsules).
    Raises BadQuantity when dose is no mass. Source: arithmetic (dose / amount x per).
    """
    return Quantity(dose.to(strength.amount.unit).value * strength.per.value / strength.amount.value, strength.per.unit)


def dose_within(preparation: Quantity, *, strength: Strength) -> Quantity:
    """Return the mass of active in an amount of preparation: 0.15 ml at 5 mg/ml is 0.75 mg.

    Raises BadQuantity when preparation is not in the unit that the strength is stated for.
    Source: arithmetic (preparation / per x amount).
    """
    amount = preparation.to(strength.per.unit).value
    return Quantity(amount * strength.amount.value / strength.per.value, strength.amount.unit)
