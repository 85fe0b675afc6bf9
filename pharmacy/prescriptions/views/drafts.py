"""Entries that a person began: kept while typed, listed, gone on with, thrown away."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from pharmacy.prescriptions.drafts import NotKept, begun_by, discard_draft, drafts_of
from pharmacy.prescriptions.views.enter import show
from pharmacy.prescriptions.views.entry_sheet import kept, posted_sheet, sheet_of
from pharmacy.prescriptions.views.person import person
from pharmacy.staff.access import allowed
from pharmacy.staff.models import Role

MOST_ON_TODAY = 3  # what is left lying pushes no work of today off the screen


@allowed(Role.PHARMACIST, Role.TECHNICIAN)
@require_POST
def keep(request: HttpRequest) -> HttpResponse:
    """Keep what stands on the entry page, and say so."""
    sheet = posted_sheet(request, by=person(request))
    try:
        return render(request, "prescriptions/_draft.html", {"sheet": kept(sheet)})
    except NotKept as error:
        return render(request, "prescriptions/_draft.html", {"sheet": sheet, "moved": error})


@allowed(Role.PHARMACIST, Role.TECHNICIAN)
@require_GET
def begun(request: HttpRequest) -> HttpResponse:
    """List what this person began to enter: all of it on a page of its own, the newest as a part of Today."""
    rows = begun_by(person(request))
    if request.headers.get("HX-Request"):
        return render(request, "prescriptions/_begun.html", {"begun": rows[:MOST_ON_TODAY], "all": len(rows)})
    return render(request, "prescriptions/begun.html", {"begun": rows})


@allowed(Role.PHARMACIST, Role.TECHNICIAN)
@require_GET
def go_on(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show the entry page as it was left."""
    draft = get_object_or_404(drafts_of(person(request)), public_id=public_id)
    return show(request, sheet_of(draft))


@allowed(Role.PHARMACIST, Role.TECHNICIAN)
@require_POST
def discard(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Throw away what was begun."""
    draft = get_object_or_404(drafts_of(person(request)), public_id=public_id)
    discard_draft(draft=draft, by=person(request))
    messages.info(request, "What you had begun is thrown away.")
    return redirect("prescriptions:today")
