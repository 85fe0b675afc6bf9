"""How a medicine and a pharmacy are called on paper."""

import re

from pharmacy.documents.facts import MedicineFacts, PharmacyFacts
from pharmacy.documents.wording.directions import NO_BREAK, held


def capital(text: str) -> str:
    """Return the text with its first letter as a capital."""
    return text[:1].upper() + text[1:]


def address_line(pharmacy: PharmacyFacts) -> str:
    """Return the pharmacy's address, with a number at its end never alone on a line: "OH 44000"."""
    return re.sub(r" (?=\d+$)", NO_BREAK, pharmacy.address)


def medicine_title(medicine: MedicineFacts) -> str:
    """Return the name with its strength, which the names of preparations in several strengths do not hold."""
    name = capital(medicine.patient_name)
    return held(name if medicine.strength in name else f"{name} {medicine.strength}")
