"""Entering a course: its first product as a prescription, each next one as a prescription that follows on from it."""

from dataclasses import replace

from django.db import transaction

from pharmacy.prescriptions.actions import enter_prescription
from pharmacy.prescriptions.course import CoursePart, split_course
from pharmacy.prescriptions.entry import Follows, PatientEntry, PrescriptionEntry
from pharmacy.prescriptions.making_ahead import due_in_time
from pharmacy.prescriptions.models import Prescription
from pharmacy.staff.clock import today
from pharmacy.staff.models import User
from pharmacy.staff.queries import the_pharmacy


@transaction.atomic
def enter_course(*, entry: PrescriptionEntry, by: User) -> tuple[Prescription, ...]:
    """Return the prescriptions that an order becomes: one, or one for each product of a course, in their order.

    Raises BadEntry for everything that cannot be entered, before anything is written; NotAllowed for the role.
    """
    parts = parts_of_entry(entry)
    first = enter_prescription(entry=parts[0].entry, by=by)
    return (first, *(_enter_next(part, first=first, by=by) for part in parts[1:]))


def parts_of_entry(entry: PrescriptionEntry) -> tuple[CoursePart, ...]:
    """Return the parts of an order that begins today, or on its first day. Raises BadEntry as `split_course` does."""
    if not entry.products:
        return (CoursePart(1, 1, from_day=1, to_day=entry.days, entry=entry),)
    lead_days = the_pharmacy().lead_days
    first, *later = split_course(entry, first_day=entry.starts_on or today(), lead_days=lead_days)
    return (first, *(due_in_time(part, lead_days=lead_days) for part in later))


def _enter_next(part: CoursePart, *, first: Prescription, by: User) -> Prescription:
    patient = PatientEntry(first.patient.given_name, first.patient.family_name, public_id=first.patient.public_id)
    follows = Follows(first.public_id, Prescription.Follows.NEXT_PRODUCT.value, part.from_day)
    return enter_prescription(entry=replace(part.entry, patient=patient, follows=follows), by=by)
