"""A known patient's prescription is entered again; what is known of them enters only when confirmed as of today."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from django.utils import timezone

from pharmacy.prescriptions.actions import enter_prescription, refuse
from pharmacy.prescriptions.again import last_known, offers_for
from pharmacy.prescriptions.entry import KnownEntry
from pharmacy.prescriptions.models import KnownFact, Patient, Prescription
from pharmacy.staff import clock
from tests.prescriptions.test_drafts import Window
from tests.prescriptions.test_entry_page import _text
from tests.world import OMAR, ORDERS, TITRATION

KNOWN = (
    KnownEntry("medicine", "sertraline", system="http://www.whocc.no/atc", code="N06AB06"),
    KnownEntry("medicine", "codeine", ended_on=date(2026, 1, 5)),
    KnownEntry("allergy", "lactose"),
)
LIQUID = replace(ORDERS["naltrexone-oral-liquid"], known=KNOWN)
TICKS = {f"still_right_{kind}": "on" for kind in ("medicines", "allergies", "conditions")}
NOTHING_TYPED = {"formulation": "", "strength": "", "step-1-dose": "", "days": "", "prescriber": ""}


def _entered_before(world, entry=LIQUID, *, days_ago=28):
    prescription = enter_prescription(entry=entry, by=world.anna)
    day = clock.today() - timedelta(days=days_ago)
    noon = timezone.make_aware(datetime.combine(day, time(12)), clock.zone())  # the clocks may change between
    Prescription.objects.filter(pk=prescription.pk).update(entered_at=noon)
    return Prescription.objects.get(pk=prescription.pk)


def _fields(answer):
    """What the page would post now."""
    page = answer.context["page"]
    fields = {"patient": page.patient.data.get("patient", "")}
    for form in page.all_forms:
        for field in form:
            value = field.value()
            fields[field.html_name] = "" if value is None else value
    return fields | {"step": str(page.steps.count), "past": str(page.past.count)}


def _again(world, prescription, *, act="again"):
    window = Window(world.anna)
    chosen = {"patient": str(prescription.patient.public_id), **NOTHING_TYPED}
    return window, window.do(f"{act}-{prescription.public_id}", **chosen)


def test_what_a_patient_had_before_is_offered_in_words(world):
    prescription = _entered_before(world)
    (offer,) = offers_for(prescription.patient.public_id)
    assert offer.title == "Again"
    assert offer.text == "Naltrexone hydrochloride 1 mg/ml oral liquid, 3 mg at bedtime, 28 days"


def test_a_titration_is_offered_at_the_dose_it_reached_before_being_begun_anew(world):
    prescription = _entered_before(world, TITRATION)
    onward, anew = offers_for(prescription.patient.public_id)
    assert onward.title == "On at the dose reached"
    assert onward.text.endswith("1 mg at bedtime, 28 days")
    assert "0.25 mg at bedtime (days 1 to 7), then 0.5 mg at bedtime (days 8 to 14), then 1 mg" in anew.text
    _, answer = _again(world, prescription, act="onward")
    assert [form["dose"].value() for form in answer.context["page"].steps.forms] == ["1"]


def test_a_refused_prescription_is_not_offered(world):
    prescription = _entered_before(world)
    refuse(prescription=prescription, by=world.anna, reason="The dose was misread")
    assert offers_for(prescription.patient.public_id) == ()


def test_the_same_again_is_offered_once(world):
    first, second = _entered_before(world), _entered_before(world, days_ago=1)
    assert [offer.number for offer in offers_for(first.patient.public_id)] == [second.number]


def test_one_press_fills_product_doses_days_prescriber_and_what_is_known(world):
    _, answer = _again(world, _entered_before(world))
    fields = _fields(answer)
    assert fields["formulation"] == "naltrexone-oral-liquid"
    assert (fields["step-1-dose"], fields["step-1-unit"], fields["step-1-when"]) == ("3", "mg", ["bedtime"])
    assert (fields["days"], fields["prescriber"]) == ("28", "Dr Mira Kovac")
    assert (fields["medicines"], fields["allergies"]) == ("sertraline", "lactose")
    assert (fields["past-1-text"], fields["past-1-ended_on"]) == ("codeine", "2026-01-05")
    assert (fields["written_on"], fields["repeats_allowed"]) == ("", "")


def test_what_is_known_is_shown_with_its_age(world):
    _, answer = _again(world, _entered_before(world))
    page = _text(answer)
    assert "28 days ago" in page
    assert 'Conditions</strong> <span class="aged">none stated' in page


def test_the_age_of_a_fact_is_counted_from_where_it_was_first_stated(world):
    first = _entered_before(world, days_ago=100)
    newest = _entered_before(world, days_ago=28)
    KnownFact.objects.filter(prescription=first).exclude(text="lactose").delete()
    known = last_known(newest.public_id)
    ages = {fact.text: (known.stated_on - fact.since).days for fact in known.facts}
    assert ages == {"sertraline": 0, "codeine": 0, "lactose": 72}


def test_what_is_known_comes_from_the_newest_prescription_and_not_from_the_one_repeated(world):
    old = _entered_before(world, days_ago=200)
    _entered_before(world, replace(LIQUID, known=(KnownEntry("medicine", "tramadol"),)), days_ago=10)
    _, answer = _again(world, old)
    assert _fields(answer)["medicines"] == "tramadol"


@pytest.mark.parametrize("unasked", sorted(TICKS))
def test_nothing_is_entered_until_each_kind_is_confirmed_as_of_today(world, unasked):
    window, answer = _again(world, _entered_before(world))
    ticks = {name: on for name, on in TICKS.items() if name != unasked}
    refused = window.do("enter", **(_fields(answer) | ticks | {unasked: ""}))
    assert refused.status_code == 422
    assert "right as of today" in " ".join(refused.context["page"].still_right.errors[unasked])
    assert Prescription.objects.count() == 1


def test_a_repeat_is_entered_with_the_codes_that_came_with_its_facts(world):
    window, answer = _again(world, _entered_before(world))
    assert window.do("enter", **(_fields(answer) | TICKS)).status_code == 302
    repeat = Prescription.objects.first()
    kept = {(one.text, one.code, one.ended_on) for one in repeat.known_facts.all()}
    assert kept == {("sertraline", "N06AB06", None), ("codeine", "", date(2026, 1, 5)), ("lactose", "", None)}
    assert Patient.objects.count() == 1


def test_a_fact_that_was_changed_loses_its_code(world):
    window, answer = _again(world, _entered_before(world))
    window.do("enter", **(_fields(answer) | TICKS | {"medicines": "sertraline 100 mg"}))
    assert Prescription.objects.first().known_facts.get(text="sertraline 100 mg").code == ""


def test_only_what_is_known_is_filled_in_for_something_else(world):
    _, answer = _again(world, _entered_before(world), act="known")
    fields = _fields(answer)
    assert (fields["medicines"], fields["step-1-dose"]) == ("sertraline", "")


def test_the_prescription_of_another_patient_fills_in_nothing(world):
    his = _entered_before(world, replace(LIQUID, patient=OMAR))
    hers = _entered_before(world)
    window = Window(world.anna)
    answer = window.do(f"again-{his.public_id}", patient=str(hers.patient.public_id), **NOTHING_TYPED)
    assert "not of the patient who is chosen" in _text(answer)
    assert _fields(answer)["medicines"] == ""


def test_what_is_known_of_one_patient_is_never_entered_for_another(world):
    his = _entered_before(world, replace(LIQUID, patient=OMAR))
    window, answer = _again(world, _entered_before(world))
    mixed = _fields(answer) | TICKS | {"patient": str(his.patient.public_id)}
    refused = window.do("enter", **mixed)
    assert refused.status_code == 422
    assert "filled in for another patient" in _text(refused)
    assert Prescription.objects.count() == 2


def test_an_order_says_when_it_must_be_ready_and_how_often_it_may_be_repeated(world):
    in_a_week = timezone.localdate() + timedelta(days=7)
    Window(world.anna).do("enter", due_on=str(in_a_week), repeats_allowed="2", language="en")
    prescription = Prescription.objects.get()
    assert (prescription.due_on, prescription.repeats_allowed) == (in_a_week, 2)
    assert prescription.patient.language == "en"


@pytest.mark.parametrize(("days", "words"), [(-1, "is past"), (800, "check the year")])
def test_a_day_to_be_ready_by_that_cannot_be_meant_is_refused(world, days, words):
    day = clock.today() + timedelta(days=days)
    refused = Window(world.anna).do("enter", due_on=str(day))
    assert refused.status_code == 422
    assert words in _text(refused)
