"""The page of container sizes in stock, and of how many days ahead a batch is to be ready."""

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from pharmacy.prescriptions import stock
from pharmacy.prescriptions.entry import BadEntry
from pharmacy.prescriptions.forms.going_on import LeadDaysForm, SizeForm
from pharmacy.staff.access import allowed
from pharmacy.staff.models import Role, User
from pharmacy.staff.queries import the_pharmacy


@allowed(Role.PHARMACIST, Role.FORMULARY_ADMIN, Role.TECHNICIAN, Role.AUDITOR)
@require_GET
def sizes(request: HttpRequest) -> HttpResponse:
    """Show every container of the formulary with its sizes, and which are in stock."""
    form = LeadDaysForm(initial={"days": the_pharmacy().lead_days})
    return render(request, "stock/sizes.html", {"containers": stock.kept_containers(), "form": form})


@allowed(Role.PHARMACIST, Role.FORMULARY_ADMIN)
@require_POST
def keep(request: HttpRequest) -> HttpResponse:
    """Take one size of a container into stock, or off the list."""
    form = SizeForm(request.POST)
    if not form.is_valid():
        messages.error(request, "That size is not known. Choose from the list.")
        return redirect("prescriptions:sizes")
    try:
        row = stock.keep_size(by=_person(request), **form.cleaned_data)
        messages.success(request, f"{row.fill} is {'in stock' if row.in_stock else 'not used any more'}.")
    except BadEntry as refused:
        messages.error(request, str(refused))
    return redirect("prescriptions:sizes")


@allowed(Role.PHARMACIST, Role.FORMULARY_ADMIN)
@require_POST
def lead_days(request: HttpRequest) -> HttpResponse:
    """Say how many days ahead a batch is to be ready."""
    form = LeadDaysForm(request.POST)
    if form.is_valid():
        stock.set_lead_days(by=_person(request), **form.cleaned_data)
        messages.success(request, f"Batches are to be ready {form.cleaned_data['days']} days ahead.")
    else:
        messages.error(request, " ".join(str(text) for text in form.errors["days"]))
    return redirect("prescriptions:sizes")


def _person(request: HttpRequest) -> User:
    return cast(User, request.user)
