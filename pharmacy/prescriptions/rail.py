"""The rail of six steps: where a prescription stands and who did what."""

from collections.abc import Sequence
from dataclasses import dataclass

from pharmacy.prescriptions.models import Stage
from pharmacy.prescriptions.queries import Deed

NAMES = ("Entry", "Screening", "Worksheet", "Documents", "Printing", "Release")
WORKSHEET, PRINTING = 2, 4
DISCARDED = "batch.discarded"
PRINTED = "printing.completed"  # every label of the papers was seen to come out
UNPRINTED = ("batch.planned", "batch.shortened", "documents.requested", "print.sent", "print.reprinted")
STEP_OF_ACT = {
    "prescription.entered": 0,
    "prescription.screened": 1,
    "prescription.refused": 1,
    "prescription.screening-failed": 1,
    "finding.settled": 1,
    "findings.taken-over": 1,
    "batch.planned": 2,
    "batch.shortened": 2,
    "batch.checked": 2,
    "supply.released": 5,
    "supply.handed-over": 5,
}
STEP_OF_ROOM = {"batch": 2, "document": 3, "documents": 3, "print": 4, "printing": 4, "job": 4, "supply": 5}
CURRENT_AT = {
    Stage.ENTERED: 1,
    Stage.SCREENED: 2,
    Stage.PLANNED: 2,
    Stage.CHECKED: 3,
    Stage.DOCUMENTED: 4,
    Stage.RELEASED: 5,
    Stage.SUPPLIED: 6,
}


@dataclass(frozen=True)
class RailStep:
    """One step of the rail. state: done, current, ahead or stopped. last: the last act of this step, if any."""

    name: str
    state: str
    last: Deed | None


def rail(stage: str, *, open_findings: int, deeds: Sequence[Deed]) -> tuple[RailStep, ...]:
    """Return the six steps of a prescription.

    stage: where it stands. open_findings: how many wait for a pharmacist. deeds: what was done, first things first.
    """
    printed = is_printed(deeds)
    last = {step_of(deed.verb): deed for deed in _in_force(deeds)}
    reached = max((step for step in last if step >= 0), default=0)
    refused = stage == Stage.REFUSED
    current = reached if refused else _current(Stage(stage), open_findings=open_findings, printed=printed)
    states = [_state(number, current=current, refused=refused) for number in range(len(NAMES))]
    if states[PRINTING] == "done" and not printed:
        states[PRINTING] = "ahead"  # released without a print on record: the rail does not say otherwise
    return tuple(RailStep(name, states[number], last=last.get(number)) for number, name in enumerate(NAMES))


def step_of(verb: str) -> int:
    """Return the step that an act belongs to, from 0, or -1 for an act of no step."""
    return STEP_OF_ACT.get(verb, STEP_OF_ROOM.get(verb.partition(".")[0], -1))


def is_printed(deeds: Sequence[Deed]) -> bool:
    """Return whether every label of the newest papers was printed and seen. deeds: first things first."""
    told = [deed.verb for deed in deeds if deed.verb == PRINTED or deed.verb in UNPRINTED]
    return bool(told) and told[-1] == PRINTED


def _in_force(deeds: Sequence[Deed]) -> list[Deed]:
    """The deeds without those on a batch that was discarded; that it was discarded stays with its worksheet."""
    gone = max((number for number, deed in enumerate(deeds) if deed.verb == DISCARDED), default=0)
    return [deed for number, deed in enumerate(deeds) if number >= gone or step_of(deed.verb) < WORKSHEET]


def _current(stage: Stage, *, open_findings: int, printed: bool) -> int:
    if stage is Stage.SCREENED and open_findings:
        return 1
    if stage is Stage.DOCUMENTED and printed:
        return 5
    return CURRENT_AT[stage]


def _state(number: int, *, current: int, refused: bool) -> str:
    if number < current:
        return "done"
    if number > current:
        return "ahead"
    return "stopped" if refused else "current"
