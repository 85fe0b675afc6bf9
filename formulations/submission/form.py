"""What a dosage form asks of its specification, and what its author wrote against approving it."""

from collections.abc import Mapping

from formulations.science.dosage_forms import objections_to_form
from formulations.science.specification import Specification
from formulations.submission.objection import Objection
from formulations.submission.raw import table, text


def unfit_for_form(specification: Specification) -> list[Objection]:
    """Return an objection for each thing that the dosage form asks for and the specification lacks.

    Source: the module of the form in `formulations/science/dosage_forms/`.
    """
    return [
        Objection("unfit-for-form", sentence, "formulation.dosage_form", "the dosage form")
        for sentence in objections_to_form(specification)
    ]


def kept_as_draft(document: Mapping[str, object]) -> list[Objection]:
    """Return an objection where the author wrote that this stays a draft, with the reason. Source: the document."""
    reason = text(table(document, "formulation"), "stays_draft")
    message = f"Its author keeps it a draft: {reason} Confirm what is missing, then take this note out."
    return [Objection("stays-draft", message, "formulation.stays_draft", "the author's note")] if reason else []
