"""The one way to write into the ledger."""

import re
from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from pharmacy.ledger.chain import canonical_json, digest
from pharmacy.ledger.models import Event, Head

VERB = re.compile(r"[a-z-]+\.[a-z-]+")
SUBJECT = re.compile(r"[a-z-]+:[A-Za-z0-9._-]+")


class NoTransaction(Exception):
    """An event was written outside the transaction of the act that it records."""


class BadEvent(Exception):
    """The verb or the subject of an event is not in its stated form."""


def append_event(*, actor: str, verb: str, subject: str, facts: Mapping[str, object]) -> Event:
    """Return the new last event of the chain, written in the caller's transaction.

    actor: a user name. verb: "prescription.entered". subject: "prescription:12". facts: JSON-ready, amounts as text,
    nothing that names a patient. Raises NoTransaction, BadEvent, BadFacts.
    """
    _require_form(verb=verb, subject=subject)
    if not transaction.get_connection().in_atomic_block:
        message = f"The event {verb} on {subject} needs the transaction of the act. Use transaction.atomic."
        raise NoTransaction(message)
    text = canonical_json(facts)
    head, _ = Head.objects.select_for_update().get_or_create(pk=1)
    row = {"sequence": head.sequence + 1, "at": timezone.now(), "actor": actor, "verb": verb, "subject": subject}
    sha256 = digest(previous=head.sha256, facts=text, **row)  # type: ignore[arg-type]
    event = Event.objects.create(previous_sha256=head.sha256, facts=text, sha256=sha256, **row)
    Head.objects.filter(pk=1).update(sequence=event.sequence, sha256=sha256)
    return event


def _require_form(*, verb: str, subject: str) -> None:
    if not VERB.fullmatch(verb):
        message = f"The verb {verb!r} is not of the form thing.done, such as prescription.entered."
        raise BadEvent(message)
    if not SUBJECT.fullmatch(subject):
        message = f"The subject {subject!r} is not of the form thing:number, such as prescription:12."
        raise BadEvent(message)
