"""Exact amounts and days as FHIR quantities and durations."""

from formulations.science.quantities import Quantity
from formulations.science.specification import Strength
from pharmacy.exchange.fhir.coding import UCUM

Json = dict[str, object]


def quantity(amount: Quantity) -> Json:
    """Return a Quantity with its UCUM code; a unit that UCUM cannot write (a pump stroke) stands in words alone.

    Source: FHIR R4, Quantity; UCUM (an annotation holds no space).
    """
    words: Json = {"value": amount.value, "unit": amount.unit.value}
    return words if " " in amount.unit.ucum else words | {"system": UCUM, "code": amount.unit.ucum}


def days(number: int) -> Json:
    """Return a Duration of whole days. Source: FHIR R4, Duration."""
    return {"value": number, "unit": "days", "system": UCUM, "code": "d"}


def ratio(amount: Quantity, *, per: Quantity) -> Json:
    """Return a Ratio: 1.5 mg per 1 capsule. Source: FHIR R4, Ratio."""
    return {"numerator": quantity(amount), "denominator": quantity(per)}


def strength(stated: Strength) -> Json:
    """Return a strength as the Ratio of an ingredient. Source: FHIR R4, Medication.ingredient.strength."""
    return ratio(stated.amount, per=stated.per)


def per_day(amount: Quantity) -> Json:
    """Return the most that is taken on one day, as a Ratio. Source: FHIR R4, Dosage.maxDosePerPeriod."""
    return {"numerator": quantity(amount), "denominator": {"value": 1, "unit": "day", "system": UCUM, "code": "d"}}
