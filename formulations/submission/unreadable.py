"""Content that the program cannot read, or that no drug file could carry."""

from collections.abc import Mapping

from formulations.reference.faults import Fault, Place, written
from formulations.reference.formulary import BadSpecification, sha256_of
from formulations.reference.formulary.checking import faults_of_content
from formulations.submission.objection import Objection

EMPTY = ("[]", "{}")  # nothing is there: the problem says so by itself
VERBS = ("is ", "must ", "has ", "needs ", "names ")
NAMED_BY = ("name", "section", "excipient", "code")
LANGUAGE = 2  # letters of a language's code, which every leaflet here shares
FORMAT = "the exchange format secundum-formulary/1"


def unreadable(document: Mapping[str, object]) -> tuple[Objection, ...]:
    """Return an objection for each fault that keeps the document from being read or exchanged.

    What does not add up and a unit that cannot be meant are among them.
    Source: the exchange format.
    """
    try:
        sha256_of(document)
    except BadSpecification as error:
        return (Objection("unreadable", f"{error}.", "", FORMAT),)
    return tuple(_of(fault, document=document) for fault in faults_of_content(document))


def _of(fault: Fault, *, document: Mapping[str, object]) -> Objection:
    place = _in_words(fault.where, document=document)
    value = f" (“{fault.value}”)" if fault.value and fault.value not in EMPTY else ""
    joint = " " if fault.problem.startswith(VERBS) else ": "
    return Objection("unreadable", f"{place}{value}{joint}{fault.problem}.", written(fault.where), FORMAT)


def _in_words(where: Place, *, document: Mapping[str, object]) -> str:
    """Return a place as a pharmacist reads it: "Leaflet, key facts, sentences"; a row by what names it."""
    words: list[str] = []
    value: object = document
    for step in where:
        if isinstance(step, int):
            value = value[step] if isinstance(value, list) and step < len(value) else None
            words.append(_named(value, number=step + 1))
        else:
            value = value.get(step) if isinstance(value, Mapping) else None
            words += [] if len(step) == LANGUAGE else [step.replace("_", " ")]
    text = ", ".join(words)
    return f"{text[:1].upper()}{text[1:]}"


def _named(row: object, *, number: int) -> str:
    names = [row.get(key) for key in NAMED_BY] if isinstance(row, Mapping) else []
    return next((str(name).replace("-", " ") for name in names if isinstance(name, str) and name), str(number))
