"""Pages of exchange: a FHIR file is read and shown, an order of it is gone on with, a supply is taken out as FHIR."""

import re
from functools import partial
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from pharmacy.exchange.dispense import formulation_to_make
from pharmacy.exchange.fhir.problems import BadBundle
from pharmacy.exchange.fhir.readable import parse_readable
from pharmacy.exchange.fhir.report.reader import read_report
from pharmacy.exchange.report_shown import ShownReport, show_report
from pharmacy.exchange.supplied import NothingSupplied, export_supply
from pharmacy.exchange.upload import FIELD
from pharmacy.languages.queries import offered_languages
from pharmacy.prescriptions.drafts import keep_draft, says_something
from pharmacy.prescriptions.models import Prescription
from pharmacy.prescriptions.views.person import person
from pharmacy.staff.access import allowed
from pharmacy.staff.clock import today
from pharmacy.staff.models import Role


@allowed(Role.PHARMACIST, Role.TECHNICIAN)
@require_http_methods(["GET", "POST"])
def read(request: HttpRequest) -> HttpResponse:
    """Ask for a FHIR file, or show what is in the one that was chosen. Nothing of it is stored."""
    if request.method == "GET":
        return render(request, "exchange/read.html", {})
    try:
        shown = _shown(request)
    except BadBundle as error:
        return render(request, "exchange/read.html", {"problem": _of_the_file(error)}, status=422)
    return render(request, "exchange/report.html", {"shown": shown})


@allowed(Role.PHARMACIST, Role.TECHNICIAN)
@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    """Begin the entry of one order of a file; a person checks it before it is entered."""
    if not says_something(request.POST):
        return redirect("prescriptions:enter")
    draft = keep_draft(data=request.POST, draft=uuid4(), revision=0, window=uuid4(), by=person(request))
    return redirect("prescriptions:go-on", draft.public_id)


@allowed(Role.PHARMACIST, Role.TECHNICIAN)
@require_POST
def write(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Give the newest supply of a prescription as a FHIR file; its name says nothing about the patient."""
    prescription = get_object_or_404(Prescription, public_id=public_id)
    try:
        text = export_supply(prescription=prescription, by=person(request))
    except NothingSupplied as error:
        messages.error(request, f"{error}.")
        return redirect("prescriptions:page", public_id)
    name = f"prescription-{prescription.number}.fhir.json"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return HttpResponse(text, content_type="application/fhir+json; charset=utf-8", headers=headers)


def _of_the_file(error: BadBundle) -> str:
    return re.sub("^FILE: ", "The file ", str(error))


def _shown(request: HttpRequest) -> ShownReport:
    file = request.FILES.get(FIELD)
    if file is None:
        raise BadBundle("FILE: is missing; choose a file of JSON")
    find_specification = partial(formulation_to_make, on=today())
    content = parse_readable(file.read())
    report = read_report(content, find_specification=find_specification)
    spoken = {language.code for language in offered_languages()}
    return show_report(report, find_specification=find_specification, spoken=spoken)
