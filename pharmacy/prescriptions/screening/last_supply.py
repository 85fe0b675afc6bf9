"""Compares what is to be made with what the same patient was given last of the same active."""

from formulations.science.day_text import day_in_words
from formulations.science.findings import Finding, Severity
from formulations.science.quantities import Quantity
from formulations.science.specification import Specification, Strength
from pharmacy.prescriptions.screening.values import Change, LastSupply

CHANGE_IS_A_RISK = (
    "House rule (expert opinion): a patient who is used to one strength or form measures the next one the same way"
)


def check_last_supply(
    last: LastSupply | None, *, specification: Specification, strength: Strength | None
) -> list[Finding]:
    """Return a warning when the last supply had another strength, or was another formulation; else nothing.

    strength: of what is to be made; None when it is not known, then it is not compared. Source: house rule.
    """
    change = change_since(last, specification=specification, strength=strength)
    return [_changed(change)] if change else []


def change_since(last: LastSupply | None, *, specification: Specification, strength: Strength | None) -> Change | None:
    """Return what changed since the last supply, or None for nothing and for a first supply.

    Strengths are compared where both count per the same unit: 1 ml of another liquid that holds more is the mistake
    to prevent, whatever it is called. Source: house rule.
    """
    if last is None:
        return None
    other = strength is not None and not _same(strength.amount, last.strength.amount)
    comparable = strength is not None and _same(strength.per, last.strength.per)
    if last.formulation_code == specification.code and not other:
        return None
    product = _product(specification, strength=strength)
    if strength is not None and other and comparable:
        now, before, per = str(strength.amount), str(last.strength.amount), str(strength.per)
    else:
        now, before, per = specification.patient_name, last.patient_name, ""
    return Change(per, before, now, last.product, product, last.container, last.supplied_on)


def _same(one: Quantity, other: Quantity) -> bool:
    of_a_kind = one.unit is other.unit or (one.unit.is_mass and other.unit.is_mass)
    return of_a_kind and one.same_as(other)


def _product(specification: Specification, *, strength: Strength | None) -> str:
    if strength is None or str(strength.amount) in specification.name:
        return specification.name
    return f"{specification.name}, {strength}"


def _changed(change: Change) -> Finding:
    before, now = change.product_before, change.product_now
    holds = f": {change.per} now holds {change.now}, and held {change.before}" if change.per else ""
    message = (
        f"The last supply, on {day_in_words(change.supplied_on)}, was {before}; this is {now}{holds}. Ask the "
        "prescriber whether the change is meant, and show the patient how the new one is measured."
    )
    return Finding(
        code="strength-changed",
        severity=Severity.WARN,
        message=message,
        about=now,
        sources=(CHANGE_IS_A_RISK,),
        values={"before": before, "now": now, "last supplied on": day_in_words(change.supplied_on)},
    )
