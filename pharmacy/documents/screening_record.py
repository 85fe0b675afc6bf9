"""The record of a screening, as a PDF made when it is asked for."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from pharmacy.documents.papers.check_sheet import set_check_record
from pharmacy.documents.papers.record_sheet import RecordDoesNotFit
from pharmacy.documents.printable import NotPrintable
from pharmacy.documents.rendering import TypesetFailed
from pharmacy.prescriptions.checks.record import record_of
from pharmacy.prescriptions.models import PlausibilityCheck
from pharmacy.staff.access import allowed
from pharmacy.staff.models import Role
from pharmacy.staff.queries import the_pharmacy
from pharmacy.staff.refusals import Conflict

RELATED = ("made_by", "reused_from__made_by", "prescription__patient", "prescription__specification__formulation")


@allowed(Role.PHARMACIST, Role.TECHNICIAN, Role.AUDITOR)
@require_GET
def pdf(request: HttpRequest, number: int) -> HttpResponse:
    """Give the record of one check. Its file name is a number that says nothing about the patient."""
    check = get_object_or_404(PlausibilityCheck.objects.select_related(*RELATED), pk=number)
    try:
        content = set_check_record(record_of(check), pharmacy=the_pharmacy().name).pdf
    except (NotPrintable, RecordDoesNotFit, TypesetFailed) as refused:
        raise Conflict(str(refused)) from refused
    response = HttpResponse(content, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="screening-{number}.pdf"'
    return response
