"""Amounts of a record, worked out from its strengths: rounded once, to what anybody can weigh or measure."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from formulations.science.quantities import BadQuantity, Quantity, plain_number
from formulations.science.rounding import Direction, round_amount, round_number
from formulations.written_out.document import Row

LEAST_STEP = Decimal("0.0001")  # finer than any balance or measure of a pharmacy


@dataclass(frozen=True)
class ActiveMass:
    """The mass of one active in an amount of the preparation. how: the arithmetic. active: its name."""

    active: str
    mass: Quantity
    how: str


def amount_or_none(text: str) -> Quantity | None:
    """Return an amount, or None for a text of a draft that is none yet."""
    try:
        return Quantity.read(text)
    except BadQuantity:
        return None


def as_printed(text: str) -> str:
    """Return an amount in the one form in which amounts are printed; a text that is none yet stays as it is."""
    return str(amount_or_none(text) or text)


def basis_of(content: Row) -> Quantity | None:
    """Return the amount that a specification is written for, or None where a draft does not state it yet."""
    return amount_or_none(content.get("preparation", {}).get("basis", ""))


def scaled(amount: Quantity, *, times: Decimal) -> str:
    """Return a multiple of an amount as text, rounded to the last digit that anybody can weigh or measure."""
    exact = Quantity(amount.value * times, amount.unit)
    return str(round_amount(exact, step=Quantity(LEAST_STEP, amount.unit), direction=Direction.NEAREST))


def count(value: Decimal) -> str:
    """Return a count as text, to four decimals."""
    return plain_number(round_number(value, step=LEAST_STEP, direction=Direction.NEAREST))


def active_masses(content: Row, *, made: Quantity | None) -> Iterable[ActiveMass]:
    """Yield the mass of the active in an amount of the preparation, once for each strength. Source: arithmetic."""
    name = content.get("active", {}).get("labelled_as", "")
    for row in content.get("strengths", []):
        yield from _mass(row, name=name, made=made)


def further_masses(content: Row, *, made: Quantity | None) -> Iterable[ActiveMass]:
    """Yield the mass of each further active in an amount of the preparation. Source: arithmetic."""
    for row in content.get("further_actives", []):
        yield from _mass(row, name=row.get("labelled_as", ""), made=made)


def masses_taken_from(material: Row, *, content: Row, made: Quantity | None) -> list[ActiveMass]:
    """Return the masses that are weighed of one thing the active may be taken from.

    Where a preparation holds several actives, the material is of the one whose name it carries; one that carries the
    names of several, or of none, is reckoned by the first active. Source: arithmetic.
    """
    said = f"{material.get('name', '')} {material.get('code', '')}".lower()
    main = list(active_masses(content, made=made))
    first = content.get("active", {}).get("labelled_as", "").lower()
    others = [one for one in further_masses(content, made=made) if one.active.lower() in said]
    return main if (first and first in said) or not others else others


def _mass(row: Row, *, name: str, made: Quantity | None) -> Iterable[ActiveMass]:
    amount, per = amount_or_none(row.get("amount", "")), amount_or_none(row.get("per", ""))
    if amount and per and per.value and made and per.unit is made.unit:
        text = scaled(amount, times=made / per)
        mass = Quantity(amount.value * (made / per), amount.unit)
        yield ActiveMass(name, mass, f"{made} ÷ {per} × {amount} = {text}")
