"""Submitting, sending back and approving: from its approval on, the content of a version never changes."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from formulations.actions.cataloguing import bring_in_line
from formulations.actions.holding import hold, note_on, require_unaltered
from formulations.actions.recording_sources import record_sources
from formulations.models import Specification
from formulations.queries.drafts import approval_objections, submission_objections
from formulations.refusals import FormularyConflict, Refused
from formulations.submission import Objection
from formulations.today import today as day_in_use


class SelfApproval(FormularyConflict):
    """One person as author and approver of a specification."""


class SubmissionRefused(Refused):
    """A draft that may not be submitted."""


class ApprovalRefused(Refused):
    """A submission that may not be approved."""


class NoReason(FormularyConflict):
    """An act that needs a reason, without one."""


@transaction.atomic
def submit(*, specification: Specification, by: Any, note: str | None = None) -> Specification:
    """Return the draft, submitted: its content stays as it is until it is approved or sent back.

    note: what changes and why, for whoever decides; what the draft began with when left out.
    Raises SubmissionRefused with everything that speaks against it, WrongState.
    Source: USP <795>, master formulation record; house rule (two persons).
    """
    held = hold(specification, act="submit")
    require_unaltered(held)
    objections = submission_objections(held)
    if objections:
        raise SubmissionRefused(objections)
    held.submitted_at, held.submitted_by = timezone.now(), by
    held.change_note = held.change_note if note is None else note
    held.save(update_fields=["submitted_at", "submitted_by", "change_note"])
    note_on(held, by=by, verb="submitted")
    return held


@transaction.atomic
def send_back(*, specification: Specification, by: Any, reason: str) -> Specification:
    """Return the submission, a draft again, with the reason for its author. Raises NoReason, WrongState."""
    held = hold(specification, act="send back")
    stated = require_reason(reason, act="sending it back")
    held.submitted_at = held.submitted_by = None
    held.returned_at, held.returned_by, held.returned_reason = timezone.now(), by, stated
    held.save(update_fields=["submitted_at", "submitted_by", "returned_at", "returned_by", "returned_reason"])
    note_on(held, by=by, verb="returned", facts={"reason": stated})
    return held


@transaction.atomic
def approve_specification(
    *, specification: Specification, by: Any, effective_from: date, seen: str = "", today: date | None = None
) -> Specification:
    """Return the specification, approved: from its day on it is the version in use, and it never changes any more.

    by: neither its author, nor who submitted it, nor anybody who saved it. effective_from: today or later. seen: the
    SHA-256 of the content that the approver read; another content than that is not approved.
    Raises SelfApproval, ApprovalRefused with everything that speaks against it, WrongState.
    Source: USP <795>, master formulation record; house rule (two persons).
    """
    held = hold(specification, act="approve")
    require_unaltered(held)
    objections = approval_objections(held, by=by, effective_from=effective_from, today=today or day_in_use(), seen=seen)
    _refuse(objections)
    held.approved_at, held.approved_by, held.effective_from = timezone.now(), by, effective_from
    held.save(update_fields=["approved_at", "approved_by", "effective_from"])
    bring_in_line(held.formulation, content=held.content)
    record_sources([held])
    note_on(held, by=by, verb="approved", facts={"effective_from": effective_from.isoformat()})
    return held


def require_reason(reason: str, *, act: str) -> str:
    """Return the reason without spaces around it. act: as in "sending it back". Raises NoReason for an empty one."""
    if not reason.strip():
        message = f"Give the reason for {act}."
        raise NoReason(message)
    return reason.strip()


def _refuse(objections: tuple[Objection, ...]) -> None:
    own = [one.message for one in objections if one.code == "own-work"]
    if own:
        raise SelfApproval(" ".join(own))
    if objections:
        raise ApprovalRefused(objections)
