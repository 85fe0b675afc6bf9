"""When a later part of a course has to be ready: so early as the pharmacy likes, as long as it costs no life."""

from dataclasses import replace
from datetime import date

from formulations.science.life import NoUseByLimit
from formulations.science.plan import Plan
from formulations.science.quantities import BadQuantity
from formulations.science.regimen import BadRegimen
from formulations.science.remaining import due_on
from formulations.science.supply import spare_days
from pharmacy.prescriptions.course import CoursePart
from pharmacy.prescriptions.entry import BadEntry
from pharmacy.prescriptions.models import Prescription
from pharmacy.prescriptions.planning import plan_for, plan_made_on


def due_in_time(part: CoursePart, *, lead_days: int) -> CoursePart:
    """Return a later part of a course that is due no earlier than its life allows.

    One that cannot be planned keeps the lead days; its plan says why. Source: house rule, as for later batches.
    """
    starts_on = part.entry.starts_on
    if starts_on is None:
        return part
    try:
        plan = plan_made_on(part.entry, made_on=starts_on)
    except BadEntry:
        return part
    return replace(part, entry=replace(part.entry, due_on=_due(plan, needed_on=starts_on, lead_days=lead_days)))


def due_when_moved(part: Prescription, *, to: date, lead_days: int) -> date:
    """Return the day on which a part on record has to be ready when its first day moves. part: with that first day."""
    try:
        plan = plan_for(part, made_on=to)
    except (NoUseByLimit, BadQuantity, BadRegimen):
        return due_on(to, lead_days=lead_days)
    return _due(plan, needed_on=to, lead_days=lead_days)


def _due(plan: Plan, *, needed_on: date, lead_days: int) -> date:
    """plan: as made on the very day it is needed."""
    return due_on(needed_on, lead_days=lead_days, spare=spare_days(plan.supply) if plan.supply else None)
