"""Taking an approved version out of use."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from formulations.actions.approving import require_reason
from formulations.actions.holding import hold, note_on
from formulations.actions.recording_sources import forget_sources
from formulations.models import Specification
from formulations.today import today as day_in_use


@transaction.atomic
def withdraw(*, specification: Specification, by: Any, reason: str, today: date | None = None) -> Specification:
    """Return the approved version, withdrawn with its reason: nothing is made under it, released or handed over.

    An older version does not come back: until another is approved, the formulation is not made. Whatever was made
    under it and is still in date is for the pharmacy to list. today: the day that is recorded.
    Raises NoReason, WrongState. Source: house rule; 21 CFR 211.180(f), what is found wrong is made known.
    """
    held = hold(specification, act="withdraw")
    held.withdrawn_reason = require_reason(reason, act="withdrawing it")
    held.withdrawn_at, held.withdrawn_by, held.withdrawn_on = timezone.now(), by, today or day_in_use()
    held.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_on", "withdrawn_reason"])
    forget_sources(held)
    note_on(held, by=by, verb="withdrawn", facts={"reason": held.withdrawn_reason})
    return held
