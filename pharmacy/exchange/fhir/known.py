"""What is known of the patient: medicines taken, allergies and conditions."""

from datetime import date

from pharmacy.exchange.fhir.bundle import Bundle
from pharmacy.exchange.fhir.coding import SNOMED, text_of
from pharmacy.exchange.fhir.dates import latest_day
from pharmacy.exchange.fhir.element import Element
from pharmacy.exchange.fhir.medications import coding_of, medicine_of, names_of
from pharmacy.prescriptions.entry import KnownEntry

ICD10 = "http://hl7.org/fhir/sid/icd-10"
TAKEN_REQUESTS = ("active", "on-hold", "unknown")
TAKEN_STATEMENTS = ("active", "intended", "on-hold", "unknown", "completed", "stopped")
IGNORED_STATEMENTS = ("not-taken", "entered-in-error")
_ENDED = ("completed", "stopped")
PRESENT = ("active", "recurrence", "relapse")
GONE = ("inactive", "remission", "resolved")
NOT_SO = ("refuted", "entered-in-error")


def resources_that_count(bundle: Bundle, *, request: Element) -> tuple[Element, ...]:
    """Return the resources that say what the patient takes or has, without those that are over, refuted or in error.

    request: the MedicationRequest that is supplied; it does not count as known. Raises BadBundle for a status that is
    missing or not known. Source: FHIR R4, the status values of each resource.
    """
    requests = (one for one in bundle.of("MedicationRequest") if one is not request and _is_taken(one))
    statements = (one for one in bundle.of("MedicationStatement") if _was_taken(one))
    facts = (one for one in bundle.of("AllergyIntolerance", "Condition") if _is_present(one))
    return (*requests, *statements, *facts)


def read_known(bundle: Bundle, resource: Element) -> tuple[KnownEntry, ...]:
    """Return what one resource says of the patient. Raises BadBundle where it names nothing. Source: FHIR R4."""
    kind = resource.word("resourceType")
    if kind in ("MedicationRequest", "MedicationStatement"):
        return (_medicine(bundle, resource),)
    if kind == "AllergyIntolerance":
        return _allergies(resource)
    concept = resource.child("code", do="name the condition")
    return (_fact("condition", concept, preferred=(ICD10, SNOMED)),)


def _medicine(bundle: Bundle, resource: Element) -> KnownEntry:
    """Ingredients follow the name in brackets, so that a brand that is not recognised is known by what is in it."""
    medicine = medicine_of(bundle, resource)
    name, *ingredients = names_of(bundle, medicine)
    system, code = coding_of(medicine.concept)
    text = f"{name} ({', '.join(ingredients)})" if ingredients else name
    return KnownEntry("medicine", text, system, code, _ended_on(resource))


def _ended_on(resource: Element) -> date | None:
    """The last intake of a medicine that is over. Without a date it counts as taken today: nobody can say it is not."""
    if resource.word("resourceType") != "MedicationStatement" or resource.word("status") not in _ENDED:
        return None
    if resource.has("effectivePeriod"):
        return latest_day(resource.child("effectivePeriod", do="write it"), "end")
    return latest_day(resource, "effectiveDateTime")


def _allergies(resource: Element) -> tuple[KnownEntry, ...]:
    concepts = [resource.child("code", do="name it")] if resource.has("code") else []
    concepts += [one.child("substance", do="name it") for one in resource.children("reaction") if one.has("substance")]
    if not concepts:
        raise resource.missing("code", do="name what the patient does not tolerate, or leave the resource out")
    return tuple(_fact("allergy", concept, preferred=(SNOMED,)) for concept in concepts)


def _fact(kind: str, concept: Element, *, preferred: tuple[str, ...]) -> KnownEntry:
    text = text_of(concept)
    if not text:
        raise concept.missing("text", do=f"name the {kind}")
    system, code = coding_of(concept, preferred=preferred)
    return KnownEntry(kind, text, system, code)


def _is_taken(request: Element) -> bool:
    return request.word("status") in TAKEN_REQUESTS and not request.truth("doNotPerform")


def _was_taken(statement: Element) -> bool:
    status = statement.word("status")
    if status not in (*TAKEN_STATEMENTS, *IGNORED_STATEMENTS):
        raise statement.bad(f"is not a status read here; write one of {', '.join(TAKEN_STATEMENTS)}", name="status")
    return status in TAKEN_STATEMENTS


def _is_present(resource: Element) -> bool:
    """Without a status it counts as present: an allergy is not lost because a field is."""
    if status_of(resource, "verificationStatus") in NOT_SO:
        return False
    status = status_of(resource, "clinicalStatus")
    if status not in ("", *PRESENT, *GONE):
        raise resource.bad(f"holds {status!r}; write one of {', '.join((*PRESENT, *GONE))}", name="clinicalStatus")
    return status in ("", *PRESENT)


def status_of(resource: Element, name: str) -> str:
    """Return the code of clinicalStatus or verificationStatus; empty where it is not there. Raises BadBundle."""
    if not resource.has(name):
        return ""
    codings = resource.child(name, do="write it").children("coding")
    return next((one.word("code") for one in codings if one.has("code")), "")
