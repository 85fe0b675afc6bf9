"""Reads the whole chain again and names the first row that is not as it was written."""

from collections.abc import Iterable
from dataclasses import dataclass

from pharmacy.ledger.chain import START, digest
from pharmacy.ledger.models import Event, Head

WITHOUT_HEAD = "the row that names the last event is missing"


@dataclass(frozen=True)
class Fault:
    """The first fault of the chain: at which sequence number, and what is wrong there."""

    sequence: int
    what: str

    def __str__(self) -> str:
        return f"event {self.sequence}: {self.what}"


@dataclass(frozen=True)
class Verified:
    """How many events were read, and the first fault, if any."""

    count: int
    fault: Fault | None


def verify_ledger() -> Verified:
    """Return what a full reading of the ledger finds.

    A changed, removed, added or swapped row breaks the chain; a cut tail shows in the head. Source: FIPS 180-4.
    """
    head = Head.objects.filter(pk=1).first()
    return verify(Event.objects.order_by("sequence").iterator(chunk_size=2000), head=head)


def verify(events: Iterable[Event], *, head: Head | None) -> Verified:
    """Return what a reading of these events, in order of sequence, finds. Source: FIPS 180-4."""
    previous, sequence = START, 0
    for event in events:
        fault = _fault_of(event, previous=previous, sequence=sequence + 1)
        if fault:
            return Verified(count=sequence, fault=Fault(sequence=sequence + 1, what=fault))
        previous, sequence = event.sha256, event.sequence
    fault = _fault_of_head(head, previous=previous, sequence=sequence)
    return Verified(count=sequence, fault=Fault(sequence=sequence + 1, what=fault) if fault else None)


def _fault_of(event: Event, *, previous: str, sequence: int) -> str:
    if event.sequence != sequence:
        return f"missing; the next one on record is {event.sequence}"
    if event.previous_sha256 != previous:
        return "does not follow from the event before it"
    if event.sha256 != digest_of(event):
        return "was changed after it was written"
    return ""


def _fault_of_head(head: Head | None, *, previous: str, sequence: int) -> str:
    if head is None:
        return WITHOUT_HEAD if sequence else ""
    if head.sequence > sequence:
        return f"missing; the last event was {head.sequence}"
    if (head.sequence, head.sha256) != (sequence, previous):
        return f"the head stands at event {head.sequence} and does not fit the last event"
    return ""


def digest_of(event: Event) -> str:
    """Return the digest that the row should have, from its columns. Source: FIPS 180-4."""
    return digest(
        previous=event.previous_sha256,
        sequence=event.sequence,
        at=event.at,
        actor=event.actor,
        verb=event.verb,
        subject=event.subject,
        facts=event.facts,
    )
