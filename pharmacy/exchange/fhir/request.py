"""The one MedicationRequest that this pharmacy is to supply."""

from pharmacy.exchange.fhir.amounts import read_days
from pharmacy.exchange.fhir.bundle import Bundle
from pharmacy.exchange.fhir.coding import FORMULATION, codes_in, text_of
from pharmacy.exchange.fhir.element import Element
from pharmacy.exchange.fhir.medications import medicine_of
from pharmacy.exchange.fhir.problems import BadBundle

ORDERS = ("order", "original-order", "instance-order", "reflex-order", "filler-order")


def the_request(bundle: Bundle) -> Element:
    """Return the one active order for a formulation of this pharmacy.

    Raises BadBundle for none or several, for one that is not active, not an order or that forbids, with what to do.
    Source: FHIR R4, MedicationRequest (status, intent and doNotPerform change what the request means).
    """
    named = [one for one in bundle.of("MedicationRequest") if _names_a_formulation(bundle, one)]
    active = [one for one in named if one.word("status") == "active"]
    if not named:
        raise BadBundle(
            "Bundle.entry: holds no MedicationRequest for a formulation of this pharmacy; "
            f"name one in its Medication by a coding with system {FORMULATION}"
        )
    if not active:
        raise named[0].bad("is not active; send the prescription that is active", name="status")
    if len(active) > 1:
        raise BadBundle(
            f"Bundle.entry: holds {len(active)} active MedicationRequests for formulations of this pharmacy; "
            "send each in a bundle of its own"
        )
    return _an_order(active[0])


def _names_a_formulation(bundle: Bundle, request: Element) -> bool:
    """A request that is not active is not used: what it refers to need not be there."""
    try:
        return bool(codes_in(medicine_of(bundle, request).concept, system=FORMULATION))
    except BadBundle:
        if request.value.get("status") == "active":
            raise
        return False


def _an_order(request: Element) -> Element:
    if request.word("intent") not in ORDERS:
        raise request.bad("is not an order; send the prescription with intent order", name="intent")
    if request.truth("doNotPerform"):
        raise request.bad("says that this medicine must not be given; nothing is supplied", name="doNotPerform")
    return request


def refuse_other_subjects(bundle: Bundle, resource: Element, *, patient: Element) -> None:
    """Raise BadBundle when a resource is about somebody else than the patient, or does not say about whom.

    Source: FHIR R4, subject (AllergyIntolerance: patient).
    """
    name = "patient" if resource.word("resourceType") == "AllergyIntolerance" else "subject"
    reference = resource.child(name, do="refer to the Patient of this bundle")
    if bundle.resolve(reference, within=resource) is not patient:
        raise reference.bad("is not the Patient of this bundle; correct the reference", name="reference")


def days_to_supply(request: Element) -> int | None:
    """Return dispenseRequest.expectedSupplyDuration in days; None where the steps decide. Raises BadBundle.

    Source: FHIR R4, MedicationRequest.dispenseRequest.
    """
    if not request.has("dispenseRequest"):
        return None
    dispense = request.child("dispenseRequest", do="write it")
    if not dispense.has("expectedSupplyDuration"):
        return None
    return read_days(dispense.child("expectedSupplyDuration", do="write the days"))


def purpose(request: Element) -> str:
    """Return why it is prescribed, as the first reason is worded; empty where the request does not say."""
    return next((text_of(one) for one in request.children("reasonCode")), "")
