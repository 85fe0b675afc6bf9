"""Pages of sheets: where on the sheet the labels go, and the sheet to print."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from pharmacy.compounding.queries import in_force
from pharmacy.prescriptions.models import Prescription
from pharmacy.printing import queries
from pharmacy.printing.forms import PlaceForm
from pharmacy.printing.models import PlacedSheet, Printer
from pharmacy.printing.sheets import drawn_sheet, place_labels
from pharmacy.printing.views import person
from pharmacy.staff.access import allowed
from pharmacy.staff.models import Role
from pharmacy.staff.refusals import Conflict


@allowed(Role.PHARMACIST, Role.TECHNICIAN)
@require_http_methods(["GET", "HEAD", "POST"])
def place(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Ask where the labels of a prescription go on the sheet in the printer, and place them there."""
    prescription = get_object_or_404(Prescription, public_id=public_id)
    if request.method != "POST":
        return _place_page(request, prescription=prescription)
    form = PlaceForm(request.POST)
    if not form.is_valid():
        return _place_page(request, prescription=prescription, problem="Choose where the first label goes.", status=422)
    asked = {"start": form.cleaned_data["start"], "request_key": form.cleaned_data["request_key"]}
    printer = get_object_or_404(Printer, public_id=form.cleaned_data["printer"], in_use=True)
    try:
        batch = get_object_or_404(in_force(prescription))
        sheet = place_labels(batch=batch, printer=printer, by=person(request), **asked)
    except Conflict as refused:
        return _place_page(request, prescription=prescription, problem=str(refused), status=409)
    return redirect("printing:sheet", sheet.public_id)


@allowed(Role.PHARMACIST, Role.TECHNICIAN, readers=(Role.AUDITOR,))
@require_GET
def sheet(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show what stands where on a placed sheet, and how to print it."""
    held = get_object_or_404(queries.sheet_page(public_id))
    return render(request, "printing/sheet.html", queries.shown_sheet(held))


@allowed(Role.PHARMACIST, Role.TECHNICIAN, readers=(Role.AUDITOR,))
@require_GET
def sheet_pdf(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Give the sheet to print, drawn from the archived labels. The file name says nothing about the patient."""
    held = get_object_or_404(PlacedSheet.objects.select_related("printer"), public_id=public_id)
    try:
        content = drawn_sheet(held)
    except Conflict as refused:
        shown = {**queries.shown_sheet(held), "problem": str(refused)}
        return render(request, "printing/sheet.html", shown, status=409)
    return pdf_response(content, name="sheet.pdf")


def pdf_response(content: bytes, *, name: str) -> HttpResponse:
    """Return a PDF for the browser to show."""
    response = HttpResponse(content, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{name}"'
    return response


def _place_page(
    request: HttpRequest, *, prescription: Prescription, problem: str = "", status: int = 200
) -> HttpResponse:
    batch = get_object_or_404(in_force(prescription))
    context = {
        "prescription": prescription,
        "batch": batch,
        "choices": queries.printers_for(batch),
        "request_key": queries.new_request_key(),
        "problem": problem,
    }
    return render(request, "printing/place.html", context, status=status)
