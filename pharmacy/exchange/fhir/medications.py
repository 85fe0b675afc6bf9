"""What a request or a statement is about: a CodeableConcept, or a Medication that it refers to."""

from dataclasses import dataclass

from pharmacy.exchange.fhir.bundle import Bundle
from pharmacy.exchange.fhir.coding import ATC, system_of, text_of
from pharmacy.exchange.fhir.element import Element


@dataclass(frozen=True)
class Medicine:
    """A medicine as named in a resource. medication: the Medication referred to; None where a concept names it."""

    concept: Element
    medication: Element | None


def medicine_of(bundle: Bundle, resource: Element) -> Medicine:
    """Return what a MedicationRequest or a MedicationStatement is about.

    Raises BadBundle where it names nothing, or refers to what is no Medication in use. Source: FHIR R4, medication[x].
    """
    if resource.has("medicationCodeableConcept"):
        return Medicine(resource.child("medicationCodeableConcept", do="name the medicine"), None)
    if not resource.has("medicationReference"):
        raise resource.missing("medicationReference", do="refer to a Medication, or write medicationCodeableConcept")
    reference = resource.child("medicationReference", do="refer to a Medication")
    found = bundle.resolve(reference, within=resource)
    if found.word("resourceType") != "Medication":
        raise reference.bad("is not a Medication; correct the reference", name="reference")
    if found.word("status") in ("inactive", "entered-in-error"):
        raise found.bad("marks a Medication that is not in use; refer to one that is", name="status")
    code = found.child("code", do="name the medicine") if found.has("code") else Element({}, f"{found.path}.code")
    return Medicine(code, found)


def names_of(bundle: Bundle, medicine: Medicine) -> tuple[str, ...]:
    """Return what a medicine is called, then its active ingredients where it is a Medication that lists them.

    Raises BadBundle for a medicine without any name. Source: FHIR R4, Medication.ingredient.
    """
    name = text_of(medicine.concept)
    names = [name, *(_ingredient_names(bundle, medicine.medication) if medicine.medication else ())]
    found = tuple(dict.fromkeys(one for one in names if one))
    if not found:
        raise medicine.concept.missing("text", do="name the medicine")
    return found


def is_active(ingredient: Element) -> bool:
    """Whether an ingredient is an active one: everything that is not marked with isActive false. Raises BadBundle."""
    return ingredient.truth("isActive") or not ingredient.has("isActive")


def _ingredient_names(bundle: Bundle, medication: Element) -> tuple[str, ...]:
    active = (one for one in medication.children("ingredient") if is_active(one))
    return tuple(text_of(_item(bundle, one, within=medication)) for one in active)


def _item(bundle: Bundle, ingredient: Element, *, within: Element) -> Element:
    """The concept that names an ingredient; an ingredient that names nothing has an empty one."""
    if ingredient.has("itemCodeableConcept"):
        return ingredient.child("itemCodeableConcept", do="name it")
    if not ingredient.has("itemReference"):
        return Element({}, ingredient.path)
    reference = ingredient.child("itemReference", do="refer to it")
    if reference.has("display"):
        return Element({"text": reference.word("display")}, reference.path)
    return bundle.resolve(reference, within=within).child("code", do="name it")


def coding_of(concept: Element, *, preferred: tuple[str, ...] = (ATC,)) -> tuple[str, str]:
    """Return system and code of a concept: the first from a preferred system, else the first there is; else empty.

    Source: WHO ATC is the system that medicines are screened by.
    """
    codings = [(system_of(one), one.word("code")) for one in concept.children("coding") if one.has("code")]
    for system in preferred:
        for coding in codings:
            if coding[0] == system:
                return coding
    return codings[0] if codings else ("", "")
