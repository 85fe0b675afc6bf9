"""What becomes of one resource: its meaning first, then whether it is FHIR, then what it says."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from pharmacy.exchange.fhir.bundle import Bundle
from pharmacy.exchange.fhir.conformance import refuse_nonconforming
from pharmacy.exchange.fhir.element import Element
from pharmacy.exchange.fhir.known import read_known
from pharmacy.exchange.fhir.medications import medicine_of
from pharmacy.exchange.fhir.ordered import FindSpecification
from pharmacy.exchange.fhir.people import read_patient
from pharmacy.exchange.fhir.problems import BadBundle
from pharmacy.exchange.fhir.report.orders import names_this_pharmacys, read_order
from pharmacy.exchange.fhir.report.standing import (
    doubts_about,
    is_open_order,
    is_order_that_is_over,
    why_fact_does_not_count,
    why_patient_does_not_count,
    why_request_does_not_count,
    why_statement_does_not_count,
)
from pharmacy.exchange.fhir.report.subjects import subject_of
from pharmacy.exchange.fhir.report.values import OrderFound, Outcome
from pharmacy.exchange.fhir.report.watching import plain
from pharmacy.prescriptions.entry import KnownEntry, PatientEntry

LATER = None  # people who prescribe and medicines count when something that counts names them
ABOUT_OTHERS = {
    "MedicationDispense": "it records what was handed out; whether it is still taken it does not say: ask",
    "MedicationAdministration": "it records one intake; whether it is still taken it does not say: ask",
    "FamilyMemberHistory": "it is about relatives",
    "Bundle": "it is a bundle inside a bundle; choose it as a file of its own",
}
OVER = "status is completed: all of it was handed over; enter it only where it is ordered anew"
_COUNTED_LATER = ("Medication", "Practitioner", "PractitionerRole")


@dataclass(frozen=True)
class Sorted:
    """One resource, with what was made of it. subject: the key of whom it is about; empty where that is nobody."""

    resource: Element
    kind: str
    outcome: Outcome | None
    because: str = ""
    role: str = ""
    subject: str = ""
    patient: PatientEntry | None = None
    order: OrderFound | None = None
    known: tuple[KnownEntry, ...] = ()
    remarks: tuple[str, ...] = ()


def sort_resource(bundle: Bundle, resource: Element, *, kind: str, find_specification: FindSpecification) -> Sorted:
    """Return what became of a resource. Never raises for what a file may hold.

    find_specification: as for `read_report`. Source: FHIR R4; docs/fhir.md.
    """
    bare = Sorted(resource, kind, Outcome.NOT_USED)
    if kind in _COUNTED_LATER:
        return replace(bare, outcome=LATER)
    read = _READERS.get(kind)
    if read is None:
        return replace(bare, because=ABOUT_OTHERS.get(kind, f"nothing is read from a resource of kind {kind}"))
    try:
        return read(bare, bundle=bundle, find=find_specification)
    except BadBundle as error:
        return replace(bare, outcome=Outcome.NOT_READ, because=str(error))


def _patient(bare: Sorted, **_: object) -> Sorted:
    why_not = why_patient_does_not_count(bare.resource)
    if why_not:
        return replace(bare, because=why_not)
    _refuse_what_is_not_fhir(bare.resource)
    return replace(bare, outcome=Outcome.UNDERSTOOD, role="patient", patient=read_patient(bare.resource))


def _request(bare: Sorted, *, bundle: Bundle, find: FindSpecification) -> Sorted:
    request, why_not = bare.resource, why_request_does_not_count(bare.resource)
    is_over = is_order_that_is_over(request) and names_this_pharmacys(request)
    if why_not and not is_over:
        return replace(bare, because=why_not)
    medication = medicine_of(bundle, request).medication
    _refuse_what_is_not_fhir(request, medication)
    about = replace(bare, outcome=Outcome.UNDERSTOOD, subject=subject_of(bundle, request).key)
    if is_over:
        order = read_order(bundle, request, find_specification=find)
        remarks = (OVER, *order.remarks)
        return replace(
            about, role="order that is over", order=replace(order, known=None, remarks=remarks), remarks=remarks
        )
    if not is_open_order(request):
        remark = f"status is {request.word('status')}, intent is {request.word('intent')}"
        return replace(about, role="medicine taken", known=read_known(bundle, request), remarks=(remark,))
    order = read_order(bundle, request, find_specification=find)
    return replace(about, role="order", order=order, remarks=order.remarks)


def _statement(bare: Sorted, *, bundle: Bundle, **_: object) -> Sorted:
    statement, why_not = bare.resource, why_statement_does_not_count(bare.resource)
    if why_not:
        return replace(bare, because=why_not)
    _refuse_what_is_not_fhir(statement, medicine_of(bundle, statement).medication)
    known, status = read_known(bundle, statement), statement.word("status")
    is_undated = status in ("completed", "stopped") and known[0].ended_on is None
    remarks = (f"status is {status} without a day of the last dose; it counts as taken: ask",) if is_undated else ()
    return replace(bare, outcome=Outcome.UNDERSTOOD, role="medicine taken", known=known, remarks=remarks,
                   subject=subject_of(bundle, statement).key)  # fmt: skip


def _fact(bare: Sorted, *, bundle: Bundle, **_: object) -> Sorted:
    fact, why_not = bare.resource, why_fact_does_not_count(bare.resource)
    if why_not:
        return replace(bare, because=why_not)
    _refuse_what_is_not_fhir(fact)
    role = "allergy" if bare.kind == "AllergyIntolerance" else "condition"
    known, key = read_known(bundle, fact), subject_of(bundle, fact).key
    return replace(bare, outcome=Outcome.UNDERSTOOD, role=role, known=known, subject=key, remarks=doubts_about(fact))


def _refuse_what_is_not_fhir(*resources: Element | None) -> None:
    refuse_nonconforming(Element(plain(one.value), one.path) for one in resources if one)


_READERS: dict[str, Callable[..., Sorted]] = {
    "Patient": _patient,
    "MedicationRequest": _request,
    "MedicationStatement": _statement,
    "AllergyIntolerance": _fact,
    "Condition": _fact,
}
