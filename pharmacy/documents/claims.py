"""Who works on a paper: claims by compare-and-set with a fencing number, leases, and what happens to lost ones.

Every write here names the state and the attempt that it expects. A worker that wakes up late changes nothing.
Source: the project's design of durable jobs; the row is the queue, a message only a hint.
"""

from datetime import datetime, timedelta

from django.db.models import F, Q
from django.utils import timezone

from pharmacy.documents.life_cycle import DUE, LEASE, MOST_LOST_LEASES, may_follow, waits_after
from pharmacy.documents.models import Document

State = Document.State
GIVEN_UP = "Three workers were lost over this paper. Look at its texts, then try it again."


class ClaimLost(Exception):
    """The paper belongs to another attempt by now; this worker's result is thrown away."""


def due(now: datetime) -> Q:
    """Return the condition for papers that wait for a worker."""
    return Q(state__in=DUE) & (Q(not_before=None) | Q(not_before__lte=now))


def claim(document_id: int) -> Document | None:
    """Return the paper, claimed for this worker with a new attempt number; None when there is nothing to claim."""
    row = Document.objects.filter(pk=document_id, state__in=DUE).first()
    if row is None:
        return None
    may_follow(row.state, then=State.CLAIMED)
    changed = Document.objects.filter(pk=row.pk, state=row.state, attempt=row.attempt).update(
        state=State.CLAIMED, attempt=F("attempt") + 1, lease_until=timezone.now() + LEASE, not_before=None, problem=""
    )
    return Document.objects.get(pk=row.pk) if changed else None


def renew(document: Document) -> None:
    """Lengthen the lease of a claimed paper. Raises ClaimLost."""
    _write(document, lease_until=timezone.now() + LEASE)


def finish(document: Document, *, state: str, **values: object) -> None:
    """Write the result of a claimed paper. Raises ClaimLost when another attempt has it, WrongState."""
    may_follow(State.CLAIMED, then=state)
    _write(document, state=state, lease_until=None, **values)


def lose(document: Document, *, problem: str) -> str:
    """Put a paper whose worker was lost back into the queue, or give it up after three; return its new state.

    Raises ClaimLost when another attempt has it.
    """
    lost = document.lost_leases + 1
    if lost >= MOST_LOST_LEASES:
        finish(document, state=State.FAILED, lost_leases=lost, problem=GIVEN_UP)
        return State.FAILED
    later = timezone.now() + waits_after(lost) + _jitter(document)
    finish(document, state=State.RETRY_WAIT, lost_leases=lost, not_before=later, problem=problem)
    return State.RETRY_WAIT


def over_their_lease() -> list[Document]:
    """Return the claimed papers whose worker has not been heard of in time."""
    return list(Document.objects.filter(state=State.CLAIMED, lease_until__lt=timezone.now()).order_by("pk"))


def _write(document: Document, **values: object) -> None:
    mine = Document.objects.filter(pk=document.pk, state=State.CLAIMED, attempt=document.attempt)
    if not mine.update(**values):
        raise ClaimLost(f"paper {document.pk} belongs to another attempt than {document.attempt}")


def _jitter(document: Document) -> timedelta:
    # By the row, not by chance: papers lost together do not come back together, and a test can count on it.
    return timedelta(milliseconds=document.pk % 10 * 100)
