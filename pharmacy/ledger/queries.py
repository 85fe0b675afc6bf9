"""Questions to the ledger."""

import json
from dataclasses import dataclass
from datetime import datetime

from django.core.paginator import Page, Paginator

from pharmacy.ledger.models import Event

EVENTS_A_PAGE = 50


@dataclass(frozen=True)
class Line:
    """One event as the page shows it. facts: name and value as text."""

    sequence: int
    at: datetime
    actor: str
    verb: str
    subject: str
    sha256: str
    facts: tuple[tuple[str, str], ...]


def newest_events(*, subject: str, number: str) -> tuple[Page[Event], list[Line]]:
    """Return one page of events, the newest first, and its lines.

    subject: "prescription:12", or "" for all. number: the page wanted; the nearest one there is is returned.
    """
    events = Event.objects.order_by("-sequence")
    if subject:
        events = events.filter(subject=subject)
    page = Paginator(events, EVENTS_A_PAGE).get_page(number)
    return page, [_line(event) for event in page]


def _line(event: Event) -> Line:
    facts = tuple((name, _as_text(value)) for name, value in json.loads(event.facts).items())
    return Line(event.sequence, event.at, event.actor, event.verb, event.subject, event.sha256, facts)


def _as_text(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
