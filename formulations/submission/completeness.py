"""The parts that a master formulation record must have."""

from collections.abc import Mapping

from formulations.submission.objection import Objection
from formulations.submission.raw import rows, table, text

MASTER_RECORD = "USP <795>, master formulation record"
# Part of the document -> what is missing, in words for the author.
LISTED = {
    "components": "the components",
    "equipment": "the equipment",
    "method": "the steps of making",
    "quality_checks": "at least one quality check with its limits",
}
STATED = {
    "appearance": ("text", "what the finished preparation looks like"),
    "hazard": ("category", "how dangerous making it is, and what protects the maker"),
}


def missing_parts(document: Mapping[str, object]) -> tuple[Objection, ...]:
    """Return an objection for each part that the record lacks. Source: USP <795>, master formulation record."""
    lacking = [(key, what) for key, what in LISTED.items() if not rows(document, key)]
    lacking += [(key, what) for key, (inner, what) in STATED.items() if not text(table(document, key), inner)]
    return (*(_missing(key, what=what) for key, what in lacking), *_open_method(document))


def _missing(key: str, *, what: str) -> Objection:
    message = f"The record does not state {what}. Write it under {key.replace('_', ' ')}."
    return Objection(f"missing-{key.replace('_', '-')}", message, key, MASTER_RECORD)


def _open_method(document: Mapping[str, object]) -> tuple[Objection, ...]:
    """Return an objection when no step must be signed: then a batch record would prove nothing."""
    steps = rows(document, "method")
    if not steps or any(step.get("required") is True for _, step in steps):
        return ()
    message = "No step of making is required, so none would be signed. Mark the steps that must be."
    return (Objection("no-required-step", message, "method", MASTER_RECORD),)
