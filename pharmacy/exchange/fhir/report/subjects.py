"""Whom a resource is about."""

from dataclasses import dataclass

from pharmacy.exchange.fhir.bundle import Bundle
from pharmacy.exchange.fhir.element import Element

NOT_IN_THE_FILE = "the file does not hold this patient; write the name by hand"


@dataclass(frozen=True)
class Subject:
    """One patient. key: the path of the Patient in the file, or another text that is the same for the same patient."""

    key: str
    is_in_the_file: bool


def subject_of(bundle: Bundle, resource: Element) -> Subject:
    """Return whom a resource is about. Nothing is ever given to a patient whom it does not name.

    Raises BadBundle where it names nobody, several, or what is no Patient. Source: FHIR R4, subject and patient.
    """
    name = "patient" if resource.word("resourceType") == "AllergyIntolerance" else "subject"
    reference = resource.child(name, do="refer to the Patient")
    if not reference.has("reference"):
        return Subject(resource.path, is_in_the_file=False)
    if not bundle.holds(reference, within=resource):
        return Subject(reference.word("reference"), is_in_the_file=False)
    found = bundle.resolve(reference, within=resource)
    if found.word("resourceType") != "Patient":
        raise reference.bad("is not a Patient; it is not about one patient", name="reference")
    return Subject(found.path, is_in_the_file=True)
