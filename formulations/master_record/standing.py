"""Where a version stands, said so that a print of it cannot be mistaken for one by which may be made."""

from collections.abc import Iterable
from datetime import date, datetime

from django.utils import timezone

from formulations.life_cycle import State
from formulations.master_record.shape import Signature, Standing
from formulations.models import Specification

DRAFT = "DRAFT, not approved"


def standing_of(row: Specification, *, state: State, today: date) -> Standing:
    """Return where a version stands, in a word, in a sentence, and in what is printed across each page.

    state: as `life_cycle.state_of` gives it. Source: the signatures on the row.
    """
    from_day = f"{row.effective_from:%-d %B %Y}" if row.effective_from else ""
    if state is State.APPROVED and row.effective_from and row.effective_from > today:
        return Standing(
            "Approved, not yet in effect", f"Do not make by it before {from_day}.", f"NOT BEFORE {from_day}"
        )
    return {
        State.APPROVED: Standing("Approved", f"In effect from {from_day}."),
        State.SUPERSEDED: Standing("Superseded", "Do not make by it: a later version is in effect.", "SUPERSEDED"),
        State.WITHDRAWN: Standing("Withdrawn", f"Do not make by it. {row.withdrawn_reason}", "WITHDRAWN"),
        State.SUBMITTED: Standing("Submitted, not approved", "Nobody may make by it yet.", DRAFT),
        State.DRAFT: Standing(DRAFT, "Nobody may make by it.", DRAFT),
        State.DISCARDED: Standing("Discarded", "It was never approved: nobody may make by it.", "DISCARDED"),
    }[state]


def signatures_of(row: Specification) -> Iterable[Signature]:
    """Yield who wrote, submitted, approved, withdrew or discarded a version, and when."""
    saved = row.revisions.order_by("-number").first() if row.pk else None
    yield Signature("Written by", str(row.author or "not on record"), _moment(saved.saved_at) if saved else "")
    for act in ("submitted", "approved", "withdrawn", "discarded"):
        by, at = getattr(row, f"{act}_by"), getattr(row, f"{act}_at")
        if by is not None:
            yield Signature(f"{act.capitalize()} by", str(by), _moment(at))


def _moment(at: datetime) -> str:
    return f"{timezone.localtime(at):%-d %B %Y, %H:%M}"
