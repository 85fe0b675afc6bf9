"""The words by which a patient is found, and the index of them that is kept beside the patients."""

from collections.abc import Iterable
from datetime import date

from formulations.reference.medicines.spelling import words_as_written
from pharmacy.prescriptions.models import Patient, PatientName

LONGEST_WORD = 80
AT_ONCE = 1000
# Letters that no accent is taken off, and how people without that key write them.
PLAIN_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"}
)


def words_of_text(text: str) -> tuple[str, ...]:
    """Return the words of a name in the form that the index keeps: "O’Brien-Müller" is ("o", "brien", "muller").

    Source: house rule; case and accents are not known for sure when a name is heard or typed.
    """
    found = (word.translate(PLAIN_LETTERS)[:LONGEST_WORD] for word in words_as_written(text))
    return tuple(dict.fromkeys(found))


def birth_word(day: date) -> str:
    """Return the word by which patients born on a day are found; no typed word ever begins with a colon."""
    return f":{day.isoformat()}"


def words_of_patient(given_name: str, *, family_name: str, born: date | None) -> frozenset[str]:
    """Return every word that finds a patient: the words of both names, and that of the day of birth."""
    return frozenset({*words_of_text(f"{given_name} {family_name}"), *([birth_word(born)] if born else [])})


def keep_words(patients: Iterable[Patient]) -> None:
    """Bring the index up to what these patients are called now. Called in the transaction that writes a patient."""
    held = list(patients)
    keep = {(one.pk, word) for one in held for word in _words(one)}
    rows = PatientName.objects.filter(patient__in=[one.pk for one in held])
    known = {(row.patient_id, row.word): row.pk for row in rows}
    PatientName.objects.filter(pk__in=[key for pair, key in known.items() if pair not in keep]).delete()
    missing = sorted(keep - set(known))
    PatientName.objects.bulk_create(
        (PatientName(patient_id=patient, word=word) for patient, word in missing), batch_size=AT_ONCE
    )


def _words(patient: Patient) -> frozenset[str]:
    return words_of_patient(patient.given_name, family_name=patient.family_name, born=patient.birth_date)
