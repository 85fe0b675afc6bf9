"""What is done to prescriptions: entered, screened, a finding settled, refused. Each act writes one event."""

from collections.abc import Mapping

from django.db import transaction

from formulations.models import Specification as SpecificationRow
from formulations.science.findings import Finding
from formulations.science.plan import Plan
from pharmacy.ledger.actions import append_event
from pharmacy.prescriptions.clean_entry import clean_entry
from pharmacy.prescriptions.entry import BadEntry, PatientEntry, PrescriberEntry, PrescriptionEntry
from pharmacy.prescriptions.life_cycle import advance
from pharmacy.prescriptions.models import (
    KnownFact,
    OrderedStep,
    Patient,
    Prescriber,
    Prescription,
    ScreeningFinding,
    Stage,
)
from pharmacy.prescriptions.objections import NotSettled, objections_to_settling, refuse_role
from pharmacy.prescriptions.plain_text import refuse_unprintable
from pharmacy.prescriptions.planning import approved, plan_for, plan_order, screen_prescription
from pharmacy.staff.clock import now, today
from pharmacy.staff.models import Pharmacy, Role, User

__all__ = ["BadEntry", "NotSettled", "enter_prescription", "refuse", "screen", "settle_finding"]

LONGEST_REASON = 500


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
    patient = _patient(cleaned.patient)
    prescription = _write_prescription(cleaned, plan=plan, specification=specification, patient=patient, by=by)
    _write_steps(prescription, entry=cleaned)
    _note(prescription, verb="prescription.entered", by=by, facts=_entered_facts(prescription))
    return prescription


@transaction.atomic
def screen(*, prescription: Prescription, by: User) -> list[ScreeningFinding]:
    """Return all findings of a prescription, newly looked for; what was settled before and still holds stays settled.

    Raises WrongStage unless it is entered or screened; NotAllowed for the role.
    """
    refuse_role(by.role, may=(Role.PHARMACIST,), act="screen a prescription")
    advance(prescription, to=Stage.SCREENED)
    plan = plan_for(prescription)
    screening = screen_prescription(prescription, plan=plan)
    _write_findings(prescription, found=(*plan.findings, *screening.findings))
    findings = list(prescription.findings.all())
    codes = sorted(f"{one.severity} {one.code}" for one in findings)
    _note(prescription, verb="prescription.screened", by=by, facts={"findings": codes})
    return findings


@transaction.atomic
def settle_finding(*, finding: ScreeningFinding, by: User, reason: str) -> ScreeningFinding:
    """Return the finding, settled by a pharmacist with a reason.

    Raises NotSettled with what speaks against it, BadEntry for a reason that cannot be printed, NotAllowed.
    """
    refuse_role(by.role, may=(Role.PHARMACIST,), act="settle a finding")
    held = ScreeningFinding.objects.select_for_update().select_related("prescription").get(pk=finding.pk)
    given = refuse_unprintable(reason, field="Reason", longest=LONGEST_REASON)
    objections = objections_to_settling(held, reason=given)
    if objections:
        raise NotSettled(" ".join(objections))
    held.settled_at, held.settled_by, held.settled_reason = now(), by, given
    held.save(update_fields=["settled_at", "settled_by", "settled_reason"])
    facts = {"code": held.code, "severity": held.severity, "reason": given}
    _note(held.prescription, verb="finding.settled", by=by, facts=facts)
    return held


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
    _note(prescription, verb="prescription.refused", by=by, facts={"reason": given})
    return prescription


def _patient(entry: PatientEntry) -> Patient:
    if entry.public_id:
        known = Patient.objects.filter(public_id=entry.public_id).first()
        if known is None:
            raise BadEntry(f"no patient on record has the id {entry.public_id}; search again", field="Patient")
        return known
    names = {"given_name": entry.given_name, "family_name": entry.family_name}
    same = Patient.objects.filter(**names, birth_date=entry.birth_date).first() if entry.birth_date else None
    return same or Patient.objects.create(**names, birth_date=entry.birth_date, language=entry.language)


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
        choices={part.choice: part.excipient for part in plan.order.formula.components if part.choice},
        days=plan.regimen.days,
        written_on=entry.written_on,
        purpose=entry.purpose,
        entered_at=now(),
        entered_by=by,
    )


def _next_number() -> int:
    """Return the number of the next prescription; the pharmacy's row is the lock that keeps two from taking one."""
    Pharmacy.objects.select_for_update().order_by("pk").first()
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


def _write_findings(prescription: Prescription, *, found: tuple[Finding, ...]) -> None:
    settled = prescription.findings.filter(settled_at__isnull=False)
    answered = {(one.code, one.about, one.severity) for one in settled}
    prescription.findings.filter(settled_at__isnull=True).delete()
    ScreeningFinding.objects.bulk_create(
        ScreeningFinding(
            prescription=prescription,
            code=one.code,
            severity=one.severity.value,
            message=one.message,
            about=one.about,
            sources=list(one.sources),
            values=one.values,
            overridable=one.overridable,
        )
        for one in found
        if (one.code, one.about, one.severity.value) not in answered
    )


def _entered_facts(prescription: Prescription) -> dict[str, object]:
    return {
        "number": prescription.number,
        "formulation": prescription.specification.formulation.code,
        "specification": prescription.specification.sha256,
        "strength": str(prescription.strength),
        "days": prescription.days,
    }


def _note(prescription: Prescription, *, verb: str, by: User, facts: Mapping[str, object]) -> None:
    append_event(actor=by.username, verb=verb, subject=f"prescription:{prescription.number}", facts=facts)
