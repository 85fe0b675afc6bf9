"""The page of one prescription, and of one patient."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from pharmacy.prescriptions.checks.shown import shown_checks
from pharmacy.prescriptions.course_shown import show_course
from pharmacy.prescriptions.fitting import what_fits
from pharmacy.prescriptions.forms.decisions import ReasonForm
from pharmacy.prescriptions.forms.paging import place_of_page
from pharmacy.prescriptions.life_cycle import ENDS
from pharmacy.prescriptions.models import Patient, Prescription, Stage
from pharmacy.prescriptions.no_plan import why_no_plan
from pharmacy.prescriptions.offers import ways_instead
from pharmacy.prescriptions.plan_shown import show_plan
from pharmacy.prescriptions.planning import known_entries, plan_as_it_stands
from pharmacy.prescriptions.queries import deeds, prescription_page, prescriptions_of
from pharmacy.prescriptions.rail import RailStep, rail
from pharmacy.prescriptions.scans.keeping import scans_to_show
from pharmacy.staff.access import allowed
from pharmacy.staff.clock import today
from pharmacy.staff.models import Role

WITH_PAPERS = (Stage.DOCUMENTED, Stage.RELEASED, Stage.SUPPLIED)
STILL_REFUSABLE = (Stage.ENTERED, Stage.SCREENED, Stage.PLANNED, Stage.CHECKED, Stage.DOCUMENTED)


@allowed(Role.PHARMACIST, Role.TECHNICIAN, Role.AUDITOR)
@require_GET
def page(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show where a prescription stands, the work of its step, and its plan."""
    return show_page(request, public_id=public_id)


def show_page(
    request: HttpRequest, *, public_id: UUID, reason_form: ReasonForm | None = None, status: int = 200
) -> HttpResponse:
    """Return the page of a prescription. reason_form: one that was filled in wrongly, shown again in its place."""
    prescription = get_object_or_404(prescription_page(public_id))
    context = _context(prescription, reason_form=reason_form)
    return render(request, "prescriptions/page.html", context, status=status)


@allowed(Role.PHARMACIST, Role.TECHNICIAN, Role.AUDITOR)
@require_GET
def patient(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show one patient's prescriptions, a page of them at a time."""
    row = get_object_or_404(Patient, public_id=public_id)
    before = place_of_page(request.GET.get("before", ""))
    context = {"patient": row, "found": prescriptions_of(row, before=before), "is_later_page": before is not None}
    return render(request, "prescriptions/patient.html", context)


@dataclass(frozen=True)
class Room:
    """A part of the page with the work of one step. name: that of its step. panel: the name of its address."""

    name: str
    panel: str


ROOMS = (
    Room("Worksheet", "compounding:panel"),
    Room("Documents", "documents:panel"),
    Room("Printing", "printing:panel"),
    Room("Release", "dispensing:panel"),
)


def _rooms(stage: str, *, steps: Sequence[RailStep]) -> list[Room]:
    """Return the rooms that a prescription has come to, the one whose work waits now first, the others in order."""
    if stage == Stage.SCREENED:
        return [ROOMS[0]]
    now = {step.name for step in steps if step.state == "current"}
    return sorted(ROOMS, key=lambda room: room.name not in now)


def _context(prescription: Prescription, *, reason_form: ReasonForm | None) -> dict[str, Any]:
    findings = list(prescription.findings.all())
    waiting = [one for one in findings if one.is_open]
    done = deeds(prescription)
    steps = rail(prescription.stage, open_findings=len(waiting), deeds=done)
    return {
        "prescription": prescription,
        "course": show_course(prescription),
        "steps": steps,
        "rooms": _rooms(prescription.stage, steps=steps),
        "deeds": done,
        "waiting": [(one, _form_for(f"settle-{one.pk}", reason_form=reason_form)) for one in waiting],
        "answered": [one for one in findings if not one.is_open],
        "refuse_form": _form_for("refuse", reason_form=reason_form),
        **_plan(prescription),
        "fits": what_fits(
            known_entries(prescription),
            findings=[one.code for one in waiting],
            formulation=prescription.specification.formulation.code,
        ),
        "scans": scans_to_show(prescription.attachments.all()),
        "is_at_screening": prescription.stage == Stage.ENTERED or bool(waiting),
        "checks": shown_checks(prescription, waiting=waiting),
        "may_be_refused": prescription.stage in STILL_REFUSABLE,
        "may_be_taken": prescription.stage not in ENDS,
        "has_papers": prescription.stage in WITH_PAPERS,
    }


def _plan(prescription: Prescription) -> dict[str, Any]:
    """The plan, or why there is none: a page that cannot plan still opens, so that it can be refused."""
    try:
        plan = plan_as_it_stands(prescription)
        return {
            "plan": show_plan(plan, is_due_later=plan.order.made_on > today()),
            "instead": ways_instead(plan),
            "no_plan": "",
        }
    except Exception as error:  # noqa: BLE001  said on the page; whatever makes or releases refuses by itself
        return {"plan": None, "no_plan": why_no_plan(error)}


def _form_for(prefix: str, *, reason_form: ReasonForm | None) -> ReasonForm:
    if reason_form is not None and reason_form.prefix == prefix:
        return reason_form
    return ReasonForm(prefix=prefix, label_suffix="")
