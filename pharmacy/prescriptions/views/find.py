"""Finding: a name, a number, a lot or a scanned code leads to its record. Posted, so that no name is in an address."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from pharmacy.prescriptions.finding import patients_found, prescription_of_code
from pharmacy.prescriptions.forms.decisions import FindForm
from pharmacy.staff.access import allowed
from pharmacy.staff.models import Role


@allowed(Role.PHARMACIST, Role.TECHNICIAN)
@require_http_methods(["GET", "POST"])
def find(request: HttpRequest) -> HttpResponse:
    """Open the record of a code, or list the patients whose names match."""
    form = FindForm(request.POST if request.method == "POST" else None, label_suffix="")
    text = form.cleaned_data["text"] if form.is_valid() else ""
    found = prescription_of_code(text) if text else None
    if found is not None:
        return redirect("prescriptions:page", public_id=found.public_id)
    context = {"form": form, "text": text, "patients": patients_found(text) if text else []}
    return render(request, "prescriptions/find.html", context)
