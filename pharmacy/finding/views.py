"""Finding: a name, a number, a lot or a scanned code leads to its record. Posted, so that no name is in an address."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from pharmacy.finding import queries
from pharmacy.finding.forms import FindForm
from pharmacy.staff.access import allowed, only_reads
from pharmacy.staff.models import Role


@only_reads
@allowed(Role.PHARMACIST, Role.TECHNICIAN, Role.AUDITOR)
@require_http_methods(["GET", "POST"])
def find(request: HttpRequest) -> HttpResponse:
    """Open the one record that a code names, or list what a text leads to."""
    form = FindForm(request.POST if request.method == "POST" else None, label_suffix="")
    found = queries.find(form.cleaned_data["text"] if form.is_valid() else "")
    if found.is_code:
        return redirect("prescriptions:page", public_id=found.prescriptions[0].public_id)
    return render(request, "finding/find.html", {"form": form, "found": found})
