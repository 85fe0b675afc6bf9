"""A bundle becomes a prescription entry, or is refused with the field, its value and what to do."""

from dataclasses import replace
from typing import Any

from pharmacy.exchange.fhir.bundle import Bundle, read_bundle
from pharmacy.exchange.fhir.conformance import refuse_nonconforming
from pharmacy.exchange.fhir.dates import read_date
from pharmacy.exchange.fhir.dosage import read_steps
from pharmacy.exchange.fhir.element import Element
from pharmacy.exchange.fhir.known import read_known, resources_that_count
from pharmacy.exchange.fhir.medications import medicine_of
from pharmacy.exchange.fhir.ordered import FindSpecification, read_asked_strength, read_choices, read_formulation
from pharmacy.exchange.fhir.people import read_patient, read_prescriber, the_patient, the_prescriber
from pharmacy.exchange.fhir.request import days_to_supply, purpose, refuse_other_subjects, the_request
from pharmacy.prescriptions.entry import KnownEntry, PrescriptionEntry


def read_prescription(content: Any, *, find_specification: FindSpecification) -> PrescriptionEntry:
    """Return the prescription that a bundle carries.

    content: parsed JSON, as strict_json gives it. find_specification: gives the approved specification of a code.
    Raises BadBundle, and whatever find_specification raises for a code that cannot be made.
    Source: FHIR R4 (4.0.1); how each element is used stands in docs/dispense.md.
    """
    bundle = read_bundle(content)
    patient, request = the_patient(bundle), the_request(bundle)
    refuse_other_subjects(bundle, request, patient=patient)
    counted = resources_that_count(bundle, request=request)
    known = _known(bundle, counted, patient=patient)
    entry = _entry(bundle, request, find_specification=find_specification)
    medication, prescriber = medicine_of(bundle, request).medication, the_prescriber(bundle, request)
    refuse_nonconforming(one for one in (patient, request, medication, prescriber, *counted) if one)
    return replace(entry, known=known)


def _entry(bundle: Bundle, request: Element, *, find_specification: FindSpecification) -> PrescriptionEntry:
    """Everything but what is known of the patient."""
    medicine = medicine_of(bundle, request)
    specification = find_specification(read_formulation(medicine))
    return PrescriptionEntry(
        patient=read_patient(the_patient(bundle)),
        prescriber=read_prescriber(bundle, request),
        formulation=specification.code,
        strength=read_asked_strength(medicine, specification=specification),
        steps=read_steps(request, dose_unit=specification.dose_unit),
        days=days_to_supply(request),
        choices=read_choices(medicine, specification=specification),
        purpose=purpose(request),
        written_on=read_date(request, "authoredOn"),
    )


def _known(bundle: Bundle, counted: tuple[Element, ...], *, patient: Element) -> tuple[KnownEntry, ...]:
    for resource in counted:
        refuse_other_subjects(bundle, resource, patient=patient)
    return tuple(fact for resource in counted for fact in read_known(bundle, resource))
