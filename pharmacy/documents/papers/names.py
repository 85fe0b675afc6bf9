"""How a medicine and a pharmacy are called on paper."""

import re

from formulations.reference.papers import Language
from pharmacy.documents.facts import MedicineFacts, PharmacyFacts
from pharmacy.documents.wording.directions import NO_BREAK, held, joined
from pharmacy.documents.wording.products import with_strength


def capital(text: str) -> str:
    """Return the text with its first letter as a capital."""
    return text[:1].upper() + text[1:]


def part_name(code: str) -> str:
    """Return how people call a part of a paper: "patient name" for patient-name; two where one text says both."""
    return " and ".join(one.replace("-", " ") for one in code.split())


def address_line(pharmacy: PharmacyFacts) -> str:
    """Return the pharmacy's address, with a number at its end never alone on a line: "OH 44000"."""
    return re.sub(r" (?=\d+$)", NO_BREAK, pharmacy.address)


def actives_with_strengths(medicine: MedicineFacts, *, language: Language) -> str:
    """Return every active with its strength: "hydrocortisone 10 mg/g and clotrimazole 10 mg/g"."""
    said = [
        language.say("strength.one", active=active, strength=held(strength)) for active, strength in actives(medicine)
    ]
    return joined(said, language=language)


def actives(medicine: MedicineFacts) -> list[tuple[str, str]]:
    """Return every active and its strength, the one that doses first."""
    further = [(one.name, one.strength) for one in medicine.further_actives]
    return [(medicine.active_name, medicine.strength), *further]


def medicine_title(medicine: MedicineFacts) -> str:
    """Return the name with its strength, which the names of preparations in several strengths do not hold."""
    return held(with_strength(capital(medicine.patient_name), strength=medicine.strength))
