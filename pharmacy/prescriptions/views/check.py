"""The record of a check, and taking the answers of an earlier one over."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from pharmacy.prescriptions.actions import NotSettled, take_over_check
from pharmacy.prescriptions.checks.record import record_of
from pharmacy.prescriptions.models import PlausibilityCheck, Prescription
from pharmacy.staff.access import allowed
from pharmacy.staff.models import Role, User


@allowed(Role.PHARMACIST, Role.TECHNICIAN, Role.AUDITOR)
@require_GET
def check(request: HttpRequest, *, public_id: UUID, number: int) -> HttpResponse:
    """Show the record of a check as it was written."""
    related = ("made_by", "reused_from__made_by", "prescription__patient", "prescription__specification__formulation")
    rows = PlausibilityCheck.objects.select_related(*related)
    row = get_object_or_404(rows, prescription__public_id=public_id, pk=number)
    return render(request, "prescriptions/check.html", {"check": row, "record": record_of(row)})


@allowed(Role.PHARMACIST)
@require_POST
def take_over(request: HttpRequest, *, public_id: UUID, number: int) -> HttpResponse:
    """Settle what waits by the answers of an earlier check; the click is this pharmacist's own signature."""
    if not isinstance(request.user, User):
        raise TypeError(request.user)
    prescription = get_object_or_404(Prescription, public_id=public_id)
    earlier = get_object_or_404(PlausibilityCheck, pk=number)
    try:
        settled = take_over_check(prescription=prescription, check=earlier, by=request.user)
        messages.success(request, f"{len(settled)} of the answers given before are now yours too.")
    except NotSettled as refused:
        messages.error(request, str(refused))
    return redirect("prescriptions:page", public_id=public_id)
