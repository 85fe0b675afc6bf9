"""Pages of the bench: the panel on a prescription, the list of batches, and the record of one."""

import re
from typing import cast
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from pharmacy.compounding import queries
from pharmacy.compounding.actions import BatchRefused, check_batch, discard_batch, plan_batch, shorten_use_by
from pharmacy.compounding.forms import DiscardForm, MakeBatchForm, ShortenForm
from pharmacy.compounding.models import Batch
from pharmacy.compounding.together import sheet_of
from pharmacy.prescriptions.forms.paging import place_of_page
from pharmacy.prescriptions.models import Prescription
from pharmacy.staff import clock
from pharmacy.staff.access import allowed
from pharmacy.staff.models import Role, User
from pharmacy.staff.refusals import Conflict

UUID_TEXT = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@allowed(Role.PHARMACIST, Role.TECHNICIAN, readers=(Role.AUDITOR,))
@require_GET
def batches(request: HttpRequest) -> HttpResponse:
    """List batches, those that wait for a check on top."""
    before = place_of_page(request.GET.get("before", ""))
    found, waiting = queries.batches_shown(before=before), queries.waiting_for_check()
    context = {"found": found, "waiting": waiting, "past": queries.past_lots(found.batches)}
    return render(request, "compounding/batches.html", context | {"is_later_page": before is not None})


@allowed(Role.PHARMACIST, Role.TECHNICIAN, readers=(Role.AUDITOR,))
@require_GET
def batch(request: HttpRequest, lot: str) -> HttpResponse:
    """Show the record of one batch; printed, it is the batch record."""
    return _record(request, lot=lot)


@allowed(Role.PHARMACIST, Role.TECHNICIAN, readers=(Role.AUDITOR,))
@require_GET
def panel(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show the bench's part of a prescription, as a part of its page or as a page of its own."""
    return _panel(
        request, prescription=_prescription(public_id), form=MakeBatchForm(initial={"made_on": clock.today()})
    )


@allowed(Role.PHARMACIST, Role.TECHNICIAN, readers=(Role.AUDITOR,))
@require_GET
def together(request: HttpRequest) -> HttpResponse:
    """Show what is weighed for several patients at once; `?of=` names their prescriptions by internal id."""
    ids = [UUID(text) for text in request.GET.getlist("of") if UUID_TEXT.fullmatch(text)]
    return render(request, "compounding/together.html", {"page": sheet_of(ids)})


@allowed(Role.PHARMACIST, Role.TECHNICIAN)
@require_POST
def make(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Make the batch of a prescription."""
    prescription, form = _prescription(public_id), MakeBatchForm(request.POST)
    if not form.is_valid():
        return _panel(request, prescription=prescription, form=form, status=422)
    try:
        made = plan_batch(prescription=prescription, by=_person(request), **form.cleaned_data)
    except BatchRefused as refused:
        form.add_error(None, [one.message for one in refused.objections])
        return _panel(request, prescription=prescription, form=form, status=409)
    messages.success(request, f"Lot {made.lot} is on record. Another person has to check it.")
    return redirect("prescriptions:page", public_id)


@allowed(Role.PHARMACIST)
@require_POST
def check(request: HttpRequest, lot: str) -> HttpResponse:
    """Sign a batch as the second person."""
    held = _batch(lot)
    try:
        check_batch(batch=held, by=_person(request))
        messages.success(request, f"Lot {lot} is checked.")
    except Conflict as refused:
        messages.error(request, str(refused))
    return redirect("prescriptions:page", held.prescription.public_id)


@allowed(Role.PHARMACIST, Role.TECHNICIAN)
@require_POST
def shorten(request: HttpRequest, lot: str) -> HttpResponse:
    """Give a batch an earlier use-by date."""
    held, form = _batch(lot), ShortenForm(request.POST)
    if not form.is_valid():
        return _record(request, lot=lot, form=form, status=422)
    try:
        shorten_use_by(batch=held, by=_person(request), **form.cleaned_data)
    except BatchRefused as refused:
        form.add_error(None, [one.message for one in refused.objections])
        return _record(request, lot=lot, form=form, status=409)
    messages.success(request, f"Lot {lot} has an earlier use-by date. It needs a new check and new papers.")
    return redirect("compounding:batch", lot)


@allowed(Role.PHARMACIST, Role.TECHNICIAN)
@require_POST
def discard(request: HttpRequest, lot: str) -> HttpResponse:
    """Discard a badly made batch, so that it can be made anew."""
    held, form = _batch(lot), DiscardForm(request.POST)
    if not form.is_valid():
        return _record(request, lot=lot, discard_form=form, status=422)
    try:
        discard_batch(batch=held, by=_person(request), **form.cleaned_data)
    except BatchRefused as refused:
        form.add_error(None, [one.message for one in refused.objections])
        return _record(request, lot=lot, discard_form=form, status=409)
    messages.success(request, f"Lot {lot} is discarded. Take it off the bench, then make the batch anew.")
    return redirect("prescriptions:page", held.prescription.public_id)


def _person(request: HttpRequest) -> User:
    return cast(User, request.user)


def _prescription(public_id: UUID) -> Prescription:
    return get_object_or_404(Prescription, public_id=public_id)


def _batch(lot: str) -> Batch:
    return get_object_or_404(Batch.objects.select_related("prescription"), lot=lot)


def _panel(request: HttpRequest, *, prescription: Prescription, form: MakeBatchForm, status: int = 200) -> HttpResponse:
    template = "compounding/_panel.html" if request.headers.get("HX-Request") else "compounding/panel_page.html"
    shown = queries.panel(prescription, reader=_person(request))
    context = {"prescription": prescription, "compounding": shown, "form": form, "discard_form": DiscardForm()}
    return render(request, template, context, status=status)


def _record(
    request: HttpRequest,
    *,
    lot: str,
    form: ShortenForm | None = None,
    discard_form: DiscardForm | None = None,
    status: int = 200,
) -> HttpResponse:
    try:
        page = queries.batch_page(lot)
    except Batch.DoesNotExist as error:
        raise Http404 from error
    context = {
        "page": page,
        "batch": page.batch,
        "form": form or ShortenForm(),
        "discard_form": discard_form or DiscardForm(),
        "may_discard": queries.may_discard(page.batch, by=_person(request)),
    }
    return render(request, "compounding/batch.html", context, status=status)
