"""What a resource that is not used is called, so that a person sees what was left out."""

from pharmacy.exchange.fhir.bundle import Bundle
from pharmacy.exchange.fhir.coding import text_of
from pharmacy.exchange.fhir.element import Element
from pharmacy.exchange.fhir.problems import BadBundle
from pharmacy.exchange.fhir.report.watching import plain

# Kinds that are about a medicine, an allergy or a condition. Of people nothing is named.
_NAMED_BY = {
    "AllergyIntolerance": "code", "Condition": "code", "Medication": "code", "Procedure": "code",
    "Immunization": "vaccineCode",
    "MedicationRequest": "medication", "MedicationStatement": "medication",
    "MedicationDispense": "medication", "MedicationAdministration": "medication",
}  # fmt: skip


def name_of(bundle: Bundle, resource: Element, *, kind: str) -> str:
    """Return what a resource is called; empty where nothing readable names it, and for people. Never raises."""
    element = _NAMED_BY.get(kind, "")
    if not element:
        return ""
    unwatched = Element(plain(resource.value), resource.path)
    try:
        if element == "medication":
            return _medicine(bundle, unwatched)
        return text_of(unwatched.child(element, do="name it"))
    except BadBundle:
        return ""


def _medicine(bundle: Bundle, resource: Element) -> str:
    if resource.has("medicationCodeableConcept"):
        return text_of(resource.child("medicationCodeableConcept", do="name it"))
    reference = resource.child("medicationReference", do="refer to it")
    if reference.has("display"):
        return reference.word("display")
    found = bundle.resolve(reference, within=resource)
    return text_of(Element(plain(found.value), found.path).child("code", do="name it"))
