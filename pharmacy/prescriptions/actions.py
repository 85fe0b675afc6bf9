"""What is done to prescriptions: entered, refused; how they are screened stands in checks/acts.py. One event each."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from formulations.models import Specification as SpecificationRow
from formulations.science.formula import choices_of
from formulations.science.law import Law
from formulations.science.plan import Plan
from pharmacy.ledger.actions import append_event
from pharmacy.prescriptions.checks.acts import LONGEST_REASON, screen, settle_finding, take_over_check
from pharmacy.prescriptions.clean_entry import clean_entry
from pharmacy.prescriptions.entry import BadEntry, Follows, PatientEntry, PrescriberEntry, PrescriptionEntry
from pharmacy.prescriptions.life_cycle import advance
from pharmacy.prescriptions.models import (
    KnownFact,
    OrderedStep,
    Patient,
    Prescriber,
    Prescription,
    Stage,
)
from pharmacy.prescriptions.name_words import birth_word, keep_words
from pharmacy.prescriptions.objections import NotSettled, refuse_role
from pharmacy.prescriptions.orders import keep_needed_on
from pharmacy.prescriptions.plain_text import refuse_unprintable
from pharmacy.prescriptions.planning import approved, plan_order
from pharmacy.staff.clock import now, today
from pharmacy.staff.models import Pharmacy, Role, User

PRESCRIBER = "prescriber"  # the element of a label, as the editions of the law name it

__all__ = ["BadEntry", "NotSettled", "enter_prescription", "refuse", "screen", "settle_finding", "take_over_check"]


@transaction.atomic
def enter_prescription(*, entry: PrescriptionEntry, by: User) -> Prescription:
    """Return the new prescription, with its patient, prescriber, steps and what is known of the patient.

    A patient with the same names and day of birth as one on record is that patient.
    Raises BadEntry for everything that cannot be entered, before anything is written; NotAllowed for the role.
    """
    refuse_role(by.role, may=(Role.PHARMACIST, Role.TECHNICIAN), act="enter a prescription")
    cleaned = clean_entry(entry, today=today())
    specification, facts = approved(cleaned.formulation)
    plan = plan_order(cleaned, specification=facts)
    _refuse_no_prescriber(cleaned, law=plan.order.law)
    _hold_the_desk()
    patient = _patient(cleaned.patient)
    prescription = _write_prescription(cleaned, plan=plan, specification=specification, patient=patient, by=by)
    _write_steps(prescription, entry=cleaned)
    _note(prescription, verb="prescription.entered", by=by, facts=_entered_facts(prescription))
    return prescription


@transaction.atomic
def refuse(*, prescription: Prescription, by: User, reason: str) -> Prescription:
    """Return the prescription, refused by a pharmacist with a reason; nothing is made for it any more.

    Raises WrongStage once it is released or at an end, BadEntry without a printable reason, NotAllowed.
    """
    refuse_role(by.role, may=(Role.PHARMACIST,), act="refuse a prescription")
    given = refuse_unprintable(reason, field="Reason", longest=LONGEST_REASON)
    if not given:
        raise BadEntry("a prescription is refused with a reason; write it", field="Reason")
    advance(prescription, to=Stage.REFUSED)
    prescription.refused_at, prescription.refused_by, prescription.refused_reason = now(), by, given
    prescription.save(update_fields=["refused_at", "refused_by", "refused_reason"])
    keep_needed_on(prescription)
    _note(prescription, verb="prescription.refused", by=by, facts={"reason": given})
    return prescription


def _refuse_no_prescriber(entry: PrescriptionEntry, *, law: Law) -> None:
    """Raise BadEntry where the law wants a name on the label that nobody wrote: no label could be made of it."""
    if entry.prescriber is None and PRESCRIBER in law.label_elements:
        message = f"the label has to name who prescribed it (law: {law.name}, {law.edition}); write the name"
        raise BadEntry(message, field="Prescriber")


def _patient(entry: PatientEntry) -> Patient:
    if entry.public_id:
        known = Patient.objects.filter(public_id=entry.public_id).first()
        if known is None:
            raise BadEntry(f"no patient on record has the id {entry.public_id}; search again", field="Patient")
        return known
    names = {"given_name": entry.given_name, "family_name": entry.family_name}
    same = None
    if entry.birth_date:
        same = Patient.objects.filter(found_by__word=birth_word(entry.birth_date), **names).first()
    return same or _new_patient(entry)


def _new_patient(entry: PatientEntry) -> Patient:
    names = {"given_name": entry.given_name, "family_name": entry.family_name}
    patient = Patient.objects.create(**names, birth_date=entry.birth_date, language=entry.language)
    keep_words([patient])
    return patient


def _prescriber(entry: PrescriberEntry | None) -> Prescriber | None:
    if entry is None:
        return None
    known = Prescriber.objects.filter(name=entry.name)
    if entry.registration:
        known = known.filter(registration=entry.registration)
    fields = {"name": entry.name, "registration": entry.registration, "address": entry.address}
    return known.first() or Prescriber.objects.create(**fields)


def _write_prescription(
    entry: PrescriptionEntry, *, plan: Plan, specification: SpecificationRow, patient: Patient, by: User
) -> Prescription:
    return Prescription.objects.create(
        number=_next_number(),
        patient=patient,
        prescriber=_prescriber(entry.prescriber),
        specification=specification,
        strength=plan.order.formula.strength.amount,
        choices=choices_of(plan.order.formula),
        days=plan.regimen.days,
        written_on=entry.written_on,
        starts_on=entry.starts_on,
        due_on=entry.due_on,
        repeats_allowed=entry.repeats_allowed,
        purpose=entry.purpose,
        filling=entry.filling,
        **_follows(entry.follows),
        entered_at=now(),
        entered_by=by,
    )


def _follows(follows: Follows | None) -> dict[str, Any]:
    """Return the columns that say what a prescription goes on from; none for one that stands by itself."""
    if follows is None:
        return {}
    continues = Prescription.objects.get(public_id=follows.continues)
    return {"continues": continues, "follows_as": follows.how, "from_day": follows.from_day}


def _hold_the_desk() -> None:
    """Let one entry at a time find its patient, its prescriber and its number, so that two never make the same twice.

    The pharmacy's row is the lock.
    """
    Pharmacy.objects.select_for_update().order_by("pk").first()


def _next_number() -> int:
    """Return the number of the next prescription. Called while the desk is held."""
    last = Prescription.objects.order_by("-number").values_list("number", flat=True).first()
    return (last or 0) + 1


def _write_steps(prescription: Prescription, *, entry: PrescriptionEntry) -> None:
    OrderedStep.objects.bulk_create(
        OrderedStep(
            prescription=prescription,
            sequence=sequence,
            dose=step.dose,
            times_a_day=step.times_a_day,
            days=step.days,
            when=list(step.when),
            every=step.every,
            hours_apart=step.hours_apart,
        )
        for sequence, step in enumerate(entry.steps, start=1)
    )
    KnownFact.objects.bulk_create(
        KnownFact(
            prescription=prescription,
            kind=one.kind,
            text=one.text,
            system=one.system,
            code=one.code,
            ended_on=one.ended_on,
        )
        for one in entry.known
    )


def _entered_facts(prescription: Prescription) -> dict[str, object]:
    before = prescription.continues
    goes_on = {"continues": before.number, "follows_as": prescription.follows_as} if before else {}
    return goes_on | {
        "number": prescription.number,
        "formulation": prescription.specification.formulation.code,
        "specification": prescription.specification.sha256,
        "strength": str(prescription.strength),
        "days": prescription.days,
    }


def _note(prescription: Prescription, *, verb: str, by: User, facts: Mapping[str, object]) -> None:
    append_event(actor=by.username, verb=verb, subject=f"prescription:{prescription.number}", facts=facts)
