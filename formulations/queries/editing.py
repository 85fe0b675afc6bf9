"""Reads what the editing page of a draft shows."""

from collections.abc import Mapping
from typing import Any

from formulations.models import DraftRevision, Excipient, Specification
from formulations.written_out import Chapter, chapters_of

TEXTS = ("name", "patient_name", "cas", "unii", "e_number", "density", "source")
LISTS = ("contains", "avoid_terms", "functions", "synonyms", "brands")


class UnknownVersion(LookupError):
    """A formulation or a version of it that is not on record."""


def version_row(code: str, *, version: int) -> Specification:
    """Return one version of a formulation, whatever its state, with the people who signed it. One query.

    Raises UnknownVersion.
    """
    people = ("author", "submitted_by", "approved_by", "discarded_by", "withdrawn_by")
    rows = Specification.objects.select_related("formulation", "based_on__formulation", *people)
    row = rows.filter(formulation__code=code, version=version).first()
    if row is None:
        raise UnknownVersion(f"formulation {code!r} has no version {version}; open it from the formulary")
    return row


def newest_save(row: Specification) -> DraftRevision | None:
    """Return who saved a draft last and when, without the content; None where nobody has. One query."""
    return row.revisions.select_related("saved_by").defer("content").order_by("-number").first()


def revision_content(row: Specification, *, number: int) -> Mapping[str, Any]:
    """Return the content that a draft had at one of its revisions; what it has now where that is not on record.

    One query, none for the newest.
    """
    saved = None if number == row.revision else row.revisions.filter(number=number).first()
    content: Mapping[str, Any] = saved.content if saved else row.content
    return content


def version_chapters(row: Specification) -> tuple[Chapter, ...]:
    """Return a version written out in all its chapters, with what this pharmacy measured. One query."""
    calibrations = row.formulation.calibrations.select_related("measured_by").order_by("device_code", "-measured_at")
    return chapters_of(row.content, calibrations=calibrations)


def formulary_substances() -> dict[str, dict[str, Any]]:
    """Return every substance on record as a row of a document, by code and in order of name. One query.

    `source` is the title of where its properties come from.
    """
    return {row.code: _as_document(row) for row in Excipient.objects.order_by("name")}


def _as_document(row: Excipient) -> dict[str, Any]:
    said = {key: getattr(row, key) for key in (*TEXTS, *LISTS) if getattr(row, key)}
    slows = {} if row.release_modifying is None else {"release_modifying": row.release_modifying}
    return {"code": row.code, **said, **slows}
