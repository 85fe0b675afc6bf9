"""Bundles for tests: an example that ships, with one thing changed."""

import copy
import json
from pathlib import Path
from typing import Any

from formulations.reference.formulary import sha256_of, shipped_documents, specification_from
from formulations.science.specification import Specification
from pharmacy.exchange.fhir.mapping import read_prescription
from pharmacy.exchange.fhir.strict_json import parse
from pharmacy.prescriptions.entry import PrescriptionEntry

EXAMPLES = Path(__file__).resolve().parent.parent.parent / "examples"
REMOVED = object()
PATIENT, PRACTITIONER, REQUEST = 0, 1, 2  # where they stand in the examples
DOSAGE = ("entry", REQUEST, "resource", "dosageInstruction", 0)
DOSE = (*DOSAGE, "doseAndRate", 0, "doseQuantity")
REPEAT = (*DOSAGE, "timing", "repeat")


def example(name: str = "capsule") -> dict[str, Any]:
    """Return one shipped example as plain JSON values."""
    return json.loads((EXAMPLES / f"{name}.json").read_text("utf-8"))


def changed(bundle: dict[str, Any], *path: str | int, to: object = REMOVED) -> dict[str, Any]:
    """Return a copy of a bundle in which the element at a path has another value, or is gone."""
    result = copy.deepcopy(bundle)
    holder: Any = result
    for step in path[:-1]:
        holder = holder[step]
    if to is REMOVED:
        del holder[path[-1]]
    elif isinstance(holder, list) and path[-1] == len(holder):
        holder.append(to)
    else:
        holder[path[-1]] = to
    return result


def with_resource(bundle: dict[str, Any], **resource: Any) -> dict[str, Any]:
    """Return a copy of a bundle with one more resource."""
    return changed(bundle, "entry", len(bundle["entry"]), to={"resource": resource})


def read(bundle: object) -> PrescriptionEntry:
    """Return what the program reads from a bundle, by way of its text."""
    text = bundle if isinstance(bundle, str) else json.dumps(bundle)
    return read_prescription(parse(text.encode("utf-8", "surrogatepass")), find_specification=shipped)


def shipped(code: str) -> Specification:
    """Return a shipped specification, without a database."""
    for document in shipped_documents():
        if document["formulation"]["code"] == code:
            return specification_from(document, version=1, sha256=sha256_of(document))
    raise LookupError(f"no shipped formulation {code!r}")
