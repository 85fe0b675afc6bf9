"""Finds patients by the words of their names and their day of birth, from the index alone."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet

from pharmacy.prescriptions.models import Patient, PatientName

MOST_WORDS = 6  # of what is typed; more only narrow what is found already
AFTER_EVERY_LETTER = "\U0010ffff"
COUNTED = 1000  # words that begin alike are counted this far: enough to see which typed word is the rarest
NAMES_ALIKE = 4  # words of one person that may begin alike ("Mary Martha Mason")


@dataclass(frozen=True)
class FoundPatients:
    """Some of the patients whom the words find, by family name. more: there are others; more letters are needed."""

    patients: tuple[Patient, ...] = ()
    more: bool = False


def find_patients(words: Sequence[str], *, most: int) -> FoundPatients:
    """Return at most `most` patients; each of the words begins one of theirs.

    words: as `words_of_text` and `birth_word` give them. The names that are closest to the rarest word
    come before longer ones. A single letter is too little to begin with and finds only a name that is that letter.
    """
    wanted = tuple(dict.fromkeys(words))[:MOST_WORDS]
    if not wanted:
        return FoundPatients()
    whole = all(len(word) == 1 for word in wanted)
    keys = _keys(wanted, most=most * NAMES_ALIKE + 1, whole=whole)
    patients = dict.fromkeys(keys)
    more = len(patients) > most or len(keys) > most * NAMES_ALIKE
    found = Patient.objects.filter(pk__in=list(patients)[:most]).order_by("family_name", "given_name", "pk")
    return FoundPatients(tuple(found), more=more)


def _keys(words: Sequence[str], *, most: int, whole: bool) -> list[int]:
    rarest, *others = sorted(words, key=lambda word: _count(word, whole=whole)) if len(words) > 1 else words
    rows = _beginning(rarest, whole=whole)
    for word in others:
        rows = rows.filter(Exists(_beginning(word, whole=whole).filter(patient=OuterRef("patient"))))
    return list(rows.order_by("word", "patient_id").values_list("patient_id", flat=True)[:most])


def _count(word: str, *, whole: bool) -> int:
    return _beginning(word, whole=whole)[:COUNTED].count()


def _beginning(word: str, *, whole: bool) -> QuerySet[PatientName]:
    """Return the words that begin with a word, in the form that the database has an index for.

    SQLite compares byte by byte and does not use an index for LIKE; PostgreSQL has one for LIKE alone.
    """
    if whole:
        return PatientName.objects.filter(word=word)
    if connection.vendor == "sqlite":
        return PatientName.objects.filter(Q(word__gte=word, word__lt=word + AFTER_EVERY_LETTER))
    return PatientName.objects.filter(word__startswith=word)
