"""Whether a resource counts: what its status and its modifier elements make of it."""

from pharmacy.exchange.fhir.coding import SNOMED, codes_in
from pharmacy.exchange.fhir.element import Element
from pharmacy.exchange.fhir.known import GONE, NOT_SO, PRESENT, TAKEN_REQUESTS, TAKEN_STATEMENTS, status_of
from pharmacy.exchange.fhir.request import ORDERS

# SNOMED CT concepts that say that there is nothing to name.
SAYS_NONE = ("716186003", "409137002", "429625007", "428607008", "1003774007", "160245001")
TAKEN_INTENTS = (*ORDERS, "plan")
ABATEMENTS = ("abatementDateTime", "abatementAge", "abatementPeriod", "abatementRange", "abatementString")
_OVER = "when the last dose was taken it does not say: ask where that matters"


def why_request_does_not_count(request: Element) -> str:
    """Return why a MedicationRequest is neither an order nor a medicine taken; empty where it is. Raises BadBundle.

    Source: FHIR R4, MedicationRequest (status, intent and doNotPerform change what the request means).
    """
    status, intent = request.word("status"), request.word("intent")
    if request.truth("doNotPerform"):
        return "doNotPerform is true: it says that this medicine must not be given"
    if status in ("completed", "stopped"):
        return f"status is {status}: the order is over; {_OVER}"
    if status not in TAKEN_REQUESTS:
        return f"status is {status}"
    if intent not in TAKEN_INTENTS:
        return f"intent is {intent}: nobody ordered it"
    return ""


def is_open_order(request: Element) -> bool:
    """Whether a MedicationRequest that counts asks for a supply. Raises BadBundle. Source: FHIR R4, status, intent."""
    return request.word("status") == "active" and request.word("intent") in ORDERS


def is_order_that_is_over(request: Element) -> bool:
    """Whether a MedicationRequest asked for what was handed over since. Raises BadBundle. Source: FHIR R4, status."""
    return (
        request.word("status") == "completed" and request.word("intent") in ORDERS and not request.truth("doNotPerform")
    )


def why_statement_does_not_count(statement: Element) -> str:
    """Return why a MedicationStatement is no medicine taken; empty where it is. Raises BadBundle.

    Source: FHIR R4, MedicationStatement.status.
    """
    status = statement.word("status")
    return "" if status in TAKEN_STATEMENTS else f"status is {status}"


def why_fact_does_not_count(fact: Element) -> str:
    """Return why an allergy or a condition does not count; empty where it does. Raises BadBundle.

    Without a status it counts: an allergy is not lost because a field is. Source: FHIR R4, clinicalStatus and
    verificationStatus; SNOMED CT, situations with explicit context.
    """
    verification, clinical = status_of(fact, "verificationStatus"), status_of(fact, "clinicalStatus")
    if verification in NOT_SO:
        return f"verificationStatus is {verification}"
    if clinical in GONE:
        return f"clinicalStatus is {clinical}"
    if clinical not in ("", *PRESENT):
        raise fact.bad(f"holds {clinical!r}; write one of {', '.join((*PRESENT, *GONE))}", name="clinicalStatus")
    if fact.has("code") and set(codes_in(fact.child("code", do="name it"), system=SNOMED)) & set(SAYS_NONE):
        return "it says that none is known"
    return ""


def doubts_about(fact: Element) -> tuple[str, ...]:
    """Return what a person has to look at in an allergy or a condition that counts. Raises BadBundle.

    Source: FHIR R4, AllergyIntolerance and Condition (verificationStatus; con-4: abated means not active).
    """
    verification = status_of(fact, "verificationStatus")
    ended = [name for name in ABATEMENTS if fact.has(name)]
    doubts = [f"verificationStatus is {verification}"] if verification not in ("", "confirmed") else []
    if ended:
        doubts.append(f"{ended[0]} says that it is over and clinicalStatus does not; it counts as present: ask")
    return tuple(doubts)


def why_patient_does_not_count(patient: Element) -> str:
    """Return why nothing may be made for a Patient record; empty where it may. Raises BadBundle.

    Source: FHIR R4, Patient (active, deceased and link change what the record means).
    """
    if patient.has("active") and not patient.truth("active"):
        return "active is false: the record is not in use"
    if patient.truth("deceasedBoolean") or patient.has("deceasedDateTime"):
        return "the patient is recorded as deceased"
    if any(link.word("type") == "replaced-by" for link in patient.children("link")):
        return "link says that another record replaced it"
    return ""
