"""Questions about patients and prescriptions."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from pharmacy.ledger.models import Event
from pharmacy.ledger.words import act_in_words, actor_in_words
from pharmacy.prescriptions.models import Patient, Prescription, ScreeningFinding
from pharmacy.prescriptions.name_words import birth_word, words_of_text
from pharmacy.prescriptions.searching import find_patients
from pharmacy.staff.models import User

MOST_MATCHES = 8
OF_A_PATIENT = 25
OPEN = Q(settled_at__isnull=True) & ~Q(severity="inform")


def open_findings(prescription: Prescription) -> QuerySet[ScreeningFinding]:
    """Return the findings of a prescription that still wait for a pharmacist."""
    return prescription.findings.filter(OPEN)


def with_open_count(rows: QuerySet[Prescription]) -> QuerySet[Prescription]:
    """Return these prescriptions, each with `open_count`, the number of its findings to settle."""
    open_ones = Q(findings__settled_at__isnull=True) & ~Q(findings__severity="inform")
    return rows.annotate(open_count=Count("findings", filter=open_ones))


def prescription_page(public_id: UUID) -> QuerySet[Prescription]:
    """Return the prescription of an address with everything that its page shows."""
    related = ("patient", "prescriber", "specification__formulation", "entered_by", "refused_by", "taken_by")
    rows = Prescription.objects.select_related(*related)
    return rows.prefetch_related("steps", "known_facts", "findings__settled_by").filter(public_id=public_id)


@dataclass(frozen=True)
class PatientPage:
    """One page of a patient's prescriptions, newest first. before: where the next page begins, or None."""

    prescriptions: tuple[Prescription, ...]
    before: int | None


def prescriptions_of(patient: Patient, *, before: int | None = None) -> PatientPage:
    """Return a page of a patient's prescriptions, newest first. before: the number that the page before ended with."""
    rows = patient.prescriptions.select_related("specification__formulation", "prescriber", "patient")
    rows = rows.defer("specification__content").order_by("-number")
    some = list((rows.filter(number__lt=before) if before else rows)[: OF_A_PATIENT + 1])
    shown = some[:OF_A_PATIENT]
    return PatientPage(tuple(shown), before=shown[-1].number if len(some) > OF_A_PATIENT else None)


def patients_named(given_name: str, *, family_name: str, birth_date: date | None = None) -> list[Patient]:
    """Return a few patients whose names begin like this, in any case; none when nothing was typed."""
    words = words_of_text(f"{given_name} {family_name}")
    if sum(map(len, words)) < 2:
        return []
    born = [birth_word(birth_date)] if birth_date else []
    return list(find_patients([*words, *born], most=MOST_MATCHES).patients)


@dataclass(frozen=True)
class Deed:
    """One thing that somebody did to a prescription. verb: as in the ledger."""

    verb: str
    who: str
    at: datetime

    @property
    def words(self) -> str:
        """The verb in words: "Prescription entered"."""
        return act_in_words(self.verb)


def deeds(prescription: Prescription) -> list[Deed]:
    """Return what was done to a prescription, from the ledger, first things first, with people's full names."""
    events = list(Event.objects.filter(subject=f"prescription:{prescription.number}").order_by("sequence"))
    people = User.objects.filter(username__in={event.actor for event in events})
    names = {event.actor: actor_in_words(event.actor) for event in events}
    names |= {person.username: str(person) for person in people}
    return [Deed(one.verb, names[one.actor], timezone.localtime(one.at)) for one in events]
