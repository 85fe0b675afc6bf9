"""What a draft would mean for open prescriptions, and a version taken out of use with what was made under it."""

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from formulations.actions import withdraw as withdraw_version
from formulations.models import Specification
from formulations.refusals import FormularyConflict
from pharmacy.consequences.forms import WithdrawalForm
from pharmacy.consequences.queries import draft_consequences
from pharmacy.dispensing.made_under import prescriptions_waiting_under, supplies_in_date_under
from pharmacy.staff.access import allowed
from pharmacy.staff.models import Role, User

SEES_PATIENTS = (Role.PHARMACIST, Role.TECHNICIAN, Role.AUDITOR)


@allowed(Role.FORMULARY_ADMIN, Role.PHARMACIST, Role.AUDITOR)
@require_safe
def draft(request: HttpRequest, *, code: str, version: int) -> HttpResponse:
    """Show what open prescriptions would read under a draft, a page of them at a time; nothing is written."""
    row = _version(code, version=version)
    number, sees_patients = request.GET.get("page", "1"), _sees_patients(request)
    found = draft_consequences(row, number=number, in_full=sees_patients)
    context = {"row": row, "found": found, "page": found.page, "sees_patients": sees_patients}
    return render(request, "consequences/draft.html", context)


@allowed(Role.FORMULARY_ADMIN, Role.PHARMACIST, readers=(Role.AUDITOR,))
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, *, code: str, version: int) -> HttpResponse:
    """Show everything in date that was made under a version, and take the version out of use with the reason."""
    row, form = _version(code, version=version), WithdrawalForm(request.POST or None)
    status = 422 if request.method == "POST" else 200
    if request.method == "POST" and form.is_valid():
        try:
            withdraw_version(specification=row, by=request.user, reason=form.cleaned_data["reason"])
        except FormularyConflict as refused:
            form.add_error(None, str(refused))
            status = 409
        else:
            messages.success(request, f"{row} is withdrawn. Everything below was made under it and is in date.")
            return redirect("consequences:withdraw", code, version)
    context = {
        "row": row,
        "form": form,
        "made": supplies_in_date_under(row),
        "waiting": prescriptions_waiting_under(row),
        "sees_patients": _sees_patients(request),
    }
    return render(request, "consequences/withdraw.html", context, status=status)


def _version(code: str, *, version: int) -> Specification:
    rows = Specification.objects.select_related("formulation", "withdrawn_by", "based_on")
    return get_object_or_404(rows, formulation__code=code, version=version)


def _sees_patients(request: HttpRequest) -> bool:
    """Return whether the reader's role may open prescriptions; a formulary admin's may not."""
    return cast(User, request.user).role in SEES_PATIENTS
