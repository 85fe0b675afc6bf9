"""An order as a MedicationRequest."""

from collections.abc import Sequence
from dataclasses import dataclass

from formulations.science.specification import ChosenFormula
from pharmacy.exchange.fhir.writing.amounts import Json, days
from pharmacy.exchange.fhir.writing.dosage import ordered_dosages
from pharmacy.exchange.fhir.writing.medication import ordered_medication
from pharmacy.prescriptions.entry import PrescriptionEntry

PRESCRIPTION = "urn:secundum:prescription"
ORDERED = "ordered"


@dataclass(frozen=True)
class Identities:
    """The ids of the resources of one bundle; each is a UUID that says nothing about anybody.

    course: what the parts of a course of several products have in common; empty outside of one.
    """

    patient: str
    prescriber: str
    request: str
    dispense: str
    course: str = ""


def medication_request(
    entry: PrescriptionEntry, *, formula: ChosenFormula, ids: Identities, is_over: bool, texts: Sequence[str] = ()
) -> Json:
    """Return the order. What is known of the patient is no part of it.

    is_over: whether all that it asks for was handed over. texts: the directions of each step as on the label.
    Source: FHIR R4, MedicationRequest (status: completed when all actions it implies have occurred).
    """
    return {
        "resourceType": "MedicationRequest",
        "id": ids.request,
        "contained": [ordered_medication(formula, identity=ORDERED)],
        "status": "completed" if is_over else "active",
        "intent": "order",
        **({"groupIdentifier": _identifier(ids.course)} if ids.course else {}),
        "medicationReference": {"reference": f"#{ORDERED}"},
        "subject": {"reference": f"urn:uuid:{ids.patient}"},
        **({"authoredOn": entry.written_on.isoformat()} if entry.written_on else {}),
        **({"requester": {"reference": f"urn:uuid:{ids.prescriber}"}} if entry.prescriber else {}),
        **({"reasonCode": [{"text": entry.purpose}]} if entry.purpose else {}),
        "dosageInstruction": ordered_dosages(entry.steps, starts_on=entry.starts_on, texts=texts),
        **_supply(entry),
    }


def _identifier(identity: str) -> Json:
    """Source: FHIR R4, MedicationRequest.groupIdentifier (authorised together); RFC 3986 for a UUID."""
    return {"system": "urn:ietf:rfc:3986", "value": f"urn:uuid:{identity}"}


def _supply(entry: PrescriptionEntry) -> Json:
    allowed: Json = {"numberOfRepeatsAllowed": entry.repeats_allowed} if entry.repeats_allowed else {}
    length: Json = {"expectedSupplyDuration": days(entry.days)} if entry.days else {}
    return {"dispenseRequest": allowed | length} if allowed or length else {}
