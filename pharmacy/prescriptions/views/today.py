"""Today: what waits for me, by step, oldest first."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from pharmacy.languages.queries import offered_languages
from pharmacy.prescriptions.work_list import heaps
from pharmacy.staff import clock
from pharmacy.staff.access import allowed
from pharmacy.staff.models import Role, User


@allowed(Role.PHARMACIST, Role.TECHNICIAN, Role.AUDITOR)
@require_GET
def today(request: HttpRequest) -> HttpResponse:
    """Show the first of what waits, the work of this person's role first."""
    role = request.user.role if isinstance(request.user, User) else ""
    context = {"work": heaps(role, today=clock.today()), "no_language": not offered_languages()}
    return render(request, "today/today.html", context)
