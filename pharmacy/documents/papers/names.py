"""How a medicine is called on paper."""

from pharmacy.documents.facts import MedicineFacts
from pharmacy.documents.wording.directions import held


def capital(text: str) -> str:
    """Return the text with its first letter as a capital."""
    return text[:1].upper() + text[1:]


def medicine_title(medicine: MedicineFacts) -> str:
    """Return the name with its strength, which the names of preparations in several strengths do not hold."""
    name = capital(medicine.patient_name)
    return held(name if medicine.strength in name else f"{name} {medicine.strength}")
