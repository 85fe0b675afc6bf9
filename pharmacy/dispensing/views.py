"""Pages of the counter: release and hand-over of a prescription, supplies, a patient's history, recall of a lot."""

from typing import cast
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from pharmacy.compounding.models import Batch
from pharmacy.dispensing import queries
from pharmacy.dispensing.actions import HandOverRefused, RecallRefused, hand_over, recall
from pharmacy.dispensing.actions import release as release_batch
from pharmacy.dispensing.forms import HandOverForm, LeftOutForm, RecallForm
from pharmacy.dispensing.left_out import left_out_page
from pharmacy.dispensing.models import Supply
from pharmacy.prescriptions.forms.paging import place_of_page
from pharmacy.prescriptions.models import Patient, Prescription
from pharmacy.staff.access import allowed
from pharmacy.staff.models import Role, User
from pharmacy.staff.refusals import Conflict

READING = (Role.AUDITOR,)


@allowed(Role.PHARMACIST, Role.TECHNICIAN, readers=READING)
@require_GET
def supplies(request: HttpRequest) -> HttpResponse:
    """List supplies: those that wait to be handed over on top."""
    context = {"waiting": queries.waiting_for_hand_over(), "handed_over": queries.newest_hand_overs()}
    return render(request, "dispensing/supplies.html", context)


@allowed(Role.PHARMACIST, Role.TECHNICIAN, readers=READING)
@require_GET
def panel(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show release and hand-over of a prescription, as a part of its page or as a page of its own."""
    return _panel(request, prescription=_prescription(public_id), form=HandOverForm())


@allowed(Role.PHARMACIST)
@require_POST
def release(request: HttpRequest, lot: str) -> HttpResponse:
    """Release a batch."""
    batch = _batch(lot)
    try:
        release_batch(batch=batch, by=_person(request))
        messages.success(request, f"Lot {lot} is released and can be handed over.")
    except Conflict as refused:
        messages.error(request, str(refused))
    return redirect("prescriptions:page", batch.prescription.public_id)


@allowed(Role.PHARMACIST)
@require_POST
def give(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Hand a supply over."""
    supply, form = get_object_or_404(Supply, public_id=public_id), HandOverForm(request.POST)
    prescription = supply.batch.prescription
    if not form.is_valid():
        return _panel(request, prescription=prescription, form=form, status=422)
    try:
        hand_over(supply=supply, by=_person(request), **form.cleaned_data)
    except HandOverRefused as refused:
        form.add_error(None, [one.message for one in refused.objections])
        return _panel(request, prescription=prescription, form=form, status=409)
    messages.success(request, f"Lot {supply.batch.lot} is handed over.")
    return redirect("prescriptions:page", prescription.public_id)


@allowed(Role.PHARMACIST, Role.TECHNICIAN, readers=READING)
@require_GET
def history(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show what a patient was supplied with, as a part of the patient's page or as a page of its own."""
    patient = get_object_or_404(Patient, public_id=public_id)
    template = "dispensing/_history.html" if request.headers.get("HX-Request") else "dispensing/history_page.html"
    before = place_of_page(request.GET.get("before", ""))
    found = queries.history(patient, before=before)
    return render(request, template, {"patient": patient, "found": found, "is_later_page": before is not None})


@allowed(Role.PHARMACIST, Role.TECHNICIAN, readers=READING)
@require_GET
def left_out(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Say what is known of a supply that was kept at another temperature. Writes nothing."""
    rows = Supply.objects.select_related("batch__prescription", "batch__specification__formulation")
    batch = get_object_or_404(rows, public_id=public_id).batch
    form = LeftOutForm(request.GET if request.GET else None)
    given = form.cleaned_data if form.is_valid() else {}
    status = 422 if form.is_bound and not given else 200
    context = {"form": form, "page": left_out_page(batch, **given)}
    return render(request, "dispensing/left_out.html", context, status=status)


@allowed(Role.PHARMACIST, Role.TECHNICIAN, readers=READING)
@require_GET
def lot(request: HttpRequest, lot: str) -> HttpResponse:
    """Show who has a lot, and let a pharmacist call it back."""
    return _lot(request, batch=_batch(lot), form=RecallForm())


@allowed(Role.PHARMACIST)
@require_POST
def call_back(request: HttpRequest, lot: str) -> HttpResponse:
    """Call a lot back."""
    batch, form = _batch(lot), RecallForm(request.POST)
    if not form.is_valid():
        return _lot(request, batch=batch, form=form, status=422)
    try:
        recall(batch=batch, by=_person(request), reason=form.cleaned_data["reason"])
    except RecallRefused as refused:
        form.add_error(None, [one.message for one in refused.objections])
        return _lot(request, batch=batch, form=form, status=409)
    messages.success(request, f"Lot {lot} is called back. Reach everybody who has it.")
    return redirect("dispensing:lot", lot)


def _person(request: HttpRequest) -> User:
    return cast(User, request.user)


def _prescription(public_id: UUID) -> Prescription:
    return get_object_or_404(Prescription, public_id=public_id)


def _batch(lot: str) -> Batch:
    return get_object_or_404(Batch.objects.select_related("prescription", "specification__formulation"), lot=lot)


def _panel(request: HttpRequest, *, prescription: Prescription, form: HandOverForm, status: int = 200) -> HttpResponse:
    template = "dispensing/_panel.html" if request.headers.get("HX-Request") else "dispensing/panel_page.html"
    shown = queries.panel(prescription, reader=_person(request))
    context = {"prescription": prescription, "dispensing": shown, "form": form}
    return render(request, template, context, status=status)


def _lot(request: HttpRequest, *, batch: Batch, form: RecallForm, status: int = 200) -> HttpResponse:
    context = {"batch": batch, "recall": queries.recall_of(batch), "holders": queries.who_has(batch), "form": form}
    return render(request, "dispensing/lot.html", context, status=status)
