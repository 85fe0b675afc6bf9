"""What is still in date of a version, so that somebody who withdraws it can reach everybody who has it."""

from datetime import timedelta

from pharmacy.compounding.actions import discard_batch
from pharmacy.dispensing.actions import recall
from pharmacy.dispensing.made_under import prescriptions_waiting_under, supplies_in_date_under
from pharmacy.prescriptions.actions import refuse
from tests.world import ORDERS, batched, entered, released, screened, supplied


def found(row, **on):
    return [(one.batch.lot, one.where, one.is_recalled) for one in supplies_in_date_under(row, **on)]


def test_batches_supplies_released_and_supplies_handed_over_are_all_listed(world):
    given, waiting, made = supplied(world), released(world), batched(world)
    row = made.specification
    assert found(row) == [
        (given.batch.lot, "handed over", False),
        (made.lot, "in the pharmacy", False),
        (waiting.batch.lot, "released", False),
    ]


def test_a_supply_is_listed_on_its_use_by_day_and_not_on_the_day_after(world):
    batch = supplied(world).batch
    assert found(batch.specification, today=batch.use_by) == [(batch.lot, "handed over", False)]
    assert found(batch.specification, today=batch.use_by + timedelta(days=1)) == []


def test_what_was_called_back_is_marked(world):
    batch = supplied(world).batch
    recall(batch=batch, by=world.anna, reason="Wrong filler.")
    assert found(batch.specification) == [(batch.lot, "handed over", True)]


def test_discarded_batches_and_batches_of_refused_prescriptions_are_left_out(world):
    discarded, refused = batched(world), batched(world)
    discard_batch(batch=discarded, by=world.anna, reason="Wrong filler.")
    refuse(prescription=refused.prescription, by=world.anna, reason="The patient does not want it any more.")
    assert found(discarded.specification) == []


def test_another_formulation_is_not_listed(world):
    capsule, cream = batched(world), batched(world, entry=ORDERS["naltrexone-cream"])
    assert found(cream.specification) == [(cream.lot, "in the pharmacy", False)]
    assert found(capsule.specification) == [(capsule.lot, "in the pharmacy", False)]


def test_prescriptions_that_nothing_was_made_for_yet_are_listed_oldest_first(world):
    first, second, made = entered(world), screened(world), batched(world)
    assert prescriptions_waiting_under(made.specification) == [first, second]


def test_the_list_costs_one_question(world, django_assert_num_queries):
    batches = [batched(world) for _ in range(3)]
    specification, made_on = batches[0].specification, batches[0].made_on
    with django_assert_num_queries(1):
        assert len(supplies_in_date_under(specification, today=made_on)) == 3
