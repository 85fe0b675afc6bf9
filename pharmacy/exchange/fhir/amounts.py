"""FHIR quantities, durations and ratios become exact amounts and whole days."""

from decimal import Decimal, DivisionByZero, Inexact, localcontext

from formulations.science.quantities import MOST_DIGITS, Quantity, Unit
from pharmacy.exchange.fhir.coding import UCUM, unit_of
from pharmacy.exchange.fhir.element import Element

MOST_DAYS = 730  # two years; no preparation made here is planned further ahead
DOSE_UNITS = (Unit.MILLIGRAM, Unit.MICROGRAM, Unit.MILLILITRE)
STRENGTH_UNITS = {unit: unit.ucum for unit in (Unit.MILLIGRAM, Unit.MICROGRAM, Unit.ACTIVITY)}
PER_UNITS = {unit: unit.ucum for unit in Unit if unit.is_one_piece or unit in (Unit.MILLILITRE, Unit.GRAM)}
_DAYS_IN = {"d": 1, "day": 1, "days": 1, "wk": 7, "week": 7, "weeks": 7}


def read_amount(quantity: Element, *, allowed: dict[Unit, str]) -> Quantity:
    """Return the amount of a FHIR Quantity, exactly as its digits stand in the file.

    Raises BadBundle for a comparator ("<"), for 0 or less, for too many digits, and for a unit that is not allowed.
    Source: FHIR R4, Quantity.
    """
    if quantity.has("comparator"):
        raise quantity.bad("makes the amount inexact; write the exact amount without it", name="comparator")
    value = quantity.number("value", do="write the amount")
    if value <= 0:
        raise quantity.bad("is not more than 0; write the amount", name="value")
    if _digits(value) > MOST_DIGITS:
        raise quantity.bad(f"has more than {MOST_DIGITS} digits; check it", name="value")
    return Quantity(value, unit_of(quantity, allowed=allowed))


def dose_units(dose_unit: Unit) -> dict[Unit, str]:
    """Return the units that a dose may stand in, with their codes: mg, micrograms, ml, and the formulation's own.

    dose_unit: the specification's. Grams are one only where the preparation itself is dosed in g.
    Source: UCUM; house rule (a dose of grams of a drug dosed in mg is a slip of the pen).
    """
    return {unit: unit.ucum for unit in dict.fromkeys((*DOSE_UNITS, dose_unit))}


def _digits(value: Decimal) -> int:
    """Digits it takes to write the number without an exponent, worked out without writing it."""
    _, digits, exponent = value.as_tuple()
    assert isinstance(exponent, int), "JSON carries finite numbers only"
    return max(len(digits) + max(exponent, 0), -exponent)


def read_strength(strength: Element) -> tuple[Quantity, Unit]:
    """Return the amount of active in one unit of the preparation, and that unit: 1.5 mg, capsule.

    strength: a Ratio such as 1.5 mg per 1 {capsule} or 50 mg per 10 mL.
    Raises BadBundle when it is not complete or does not divide exactly.
    Source: FHIR R4, Medication.ingredient.strength.
    """
    amount = read_amount(strength.child("numerator", do="write the amount of active"), allowed=STRENGTH_UNITS)
    per = read_amount(strength.child("denominator", do="write 1 mL, 1 g or 1 {capsule}"), allowed=PER_UNITS)
    with localcontext() as context:
        context.traps[Inexact] = True
        context.traps[DivisionByZero] = True
        try:
            return Quantity(amount.value / per.value, amount.unit), per.unit
        except Inexact:
            raise strength.bad(f"({amount} in {per}) does not divide exactly; state it per 1 unit") from None


def read_days(duration: Element) -> int:
    """Return the whole days of a FHIR Duration in days or weeks. Raises BadBundle for other units and for part days.

    Months and years are refused, because they have no fixed length. Source: FHIR R4, Duration; arithmetic.
    """
    if duration.has("comparator"):
        raise duration.bad("makes the time inexact; write the exact number of days without it", name="comparator")
    if duration.word("system") not in ("", UCUM):
        raise duration.bad(f"is not the system of these units; use {UCUM} with d or wk", name="system")
    codes = [name for name in ("code", "unit") if duration.has(name)]
    if not codes:
        raise duration.missing("code", do="write d (days) or wk (weeks)")
    lengths = {_days_in(duration, name) for name in codes}
    if len(lengths) > 1:
        raise duration.bad("disagrees with the code; make unit and code the same", name="unit")
    return duration.whole("value", least=1, most=MOST_DAYS) * lengths.pop()


def _days_in(duration: Element, name: str) -> int:
    days = _DAYS_IN.get(duration.word(name))
    if days is None:
        raise duration.bad("is not a length of time used here; write d (days) or wk (weeks)", name=name)
    return days
