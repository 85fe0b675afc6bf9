"""The page of one prescription, and of one patient."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from pharmacy.prescriptions.forms.decisions import ReasonForm
from pharmacy.prescriptions.models import Patient, Prescription, Stage
from pharmacy.prescriptions.plan_shown import show_plan
from pharmacy.prescriptions.planning import plan_as_it_stands
from pharmacy.prescriptions.queries import deeds, prescription_page, prescriptions_of
from pharmacy.prescriptions.rail import rail
from pharmacy.staff.access import allowed
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
    """Show one patient's prescriptions."""
    row = get_object_or_404(Patient, public_id=public_id)
    context = {"patient": row, "prescriptions": prescriptions_of(row)}
    return render(request, "prescriptions/patient.html", context)


def _context(prescription: Prescription, *, reason_form: ReasonForm | None) -> dict[str, Any]:
    findings = list(prescription.findings.all())
    waiting = [one for one in findings if one.is_open]
    done = deeds(prescription)
    return {
        "prescription": prescription,
        "steps": rail(prescription.stage, open_findings=len(waiting), deeds=done),
        "deeds": done,
        "waiting": [(one, _form_for(f"settle-{one.pk}", reason_form=reason_form)) for one in waiting],
        "answered": [one for one in findings if not one.is_open],
        "refuse_form": _form_for("refuse", reason_form=reason_form),
        "plan": show_plan(plan_as_it_stands(prescription)),
        "is_at_screening": prescription.stage == Stage.ENTERED or bool(waiting),
        "may_be_refused": prescription.stage in STILL_REFUSABLE,
        "has_papers": prescription.stage in WITH_PAPERS,
    }


def _form_for(prefix: str, *, reason_form: ReasonForm | None) -> ReasonForm:
    if reason_form is not None and reason_form.prefix == prefix:
        return reason_form
    return ReasonForm(prefix=prefix, label_suffix="")
