"""The days of a course follow what is really made: a part that begins later moves the parts after it."""

from datetime import date, timedelta

from pharmacy.ledger.actions import append_event
from pharmacy.prescriptions.course_shown import course_of, part_of
from pharmacy.prescriptions.making_ahead import due_when_moved
from pharmacy.prescriptions.models import Prescription, Stage
from pharmacy.staff.models import User
from pharmacy.staff.queries import the_pharmacy

NOT_MADE_YET = (Stage.ENTERED, Stage.SCREENED)


def move_parts_after(prescription: Prescription, *, first_day: date, days: int, by: User) -> None:
    """Let the next part of a course begin on the day after this one ends, and each further one after it.

    prescription: the part, or a later batch of it, that is made now. first_day, days: of what is made, as planned.
    A part that is made already keeps its days, and so do those after it. Each move is one event.
    Source: house rule: neither a day without medicine nor two products of one active on the same day.
    """
    parts = [part for part in course_of(prescription) if part.stage != Stage.REFUSED]
    if len(parts) == 1:
        return
    own = part_of(prescription)
    after = [part for part in parts if part.from_day > own.from_day]
    if prescription.follows_as != Prescription.Follows.LATER_BATCH:
        _move(prescription, to=first_day, by=by)
    begins = first_day + timedelta(days=days)
    for part in after:
        if part.stage not in NOT_MADE_YET:
            return
        _move(part, to=begins, by=by)
        begins += timedelta(days=part.days)


def _move(part: Prescription, *, to: date, by: User) -> None:
    if part.starts_on == to:
        return
    facts = {"first day before": str(part.starts_on), "first day": str(to)}
    part.starts_on = to
    if part.continues_id:
        part.due_on = due_when_moved(part, to=to, lead_days=the_pharmacy().lead_days)
    part.save(update_fields=["starts_on", "due_on"])
    append_event(actor=by.username, verb="prescription.moved", subject=f"prescription:{part.number}", facts=facts)
