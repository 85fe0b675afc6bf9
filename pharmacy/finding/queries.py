"""What a typed or scanned text leads to: patients, prescriptions and lots. Each question is answered by one index."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet
from django.db.models.functions import Lower
from django.db.models.lookups import Exact

from formulations.science.beyond_use import is_expired
from pharmacy.compounding.models import Batch
from pharmacy.dispensing.models import Recall
from pharmacy.documents.codes import NotOurCode, read_code
from pharmacy.documents.models import Document
from pharmacy.finding.births import read_birth
from pharmacy.prescriptions.models import Prescription
from pharmacy.prescriptions.name_words import birth_word, words_of_text
from pharmacy.prescriptions.searching import AFTER_EVERY_LETTER, FoundPatients, find_patients
from pharmacy.staff import clock

MOST_PATIENTS = 50
MOST_LOTS = 20
MOST_DIGITS = 9  # of a prescription number
SHORTEST_LOT = 3


@dataclass(frozen=True)
class FoundLot:
    """A batch that a typed lot names or begins. state: what a person must know before using it."""

    batch: Batch
    state: str


@dataclass(frozen=True)
class Born:
    """The patients that are found with one reading of a day of birth; day is None where none was typed."""

    day: date | None
    found: FoundPatients


@dataclass(frozen=True)
class Found:
    """Everything that a text leads to. is_code: exactly one record has this very number, lot, id or code."""

    text: str
    prescriptions: tuple[Prescription, ...] = ()
    lots: tuple[FoundLot, ...] = ()
    patients: tuple[Born, ...] = ()

    @property
    def is_code(self) -> bool:
        """Whether one record and nothing else is meant, so that its page can be opened at once."""
        others = any(one.batch.lot.lower() != self.text.lower() for one in self.lots)
        return len(self.prescriptions) == 1 and not others and not self.names_patients

    @property
    def names_patients(self) -> bool:
        """Whether any patient is found."""
        return any(one.found.patients for one in self.patients)

    @property
    def is_nothing(self) -> bool:
        """Whether nothing at all is found."""
        return not (self.prescriptions or self.lots or self.names_patients)

    @property
    def is_ambiguous(self) -> bool:
        """Whether the day of birth can be read in two ways."""
        return len(self.patients) > 1


def find(text: str) -> Found:
    """Return what a text leads to.

    text: names or their beginnings, a day of birth, a prescription number, a lot or its beginning, the public id of a
    prescription, or the id in the 2D code of a paper. Empty text finds nothing.
    """
    cleaned = " ".join(text.split())
    if not cleaned:
        return Found("")
    batches = list(_lots(cleaned))
    keys = {*_prescription_keys(cleaned), *(one.prescription_id for one in batches if _is(one.lot, cleaned))}
    return Found(
        text=cleaned,
        prescriptions=tuple(_prescriptions(keys)),
        lots=_found_lots(batches),
        patients=_patients(cleaned),
    )


def _is(lot: str, text: str) -> bool:
    return lot.lower() == text.lower()


def _patients(text: str) -> tuple[Born, ...]:
    birth = read_birth(text)
    words = words_of_text(birth.rest)
    if not birth.days:
        return (Born(None, find_patients(words, most=MOST_PATIENTS)),)
    return tuple(Born(day, find_patients([birth_word(day), *words], most=MOST_PATIENTS)) for day in birth.days)


def _prescriptions(keys: set[int]) -> QuerySet[Prescription]:
    rows = Prescription.objects.filter(pk__in=keys).select_related("patient", "specification__formulation")
    return rows.defer("specification__content").order_by("-number")


def _prescription_keys(text: str) -> set[int]:
    """Return the prescriptions that a number, a public id or the code of a paper names."""
    number = text.removeprefix("#")
    found: set[int] = set()
    if number.isascii() and number.isdigit() and len(number) <= MOST_DIGITS:
        found |= set(Prescription.objects.filter(number=int(number)).values_list("pk", flat=True))
    public_id = _public_id(text)
    if public_id:
        found |= set(Prescription.objects.filter(public_id=public_id).values_list("pk", flat=True))
    code = _code(text)
    if code:
        found |= set(Document.objects.filter(code=code).values_list("batch__prescription_id", flat=True))
    return found


def _lots(text: str) -> QuerySet[Batch]:
    """Return the batches that a lot names or begins, the lot itself first."""
    exact = Batch.objects.filter(Exact(Lower("lot"), text.lower()))
    beginning = exact.none()
    if len(text) >= SHORTEST_LOT and any(letter.isdigit() for letter in text):
        beginning = Batch.objects.filter(_begins(text))
    keys = [*exact.values_list("pk", flat=True), *beginning.order_by().values_list("pk", flat=True)[:MOST_LOTS]]
    rows = Batch.objects.filter(pk__in=keys).select_related("prescription__patient", "specification__formulation")
    return rows.defer("plan", "worksheet", "specification__content").order_by("lot")


def _begins(text: str) -> Q:
    """Return the condition that a lot begins with a text, in the form that the database has an index for."""
    if connection.vendor == "sqlite":
        return Q(lot__gte=text, lot__lt=text + AFTER_EVERY_LETTER)
    return Q(lot__startswith=text)


def _found_lots(batches: list[Batch]) -> tuple[FoundLot, ...]:
    today = clock.today()
    recalled = set(Recall.objects.filter(batch__in=[one.pk for one in batches]).values_list("batch_id", flat=True))
    return tuple(FoundLot(one, _state(one, recalled=one.pk in recalled, today=today)) for one in batches)


def _state(batch: Batch, *, recalled: bool, today: date) -> str:
    if recalled:
        return "called back"
    if batch.discarded_at is not None:
        return "discarded"
    return "past" if is_expired(batch.use_by, today=today) else "in date"


def _public_id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _code(text: str) -> str:
    """Return the id of a paper that the text is, or nothing where it is none."""
    try:
        return read_code(text).paper
    except NotOurCode:
        return ""
