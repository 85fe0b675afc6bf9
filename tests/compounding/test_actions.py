"""Making, checking and shortening a batch, through the actions."""

import json
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from pharmacy.compounding.actions import (
    BatchRefused,
    OpenFindings,
    check_batch,
    discard_batch,
    plan_batch,
    shorten_use_by,
)
from pharmacy.compounding.models import Batch
from pharmacy.compounding.queries import discarded, in_force, waiting_for_check
from pharmacy.documents.actions import PapersRefused, drain, request_documents
from pharmacy.ledger.models import Event
from pharmacy.prescriptions.actions import refuse, screen
from pharmacy.prescriptions.models import Stage
from pharmacy.staff import clock
from pharmacy.staff.actions import SamePerson
from tests.world import WITH_PREDNISOLONE, batched, checked, entered, on_day, papered, released, screened


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


def test_a_discarded_batch_keeps_who_when_and_why_and_its_prescription_waits_for_another(world):
    batch = discard_batch(batch=papered(world), by=world.anna, reason="Wrong filler weighed.")
    assert (batch.discarded_by, batch.discarded_reason) == (world.anna, "Wrong filler weighed.")
    assert batch.discarded_at is not None
    batch.prescription.refresh_from_db()
    assert batch.prescription.stage == Stage.SCREENED


def test_discarding_writes_one_event(world):
    batch = batched(world)
    before = Event.objects.count()
    discard_batch(batch=batch, by=world.tom, reason="Spilled.")
    event = Event.objects.order_by("sequence").last()
    assert Event.objects.count() == before + 1
    assert (event.verb, event.actor, event.subject) == ("batch.discarded", "tom", "prescription:1")
    assert json.loads(event.facts) == {"lot": batch.lot, "reason": "Spilled."}


def test_the_batch_made_in_its_place_has_a_lot_of_its_own_and_is_the_one_in_force(world):
    bad = discard_batch(batch=batched(world), by=world.tom, reason="Spilled.")
    good = plan_batch(prescription=bad.prescription, by=world.tom)
    assert good.lot != bad.lot
    assert list(in_force(bad.prescription)) == [good]
    assert list(discarded(bad.prescription)) == [bad]
    assert list(waiting_for_check()) == [good]


def test_the_lot_of_a_discarded_batch_stays_used(world):
    bad = discard_batch(batch=batched(world), by=world.tom, reason="Spilled.")
    with pytest.raises(BatchRefused) as caught:
        plan_batch(prescription=bad.prescription, by=world.tom, lot=bad.lot)
    assert refusals(caught) == ["lot-is-taken"]


def test_a_batch_is_discarded_once(world):
    bad = discard_batch(batch=batched(world), by=world.tom, reason="Spilled.")
    plan_batch(prescription=bad.prescription, by=world.tom)
    with pytest.raises(BatchRefused) as caught:
        discard_batch(batch=bad, by=world.tom, reason="Spilled.")
    assert refusals(caught) == ["already-discarded"]


def test_a_technician_discards_only_what_they_made(world):
    batch = plan_batch(prescription=screened(world), by=world.anna)
    with pytest.raises(BatchRefused) as caught:
        discard_batch(batch=batch, by=world.tom, reason="It looks odd.")
    assert refusals(caught) == ["wrong-role"]


def test_nothing_is_discarded_without_a_reason(world):
    with pytest.raises(BatchRefused) as caught:
        discard_batch(batch=batched(world), by=world.anna, reason=" ")
    assert refusals(caught) == ["no-reason"]


def test_what_is_released_is_called_back_and_not_discarded(world):
    supply = released(world)
    with pytest.raises(BatchRefused, match="call it back instead") as caught:
        discard_batch(batch=supply.batch, by=world.anna, reason="Wrong filler.")
    assert refusals(caught) == ["already-released"]


def test_a_discarded_batch_is_neither_checked_nor_dated_earlier(world):
    bad = discard_batch(batch=batched(world), by=world.tom, reason="Spilled.")
    with pytest.raises(BatchRefused) as caught:
        check_batch(batch=bad, by=world.anna)
    assert refusals(caught) == ["discarded"]
    with pytest.raises(BatchRefused) as caught:
        shorten_use_by(batch=bad, by=world.anna, to=clock.today() + timedelta(days=60), reason="Damp.")
    assert refusals(caught) == ["discarded"]


def test_the_papers_of_a_discarded_batch_move_the_batch_in_its_place_nowhere(world):
    bad = batched(world)
    request_documents(batch=bad, by=world.tom)
    discard_batch(batch=bad, by=world.tom, reason="Spilled.")
    good = plan_batch(prescription=bad.prescription, by=world.tom)
    drain()
    good.prescription.refresh_from_db()
    assert good.prescription.stage == Stage.PLANNED
    with pytest.raises(PapersRefused, match="was discarded: no new papers"):
        request_documents(batch=bad, by=world.tom)


def test_the_database_itself_keeps_one_batch_in_force_and_discards_with_a_reason(world):
    batch = batched(world)
    fields = {field.attname: getattr(batch, field.attname) for field in Batch._meta.local_fields if field.name != "id"}
    with pytest.raises(IntegrityError, match=r"prescription_id|batch_one_in_force"), transaction.atomic():
        Batch.objects.create(**fields | {"lot": "OTHER"})
    with pytest.raises(IntegrityError), transaction.atomic():
        Batch.objects.filter(pk=batch.pk).update(discarded_at=clock.now(), discarded_by=world.anna)
    with pytest.raises(IntegrityError), transaction.atomic():
        Batch.objects.filter(pk=batch.pk).update(discarded_at=clock.now(), discarded_reason="Spilled.")
