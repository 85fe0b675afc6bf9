"""Once a version is withdrawn, nothing made to it goes on, and nothing more is made to it."""

from datetime import timedelta

import pytest

from formulations.actions import withdraw
from formulations.queries import Unavailable, offered
from pharmacy.compounding.actions import BatchRefused, check_batch, discard_batch, plan_batch
from pharmacy.dispensing.actions import HandOverRefused, ReleaseRefused, hand_over, recall, release
from pharmacy.dispensing.queries import release_objections
from pharmacy.prescriptions.actions import enter_prescription, refuse
from pharmacy.prescriptions.entry import BadEntry
from pharmacy.prescriptions.models import Stage
from pharmacy.staff import clock
from tests.world import ORDERS, batched, on_day, printed, released, screened, supplied

REASON = "The assay fails at 6 months."
SAID = "Naltrexone hydrochloride capsules version 1 was withdrawn on .*: The assay fails at 6 months"


def withdraw_capsules(world, row):
    withdraw(specification=row, by=world.fay, reason=REASON, today=clock.today())


def refusals(caught):
    return [objection.code for objection in caught.value.objections]


def test_nothing_is_made_to_a_withdrawn_version(world):
    prescription = screened(world)
    withdraw_capsules(world, prescription.specification)
    with pytest.raises(BatchRefused, match=f"{SAID}.*Refuse this prescription; enter it again once") as caught:
        plan_batch(prescription=prescription, by=world.tom)
    assert refusals(caught) == ["version-withdrawn"]
    refuse(prescription=prescription, by=world.anna, reason="The version was withdrawn.")


def test_a_batch_made_to_a_withdrawn_version_is_not_checked_and_can_be_discarded(world):
    batch = batched(world)
    withdraw_capsules(world, batch.specification)
    with pytest.raises(
        BatchRefused, match=f"Lot {batch.lot} was made to a version that is no longer used. {SAID}"
    ) as caught:
        check_batch(batch=batch, by=world.anna)
    assert refusals(caught) == ["version-withdrawn"]
    assert discard_batch(batch=batch, by=world.anna, reason="Its version was withdrawn.").discarded_at


def test_a_batch_made_to_a_withdrawn_version_is_not_released(world):
    batch = printed(world)
    withdraw_capsules(world, batch.specification)
    with pytest.raises(ReleaseRefused, match=SAID) as caught:
        release(batch=batch, by=world.ben)
    assert refusals(caught) == ["version-withdrawn"]


def test_the_page_says_why_before_somebody_tries(world):
    batch = printed(world)
    withdraw_capsules(world, batch.specification)
    batch.refresh_from_db()
    assert [one.code for one in release_objections(batch, by=world.ben)] == ["version-withdrawn"]


def test_a_released_supply_of_a_withdrawn_version_is_not_handed_over(world):
    supply = released(world)
    withdraw_capsules(world, supply.batch.specification)
    with pytest.raises(HandOverRefused, match=SAID) as caught:
        hand_over(supply=supply, by=world.ben, handed_to="patient", counselling="Explained.")
    assert refusals(caught) == ["version-withdrawn"]


def test_what_was_handed_over_before_can_be_called_back(world):
    supply = supplied(world)
    withdraw_capsules(world, supply.batch.specification)
    assert recall(batch=supply.batch, by=world.anna, reason=REASON).batch == supply.batch


def test_a_superseded_version_does_not_hold_up_what_was_made_to_it(world):
    batch = printed(world)
    row = batch.specification
    newer = row.formulation.specifications.create(
        version=2, content=row.content, sha256=row.sha256, author=world.fay, submitted_at=clock.now(),
        submitted_by=world.fay, approved_at=clock.now(), approved_by=world.anna, effective_from=clock.today(),
    )  # fmt: skip
    assert release(batch=batch, by=world.ben).batch.specification == row != newer


def test_the_withdrawal_of_another_version_does_not_hold_up_this_one(world):
    batch = printed(world)
    other = batched(world, entry=ORDERS["naltrexone-cream"]).specification
    withdraw_capsules(world, other)
    assert release(batch=batch, by=world.ben).batch == batch


def test_a_withdrawn_formulation_is_shown_with_the_reason_and_refused_when_ordered(world):
    row = batched(world).specification
    withdraw_capsules(world, row)
    shown = next(one for one in offered(on=clock.today()) if one.code == "naltrexone-capsule")
    assert isinstance(shown, Unavailable)
    assert REASON.rstrip(".") in shown.reason
    with pytest.raises(BadEntry, match="Version 1 was withdrawn on"):
        enter_prescription(entry=ORDERS["naltrexone-capsule"], by=world.tom)


def test_an_order_is_made_to_the_version_of_its_day(world):
    row = batched(world).specification
    tomorrow = clock.today() + timedelta(days=1)
    row.formulation.specifications.create(
        version=2, content=row.content, sha256=row.sha256, author=world.fay, submitted_at=clock.now(),
        submitted_by=world.fay, approved_at=clock.now(), approved_by=world.anna, effective_from=tomorrow,
    )  # fmt: skip
    today_s = enter_prescription(entry=ORDERS["naltrexone-capsule"], by=world.tom)
    with on_day(tomorrow):
        tomorrow_s = enter_prescription(entry=ORDERS["naltrexone-capsule"], by=world.tom)
    assert [one.specification.version for one in (today_s, tomorrow_s)] == [1, 2]
    assert today_s.stage == Stage.ENTERED
