"""Questions to the ledger."""

import json
from dataclasses import dataclass
from datetime import datetime

from pharmacy.ledger.models import Event
from pharmacy.ledger.words import act_in_words, actor_in_words, record_in_words

EVENTS_A_PAGE = 50


@dataclass(frozen=True)
class Line:
    """One event as the page shows it. actor, act, record: in words. facts: as people write them."""

    sequence: int
    at: datetime
    actor: str
    act: str
    verb: str
    record: str
    subject: str
    sha256: str
    facts: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Lines:
    """One page of events, newest first. before: where the next page begins, or None."""

    lines: tuple[Line, ...]
    before: int | None


def newest_events(*, subject: str, before: int | None = None) -> Lines:
    """Return a page of events, the newest first.

    subject: "prescription:12", or "" for all. before: the sequence number that the page before ended with.
    """
    events = Event.objects.order_by("-sequence")
    if subject:
        events = events.filter(subject=subject)
    if before:
        events = events.filter(sequence__lt=before)
    some = list(events[: EVENTS_A_PAGE + 1])
    shown = some[:EVENTS_A_PAGE]
    more = shown[-1].sequence if len(some) > EVENTS_A_PAGE else None
    return Lines(tuple(map(_line, shown)), before=more)


def _line(event: Event) -> Line:
    facts = tuple((_as_name(name), _as_text(value)) for name, value in json.loads(event.facts).items())
    return Line(
        sequence=event.sequence,
        at=event.at,
        actor=actor_in_words(event.actor),
        act=act_in_words(event.verb),
        verb=event.verb,
        record=record_in_words(event.subject),
        subject=event.subject,
        sha256=event.sha256,
        facts=facts,
    )


def _as_name(name: str) -> str:
    return name.replace("sha256", "SHA-256").replace("_", " ")


def _as_text(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
