"""What a pharmacist decides about a prescription: to screen it, to settle a finding, to refuse it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from pharmacy.prescriptions import actions
from pharmacy.prescriptions.forms.decisions import ReasonForm
from pharmacy.prescriptions.models import Prescription, ScreeningFinding
from pharmacy.prescriptions.views.page import show_page
from pharmacy.staff.access import allowed
from pharmacy.staff.models import Role, User


@allowed(Role.PHARMACIST)
@require_POST
def screen(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Screen a prescription, for the first time or again."""
    prescription = get_object_or_404(Prescription, public_id=public_id)
    actions.screen(prescription=prescription, by=_pharmacist(request))
    messages.success(request, f"Prescription {prescription.number} is screened.")
    return redirect("prescriptions:page", public_id=public_id)


@allowed(Role.PHARMACIST)
@require_POST
def settle(request: HttpRequest, *, public_id: UUID, finding: int) -> HttpResponse:
    """Settle one finding with a reason."""
    row = get_object_or_404(ScreeningFinding, prescription__public_id=public_id, pk=finding)
    form = ReasonForm(request.POST, prefix=f"settle-{row.pk}")
    if not form.is_valid():
        return show_page(request, public_id=public_id, reason_form=form, status=422)
    try:
        actions.settle_finding(finding=row, by=_pharmacist(request), reason=form.cleaned_data["reason"])
    except actions.NotSettled as error:
        form.add_error("reason", str(error))
        return show_page(request, public_id=public_id, reason_form=form, status=409)
    return redirect("prescriptions:page", public_id=public_id)


@allowed(Role.PHARMACIST)
@require_POST
def refuse(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Refuse a prescription with a reason."""
    prescription = get_object_or_404(Prescription, public_id=public_id)
    form = ReasonForm(request.POST, prefix="refuse")
    if not form.is_valid():
        return show_page(request, public_id=public_id, reason_form=form, status=422)
    actions.refuse(prescription=prescription, by=_pharmacist(request), reason=form.cleaned_data["reason"])
    messages.info(request, f"Prescription {prescription.number} is refused.")
    return redirect("prescriptions:page", public_id=public_id)


def _pharmacist(request: HttpRequest) -> User:
    """Return the logged-in person; the middleware let nobody else come this far."""
    if not isinstance(request.user, User):
        raise TypeError(request.user)
    return request.user
