"""What is done to a patient’s record: it is corrected. One event names the fields, never what stands in them."""

import hashlib
from dataclasses import replace

from django.db import transaction

from pharmacy.ledger.actions import append_event
from pharmacy.prescriptions.clean_entry import clean_patient
from pharmacy.prescriptions.entry import BadEntry, PatientEntry
from pharmacy.prescriptions.models import Patient
from pharmacy.prescriptions.name_words import keep_words
from pharmacy.prescriptions.objections import refuse_role
from pharmacy.staff.clock import today
from pharmacy.staff.models import Pharmacy, Role, User
from pharmacy.staff.refusals import Conflict

FIELDS = ("given_name", "family_name", "birth_date", "language")


class RecordChanged(Conflict):
    """The record is not what it was when the correction was begun; the message says what to do."""


def state_of(patient: Patient) -> str:
    """Return what tells one state of a record from another: the SHA-256 of its fields, which says nothing of them."""
    return hashlib.sha256(repr([getattr(patient, name) for name in FIELDS]).encode()).hexdigest()


@transaction.atomic
def correct_patient(*, patient: Patient, corrected: PatientEntry, seen: str, by: User) -> tuple[str, ...]:
    """Return the names of the fields that changed: given_name, family_name, birth_date, language.

    seen: `state_of` the record that the person corrects. Papers that were made keep the name they were made with.
    Raises BadEntry for what a patient cannot be called, for a correction that changes nothing and for one that makes
    two records of one person; RecordChanged, NotAllowed.
    """
    refuse_role(by.role, may=(Role.PHARMACIST, Role.TECHNICIAN), act="correct a patient's record")
    _hold_the_desk()
    held = Patient.objects.select_for_update().get(pk=patient.pk)
    cleaned = clean_patient(replace(corrected, public_id=None), today=today())
    changed = _changed(held, cleaned=cleaned, seen=seen)
    for name in changed:
        setattr(held, name, getattr(cleaned, name))
    held.save(update_fields=changed)
    keep_words([held])
    append_event(
        actor=by.username,
        verb="patient.corrected",
        subject=f"patient:{held.public_id}",
        facts={"changed": list(changed)},
    )
    return changed


def _changed(held: Patient, *, cleaned: PatientEntry, seen: str) -> tuple[str, ...]:
    if state_of(held) != seen:
        raise RecordChanged("Somebody corrected this record since you opened it. Look at it as it stands, then go on.")
    changed = tuple(name for name in FIELDS if getattr(held, name) != getattr(cleaned, name))
    if not changed:
        raise BadEntry("nothing differs from the record; change what is wrong, or go back", field="Patient")
    same = {name: getattr(cleaned, name) for name in FIELDS if name != "language"}
    if cleaned.birth_date and Patient.objects.filter(**same).exclude(pk=held.pk).exists():
        message = "another patient on record has this name and day of birth; look whether it is the same person"
        raise BadEntry(message, field="Patient")
    return changed


def _hold_the_desk() -> None:
    """Wait for an entry that looks for its patient just now, so that it does not make the same one again."""
    Pharmacy.objects.select_for_update().order_by("pk").first()
