"""Bundles that no prescription can be read from: a good one with one thing broken, each under a name of its own."""

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
PATIENT, PRACTITIONER, REQUEST, STATEMENT = 0, 1, 2, 3  # where they stand in the capsule example
REMOVED = object()
Path_ = tuple[str | int, ...]


def _at(entry: int, *path: str | int) -> Path_:
    return ("entry", entry, "resource", *path)


_DOSAGE = _at(REQUEST, "dosageInstruction", 0)
_REPEAT = (*_DOSAGE, "timing", "repeat")
_DOSE = (*_DOSAGE, "doseAndRate", 0, "doseQuantity")
_MEDICATION = _at(REQUEST, "contained", 0)
_STRENGTH = (*_MEDICATION, "ingredient", 0, "strength")
_SUPPLY = _at(REQUEST, "dispenseRequest", "expectedSupplyDuration")
NEEDED: tuple[Path_, ...] = (
    ("resourceType",), ("type",), ("entry",), _at(PATIENT), _at(PATIENT, "name"), _at(PATIENT, "name", 0, "family"),
    _at(PATIENT, "id"), _at(REQUEST), _at(REQUEST, "status"), _at(REQUEST, "intent"), _at(REQUEST, "subject"),
    _at(REQUEST, "subject", "reference"), _at(REQUEST, "contained"), _at(REQUEST, "medicationReference"),
    _at(REQUEST, "dosageInstruction"), (*_DOSAGE, "timing"), (*_DOSAGE, "sequence"), (*_DOSAGE, "doseAndRate"),
    _DOSE, (*_DOSE, "value"), (*_REPEAT, "boundsDuration"), (*_REPEAT, "period"), (*_REPEAT, "periodUnit"),
    (*_MEDICATION, "id"), (*_MEDICATION, "code"), (*_STRENGTH, "numerator"), (*_STRENGTH, "denominator"),
    (*_STRENGTH, "numerator", "value"), (*_SUPPLY, "value"), _at(PATIENT, "resourceType"),
    _at(STATEMENT, "status"), _at(STATEMENT, "subject"), _at(STATEMENT, "medicationCodeableConcept"),
)  # fmt: skip
TEXTS: tuple[Path_, ...] = (
    _at(PATIENT, "name", 0, "family"), _at(PATIENT, "name", 0, "given", 0), _at(PRACTITIONER, "name", 0, "family"),
    _at(STATEMENT, "medicationCodeableConcept", "text"), (*_DOSE, "unit"),
)  # fmt: skip
TYPED: tuple[Path_, ...] = (
    *TEXTS, _at(PATIENT, "birthDate"), _at(PATIENT, "communication", 0, "preferred"), _at(REQUEST, "status"),
    _at(REQUEST, "intent"), _at(REQUEST, "authoredOn"), _at(REQUEST, "requester"), _at(REQUEST, "medicationReference"),
    _at(REQUEST, "dispenseRequest"), (*_DOSAGE, "timing"), _REPEAT, (*_REPEAT, "when"), (*_REPEAT, "periodUnit"),
    (*_REPEAT, "boundsDuration"), (*_DOSAGE, "doseAndRate"), _DOSE, (*_MEDICATION, "ingredient"), _STRENGTH,
    _at(STATEMENT, "status"), _at(STATEMENT, "subject"), ("entry",), ("type",),
)  # fmt: skip
NUMBERS: tuple[Path_, ...] = (
    (*_DOSE, "value"), (*_STRENGTH, "numerator", "value"), (*_STRENGTH, "denominator", "value"),
    (*_REPEAT, "frequency"), (*_REPEAT, "period"), (*_REPEAT, "boundsDuration", "value"), (*_SUPPLY, "value"),
)  # fmt: skip
WRONG_TYPES = (7, True, None, [], {}, [["x"]], {"x": 1})
WRONG_NUMBERS = (
    "NaN", "Infinity", "-Infinity", "-1", "-0.5", "0", "1e999999", "-1e999999", "1e-999999", "9" * 18, "1." + "1" * 30,
    "9" * 5000, '"4.5"', "true", "null", "[1.5]",
)  # fmt: skip
WRONG_UNITS = (
    "tablespoon", "mgg", "MG", "Mg", "kg", "g", "IU", "%", "mmol", "{capsule}", "[drp]", "mg/mL", "m g", "ｍｇ", "мg",
    "ultra-low", "very low", "", " ", "1",
)  # fmt: skip
UNSEEN = {
    "NUL": "\u0000", "bell": "\u0007", "escape": "\u001b", "delete": "\u007f", "next line": "\u0085",
    "soft hyphen": "\u00ad",
    "zero width space": "\u200b", "left-to-right mark": "\u200e", "bidi override": "\u202e", "bidi isolate": "\u2066",
    "byte order mark": "\ufeff", "private use": "\ue000", "noncharacter": "\uffff", "lone surrogate": "\ud800",
    "tag": "\U000e0041", "stacked marks": "e\u0301\u0302\u0303\u0304\u0305\u0306",
}  # fmt: skip
"""Characters that nobody can see, or that turn the text around them."""


def broken_bundles() -> Iterator[tuple[str, bytes]]:
    """Give each broken bundle with its name: what is wrong with it."""
    from benchmarks.broken_orders import broken_orders  # orders that are FHIR and yet cannot be supplied

    yield from _without_an_element()
    yield from _with_wrong_types()
    yield from _with_wrong_numbers()
    yield from _with_wrong_units()
    yield from _with_unseen_characters()
    yield from _that_are_no_json()
    for name, bundle in broken_orders(good_bundle()):
        yield f"order: {name}", as_bytes(bundle)


def good_bundle() -> dict[str, Any]:
    """Return the bundle that is broken: two capsule steps, a prescriber, one known medicine."""
    bundle: dict[str, Any] = json.loads((EXAMPLES / "capsule.json").read_text("utf-8"))
    return bundle


def as_bytes(value: object) -> bytes:
    """Return JSON with only ASCII in it, so that lone surrogates can be written."""
    return json.dumps(value).encode()


def put(bundle: dict[str, Any], path: Path_, *, value: object = REMOVED) -> dict[str, Any]:
    """Return a copy of a bundle in which the element at a path has another value, or is gone."""
    result = copy.deepcopy(bundle)
    holder: Any = result
    for step in path[:-1]:
        holder = holder[step]
    if value is REMOVED:
        del holder[path[-1]]
    else:
        holder[path[-1]] = value
    return result


def _name(path: Path_) -> str:
    return ".".join(str(step) for step in path if step not in ("entry", "resource"))


def _without_an_element() -> Iterator[tuple[str, bytes]]:
    for path in NEEDED:
        yield f"missing: {_name(path)}", as_bytes(put(good_bundle(), path))


def _with_wrong_types() -> Iterator[tuple[str, bytes]]:
    for path in TYPED:
        for value in WRONG_TYPES:
            if not _is_fine(path, value):
                yield f"type: {_name(path)} = {json.dumps(value)}", as_bytes(put(good_bundle(), path, value=value))


def _is_fine(path: Path_, value: object) -> bool:
    """true is a good value for preferred, and an element may be left empty where nothing in it is needed."""
    last = path[-1]
    return (last == "preferred" and value is True) or (last in ("when", "ingredient") and value == [])


def _with_wrong_numbers() -> Iterator[tuple[str, bytes]]:
    for path in NUMBERS:
        for number in WRONG_NUMBERS:
            text = json.dumps(put(good_bundle(), path, value="@"))
            shown = number if len(number) < 20 else f"{number[:4]}... ({len(number)} digits)"
            yield f"number: {_name(path)} = {shown}", text.replace('"@"', number).encode()


def _with_wrong_units() -> Iterator[tuple[str, bytes]]:
    for unit in WRONG_UNITS:
        value = {"value": 1.5, "unit": unit}
        yield f"unit: {unit!r}", as_bytes(put(good_bundle(), _DOSE, value=value))
    disagreeing = {"value": 1.5, "unit": "mg", "system": "http://unitsofmeasure.org", "code": "ug"}
    yield "unit: text and code disagree", as_bytes(put(good_bundle(), _DOSE, value=disagreeing))


def _with_unseen_characters() -> Iterator[tuple[str, bytes]]:
    for name, character in UNSEEN.items():
        for path in TEXTS:
            yield f"character: {name} in {_name(path)}", as_bytes(put(good_bundle(), path, value=f"Mo{character}ss"))


def _that_are_no_json() -> Iterator[tuple[str, bytes]]:
    good = as_bytes(good_bundle())
    for share in range(1, 10):
        yield f"file: cut at {share}0 %", good[: len(good) * share // 10]
    yield "file: empty", b""
    yield "file: UTF-16", good.decode().encode("utf-16")
    yield "file: Latin-1", good.replace(b"Moss", "Möss".encode("latin-1"))
    yield "file: not JSON", b"<Bundle xmlns='http://hl7.org/fhir'/>"
    yield "file: a list", b"[]"
    yield "file: a number", b"1e999999"
    yield "file: a text", b'"Bundle"'
    yield "file: 10 MB of spaces", b" " * 10_000_000
    yield "file: 10 MB of text", good[:-1] + b', "x": "' + b"a" * 10_000_000 + b'"}'
    yield "file: just under the limit, all quotation marks", b'"' + b'\\"' * 900_000
    yield "file: nested lists", b"[" * 900_000
    yield "file: nested objects", b'{"a":' * 300_000
    yield "file: nested in an element", good[:-1] + b', "x": ' + b"[" * 5000 + b"]" * 5000 + b"}"
    yield "file: status twice", good.replace(b'"intent"', b'"status": "stopped", "intent"', 1)
    yield "file: dose twice", good.replace(b'"doseQuantity": {', b'"doseQuantity": {"value": 45, ', 1)
    yield "file: a control character unescaped", good.replace(b"Moss", b"Mo\x01ss")
    yield "file: a digit in another script", good.replace(b'"value": 1.5', '"value": ١.٥'.encode(), 1)
    yield "file: text after the end", good + b"{}"
