"""The life of a prescription, as a table. What stands here may happen; nothing else may."""

from dataclasses import dataclass

from django.db import transaction

from pharmacy.prescriptions.models import Prescription, Stage
from pharmacy.staff.refusals import Conflict


class WrongStage(Conflict):
    """A step that the life cycle does not have from where the prescription stands."""


@dataclass(frozen=True)
class Passage:
    """One step that may happen, and what makes it happen."""

    start: Stage
    end: Stage
    act: str


PASSAGES = (
    Passage(Stage.ENTERED, Stage.SCREENED, "screen"),
    Passage(Stage.SCREENED, Stage.SCREENED, "screen again"),
    Passage(Stage.SCREENED, Stage.PLANNED, "plan the batch"),
    Passage(Stage.PLANNED, Stage.CHECKED, "check, by a second person"),
    Passage(Stage.PLANNED, Stage.DOCUMENTED, "all papers rendered"),
    Passage(Stage.CHECKED, Stage.DOCUMENTED, "all papers rendered"),
    Passage(Stage.PLANNED, Stage.SCREENED, "discard the batch"),
    Passage(Stage.CHECKED, Stage.SCREENED, "discard the batch"),
    Passage(Stage.DOCUMENTED, Stage.SCREENED, "discard the batch"),
    Passage(Stage.DOCUMENTED, Stage.RELEASED, "release, by a second person"),
    Passage(Stage.RELEASED, Stage.SUPPLIED, "hand over"),
    Passage(Stage.RELEASED, Stage.SCREENED, "call back before the hand-over"),
    Passage(Stage.ENTERED, Stage.REFUSED, "refuse"),
    Passage(Stage.SCREENED, Stage.REFUSED, "refuse"),
    Passage(Stage.PLANNED, Stage.REFUSED, "refuse"),
    Passage(Stage.CHECKED, Stage.REFUSED, "refuse"),
    Passage(Stage.DOCUMENTED, Stage.REFUSED, "refuse"),
)
ENDS = (Stage.SUPPLIED, Stage.REFUSED)


def objections_to(start: Stage, *, to: Stage) -> tuple[str, ...]:
    """Return why a prescription cannot go from one stage to another; none means it may."""
    if any(passage.start is start and passage.end is to for passage in PASSAGES):
        return ()
    possible = [passage.end.label.lower() for passage in PASSAGES if passage.start is start]
    after = f"from {start.label.lower()} it can become {' or '.join(possible)}" if possible else "its life has ended"
    return (f"it is {start.label.lower()} and cannot become {to.label.lower()}: {after}",)


@transaction.atomic
def advance(prescription: Prescription, *, to: Stage) -> Prescription:
    """Return the prescription at its new stage; who made it go there stands in the event of the act that calls this.

    The caller's object is brought up to date.
    Raises WrongStage when the table has no such step from where the row really stands.
    """
    row = Prescription.objects.select_for_update().get(pk=prescription.pk)
    reasons = objections_to(Stage(row.stage), to=Stage(to))
    if reasons:
        raise WrongStage(f"Prescription {row.number}: {reasons[0]}. Open the prescription to see where it stands.")
    Prescription.objects.filter(pk=row.pk).update(stage=to)
    prescription.stage = to
    return prescription
