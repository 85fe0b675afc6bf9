"""Counting: a dose as a whole number of capsules, drops or pump strokes."""

from decimal import Decimal

from formulations.science.measuring.measures import DoseNotMeasurable
from formulations.science.quantities import Quantity
from formulations.science.rounding import Direction, round_number
from formulations.science.specification import Device

ONE = Decimal(1)


def whole_count(dose: Quantity, *, dose_of_one: Quantity, device: Device, within: Decimal = Decimal(0)) -> Decimal:
    """Return how many units make a dose: 3 mg of 1.5 mg capsules is 2.

    dose_of_one: what one unit delivers. within: how far from a whole number still counts as whole.
    Raises DoseNotMeasurable for a part of a unit and for more than device.most_units at once. Source: arithmetic.
    """
    exact = dose / dose_of_one
    count = round_number(exact, step=ONE, direction=Direction.NEAREST)
    if count < 1 or abs(exact - count) > within:
        raise _refusal(exact, dose=dose, dose_of_one=dose_of_one, device=device)
    if device.most_units is not None and count > device.most_units:
        raise _refusal(exact, dose=dose, dose_of_one=dose_of_one, device=device)
    return count


def _refusal(exact: Decimal, *, dose: Quantity, dose_of_one: Quantity, device: Device) -> DoseNotMeasurable:
    most = Decimal(device.most_units) if device.most_units is not None else None
    if most is not None and exact > most:
        why, below, above = f"it takes more than {most} at once", most, None
    else:
        below = round_number(exact, step=ONE, direction=Direction.DOWN)
        above = below + 1
        why = f"one gives {dose_of_one}, and only whole numbers can be counted"
    return DoseNotMeasurable(
        why,
        dose=dose,
        device=device,
        below=dose_of_one * below if below else None,
        above=dose_of_one * above if above and (most is None or above <= most) else None,
    )
