"""Orders that are well-formed FHIR and yet cannot be supplied from."""

import copy
from collections.abc import Iterator
from typing import Any

from benchmarks.broken_bundles import PATIENT, PRACTITIONER, REQUEST, STATEMENT, put

Bundle = dict[str, Any]


def broken_orders(good: Bundle) -> Iterator[tuple[str, Bundle]]:
    """Give each order that must be refused, with what is wrong with it."""
    for group in (_requests, _people, _references, _doses, _timings, _medications, _known):
        yield from group(good)


def _resource(good: Bundle, entry: int, **changes: object) -> Bundle:
    result = copy.deepcopy(good)
    result["entry"][entry]["resource"].update(changes)
    return result


def _dosage(good: Bundle, **changes: object) -> Bundle:
    result = copy.deepcopy(good)
    result["entry"][REQUEST]["resource"]["dosageInstruction"][0].update(changes)
    return result


def _repeat(good: Bundle, **changes: object) -> Bundle:
    result = copy.deepcopy(good)
    result["entry"][REQUEST]["resource"]["dosageInstruction"][0]["timing"]["repeat"].update(changes)
    return result


def _more(good: Bundle, resource: Bundle) -> Bundle:
    result = copy.deepcopy(good)
    result["entry"].append({"resource": resource})
    return result


def _requests(good: Bundle) -> Iterator[tuple[str, Bundle]]:
    for status in ("draft", "completed", "cancelled", "stopped", "on-hold", "entered-in-error", "unknown", "Active"):
        yield f"status {status}", _resource(good, REQUEST, status=status)
    for intent in ("plan", "proposal", "option", "Order"):
        yield f"intent {intent}", _resource(good, REQUEST, intent=intent)
    yield "must not be given", _resource(good, REQUEST, doNotPerform=True)
    yield "two requests", _more(good, {**good["entry"][REQUEST]["resource"], "id": "second"})
    yield "a misspelt element", _resource(good, REQUEST, dosageInstructions=[])
    yield "a modifier extension", _resource(good, REQUEST, modifierExtension=[{"url": "urn:x", "valueBoolean": True}])
    yield "implicit rules", _resource(good, REQUEST, implicitRules="urn:x")
    for kind in ("batch", "searchset", "history", "Collection"):
        yield f"a {kind}", {**good, "type": kind}
    yield "nothing in it", {**good, "entry": []}
    yield "no bundle", good["entry"][REQUEST]["resource"]


def _people(good: Bundle) -> Iterator[tuple[str, Bundle]]:
    yield "two patients", _more(good, {**good["entry"][PATIENT]["resource"], "id": "second"})
    yield "a patient who died", _resource(good, PATIENT, deceasedBoolean=True)
    yield "a patient who died on a day", _resource(good, PATIENT, deceasedDateTime="2026-01-01")
    yield "a record not in use", _resource(good, PATIENT, active=False)
    for born in ("2099-01-01", "1984-02-30", "30.12.1984", "1700-01-01", "0000-00-00", "1984-13-01", "٢٠٠٠-٠١-٠١"):
        yield f"born {born}", _resource(good, PATIENT, birthDate=born)
    yield "only an old name", _resource(good, PATIENT, name=[{"use": "old", "family": "Moss"}])
    yield "a name of 300 letters", _resource(good, PATIENT, name=[{"family": "M" * 300}])
    yield "a blank name", _resource(good, PATIENT, name=[{"family": " "}])
    yield "a prescriber without a name", _resource(good, PRACTITIONER, name=[])


def _references(good: Bundle) -> Iterator[tuple[str, Bundle]]:
    for wrong in ("Patient/other", "patient", "#patient", "urn:uuid:0", "Practitioner/prescriber", "Patient/patient/x"):
        yield f"subject {wrong}", _resource(good, REQUEST, subject={"reference": wrong})
        yield f"taken by {wrong}", _resource(good, STATEMENT, subject={"reference": wrong})
    for wrong in ("#other", "Medication/ordered", "Patient/patient", "#"):
        yield f"medicine {wrong}", _resource(good, REQUEST, medicationReference={"reference": wrong})
    for wrong in ("Practitioner/nobody", "Patient/patient"):
        yield f"prescribed by {wrong}", _resource(good, REQUEST, requester={"reference": wrong})
    yield "a subject by name only", _resource(good, REQUEST, subject={"display": "Grace Moss"})


def _doses(good: Bundle) -> Iterator[tuple[str, Bundle]]:
    ucum = {"unit": "mg", "system": "http://unitsofmeasure.org", "code": "mg"}
    dose = {"doseQuantity": {"value": 1.5, **ucum}}
    low_high = {"low": {"value": 1.5, **ucum}, "high": {"value": 4.5, **ucum}}
    yield "a dose range", _dosage(good, doseAndRate=[{"doseRange": low_high}])
    yield "a rate", _dosage(good, doseAndRate=[{**dose, "rateQuantity": {"value": 1, "unit": "mg/h"}}])
    yield "two doses at once", _dosage(good, doseAndRate=[dose, dose])
    yield "less than a dose", _dosage(good, doseAndRate=[{"doseQuantity": {"value": 1.5, "comparator": "<", **ucum}}])
    yield "as needed", _dosage(good, asNeededBoolean=True)
    yield "as needed for something", _dosage(good, asNeededCodeableConcept={"text": "pain"})
    yield "a maximum", _dosage(good, maxDosePerAdministration={"value": 3, **ucum})
    yield "the same place twice", _dosage(good, sequence=2)
    yield "no doses", _resource(good, REQUEST, dosageInstruction=[])
    steps = good["entry"][REQUEST]["resource"]["dosageInstruction"]
    yield "61 steps", _resource(good, REQUEST, dosageInstruction=[{**steps[0], "sequence": n} for n in range(61)])


def _timings(good: Bundle) -> Iterator[tuple[str, Bundle]]:
    yield "frequency and times disagree", _repeat(good, frequency=2)
    for name, value in (
        ("dayOfWeek", ["mon"]), ("count", 3), ("periodMax", 2), ("frequencyMax", 2), ("offset", 30), ("duration", 2),
        ("timeOfDay", ["21:00:00"]), ("periodUnit", "wk"), ("periodUnit", "mo"), ("periodUnit", "fortnight"),
        ("period", 2), ("when", ["ACM"]), ("when", ["sometime"]), ("frequency", 25), ("frequency", 1.5),
    ):  # fmt: skip
        yield f"{name} {value}", _repeat(good, **{name: value})
    for unit in ("mo", "a", "h", "fortnight", "D"):
        duration = {"value": 1, "unit": unit, "system": "http://unitsofmeasure.org", "code": unit}
        yield f"bounds in {unit}", _repeat(good, boundsDuration=duration)
    yield "part of a day", _repeat(good, boundsDuration={"value": 1.5, "unit": "d"})
    yield "every 7 hours", put(good, _path("repeat"), value={"frequency": 1, "period": 7, "periodUnit": "h"})
    yield "a moment", put(good, _path(), value={"event": ["2026-11-22"]})
    for time in ("25:00:00", "15:00:00", "noon"):
        yield (
            f"at {time}",
            put(good, _path("repeat"), value={"timeOfDay": [time], "boundsDuration": {"value": 7, "unit": "d"}}),
        )
    backwards = {"start": "2026-12-01", "end": "2026-11-01"}
    yield "a period that ends before it starts", put(good, _path("repeat"), value=_daily(boundsPeriod=backwards))
    yield "a range of bounds", put(good, _path("repeat"), value=_daily(boundsRange={"low": {"value": 1}}))
    yield "a period without a start", put(good, _path("repeat"), value=_daily(boundsPeriod={"end": "2026-12-01"}))


def _path(*more: str) -> tuple[str | int, ...]:
    return ("entry", REQUEST, "resource", "dosageInstruction", 0, "timing", *more)


def _daily(**more: object) -> Bundle:
    return {"frequency": 1, "period": 1, "periodUnit": "d", **more}


def _medications(good: Bundle) -> Iterator[tuple[str, Bundle]]:
    contained = ("entry", REQUEST, "resource", "contained", 0)
    codes = (*contained, "code", "coding")
    for code in (
        "naltrexone-tablet",
        "naltrexone-transdermal-patch",
        "morphine-liquid",
        "Naltrexone-Capsule",
        "' OR 1=1",
    ):
        yield f"formulation {code}", put(good, codes, value=[{"system": "urn:secundum:formulation", "code": code}])
    yield "another code system", put(good, codes, value=[{"system": "urn:x", "code": "naltrexone-capsule"}])
    both = [{"system": "urn:secundum:formulation", "code": f"naltrexone-{form}"} for form in ("capsule", "cream")]
    yield "two formulations", put(good, codes, value=both)
    yield "a medication not in use", put(good, (*contained, "status"), value="entered-in-error")
    for per in ("mL", "g", "tablet"):
        yield f"a capsule strength per {per}", put(good, _strength("denominator"), value={"value": 1, "unit": per})
    yield "a strength that does not divide", put(good, _strength("denominator"), value={"value": 7, "unit": "capsule"})
    for value in ("0.4", "50"):
        yield (
            f"a strength of {value} mg",
            put(good, _strength("numerator"), value={"value": float(value), "unit": "mg"}),
        )
    for filler in ("gold", "Lactose"):
        item = {"coding": [{"system": "urn:secundum:excipient", "code": filler}]}
        yield f"filler {filler}", put(good, (*contained, "ingredient", 1, "itemCodeableConcept"), value=item)


def _strength(part: str) -> tuple[str | int, ...]:
    return ("entry", REQUEST, "resource", "contained", 0, "ingredient", 0, "strength", part)


def _known(good: Bundle) -> Iterator[tuple[str, Bundle]]:
    patient = {"reference": "Patient/patient"}
    unknown = {"coding": [{"code": "perhaps"}]}
    yield "a medicine with an unknown status", _resource(good, STATEMENT, status="perhaps")
    yield "a medicine without a name", _resource(good, STATEMENT, medicationCodeableConcept={})
    yield "stopped on no day", _resource(good, STATEMENT, status="stopped", effectivePeriod={"end": "yesterday"})
    yield "an allergy to nothing", _more(good, {"resourceType": "AllergyIntolerance", "patient": patient})
    allergy = {"resourceType": "AllergyIntolerance", "patient": patient, "code": {"text": "lactose"}}
    yield "an allergy with an unknown status", _more(good, {**allergy, "clinicalStatus": unknown})
    yield "an allergy of nobody", _more(good, {**allergy, "patient": {"reference": "Patient/other"}})
    yield "a condition without a name", _more(good, {"resourceType": "Condition", "subject": patient, "code": {}})
    yield (
        "a condition with a list for a name",
        _more(good, {"resourceType": "Condition", "subject": patient, "code": [{"text": "asthma"}]}),
    )
