"""Scans of paper prescriptions: their pages as this program drew them, and the file as it came, for download alone."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from pharmacy.prescriptions.models import ScanPage
from pharmacy.prescriptions.scans.keeping import scans_open_to
from pharmacy.prescriptions.scans.kinds import ENDINGS
from pharmacy.prescriptions.views.person import person
from pharmacy.staff.access import allowed
from pharmacy.staff.models import Role

SEALED = "sandbox; default-src 'none'"


@allowed(Role.PHARMACIST, Role.TECHNICIAN, Role.AUDITOR)
@require_GET
def picture(request: HttpRequest, *, public_id: UUID, number: int) -> HttpResponse:
    """Return one page of a scan, as this program drew it. number: from 1."""
    scans = scans_open_to(person(request)).filter(public_id=public_id)
    page = get_object_or_404(ScanPage, attachment__in=scans.values("pk"), number=number)
    return HttpResponse(bytes(page.picture), content_type="image/jpeg")


@allowed(Role.PHARMACIST, Role.TECHNICIAN, Role.AUDITOR)
@require_GET
def original(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Return the file as it came, to be saved: no browser opens it in a page of this program."""
    scan = get_object_or_404(scans_open_to(person(request)), public_id=public_id)
    response = HttpResponse(bytes(scan.content), content_type="application/octet-stream")
    response.headers["Content-Disposition"] = f'attachment; filename="scan.{ENDINGS[scan.media_type]}"'
    response.headers["Content-Security-Policy"] = SEALED
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
