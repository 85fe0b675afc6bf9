"""The life of a specification, as a table, and the functions that say where a version stands on a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum

from formulations.models import Specification


class State(Enum):
    """Where a version stands, in the word that pages show."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    APPROVED = "approved"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"
    DISCARDED = "discarded"


@dataclass(frozen=True)
class Passage:
    """One step that may happen, and the act or the day that makes it happen."""

    start: State
    end: State
    act: str


# What stands here may happen; nothing else may. No act supersedes: the day of a newer version does.
PASSAGES = (
    Passage(State.DRAFT, State.DRAFT, "save"),
    Passage(State.DRAFT, State.DISCARDED, "discard"),
    Passage(State.DRAFT, State.SUBMITTED, "submit"),
    Passage(State.SUBMITTED, State.DRAFT, "send back"),
    Passage(State.SUBMITTED, State.APPROVED, "approve"),
    Passage(State.APPROVED, State.SUPERSEDED, "a newer version comes into effect"),
    Passage(State.APPROVED, State.WITHDRAWN, "withdraw"),
    Passage(State.SUPERSEDED, State.WITHDRAWN, "withdraw"),
)
ENDS = (State.WITHDRAWN, State.DISCARDED)


def starts_of(act: str) -> tuple[State, ...]:
    """Return from which states an act may happen. Source: the table above."""
    return tuple(passage.start for passage in PASSAGES if passage.act == act)


def state_of(row: Specification, *, current: Specification | None = None) -> State:
    """Return where a version stands.

    current: the version of the same formulation that rules today (`ruling`), if there is one; an approved version
    older than it is superseded. Source: the signatures on the row; house rule: the newest version in effect is used.
    """
    if row.withdrawn_at:
        return State.WITHDRAWN
    if row.discarded_at:
        return State.DISCARDED
    if row.approved_at:
        return State.SUPERSEDED if current is not None and row.version < current.version else State.APPROVED
    return State.SUBMITTED if row.submitted_at else State.DRAFT


def why_withdrawn(row: Specification) -> str:
    """Return in words for the user that a version was withdrawn, when and why; empty when it was not.

    Source: the signature on the row.
    """
    if row.withdrawn_at is None:
        return ""
    return f"{row} was withdrawn on {row.withdrawn_on:%-d %B %Y}: {row.withdrawn_reason.rstrip('.')}."


def is_in_effect(row: Specification, *, today: date) -> bool:
    """Return whether an approved version has come into effect; on the day itself it has.

    A version withdrawn before its day never does. Source: the row's own dates.
    """
    if row.approved_at is None or row.effective_from is None or row.effective_from > today:
        return False
    return row.withdrawn_on is None or row.withdrawn_on >= row.effective_from


def ruling(versions: Iterable[Specification], *, today: date) -> Specification | None:
    """Return the version that rules on a day: the newest that has come into effect, also when withdrawn since.

    versions: of one formulation. A withdrawn one does not bring the older one back: nothing is made until another is
    approved. Source: house rule.
    """
    in_effect = [row for row in versions if is_in_effect(row, today=today)]
    return max(in_effect, key=lambda row: row.version, default=None)


def current(versions: Iterable[Specification], *, today: date) -> Specification | None:
    """Return the version that is used on a day: the one that rules, unless it was withdrawn. Source: house rule."""
    newest = ruling(versions, today=today)
    return newest if newest is not None and newest.withdrawn_at is None else None
