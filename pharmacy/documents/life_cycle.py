"""What may follow what in the life of a document."""

from datetime import timedelta

from pharmacy.documents.models import Document
from pharmacy.prescriptions.models import Stage

State = Document.State

NEXT = {
    State.QUEUED: (State.CLAIMED,),
    State.CLAIMED: (State.RENDERED, State.RETRY_WAIT, State.FAILED),
    State.RETRY_WAIT: (State.CLAIMED,),
    State.FAILED: (State.QUEUED,),
    State.RENDERED: (),
}
DUE = (State.QUEUED, State.RETRY_WAIT)
FINISHED = (State.RENDERED, State.FAILED)
OPEN_STAGES = (Stage.PLANNED, Stage.CHECKED, Stage.DOCUMENTED)  # of a prescription whose papers may still be made

LEASE = timedelta(seconds=40)
MOST_LOST_LEASES = 3
_BACKOFF = (timedelta(seconds=5), timedelta(seconds=30), timedelta(seconds=120))


class WrongState(ValueError):
    """A step that the table of states does not allow."""


def may_follow(now: str, *, then: str) -> None:
    """Return when the step is in the table. Raises WrongState when it is not."""
    if State(then) not in NEXT[State(now)]:
        raise WrongState(f"a paper that is {now} cannot become {then}; load the page again and look where it stands")


def waits_after(lost_leases: int) -> timedelta:
    """Return how long a paper waits after its worker was lost for the given number of times (1, 2, ...).

    Source: house rule; long enough for a worker to be started again, short enough for a patient who waits.
    """
    return _BACKOFF[min(lost_leases, len(_BACKOFF)) - 1]
