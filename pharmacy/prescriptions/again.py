"""What a known patient was prescribed before, offered again, and what was known of them then, with its age."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from formulations.science.quantities import Quantity
from formulations.science.regimen import DoseStep, plan_regimen
from pharmacy.prescriptions.entry import BadEntry
from pharmacy.prescriptions.forms.pattern import with_steps_of
from pharmacy.prescriptions.forms.step_product import ON_REQUEST
from pharmacy.prescriptions.models import KnownFact, Patient, Prescription, Stage
from pharmacy.prescriptions.planning import in_use, ordered_steps
from pharmacy.prescriptions.steps_shown import days_in_words, how_often
from pharmacy.staff.clock import today

MOST_OFFERED = 3
LOOKED_BACK = 20  # prescriptions of a patient, to see since when a fact is on record
KIND_FIELDS = {"medicine": "medicines", "allergy": "allergies", "condition": "conditions"}
OF_THE_PAGE_BEFORE = ("still_right_", "past-", "choice_")  # fields that an offer does not leave as they were


@dataclass(frozen=True)
class Offer:
    """A prescription that can be entered again. act: what its button does. text: product, doses and days."""

    act: str
    title: str
    text: str
    entered_on: date
    number: int


@dataclass(frozen=True)
class AgedFact:
    """Something known of a patient. since: the day it was first stated. ended_on: last intake of a past medicine."""

    kind: str
    text: str
    since: date
    ended_on: date | None = None
    system: str = ""
    code: str = ""


@dataclass(frozen=True)
class LastKnown:
    """What was known when a patient's newest prescription was entered, kind by kind, and how many days ago that was."""

    patient: UUID
    stated_on: date
    days_ago: int
    facts: tuple[AgedFact, ...]

    @property
    def codes(self) -> dict[tuple[str, str], tuple[str, str]]:
        """The system and code of each fact that has one, by its kind and text."""
        return {(one.kind, one.text): (one.system, one.code) for one in self.facts if one.code}

    @property
    def kinds(self) -> tuple[tuple[str, tuple[AgedFact, ...]], ...]:
        """Each kind by the name of its field on the page, with what is known of it."""
        return tuple((name, self.of(kind)) for kind, name in KIND_FIELDS.items())

    def of(self, kind: str) -> tuple[AgedFact, ...]:
        """Return the facts of one kind: medicine, allergy or condition."""
        return tuple(one for one in self.facts if one.kind == kind)


def offers_for(patient: UUID) -> tuple[Offer, ...]:
    """Return a patient's newest prescriptions as they can be entered again; a titration also at the dose it reached."""
    whose = list(Patient.objects.filter(public_id=patient).values_list("pk", flat=True))  # see past_supplies
    rows = Prescription.objects.filter(patient__in=whose).exclude(stage=Stage.REFUSED)
    rows = rows.select_related("specification__formulation").defer("specification__content").prefetch_related("steps")
    offers: list[Offer] = []
    for row in rows.order_by("-number")[:MOST_OFFERED]:
        steps = ordered_steps(row)
        if len(steps) > 1:
            offers.append(_offer(row, steps=_reached(steps), word="onward", title="On at the dose reached"))
        offers.append(_offer(row, steps=steps, word="again", title="Again"))
    return tuple({one.text: one for one in reversed(offers)}.values())[::-1]


def last_known(prescription: UUID) -> LastKnown | None:
    """Return what was known when a prescription was entered, or None where there is no such prescription."""
    row = Prescription.objects.filter(public_id=prescription).select_related("patient").first()
    if row is None:
        return None
    before = row.patient.prescriptions.filter(number__lte=row.number).order_by("-number")[:LOOKED_BACK]
    entered_at = dict(before.values_list("pk", "entered_at"))  # the newest first
    facts = list(KnownFact.objects.filter(prescription__in=entered_at).order_by("kind", "pk"))
    since: dict[tuple[str, str], date] = {}
    for key, at in entered_at.items():
        since |= {(fact.kind, fact.text): _day_of(at) for fact in facts if fact.prescription_id == key}
    stated_on = _day(row)
    return LastKnown(
        patient=row.patient.public_id,
        stated_on=stated_on,
        days_ago=(today() - stated_on).days,
        facts=tuple(_aged(one, since=since) for one in facts if one.prescription_id == row.pk),
    )


def fill_again(data: Any, prescription: str) -> Any:
    """Return posted data as the prescription was, with what is known of the patient as it was last stated.

    Raises BadEntry for a prescription of another patient, and for a formulation that is not made any more.
    """
    row = _of_the_patient(data, prescription=prescription)
    return _filled(data, row=row, steps=ordered_steps(row))


def fill_onward(data: Any, prescription: str) -> Any:
    """Return posted data as `fill_again` does, at the dose that the titration reached."""
    row = _of_the_patient(data, prescription=prescription)
    return _filled(data, row=row, steps=_reached(ordered_steps(row)))


def fill_known(data: Any, prescription: str) -> Any:
    """Return posted data with what is known of the patient as it was last stated, and all else as it was."""
    filled = data.copy()
    for name in [name for name in data if name.startswith(("still_right_", "past-"))]:
        del filled[name]
    row = _of_the_patient(data, prescription=prescription)
    _fill_known(filled, newest=_newest(row))
    return filled


def _newest(row: Prescription) -> Prescription:
    return row.patient.prescriptions.order_by("-number").first() or row


def _offer(row: Prescription, *, steps: tuple[DoseStep, ...], word: str, title: str) -> Offer:
    planned = plan_regimen(steps, days=row.days).steps
    alone = len(planned) == 1
    doses = [f"{one.dose} {how_often(one)}" + ("" if alone else f" ({days_in_words(one).lower()})") for one in planned]
    text = f"{row.product}, {', then '.join(doses)}, {row.days} day{'s' if row.days > 1 else ''}"
    return Offer(f"{word}-{row.public_id}", title=title, text=text, entered_on=_day(row), number=row.number)


def _reached(steps: Sequence[DoseStep]) -> tuple[DoseStep, ...]:
    last = steps[-1]
    return (DoseStep(last.dose, last.times_a_day, None, last.when, last.every, last.hours_apart),)


def _day(row: Prescription) -> date:
    return _day_of(row.entered_at)


def _day_of(moment: datetime) -> date:
    return timezone.localtime(moment).date()


def _aged(fact: KnownFact, *, since: dict[tuple[str, str], date]) -> AgedFact:
    first = since[fact.kind, fact.text]
    return AgedFact(fact.kind, fact.text, since=first, ended_on=fact.ended_on, system=fact.system, code=fact.code)


def _of_the_patient(data: Any, *, prescription: str) -> Prescription:
    try:
        wanted = UUID(prescription)
    except ValueError:
        wanted = None
    rows = Prescription.objects.select_related("patient", "prescriber", "specification__formulation")
    row = rows.defer("specification__content").filter(public_id=wanted).first() if wanted else None
    if row is None or str(row.patient.public_id) != str(data.get("patient", "")):
        raise BadEntry("this prescription is not of the patient who is chosen; choose the patient again", field="Again")
    return row


def _filled(data: Any, *, row: Prescription, steps: tuple[DoseStep, ...]) -> Any:
    filled = data.copy()
    for name in [name for name in data if name.startswith(OF_THE_PAGE_BEFORE)]:
        del filled[name]
    filled["formulation"] = row.specification.formulation.code
    filled["find_formulation"] = filled["shorthand"] = ""
    filled["days"], filled["purpose"] = str(row.days), row.purpose
    filled["prescriber"] = row.prescriber.name if row.prescriber else ""
    filled["registration"] = row.prescriber.registration if row.prescriber else ""
    _fill_strength(filled, strength=row.strength)
    for name, excipient in row.choices.items():
        filled[f"choice_{name}"] = excipient
    _fill_known(filled, newest=_newest(row))
    return with_steps_of(filled, steps=steps)


def _fill_strength(filled: Any, *, strength: Quantity) -> None:
    specification = in_use(filled["formulation"])
    listed = [str(one.amount) for one in specification.strengths]
    is_listed = str(strength) in listed
    filled["strength"] = str(strength) if is_listed else ON_REQUEST
    filled["other_strength"] = "" if is_listed else str(strength)


def _fill_known(filled: Any, *, newest: Prescription) -> None:
    facts = list(newest.known_facts.all())
    for kind, name in KIND_FIELDS.items():
        filled[name] = "\n".join(one.text for one in facts if one.kind == kind and one.ended_on is None)
    past = [one for one in facts if one.ended_on is not None]
    filled["past"] = str(max(len(past), 1))
    for number, one in enumerate(past, start=1):
        filled[f"past-{number}-text"], filled[f"past-{number}-ended_on"] = one.text, str(one.ended_on)
    filled["carried_from"] = str(newest.public_id)
