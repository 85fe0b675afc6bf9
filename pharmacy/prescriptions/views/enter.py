"""The entry page: one address for typing, adding rows, seeing the plan and entering; it works without any script."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from pharmacy.prescriptions.actions import enter_prescription, screen
from pharmacy.prescriptions.entry import BadEntry
from pharmacy.prescriptions.forms.entry_page import EntryPage, with_changed_rows
from pharmacy.prescriptions.models import Prescription, Stage
from pharmacy.prescriptions.queries import open_findings
from pharmacy.prescriptions.views.entry_context import entry_page
from pharmacy.staff.access import allowed
from pharmacy.staff.models import Role, User


@allowed(Role.PHARMACIST, Role.TECHNICIAN)
@require_http_methods(["GET", "POST"])
def enter(request: HttpRequest) -> HttpResponse:
    """Show the page, change its rows, show its plan, or enter the prescription."""
    do = request.POST.get("do", "")
    data = with_changed_rows(request.POST, do=do) if request.method == "POST" else None
    page, context = entry_page(data)
    if do == "enter" and page.is_valid():
        return _enter(request, page=page, context=context)
    if do != "enter" and data is not None:
        page.keep_quiet_about_empty_fields()
    status = 422 if do == "enter" else 200
    return render(request, "prescriptions/enter.html", context, status=status)


def _enter(request: HttpRequest, *, page: EntryPage, context: dict[str, object]) -> HttpResponse:
    by = request.user
    if not isinstance(by, User):
        raise TypeError(by)
    try:
        prescription = enter_prescription(entry=page.entry(), by=by)
    except BadEntry as error:
        return render(request, "prescriptions/enter.html", context | {"problem": str(error)}, status=422)
    if by.role == Role.PHARMACIST:
        screen(prescription=prescription, by=by)
    messages.success(request, _entered(prescription))
    return redirect("prescriptions:page", public_id=prescription.public_id)


def _entered(prescription: Prescription) -> str:
    if prescription.stage == Stage.ENTERED:
        return f"Prescription {prescription.number} is entered. A pharmacist screens it next."
    waiting = open_findings(prescription).count()
    next_step = "can be made" if not waiting else f"has {waiting} finding{'s' if waiting > 1 else ''} to settle"
    return f"Prescription {prescription.number} is entered and screened; it {next_step}."
