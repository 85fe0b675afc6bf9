"""Pages of printers: which there are, what is in them, and the pages to measure and to check them by."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from formulations.reference.stocks import label_stock
from pharmacy.printing.calibration import target_of
from pharmacy.printing.calibration_page import check_page, page_to_measure
from pharmacy.printing.forms import MeasuresForm, PrinterForm
from pharmacy.printing.models import MEASURES, Printer
from pharmacy.printing.printers import add_printer, correction_of, record_measures, use_printer
from pharmacy.printing.sheet_views import pdf_response
from pharmacy.printing.views import person
from pharmacy.staff.access import allowed
from pharmacy.staff.models import Role
from pharmacy.staff.refusals import Conflict


@allowed(Role.PHARMACIST, Role.TECHNICIAN, readers=(Role.AUDITOR,))
@require_http_methods(["GET", "HEAD", "POST"])
def printers(request: HttpRequest) -> HttpResponse:
    """List the printers with the labels in them, and add one."""
    form = PrinterForm(request.POST or None)
    if request.method != "POST":
        return _list(request, form=form)
    if not form.is_valid():
        return _list(request, form=form, status=422)
    try:
        added = add_printer(by=person(request), **form.cleaned_data)
    except Conflict as refused:
        form.add_error("name", str(refused))
        return _list(request, form=form, status=409)
    return redirect("printing:printer", added.public_id)


@allowed(Role.PHARMACIST, Role.TECHNICIAN, readers=(Role.AUDITOR,))
@require_http_methods(["GET", "HEAD", "POST"])
def printer(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show one printer, and take down what was measured on its page."""
    held = get_object_or_404(Printer.objects.select_related("measured_by"), public_id=public_id)
    target = target_of(label_stock(held.stock))
    form = MeasuresForm(request.POST or None, target=target, initial={one: getattr(held, one) for one in MEASURES})
    if request.method != "POST":
        return _page(request, held=held, form=form)
    if not form.is_valid():
        return _page(request, held=held, form=form, status=422)
    try:
        record_measures(printer=held, measured=form.measured, by=person(request))
    except Conflict as refused:
        form.add_error(None, str(refused))
        return _page(request, held=held, form=form, status=409)
    messages.success(request, "Measured. Print the page to check: every cross should stand on a corner of a label.")
    return redirect("printing:printer", public_id)


@allowed(Role.PHARMACIST, Role.TECHNICIAN)
@require_POST
def use(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Use a printer again, or not any more."""
    held = use_printer(
        printer=get_object_or_404(Printer, public_id=public_id), in_use="in_use" in request.POST, by=person(request)
    )
    messages.success(request, f"{held.name} is {'in use' if held.in_use else 'not used any more'}.")
    return redirect("printing:printers")


@allowed(Role.PHARMACIST, Role.TECHNICIAN, readers=(Role.AUDITOR,))
@require_GET
def measure_pdf(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Give the page to measure: as the printer prints by itself, nothing put right."""
    held = get_object_or_404(Printer, public_id=public_id)
    return pdf_response(page_to_measure(label_stock(held.stock)), name="measure.pdf")


@allowed(Role.PHARMACIST, Role.TECHNICIAN, readers=(Role.AUDITOR,))
@require_GET
def check_pdf(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Give the page to check: a cross for every corner of every label, put right as labels are."""
    held = get_object_or_404(Printer, public_id=public_id)
    return pdf_response(check_page(label_stock(held.stock), correction=correction_of(held)), name="check.pdf")


def _list(request: HttpRequest, *, form: PrinterForm, status: int = 200) -> HttpResponse:
    rows = [(one, label_stock(one.stock)) for one in Printer.objects.select_related("measured_by")]
    return render(request, "printing/printers.html", {"rows": rows, "form": form}, status=status)


def _page(request: HttpRequest, *, held: Printer, form: MeasuresForm, status: int = 200) -> HttpResponse:
    stock = label_stock(held.stock)
    context = {"printer": held, "stock": stock, "target": target_of(stock), "form": form}
    return render(request, "printing/printer.html", context, status=status)
