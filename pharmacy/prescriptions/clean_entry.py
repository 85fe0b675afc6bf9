"""An entry is made fit for the record, or refused before anything is written."""

from dataclasses import replace
from datetime import date

from formulations.science.day_text import day_in_words
from formulations.science.quantities import BadQuantity, Quantity
from formulations.science.regimen import MOST_DAYS_BETWEEN, BadRegimen, DoseStep, check_hours
from pharmacy.prescriptions.entry import BadEntry, KnownEntry, PatientEntry, PrescriberEntry, PrescriptionEntry
from pharmacy.prescriptions.models import KnownFact
from pharmacy.prescriptions.plain_text import refuse_unprintable

MOST_DAYS = 730  # two years; longer is a slip, and no preparation keeps that long
MOST_DAYS_AHEAD = 366  # a first day farther away is a slip of the year
MOST_STEPS = 60  # a step a week for a year, and some
MOST_TIMES_A_DAY = 24
MOST_KNOWN = 100
MOST_REPEATS = 24
OLDEST_BIRTH = date(1890, 1, 1)
TIMES_OF_DAY = ("morning", "noon", "evening", "bedtime")
KIND_FIELDS = {"medicine": "Medicines", "allergy": "Allergies", "condition": "Conditions"}


def clean_entry(entry: PrescriptionEntry, *, today: date) -> PrescriptionEntry:
    """Return the entry with every text tidied and every number and day within what a pharmacy can mean.

    today: the pharmacy's calendar day. Raises BadEntry, which names the field, its value and what to do.
    Source: house rules; the bounds are stated at the top of this module.
    """
    _refuse_day(entry.written_on, field="Written on", today=today)
    _refuse_far_day(entry.starts_on, today=today)
    if entry.products:
        raise BadEntry("the steps name products of their own; enter them as a course", field="Doses and days")
    _refuse_due_day(entry.due_on, today=today)
    if not 0 <= entry.repeats_allowed <= MOST_REPEATS:
        raise BadEntry(f"{entry.repeats_allowed} repeats; write 0 to {MOST_REPEATS}", field="Repeats allowed")
    if len(entry.known) > MOST_KNOWN:
        message = f"{len(entry.known)} medicines, allergies and conditions are too many; enter at most {MOST_KNOWN}"
        raise BadEntry(message, field="Known of the patient")
    return replace(
        entry,
        patient=clean_patient(entry.patient, today=today),
        prescriber=_clean_prescriber(entry.prescriber),
        formulation=refuse_unprintable(entry.formulation, field="Formulation", longest=80),
        strength=_clean_amount(entry.strength, field="Strength") if entry.strength else None,
        steps=_clean_steps(entry.steps),
        days=_clean_days(entry.days, field="Days to supply"),
        known=tuple(_clean_known(one, today=today) for one in entry.known),
        purpose=refuse_unprintable(entry.purpose, field="Purpose"),
    )


def clean_patient(patient: PatientEntry, *, today: date) -> PatientEntry:
    """Return a new patient's fields, tidied; one on record as they are. Raises BadEntry. Source: house rules."""
    if patient.public_id:
        return patient
    _refuse_day(patient.birth_date, field="Born", today=today)
    if patient.birth_date and patient.birth_date < OLDEST_BIRTH:
        raise BadEntry(
            f"{day_in_words(patient.birth_date)} is before {day_in_words(OLDEST_BIRTH)}; check the year", field="Born"
        )
    cleaned = replace(
        patient,
        given_name=refuse_unprintable(patient.given_name, field="Given name", longest=80),
        family_name=refuse_unprintable(patient.family_name, field="Family name", longest=80),
        language=refuse_unprintable(patient.language, field="Language", longest=10),
    )
    if not (cleaned.given_name or cleaned.family_name):
        raise BadEntry("the patient has no name; write it as it shall stand on the label", field="Patient")
    return cleaned


def _clean_prescriber(prescriber: PrescriberEntry | None) -> PrescriberEntry | None:
    if prescriber is None:
        return None
    name = refuse_unprintable(prescriber.name, field="Prescriber", longest=120)
    if not name:
        raise BadEntry("the prescriber has no name; write it, or leave the prescriber out", field="Prescriber")
    registration = refuse_unprintable(prescriber.registration, field="Registration number", longest=60)
    address = refuse_unprintable(prescriber.address, field="Address of the prescriber", longest=300)
    return PrescriberEntry(name, registration, address)


def _clean_steps(steps: tuple[DoseStep, ...]) -> tuple[DoseStep, ...]:
    if not 1 <= len(steps) <= MOST_STEPS:
        raise BadEntry(f"{len(steps)} dose steps; write 1 to {MOST_STEPS}", field="Doses")
    return tuple(_clean_step(step, field=f"Dose {number}") for number, step in enumerate(steps, start=1))


def _clean_step(step: DoseStep, *, field: str) -> DoseStep:
    if not step.dose.value:
        raise BadEntry(f"{step.dose} is no dose; write how much is taken at once", field=field)
    if not 1 <= step.times_a_day <= MOST_TIMES_A_DAY:
        raise BadEntry(f"{step.times_a_day} times a day; write 1 to {MOST_TIMES_A_DAY}", field=field)
    if not 1 <= step.every <= MOST_DAYS_BETWEEN:
        raise BadEntry(f"taken every {step.every} days; write 1 to {MOST_DAYS_BETWEEN}", field=field)
    unknown = [when for when in step.when if when not in TIMES_OF_DAY]
    if unknown:
        raise BadEntry(f"{unknown[0][:20]!r} is no time of day; use {', '.join(TIMES_OF_DAY)}", field=field)
    try:
        check_hours(step)
    except BadRegimen as error:
        raise BadEntry(str(error), field=field) from error
    days = _clean_days(step.days, field=f"{field}, days")
    return replace(step, dose=_clean_amount(step.dose, field=field), days=days)


def _clean_amount(amount: Quantity, *, field: str) -> Quantity:
    """Return the amount as its text form gives it back, so that what is stored is what was entered."""
    try:
        return Quantity.read(str(amount).replace(",", ""))
    except BadQuantity as error:
        raise BadEntry(str(error), field=field) from error


def _clean_days(days: int | None, *, field: str) -> int | None:
    if days is not None and not 1 <= days <= MOST_DAYS:
        raise BadEntry(f"{days} days; write 1 to {MOST_DAYS}", field=field)
    return days


def _clean_known(known: KnownEntry, *, today: date) -> KnownEntry:
    if known.kind not in KnownFact.Kind.values:
        raise BadEntry(f"{known.kind[:20]!r} is none of {', '.join(KnownFact.Kind.values)}", field="Known")
    field = KIND_FIELDS[known.kind]
    _refuse_day(known.ended_on, field=f"{field}, last taken", today=today)
    text = refuse_unprintable(known.text, field=field)
    if not (text or known.code):
        raise BadEntry("an entry is empty; write it, or take the line out", field=field)
    system = refuse_unprintable(known.system, field=f"{field}, coding system", longest=120)
    code = refuse_unprintable(known.code, field=f"{field}, code", longest=40)
    return replace(known, text=text or code, system=system, code=code)


def _refuse_far_day(starts_on: date | None, *, today: date) -> None:
    if starts_on is not None and abs((starts_on - today).days) > MOST_DAYS_AHEAD:
        raise BadEntry(
            f"{day_in_words(starts_on)} is more than {MOST_DAYS_AHEAD} days from today; check the year",
            field="First day",
        )


def _refuse_due_day(due_on: date | None, *, today: date) -> None:
    if due_on is None:
        return
    if due_on < today:
        raise BadEntry(f"{day_in_words(due_on)} is past; write the day by which it must be ready", field="Ready by")
    if (due_on - today).days > MOST_DAYS_AHEAD:
        raise BadEntry(
            f"{day_in_words(due_on)} is more than {MOST_DAYS_AHEAD} days from today; check the year", field="Ready by"
        )


def _refuse_day(day: date | None, *, field: str, today: date) -> None:
    if day is not None and day > today:
        raise BadEntry(f"{day_in_words(day)} is still to come; check the date", field=field)
