"""Pages of orders that go on: what remains of one, what is due, and starting the next part of one or of several."""

from typing import cast
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from pharmacy.prescriptions.continuing import NothingToContinue, continue_prescription, continue_together
from pharmacy.prescriptions.due import MOST_DUE, NOT_COME_FOR, due_within
from pharmacy.prescriptions.entry import BadEntry
from pharmacy.prescriptions.forms.going_on import FillingForm, HorizonForm, TogetherForm
from pharmacy.prescriptions.models import Prescription
from pharmacy.prescriptions.orders import order_of
from pharmacy.prescriptions.remaining_shown import show_order
from pharmacy.prescriptions.sharing import NotShared, choose_filling
from pharmacy.prescriptions.work_list import in_words
from pharmacy.staff.access import allowed
from pharmacy.staff.clock import today
from pharmacy.staff.models import Role, User

USUAL_HORIZON = 14  # days


@allowed(Role.PHARMACIST, Role.TECHNICIAN, Role.AUDITOR)
@require_GET
def remaining(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show what was asked, supplied and remains, as a part of the prescription's page or as a page of its own."""
    prescription = _prescription(public_id)
    template = "due/_panel.html" if request.headers.get("HX-Request") else "due/remaining.html"
    context = {"prescription": prescription, "order": show_order(order_of(prescription))}
    return render(request, template, context)


@allowed(Role.PHARMACIST, Role.TECHNICIAN)
@require_POST
def go_on(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Enter the next batch or repeat of an order."""
    try:
        entered = continue_prescription(prescription=_prescription(public_id), by=_person(request))
    except (NothingToContinue, BadEntry) as refused:
        messages.error(request, str(refused))
        return redirect("prescriptions:page", public_id)
    messages.success(request, f"Prescription {entered.number} is entered. It is screened like any other.")
    return redirect("prescriptions:page", entered.public_id)


@allowed(Role.PHARMACIST, Role.TECHNICIAN, Role.AUDITOR)
@require_GET
def due(request: HttpRequest) -> HttpResponse:
    """List what is due within some days, by preparation."""
    form = HorizonForm(request.GET or None)
    days = (form.cleaned_data["days"] or USUAL_HORIZON) if form.is_valid() else USUAL_HORIZON
    groups, how_many = due_within(days, today=today())
    shown = HorizonForm(initial={"days": days})
    context = {
        "groups": groups,
        "how_many": in_words(how_many) if how_many > MOST_DUE else "",
        "most": MOST_DUE,
        "not_come_for": NOT_COME_FOR,
        "days": days,
        "form": shown,
    }
    return render(request, "due/due.html", context)


@allowed(Role.PHARMACIST, Role.TECHNICIAN)
@require_POST
def start_together(request: HttpRequest) -> HttpResponse:
    """Enter the next part of several orders for one day of making, and show what is made for all of them."""
    form = TogetherForm(request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(str(text) for texts in form.errors.values() for text in texts))
        return redirect("prescriptions:due")
    orders = Prescription.objects.filter(public_id__in=_ids(form.cleaned_data["order"]))
    chosen = list(orders.select_related("specification").order_by("number"))
    try:
        entered = continue_together(orders=chosen, by=_person(request), ready_on=form.cleaned_data["make_on"])
    except (NothingToContinue, BadEntry) as refused:
        messages.error(request, str(refused))
        return redirect("prescriptions:due")
    messages.success(request, f"{len(entered)} prescriptions are entered. Each is screened, then made with the others.")
    return redirect(f"{reverse('compounding:together')}?{urlencode([('of', one.public_id) for one in entered])}")


@allowed(Role.PHARMACIST)
@require_POST
def fill_as(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Choose what a supply is shared out for."""
    form = FillingForm(request.POST)
    if not form.is_valid():
        messages.error(request, "That is no way of filling. Choose one from the table.")
        return redirect("prescriptions:page", public_id)
    try:
        choose_filling(prescription=_prescription(public_id), rule=form.cleaned_data["rule"], by=_person(request))
        messages.success(request, "The supply is shared out as chosen.")
    except NotShared as refused:
        messages.error(request, str(refused))
    return redirect("prescriptions:page", public_id)


def _ids(texts: list[str]) -> list[UUID]:
    ids = []
    for text in texts:
        try:
            ids.append(UUID(text))
        except ValueError:
            continue
    return ids


def _prescription(public_id: UUID) -> Prescription:
    return get_object_or_404(Prescription.objects.select_related("continues"), public_id=public_id)


def _person(request: HttpRequest) -> User:
    return cast(User, request.user)
