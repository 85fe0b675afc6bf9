"""What else fits a patient whose formula carries what the patient cannot take."""

from collections.abc import Iterable

from formulations.avoiding import Answer
from formulations.queries.avoiding import avoiding_in_drug
from pharmacy.prescriptions.entry import KnownEntry

ASK_FOR_ANOTHER = {"excipient-avoided", "origin-not-stated"}
ALLERGY = "allergy"


def what_fits(known: Iterable[KnownEntry], *, findings: Iterable[str], formulation: str) -> Answer | None:
    """Return which formulations and choices of the same drug a patient can take, or None when nothing asks for it.

    known: what is known of the patient; its allergies are compared. findings: codes found. formulation: code of the one
    that was chosen. Source: `formulations/avoiding.py`.
    """
    if ASK_FOR_ANOTHER.isdisjoint(findings):
        return None
    avoided = [entry.text for entry in known if entry.kind == ALLERGY and entry.text.strip()]
    return avoiding_in_drug("\n".join(avoided), code=formulation)
