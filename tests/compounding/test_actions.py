"""Making, checking and shortening a batch, through the actions."""

import json
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from pharmacy.compounding.actions import BatchRefused, OpenFindings, check_batch, plan_batch, shorten_use_by
from pharmacy.compounding.models import Batch
from pharmacy.ledger.models import Event
from pharmacy.prescriptions.actions import refuse, screen
from pharmacy.prescriptions.models import Stage
from pharmacy.staff import clock
from pharmacy.staff.actions import SamePerson
from tests.world import WITH_PREDNISOLONE, batched, checked, entered, on_day, screened


def refusals(caught):
    return [objection.code for objection in caught.value.objections]


def test_a_batch_freezes_plan_worksheet_specification_and_use_by(world):
    prescription = screened(world)
    batch = plan_batch(prescription=prescription, by=world.tom)
    assert batch.specification == prescription.specification
    assert batch.plan["strength"] == "4.5 mg"
    assert batch.plan["use_by"]["date"] == batch.use_by.isoformat()
    assert batch.plan["use_by"]["ruled_by"] == batch.ruled_by
    assert str(batch.quantity) == "30 capsules"
    assert batch.worksheet["quantity"] == "30 capsules"
    assert (batch.made_by, batch.checked_by, batch.law) == (world.tom, None, "us")
    prescription.refresh_from_db()
    assert prescription.stage == Stage.PLANNED


def test_making_a_batch_writes_one_event_that_names_no_patient(world):
    prescription = screened(world)
    before = Event.objects.count()
    batch = plan_batch(prescription=prescription, by=world.tom)
    event = Event.objects.order_by("sequence").last()
    assert Event.objects.count() == before + 1
    assert (event.verb, event.actor, event.subject) == ("batch.planned", "tom", f"prescription:{prescription.number}")
    assert json.loads(event.facts)["lot"] == batch.lot
    assert "Lindqvist" not in event.facts


def test_capsules_made_on_2026_11_22_under_us_law_keep_to_2027_05_20(world):
    """180 days, and in US law the day of making is day 1: 22 Nov + 179 days."""
    with on_day(clock.today().replace(2026, 11, 22)):
        batch = plan_batch(prescription=screened(world), by=world.tom)
    assert batch.use_by.isoformat() == "2027-05-20"


def test_an_ingredient_that_expires_first_rules_the_use_by_date(world):
    soon = clock.today() + timedelta(days=20)
    batch = plan_batch(prescription=screened(world), by=world.tom, ingredient_expiry=soon)
    assert (batch.use_by, batch.ruled_by) == (soon, "ingredient-expiry")


def test_an_ingredient_that_expired_the_day_before_is_refused_and_one_that_expires_on_the_day_is_not(world):
    today = clock.today()
    with pytest.raises(BatchRefused) as caught:
        plan_batch(prescription=screened(world), by=world.tom, ingredient_expiry=today - timedelta(days=1))
    assert refusals(caught) == ["ingredient-expired"]
    assert plan_batch(prescription=screened(world), by=world.tom, ingredient_expiry=today).use_by == today


def test_a_maker_may_give_an_earlier_use_by_date(world):
    soon = clock.today() + timedelta(days=40)
    batch = plan_batch(prescription=screened(world), by=world.tom, shortened_to=soon)
    assert (batch.use_by, batch.ruled_by, batch.shortened_to) == (soon, "shortened-by-pharmacist", soon)


def test_a_maker_may_not_give_a_later_use_by_date(world):
    with pytest.raises(BatchRefused) as caught:
        plan_batch(prescription=screened(world), by=world.tom, shortened_to=clock.today() + timedelta(days=400))
    assert refusals(caught) == ["not-shorter"]


def test_another_law_may_be_named(world):
    assert plan_batch(prescription=screened(world), by=world.tom, law="gb").law == "gb"


def test_nothing_is_made_while_a_finding_waits_and_nothing_is_written(world):
    prescription = entered(world, entry=WITH_PREDNISOLONE)
    screen(prescription=prescription, by=world.anna)
    before = Event.objects.count()
    with pytest.raises(OpenFindings, match="corticosteroid"):
        plan_batch(prescription=prescription, by=world.tom)
    assert Batch.objects.count() == 0
    assert Event.objects.count() == before


def test_nothing_is_made_before_the_screening(world):
    with pytest.raises(BatchRefused) as caught:
        plan_batch(prescription=entered(world), by=world.tom)
    assert refusals(caught) == ["not-screened"]


def test_nothing_is_made_for_a_refused_prescription(world):
    prescription = screened(world)
    refuse(prescription=prescription, by=world.anna, reason="The patient takes an opioid.")
    with pytest.raises(BatchRefused) as caught:
        plan_batch(prescription=prescription, by=world.tom)
    assert refusals(caught) == ["refused"]


def test_one_prescription_gets_one_batch(world):
    prescription = screened(world)
    plan_batch(prescription=prescription, by=world.tom)
    with pytest.raises(BatchRefused) as caught:
        plan_batch(prescription=prescription, by=world.tom)
    assert refusals(caught) == ["already-made"]


def test_a_batch_is_not_made_tomorrow(world):
    with pytest.raises(BatchRefused) as caught:
        plan_batch(prescription=screened(world), by=world.tom, made_on=clock.today() + timedelta(days=1))
    assert refusals(caught) == ["made-in-the-future"]


def test_a_batch_made_so_long_ago_that_it_is_past_its_use_by_is_refused(world):
    with pytest.raises(BatchRefused) as caught:
        plan_batch(prescription=screened(world), by=world.tom, made_on=clock.today() - timedelta(days=180))
    assert refusals(caught) == ["past-use-by"]


def test_a_batch_on_its_last_day_is_still_recorded(world):
    made_on = clock.today() - timedelta(days=179)
    batch = plan_batch(prescription=screened(world), by=world.tom, made_on=made_on)
    assert batch.use_by == clock.today()


@pytest.mark.parametrize("who", ["fay", "aud"])
def test_an_admin_or_an_auditor_makes_no_batch(world, who):
    with pytest.raises(BatchRefused) as caught:
        plan_batch(prescription=screened(world), by=getattr(world, who))
    assert refusals(caught) == ["wrong-role"]


def test_a_second_person_checks_a_batch(world):
    batch = check_batch(batch=batched(world), by=world.anna)
    assert batch.checked_by == world.anna
    assert batch.prescription.stage == Stage.CHECKED
    assert Event.objects.order_by("sequence").last().verb == "batch.checked"


def test_nobody_checks_what_they_made_themselves(world):
    batch = plan_batch(prescription=screened(world), by=world.anna)
    with pytest.raises(SamePerson, match="may not check"):
        check_batch(batch=batch, by=world.anna)


def test_the_database_itself_refuses_a_check_by_the_maker(world):
    batch = batched(world)
    with pytest.raises(IntegrityError), transaction.atomic():
        Batch.objects.filter(pk=batch.pk).update(checked_at=clock.now(), checked_by=world.tom)


def test_a_technician_does_not_check(world):
    batch = plan_batch(prescription=screened(world), by=world.anna)
    with pytest.raises(BatchRefused) as caught:
        check_batch(batch=batch, by=world.tom)
    assert refusals(caught) == ["wrong-role"]


def test_a_batch_is_checked_once(world):
    with pytest.raises(BatchRefused) as caught:
        check_batch(batch=checked(world), by=world.ben)
    assert refusals(caught) == ["already-checked"]


def test_a_shorter_use_by_date_makes_the_check_void_and_keeps_both_dates_on_record(world):
    batch = checked(world)
    before, wanted = batch.use_by, clock.today() + timedelta(days=60)
    shorter = shorten_use_by(batch=batch, by=world.anna, to=wanted, reason="Left out of the cupboard.")
    assert (shorter.use_by, shorter.ruled_by) == (wanted, "shortened-by-pharmacist")
    assert (shorter.checked_at, shorter.checked_by) == (None, None)
    assert shorter.plan["use_by"]["date"] == wanted.isoformat()
    facts = json.loads(Event.objects.order_by("sequence").last().facts)
    assert (facts["before"], facts["use_by"]) == (before.isoformat(), wanted.isoformat())
    assert facts["reason"] == "Left out of the cupboard."


def test_a_use_by_date_before_the_30_capsules_are_used_up_is_refused(world):
    with pytest.raises(BatchRefused) as caught:
        shorten_use_by(batch=batched(world), by=world.anna, to=clock.today() + timedelta(days=9), reason="Damp.")
    assert refusals(caught) == ["supply-not-covered"]


def test_a_use_by_date_is_never_lengthened(world):
    batch = batched(world)
    with pytest.raises(BatchRefused) as caught:
        shorten_use_by(batch=batch, by=world.anna, to=batch.use_by + timedelta(days=1), reason="It looks fine.")
    assert refusals(caught) == ["not-shorter"]
