"""What a typed or scanned text leads to."""

from uuid import UUID

from django.db.models import Q

from pharmacy.prescriptions.models import Patient, Prescription
from pharmacy.prescriptions.queries import patients_matching


def prescription_of_code(text: str) -> Prescription | None:
    """Return the prescription that a code names, or None when it names none.

    text: a prescription number, a lot, or the id in the 2D code of a label or leaflet.
    """
    cleaned = text.strip()
    named = Q(batches__lot=cleaned) | Q(batches__documents__code=cleaned.upper())
    if cleaned.isascii() and cleaned.isdigit() and len(cleaned) < 10:
        named |= Q(number=int(cleaned))
    public_id = _public_id(cleaned)
    if public_id:
        named |= Q(public_id=public_id)
    return Prescription.objects.filter(named).distinct().first()


def patients_found(text: str) -> list[Patient]:
    """Return a few patients whose names hold every word of the text."""
    return patients_matching(text)


def _public_id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
