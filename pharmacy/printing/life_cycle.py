"""What may follow what in the life of a print job. A job is never sent twice; a reprint is a new job."""

from pharmacy.printing.models import PrintJob
from pharmacy.staff.refusals import Conflict

State = PrintJob.State

NEXT = {
    State.SENT: (State.CONFIRMED, State.VOID),
    State.CONFIRMED: (State.VOID,),  # of papers that newer ones replaced: somebody destroyed it
    State.VOID: (),
}


class WrongState(Conflict):
    """A step that the table of states does not allow."""


def require_step(now: str, *, then: str) -> None:
    """Return when the step is in the table. Raises WrongState when it is not."""
    if State(then) not in NEXT[State(now)]:
        message = f"This print is {now} already and cannot become {then}. Load the page again."
        raise WrongState(message)
