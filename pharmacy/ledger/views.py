"""The ledger, to read."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from pharmacy.ledger.queries import newest_events


@require_safe
def events(request: HttpRequest) -> HttpResponse:
    """Show one page of events, the newest first; ?subject= narrows it to one record."""
    subject = request.GET.get("subject", "").strip()
    page, lines = newest_events(subject=subject, number=request.GET.get("page", "1"))
    return render(request, "ledger/events.html", {"page": page, "lines": lines, "subject": subject})


# The ledger lies below the staff room and may not import its decorator, so it sets the mark that the decorator sets.
events.roles = ("pharmacist", "auditor")  # type: ignore[attr-defined]
