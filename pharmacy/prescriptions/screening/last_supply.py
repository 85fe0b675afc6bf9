"""Compares what is to be made with what the same patient was given last."""

from formulations.science.findings import Finding, Severity
from formulations.science.quantities import Quantity
from formulations.science.specification import Specification
from pharmacy.prescriptions.screening.values import LastSupply

CHANGE_IS_A_RISK = (
    "House rule (expert opinion): a patient who is used to one strength or form measures the next one the same way"
)


def check_last_supply(
    last: LastSupply | None, *, specification: Specification, strength: Quantity | None
) -> list[Finding]:
    """Return a warning when the last supply had another strength, or was another formulation; else nothing.

    strength: mass of active per unit that is to be made; None when it is not known, then it is not compared.
    Source: house rule.
    """
    if last is None:
        return []
    if last.formulation_code != specification.code:
        return [_changed(last, now=specification.name, before=last.formulation_code)]
    if strength is not None and not strength.same_as(last.strength):
        return [_changed(last, now=str(strength), before=str(last.strength))]
    return []


def _changed(last: LastSupply, *, now: str, before: str) -> Finding:
    message = (
        f"The last supply ({last.supplied_on.isoformat()}) was {before}; this is {now}. Ask the prescriber whether the "
        "change is meant, and show the patient how the new one is measured."
    )
    return Finding(
        code="strength-changed",
        severity=Severity.WARN,
        message=message,
        about=now,
        sources=(CHANGE_IS_A_RISK,),
        values={"before": before, "now": now, "last supplied on": last.supplied_on.isoformat()},
    )
