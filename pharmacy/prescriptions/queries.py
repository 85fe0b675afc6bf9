"""Questions about patients and prescriptions."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from pharmacy.ledger.models import Event
from pharmacy.prescriptions.models import Patient, Prescription, ScreeningFinding, Stage
from pharmacy.staff.models import User

MOST_MATCHES = 8
OPEN = Q(settled_at__isnull=True) & ~Q(severity="inform")


def open_findings(prescription: Prescription) -> QuerySet[ScreeningFinding]:
    """Return the findings of a prescription that still wait for a pharmacist."""
    return prescription.findings.filter(OPEN)


def unfinished() -> QuerySet[Prescription]:
    """Return all prescriptions that wait for somebody, oldest first, with `open_count` of findings to settle."""
    waiting = Prescription.objects.exclude(stage__in=(Stage.SUPPLIED, Stage.REFUSED))
    open_count = Count("findings", filter=Q(findings__settled_at__isnull=True) & ~Q(findings__severity="inform"))
    related = waiting.select_related("patient", "specification__formulation", "prescriber")
    return related.annotate(open_count=open_count).order_by("entered_at", "number")


def prescription_page(public_id: UUID) -> QuerySet[Prescription]:
    """Return the prescription of an address with everything that its page shows."""
    related = ("patient", "prescriber", "specification__formulation", "entered_by", "refused_by")
    rows = Prescription.objects.select_related(*related)
    return rows.prefetch_related("steps", "known_facts", "findings__settled_by").filter(public_id=public_id)


def prescriptions_of(patient: Patient) -> QuerySet[Prescription]:
    """Return a patient's prescriptions, newest first."""
    return patient.prescriptions.select_related("specification__formulation", "prescriber").order_by("-number")


def patients_named(given_name: str, *, family_name: str, birth_date: date | None = None) -> list[Patient]:
    """Return a few patients whose names begin like this, in any case; none when nothing was typed."""
    given, family = given_name.strip(), family_name.strip()
    if len(given) + len(family) < 2:
        return []
    rows = Patient.objects.filter(given_name__istartswith=given, family_name__istartswith=family)
    rows = rows.filter(birth_date=birth_date) if birth_date else rows
    return list(rows[:MOST_MATCHES])


def patients_matching(text: str) -> list[Patient]:
    """Return a few patients each of whose typed words begins a name."""
    rows = Patient.objects.all()
    for word in text.split()[:5]:
        rows = rows.filter(Q(given_name__icontains=word) | Q(family_name__icontains=word))
    return list(rows[:MOST_MATCHES]) if text.split() else []


@dataclass(frozen=True)
class Deed:
    """One thing that somebody did to a prescription. verb: as in the ledger."""

    verb: str
    who: str
    at: datetime

    @property
    def words(self) -> str:
        """The verb in words: "prescription entered"."""
        return self.verb.replace(".", " ").replace("-", " ")


def deeds(prescription: Prescription) -> list[Deed]:
    """Return what was done to a prescription, from the ledger, first things first, with people's full names."""
    events = list(Event.objects.filter(subject=f"prescription:{prescription.number}").order_by("sequence"))
    people = User.objects.filter(username__in={event.actor for event in events})
    names = {person.username: str(person) for person in people}
    return [Deed(one.verb, names.get(one.actor, one.actor), timezone.localtime(one.at)) for one in events]
