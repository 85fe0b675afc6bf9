"""Looks at a prescription: its plan, what is found about it, and the facts that all of it rests on."""

from dataclasses import dataclass

from formulations.science.findings import Finding
from pharmacy.prescriptions.checks.facts import Facts, Seen, check_facts
from pharmacy.prescriptions.checks.points import Point, points_of
from pharmacy.prescriptions.models import Prescription
from pharmacy.prescriptions.past_supplies import past_of
from pharmacy.prescriptions.planning import known_entries, plan_for, screen_prescription
from pharmacy.prescriptions.screening import change_since


@dataclass(frozen=True)
class Looked:
    """What was seen. of_the_preparation, of_the_patient: findings. facts, points: as a check keeps them."""

    of_the_preparation: tuple[Finding, ...]
    of_the_patient: tuple[Finding, ...]
    facts: Facts
    points: list[Point]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings: those of the preparation first."""
        return (*self.of_the_preparation, *self.of_the_patient)


def look_at(prescription: Prescription) -> Looked:
    """Return what a screening of a prescription sees now.

    Raises whatever keeps it from being seen: an altered specification, a dictionary that cannot be read, no law.
    """
    plan, past = plan_for(prescription), past_of(prescription)
    formula, known = plan.order.formula, known_entries(prescription)
    changed = change_since(past.last_supply, specification=formula.specification, strength=formula.strength)
    return Looked(
        of_the_preparation=plan.findings,
        of_the_patient=screen_prescription(prescription, plan=plan, past=past, known=known).findings,
        facts=check_facts(prescription, seen=Seen(changed, plan=plan, known=known)),
        points=points_of(plan),
    )
