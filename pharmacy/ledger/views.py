"""The ledger, to read."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from pharmacy.ledger.queries import newest_events
from pharmacy.ledger.words import record_in_words, subject_meant

MOST_DIGITS = 15


@require_safe
def events(request: HttpRequest) -> HttpResponse:
    """Show one page of events, the newest first; ?subject= narrows it to one record, ?before= goes on with older."""
    subject, place = subject_meant(request.GET.get("subject", "")), request.GET.get("before", "")
    before = int(place) if place.isascii() and place.isdigit() and len(place) <= MOST_DIGITS else None
    found = newest_events(subject=subject, before=before)
    about = record_in_words(subject, whole=True) if ":" in subject else subject
    context = {"found": found, "lines": found.lines, "subject": subject, "about": about}
    context |= {"is_later_page": before is not None}
    return render(request, "ledger/events.html", context)


# The ledger lies below the staff room and may not import its decorator, so it sets the mark that the decorator sets.
events.roles = ("pharmacist", "auditor")  # type: ignore[attr-defined]
