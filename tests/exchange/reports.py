"""What a report says, for tests."""

import json
from functools import cache
from typing import Any

from formulations.reference.formulary.refusals import BadSpecification
from pharmacy.exchange.fhir.problems import BadBundle
from pharmacy.exchange.fhir.readable import parse_readable
from pharmacy.exchange.fhir.report.reader import read_report
from pharmacy.exchange.fhir.report.values import Line, OrderFound, Report
from tests.exchange.bundles import shipped

ME = {"reference": "Patient/patient"}


@cache
def find(code: str) -> Any:
    """Return a shipped specification, or refuse as the program does."""
    try:
        return shipped(code)
    except (LookupError, BadSpecification) as error:
        raise BadBundle(f"Medication.code.coding: {error}") from error


def report_on(content: object) -> Report:
    """Return the report on JSON values, by way of their text; or on JSON text."""
    text = content if isinstance(content, bytes) else json.dumps(content).encode()
    return read_report(parse_readable(text), find_specification=find)


def bundle_of(*resources: dict[str, Any], kind: str = "collection") -> dict[str, Any]:
    """Return a bundle of resources, after the patient of the examples."""
    patient = {"resourceType": "Patient", "id": "patient", "name": [{"family": "Moss", "given": ["Grace"]}]}
    return {"resourceType": "Bundle", "type": kind, "entry": [{"resource": one} for one in (patient, *resources)]}


def order(**changes: Any) -> dict[str, Any]:
    """Return a request of another system: a product by its name, once a day."""
    return {
        "resourceType": "MedicationRequest", "id": "order", "status": "active", "intent": "order", "subject": ME,
        "medicationCodeableConcept": {"text": "naltrexone 1.5 mg capsule"},
        "dosageInstruction": [dosage()],
    } | changes  # fmt: skip


def dosage(*, repeat: dict[str, Any] | None = None, **changes: Any) -> dict[str, Any]:
    """Return 1.5 mg once a day, or in another rhythm."""
    return {
        "timing": {"repeat": repeat or {"frequency": 1, "period": 1, "periodUnit": "d"}},
        "doseAndRate": [{"doseQuantity": {"value": 1.5, "unit": "mg"}}],
    } | changes


def line(report: Report, *, kind: str) -> Line:
    """Return the last line of a kind of resource."""
    return [one for one in report.lines if one.kind == kind][-1]


def the_order(report: Report) -> OrderFound:
    """Return the one order of the one patient."""
    (person,) = report.people
    (found,) = person.orders
    return found
