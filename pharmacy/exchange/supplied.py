"""A supply on record becomes a FHIR bundle: the order, and what was handed out for it."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid5

from django.db import transaction

from formulations.queries import pinned_specification
from formulations.science.formula import choose_formula
from formulations.science.quantities import Quantity
from formulations.science.regimen import DoseStep
from formulations.science.specification import ChosenFormula
from pharmacy.compounding.models import Batch
from pharmacy.dispensing.models import Recall, Supply
from pharmacy.documents.facts import PaperFacts, StepFacts, facts_from
from pharmacy.documents.in_language import amounts_in, language_of
from pharmacy.documents.wording.directions import NO_BREAK, direction
from pharmacy.exchange.fhir.exact_json import as_json
from pharmacy.exchange.fhir.writing.amounts import Json
from pharmacy.exchange.fhir.writing.dispense import Supplied, medication_dispense
from pharmacy.exchange.fhir.writing.dosage import supplied_dosage
from pharmacy.exchange.fhir.writing.people import patient, practitioner
from pharmacy.exchange.fhir.writing.request import Identities, medication_request
from pharmacy.ledger.actions import append_event
from pharmacy.prescriptions.course_shown import course_of
from pharmacy.prescriptions.entry import PatientEntry, PrescriberEntry, PrescriptionEntry
from pharmacy.prescriptions.models import Patient, Prescriber, Prescription
from pharmacy.prescriptions.planning import ordered_steps
from pharmacy.printing.queries import newest_papers
from pharmacy.staff.models import User
from pharmacy.staff.queries import the_pharmacy

EXPORTED = "order-and-supply.exported"  # no step of the rail: what was released stays the last act of its step


class NothingSupplied(ValueError):
    """A prescription of which nothing was released; the message says so and what to do."""


@transaction.atomic
def export_supply(*, prescription: Prescription, by: User) -> str:
    """Return the newest supply of a prescription as the JSON text of a FHIR R4 bundle, and note who took it out.

    Raises NothingSupplied before a release. Source: docs/fhir.md.
    """
    supply = newest_supply(prescription)
    text = f"{as_json(supply_as_bundle(supply))}\n"
    facts = {"lot": supply.batch.lot, "format": "FHIR R4"}
    append_event(actor=by.username, verb=EXPORTED, subject=f"prescription:{prescription.number}", facts=facts)
    return text


def newest_supply(prescription: Prescription) -> Supply:
    """Return the newest supply of a prescription. Raises NothingSupplied before a release."""
    rows = Supply.objects.filter(batch__prescription=prescription)
    related = ("batch__prescription__patient", "batch__prescription__prescriber", "batch__specification")
    supply = rows.select_related(*related, "prepared_by", "released_by", "batch__checked_by").first()
    if supply is None:
        raise NothingSupplied(f"Prescription {prescription.number} has no supply that is released; release it first")
    return supply


def supply_as_bundle(supply: Supply) -> Json:
    """Return the order and the supply as a Bundle of type collection. Source: FHIR R4, Bundle; docs/fhir.md."""
    prescription, facts = supply.batch.prescription, _facts(supply.batch)
    entry, formula, ids = entry_on_record(prescription), _formula(prescription), _identities(supply)
    texts = [_text(step, facts=facts) for step in facts.steps]
    resources = [patient(entry.patient, identity=ids.patient)]
    resources += [practitioner(entry.prescriber, identity=ids.prescriber)] if entry.prescriber else []
    is_over = supply.handed_over_at is not None and _nothing_is_left(prescription, facts=facts)
    resources.append(medication_request(entry, formula=formula, ids=ids, is_over=is_over, texts=texts))
    resources.append(medication_dispense(_supplied(supply, facts=facts, formula=formula, texts=texts), ids=ids))
    entries = [{"fullUrl": f"urn:uuid:{one['id']}", "resource": one} for one in resources]
    return {"resourceType": "Bundle", "type": "collection", "entry": entries}


def entry_on_record(prescription: Prescription) -> PrescriptionEntry:
    """Return a prescription on record as it was ordered, without what is known of the patient."""
    return PrescriptionEntry(
        patient=_patient(prescription.patient),
        prescriber=_prescriber(prescription.prescriber),
        formulation=prescription.specification.formulation.code,
        strength=prescription.strength,
        steps=ordered_steps(prescription),
        days=prescription.days,
        choices=prescription.choices,
        purpose=prescription.purpose,
        written_on=prescription.written_on,
        starts_on=prescription.starts_on,
        repeats_allowed=prescription.repeats_allowed,
    )


def _patient(row: Patient) -> PatientEntry:
    return PatientEntry(row.given_name, row.family_name, birth_date=row.birth_date, language=row.language)


def _prescriber(row: Prescriber | None) -> PrescriberEntry | None:
    return PrescriberEntry(row.name, row.registration, row.address) if row else None


def _formula(prescription: Prescription) -> ChosenFormula:
    specification = pinned_specification(prescription.specification)
    return choose_formula(specification, strength=prescription.strength, choices=prescription.choices)


def _identities(supply: Supply) -> Identities:
    """Ids that are the same each time, and that say nothing about anybody."""
    order = supply.batch.prescription
    prescriber = uuid5(order.public_id, "prescriber")
    parts = course_of(order)
    return Identities(
        patient=str(order.patient.public_id),
        prescriber=str(prescriber),
        request=str(order.public_id),
        dispense=str(supply.public_id),
        course=str(parts[0].public_id) if len(parts) > 1 else "",
    )


def _facts(batch: Batch) -> PaperFacts:
    """What stands on the papers that went with it."""
    return facts_from(newest_papers(batch)[0].facts)


def _nothing_is_left(prescription: Prescription, *, facts: PaperFacts) -> bool:
    """Whether neither a container nor a repeat of the order is still to be made."""
    repeated = prescription.continued_by.filter(follows_as=Prescription.Follows.REPEAT).count()
    return repeated >= prescription.repeats_allowed and all(one.is_made_now for one in facts.containers)


def _text(step: StepFacts, *, facts: PaperFacts) -> str:
    spoken = language_of(facts)
    written = amounts_in(facts, language=spoken)
    number = facts.steps.index(step)
    said = direction(written.steps[number], medicine=written.medicine, device=written.device, language=spoken)
    return said.replace(NO_BREAK, " ")


def _supplied(supply: Supply, *, facts: PaperFacts, formula: ChosenFormula, texts: list[str]) -> Supplied:
    batch, made_now = supply.batch, [one for one in facts.containers if one.is_made_now]
    is_recalled = supply.handed_over_at is None and Recall.objects.filter(batch=batch).exists()
    hands = (("packager", supply.prepared_by), ("checker", batch.checked_by), ("finalchecker", supply.released_by))
    return Supplied(
        formula=formula,
        status="completed" if supply.handed_over_at else "stopped" if is_recalled else "in-progress",
        lot=batch.lot,
        use_by=batch.use_by,
        quantity=batch.quantity,
        days=max(one.last_day for one in made_now) - min(one.first_day for one in made_now) + 1,
        prepared_at=batch.made_at,
        handed_over_at=supply.handed_over_at,
        dosages=tuple(_dosages(batch, facts=facts, texts=texts)),
        hands=tuple((function, str(person)) for function, person in hands if person),
        pharmacy=the_pharmacy().name,
        notes=tuple(
            f"Container {one.number} of {one.of}, {one.amount}: open on {one.open_on}, discard on {one.discard_on}."
            for one in made_now
        ),
    )


def _dosages(batch: Batch, *, facts: PaperFacts, texts: list[str]) -> list[Json]:
    first = _first_day(batch, facts=facts)
    return [
        supplied_dosage(
            number,
            step=DoseStep(
                Quantity.read(_plain(step.dose)), step.times_a_day, None, step.when, step.every, step.hours_apart
            ),
            measured=Quantity.read(_plain(step.amount)),
            period=(first + timedelta(days=step.from_day - 1), first + timedelta(days=step.to_day - 1)),
            text=text,
        )
        for number, (step, text) in enumerate(zip(facts.steps, texts, strict=True), start=1)
    ]


def _plain(amount: str) -> str:
    return amount.replace(",", "")


def _first_day(batch: Batch, *, facts: PaperFacts) -> date:
    regimen: dict[str, Any] = batch.plan["regimen"]
    return date.fromisoformat(regimen["starts_on"]) if "starts_on" in regimen else facts.starts_on
