"""The slip of a reprint, to print beside it."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from pharmacy.printing import queries
from pharmacy.printing.reprint_slip import set_slip, slip_of
from pharmacy.printing.sheet_views import pdf_response
from pharmacy.staff.access import allowed
from pharmacy.staff.models import Role


@allowed(Role.PHARMACIST, Role.TECHNICIAN, readers=(Role.AUDITOR,))
@require_GET
def slip(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Give the slip of a reprint. Its file name says nothing about the patient."""
    job = get_object_or_404(queries.job_page(public_id))
    return pdf_response(set_slip(slip_of(job)), name="reprint-slip.pdf")
