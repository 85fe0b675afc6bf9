"""A supply as a MedicationDispense."""

from dataclasses import dataclass
from datetime import date, datetime

from formulations.science.quantities import Quantity
from formulations.science.specification import ChosenFormula
from pharmacy.exchange.fhir.writing.amounts import Json, days, quantity
from pharmacy.exchange.fhir.writing.medication import supplied_medication
from pharmacy.exchange.fhir.writing.request import Identities

SUPPLIED = "supplied"
_FUNCTIONS = "http://terminology.hl7.org/CodeSystem/medicationdispense-performer-function"


@dataclass(frozen=True)
class Supplied:
    """What one patient was given of one batch.

    status: of R4 (in-progress, completed, stopped). dosages: the steps as supplied. hands: function in R4 (packager,
    checker, finalchecker) and name of each person. notes: of each container.
    """

    formula: ChosenFormula
    status: str
    lot: str
    use_by: date
    quantity: Quantity
    days: int
    prepared_at: datetime
    handed_over_at: datetime | None
    dosages: tuple[Json, ...]
    hands: tuple[tuple[str, str], ...]
    pharmacy: str
    notes: tuple[str, ...]


def medication_dispense(supplied: Supplied, *, ids: Identities) -> Json:
    """Return the supply, with the preparation and all its ingredients in it. Source: FHIR R4, MedicationDispense."""
    medication = supplied_medication(supplied.formula, identity=SUPPLIED, lot=supplied.lot, use_by=supplied.use_by)
    handed_over = supplied.handed_over_at
    return {
        "resourceType": "MedicationDispense",
        "id": ids.dispense,
        "contained": [medication],
        "status": supplied.status,
        "medicationReference": {"reference": f"#{SUPPLIED}"},
        "subject": {"reference": f"urn:uuid:{ids.patient}"},
        "performer": [
            *(_hand(function, name=name) for function, name in supplied.hands),
            {"actor": {"display": supplied.pharmacy}},
        ],
        "authorizingPrescription": [{"reference": f"urn:uuid:{ids.request}"}],
        "quantity": quantity(supplied.quantity),
        "daysSupply": days(supplied.days),
        "whenPrepared": supplied.prepared_at.isoformat(timespec="seconds"),
        **({"whenHandedOver": handed_over.isoformat(timespec="seconds")} if handed_over else {}),
        **({"note": [{"text": text} for text in supplied.notes]} if supplied.notes else {}),
        "dosageInstruction": list(supplied.dosages),
    }


def _hand(function: str, *, name: str) -> Json:
    return {"function": {"coding": [{"system": _FUNCTIONS, "code": function}]}, "actor": {"display": name}}
