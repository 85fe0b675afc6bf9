"""The work list: what waits by state, due date and person; prescriptions are taken up and handed back."""

from collections.abc import Callable
from typing import cast
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from pharmacy.prescriptions.forms.work import WorkForm
from pharmacy.prescriptions.models import Prescription
from pharmacy.prescriptions.taking import NotTaken, hand_back, take_up
from pharmacy.prescriptions.work_list import WorkPage, people_at_the_bench, work_page
from pharmacy.staff.access import allowed
from pharmacy.staff.clock import today
from pharmacy.staff.models import Role, User


@allowed(Role.PHARMACIST, Role.TECHNICIAN, Role.AUDITOR)
@require_safe
def work(request: HttpRequest) -> HttpResponse:
    """Show a page of what waits, narrowed as the address says."""
    form = WorkForm(request.GET, people=people_at_the_bench(), reader=_person(request))
    if not form.is_valid():
        return render(request, "today/work.html", {"form": form}, status=422)
    found = work_page(form.wanted(), today=today(), after=form.cleaned_data["after"])
    return render(request, "today/work.html", {"form": form, "found": found} | _links(form, found=found))


@allowed(Role.PHARMACIST, Role.TECHNICIAN)
@require_POST
def take(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Take a prescription up as one's work."""
    return _act(request, public_id=public_id, act=take_up, done="is yours now")


@allowed(Role.PHARMACIST, Role.TECHNICIAN)
@require_POST
def give_back(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Hand a prescription back."""
    return _act(request, public_id=public_id, act=hand_back, done="is handed back; anybody may take it up")


def _act(request: HttpRequest, *, public_id: UUID, act: Callable[..., Prescription], done: str) -> HttpResponse:
    prescription = get_object_or_404(Prescription, public_id=public_id)
    try:
        act(prescription=prescription, by=_person(request))
        messages.success(request, f"Prescription {prescription.number} {done}.")
    except NotTaken as refused:
        messages.error(request, str(refused))
    back = request.POST.get("back", "")
    if url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        return redirect(back)
    return redirect("prescriptions:page", public_id=public_id)


def _links(form: WorkForm, *, found: WorkPage) -> dict[str, str]:
    """Return where the next page and the first page are; empty where there is none."""
    address = reverse("prescriptions:work")
    narrowed = {name: value for name, value in form.cleaned_data.items() if value and name != "after"}
    following = urlencode(narrowed | {"after": found.after})
    first = f"{address}?{urlencode(narrowed)}" if form.cleaned_data["after"] else ""
    return {"next": f"{address}?{following}" if found.after else "", "first": first}


def _person(request: HttpRequest) -> User:
    return cast(User, request.user)
