"""Screens one patient for one formulation."""

from datetime import date

from formulations.science.findings import Finding, Severity
from formulations.science.specification import Component, Specification, Strength
from pharmacy.prescriptions.entry import KnownEntry
from pharmacy.prescriptions.screening.allergies import check_allergies
from pharmacy.prescriptions.screening.conditions import check_conditions
from pharmacy.prescriptions.screening.last_supply import check_last_supply
from pharmacy.prescriptions.screening.medicines import check_medicines
from pharmacy.prescriptions.screening.values import LastSupply, Screening

_WORST_FIRST = tuple(Severity)


def screen_patient(  # noqa: PLR0913  every fact that a screening rests on is named at the call
    specification: Specification,
    *,
    components: tuple[Component, ...],
    known: tuple[KnownEntry, ...],
    today: date,
    last_supply: LastSupply | None,
    strength: Strength | None = None,
    first_day: date | None = None,
) -> Screening:
    """Return what a pharmacist must see about a patient, in a fixed order, and the medicines not checked.

    components: those chosen for this patient, shell and colourant included. known: medicines, allergies, conditions.
    strength: of what is to be made; left out, only a change of formulation is found.
    first_day: of taking it; today when left out.
    A finding is one for each code and entry; adding an entry never removes one.
    Source: the rules of the specification, each with its own sources.
    """
    medicines = tuple(entry for entry in known if entry.kind == "medicine")
    about_medicines, not_checked = check_medicines(
        medicines, rules=specification.screening, today=today, first_day=first_day or today
    )
    conditions = tuple(entry for entry in known if entry.kind == "condition")
    allergies = tuple(entry for entry in known if entry.kind == "allergy")
    found = [
        *about_medicines,
        *check_conditions(conditions, rules=specification.screening),
        *check_allergies(allergies, specification=specification, components=components),
        *check_last_supply(last_supply, specification=specification, strength=strength),
    ]
    return Screening(findings=_one_for_each(found), not_checked=not_checked)


def _one_for_each(found: list[Finding]) -> tuple[Finding, ...]:
    """Return the gravest finding for each code and entry, gravest first, then by code, then by entry."""
    in_order = sorted(found, key=lambda one: (_WORST_FIRST.index(one.severity), one.overridable, one.code, one.about))
    kept: dict[tuple[str, str], Finding] = {}
    for finding in in_order:
        kept.setdefault((finding.code, finding.about), finding)
    return tuple(sorted(kept.values(), key=lambda one: (_WORST_FIRST.index(one.severity), one.code, one.about)))
