"""Entering a prescription: what is written, and everything that is refused before anything is."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

import pytest

from formulations.science.quantities import Quantity, Unit
from formulations.science.regimen import DoseStep
from pharmacy.ledger.models import Event
from pharmacy.prescriptions.actions import enter_prescription
from pharmacy.prescriptions.entry import BadEntry, KnownEntry, PatientEntry, PrescriberEntry
from pharmacy.prescriptions.models import Patient, Prescriber, Prescription
from pharmacy.staff.clock import today
from pharmacy.staff.refusals import NotAllowed
from tests.world import ORDERS

CAPSULE = ORDERS["naltrexone-capsule"]


def test_all_six_formulations_can_be_entered(world):
    entries = [entry for code, entry in ORDERS.items() if code.startswith("naltrexone-")]
    numbers = [enter_prescription(entry=entry, by=world.tom).number for entry in entries]
    assert numbers == [1, 2, 3, 4, 5, 6]


def test_a_prescription_keeps_what_was_ordered_and_what_is_known(world):
    known = (KnownEntry("medicine", "tramadol", ended_on=date(2026, 1, 2)), KnownEntry("allergy", "lactose"))
    entry = replace(CAPSULE, known=known, purpose="pain", written_on=date(2026, 1, 3))
    row = Prescription.objects.get(pk=enter_prescription(entry=entry, by=world.tom).pk)
    assert (str(row.strength), row.days, row.purpose, row.stage) == ("4.5 mg", 30, "pain", "entered")
    assert [str(step.dose) for step in row.steps.all()] == ["4.5 mg"]
    assert [(fact.kind, fact.text, fact.ended_on) for fact in row.known_facts.all()] == [
        ("allergy", "lactose", None),
        ("medicine", "tramadol", date(2026, 1, 2)),
    ]
    assert row.entered_by == world.tom


def test_the_choices_left_open_are_stored_as_the_defaults_that_were_taken(world):
    row = enter_prescription(entry=CAPSULE, by=world.tom)
    assert row.choices["filler"] == "microcrystalline-cellulose"


def test_entering_writes_one_event_that_names_no_patient(world):
    before = Event.objects.count()
    enter_prescription(entry=CAPSULE, by=world.tom)
    event = Event.objects.order_by("-sequence").first()
    assert Event.objects.count() == before + 1
    assert (event.verb, event.subject, event.actor) == ("prescription.entered", "prescription:1", "tom")
    assert "Ada" not in event.facts
    assert "Lindqvist" not in event.facts


def test_the_same_name_and_day_of_birth_is_the_same_patient(world):
    for _ in range(2):
        enter_prescription(entry=CAPSULE, by=world.tom)
    assert Patient.objects.count() == 1
    assert Prescriber.objects.count() == 1


def test_the_same_name_without_a_day_of_birth_may_be_another_person(world):
    nameless = replace(CAPSULE, patient=PatientEntry("Ada", "Lindqvist"))
    for _ in range(2):
        enter_prescription(entry=nameless, by=world.tom)
    assert Patient.objects.count() == 2


def test_a_patient_on_record_is_taken_by_id(world):
    first = enter_prescription(entry=CAPSULE, by=world.tom)
    again = replace(CAPSULE, patient=PatientEntry("", "", public_id=first.patient.public_id))
    assert enter_prescription(entry=again, by=world.tom).patient == first.patient


REFUSED = {
    "a patient without a name": (replace(CAPSULE, patient=PatientEntry(" ", "")), "Patient: the patient has no name"),
    "a patient who is not on record": (
        replace(CAPSULE, patient=PatientEntry("", "", public_id=UUID(int=7))),
        "Patient: no patient on record",
    ),
    "a name that turns the line around": (
        replace(CAPSULE, patient=PatientEntry("Ada\u202e", "L")),
        "Given name: character 4",
    ),
    "a birth in the future": (
        replace(CAPSULE, patient=PatientEntry("Ada", "L", date(2999, 1, 1))),
        "Born: 1 January 2999 is still to come",
    ),
    "a birth in another century": (
        replace(CAPSULE, patient=PatientEntry("Ada", "L", date(1779, 1, 1))),
        "Born: 1 January 1779 is before 1 January 1890",
    ),
    "a prescriber without a name": (replace(CAPSULE, prescriber=PrescriberEntry(" ", "77")), "Prescriber: "),
    "a formulation nobody knows": (replace(CAPSULE, formulation="naltrexone-syrup"), "Formulation: .*naltrexone-syrup"),
    "a formulation that is not made": (
        replace(CAPSULE, formulation="naltrexone-transdermal-patch"),
        "Formulation: .*cannot be made",
    ),
    "no dose step": (replace(CAPSULE, steps=()), "Doses: 0 dose steps"),
    "a dose of nothing": (
        replace(CAPSULE, steps=(DoseStep(Quantity(Decimal(0), Unit.MILLIGRAM), 1, None),)),
        "Dose 1: 0 mg is no dose",
    ),
    "a dose longer than paper holds": (
        replace(CAPSULE, steps=(DoseStep(Quantity(Decimal("1.0000000000001"), Unit.MILLIGRAM), 1, None),)),
        "Dose 1: .*more than 12 digits",
    ),
    "a dose 99 times a day": (
        replace(CAPSULE, steps=(DoseStep(Quantity.read("4.5 mg"), 99, None),)),
        "Dose 1: 99 times a day",
    ),
    "a dose every 8 hours, 4 times a day": (
        replace(CAPSULE, steps=(DoseStep(Quantity.read("4.5 mg"), 4, None, hours_apart=8),)),
        "Dose 1: every 8 hours is 3 times a day, and not 4",
    ),
    "a dose at tea time": (
        replace(CAPSULE, steps=(DoseStep(Quantity.read("4.5 mg"), 1, None, ("tea",)),)),
        "Dose 1: 'tea' is no time of day",
    ),
    "an open step before the last": (
        replace(CAPSULE, steps=(DoseStep(Quantity.read("4.5 mg"), 1, None),) * 2),
        "Doses and days: step 1 has no number of days",
    ),
    "no days at all": (replace(CAPSULE, days=None), "Doses and days: neither the days to supply"),
    "minus three days": (replace(CAPSULE, days=-3), "Days to supply: -3 days"),
    "a strength outside its range": (
        replace(CAPSULE, strength=Quantity.read("90 mg")),
        "Strength and choices: .*is not made as 90 mg",
    ),
    "no strength where there are several": (
        replace(CAPSULE, strength=None),
        "Strength and choices: .*needs a strength",
    ),
    "a filler nobody has": (replace(CAPSULE, choices={"filler": "sand"}), "Strength and choices: 'sand'"),
    "a choice that is none": (replace(CAPSULE, choices={"colour of the lid": "red"}), "Strength and choices: "),
    "a fact of no kind": (replace(CAPSULE, known=(KnownEntry("rumour", "x"),)), "Known: 'rumour'"),
    "a medicine without a name": (
        replace(CAPSULE, known=(KnownEntry("medicine", " "),)),
        "Medicines: an entry is empty",
    ),
    "a medicine last taken tomorrow": (
        replace(CAPSULE, known=(KnownEntry("medicine", "tramadol", ended_on=date(2999, 1, 1)),)),
        "Medicines, last taken: 1 January 2999 is still to come",
    ),
    "more medicines than anybody takes": (
        replace(CAPSULE, known=tuple(KnownEntry("medicine", f"m{n}") for n in range(101))),
        "Known of the patient: 101",
    ),
    "a purpose that runs off the page": (replace(CAPSULE, purpose="x" * 201), "Purpose: 201 characters"),
    "a day of writing in the future": (
        replace(CAPSULE, written_on=date(2999, 1, 1)),
        "Written on: 1 January 2999 is still to come",
    ),
}


@pytest.mark.parametrize("what", REFUSED)
def test_refused_before_anything_is_written(world, what):
    entry, message = REFUSED[what]
    events = Event.objects.count()
    with pytest.raises(BadEntry, match=message):
        enter_prescription(entry=entry, by=world.tom)
    assert (Prescription.objects.count(), Patient.objects.count(), Prescriber.objects.count()) == (0, 0, 0)
    assert Event.objects.count() == events


def test_today_is_a_day_on_which_a_prescription_can_be_written_and_tomorrow_is_not(world):
    enter_prescription(entry=replace(CAPSULE, written_on=today()), by=world.tom)
    with pytest.raises(BadEntry, match="Written on"):
        enter_prescription(entry=replace(CAPSULE, written_on=today() + timedelta(days=1)), by=world.tom)


@pytest.mark.parametrize("username", ["fay", "aud"])
def test_an_auditor_and_a_formulary_admin_enter_nothing(world, username):
    with pytest.raises(NotAllowed, match="Only a pharmacist or a technician may enter a prescription"):
        enter_prescription(entry=CAPSULE, by=getattr(world, username))
