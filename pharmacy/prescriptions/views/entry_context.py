"""What the entry page shows: its forms, the patients who match, and the plan as far as it can be made."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from formulations.queries import Unavailable, offered
from formulations.science.specification import Specification
from pharmacy.prescriptions.entry import BadEntry
from pharmacy.prescriptions.forms.entry_page import EntryPage
from pharmacy.prescriptions.models import Patient, Prescriber
from pharmacy.prescriptions.plan_shown import ShownPlan, show_plan
from pharmacy.prescriptions.planning import approved, plan_entry
from pharmacy.prescriptions.queries import patients_named
from pharmacy.staff.clock import today

MOST_PRESCRIBERS_LISTED = 200


@dataclass(frozen=True)
class PlanSoFar:
    """The plan, or what it still needs, or why there is none."""

    plan: ShownPlan | None = None
    still_needed: tuple[str, ...] = ()
    problem: str = ""


def entry_page(data: Any) -> tuple[EntryPage, dict[str, Any]]:
    """Return the forms and the context of the entry page. data: what was posted, or None for a fresh page."""
    listed = sorted(offered(), key=lambda one: isinstance(one, Unavailable))
    specification, problem = _specification(data)
    page = EntryPage(data, offered=[(one.code, one.name) for one in listed], specification=specification)
    matches = _matches(page) if data else []
    context = {
        "page": page,
        "offered": listed,
        "chosen": str(data.get("formulation", "")) if data else "",
        "matches": matches,
        "patient": _patient_chosen(page, data=data, matches=matches),
        "prescribers": Prescriber.objects.order_by("name").distinct()[:MOST_PRESCRIBERS_LISTED],
        "so_far": _plan_so_far(page, problem=problem) if data else PlanSoFar(),
    }
    return page, context


def _specification(data: Any) -> tuple[Specification | None, str]:
    code = str(data.get("formulation", "")) if data else ""
    if not code:
        return None, ""
    try:
        return approved(code)[1], ""
    except BadEntry as error:
        return None, error.message


def _matches(page: EntryPage) -> list[Patient]:
    form = page.patient
    found = patients_named(form.typed("given_name"), family_name=form.typed("family_name"))
    chosen = form.chosen()
    if chosen and all(one.public_id != chosen for one in found):
        found += Patient.objects.filter(public_id=chosen)
    return found


def _patient_chosen(page: EntryPage, *, data: Any, matches: list[Patient]) -> UUID | None:
    """Return the patient that is ticked: chosen, or before a choice the one with this name and birth."""
    if not data or "patient" in data:
        return page.patient.chosen()
    typed = tuple(page.patient.typed(name) for name in ("given_name", "family_name", "birth_date"))
    same = [one for one in matches if (one.given_name, one.family_name, str(one.birth_date)) == typed]
    return same[0].public_id if same else None


def _plan_so_far(page: EntryPage, *, problem: str) -> PlanSoFar:
    if problem:
        return PlanSoFar(problem=problem)
    if not page.can_be_planned():
        return PlanSoFar(still_needed=page.still_needed())
    try:
        plan, screening = plan_entry(page.entry_to_plan(patient=page.patient.chosen()), made_on=today())
    except BadEntry as error:
        return PlanSoFar(problem=str(error))
    return PlanSoFar(plan=show_plan(plan, findings=screening.findings))
