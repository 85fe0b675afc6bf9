"""The page on which a patient's record is corrected."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from pharmacy.prescriptions.entry import BadEntry
from pharmacy.prescriptions.forms.people import CorrectionForm
from pharmacy.prescriptions.models import Patient
from pharmacy.prescriptions.patient_acts import FIELDS, RecordChanged, correct_patient, state_of
from pharmacy.prescriptions.views.person import person
from pharmacy.staff.access import allowed
from pharmacy.staff.models import Role

CORRECTED = "The record is corrected."
NEW_NAME = (
    "The record is corrected. Papers keep the name they were made with: make those again that are not released yet."
)


@allowed(Role.PHARMACIST, Role.TECHNICIAN)
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show a patient's record to be corrected, and correct it."""
    patient = get_object_or_404(Patient, public_id=public_id)
    if request.method != "POST":
        return _page(request, patient=patient, form=_as_it_stands(patient))
    form = CorrectionForm(request.POST)
    if not form.is_valid():
        return _page(request, patient=patient, form=form, status=422)
    return _correct(request, patient=patient, form=form)


def _correct(request: HttpRequest, *, patient: Patient, form: CorrectionForm) -> HttpResponse:
    try:
        changed = correct_patient(
            patient=patient, corrected=form.entry(), seen=form.cleaned_data["seen"], by=person(request)
        )
    except RecordChanged as refused:
        messages.error(request, str(refused))
        return _page(request, patient=patient, form=_as_it_stands(patient), status=409)
    except BadEntry as refused:
        form.add_error(None, str(refused))
        return _page(request, patient=patient, form=form, status=422)
    messages.success(request, NEW_NAME if {"given_name", "family_name"} & set(changed) else CORRECTED)
    return redirect("prescriptions:patient", patient.public_id)


def _as_it_stands(patient: Patient) -> CorrectionForm:
    values = {name: getattr(patient, name) for name in FIELDS}
    return CorrectionForm(initial=values | {"seen": state_of(patient)})


def _page(request: HttpRequest, *, patient: Patient, form: CorrectionForm, status: int = 200) -> HttpResponse:
    return render(request, "prescriptions/correct_patient.html", {"patient": patient, "form": form}, status=status)
