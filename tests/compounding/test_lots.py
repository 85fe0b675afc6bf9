"""Lot numbers: readable, unique, never given twice."""

from datetime import date

import pytest
from django.db import transaction

from pharmacy.compounding.actions import BatchRefused, plan_batch
from pharmacy.compounding.lots import next_lot
from tests.world import screened


def test_the_first_lot_of_a_day_is_the_day_and_001(world):
    assert next_lot(made_on=date(2026, 11, 22)) == "261122-001"


def test_lots_of_one_day_count_on_and_another_day_starts_anew(world):
    lots = [next_lot(made_on=date(2026, 11, 22)) for _ in range(3)] + [next_lot(made_on=date(2026, 11, 23))]
    assert lots == ["261122-001", "261122-002", "261122-003", "261123-001"]


def test_a_lot_typed_by_hand_is_skipped(world):
    from pharmacy.staff import clock

    taken = f"{clock.today():%y%m%d}-001"
    plan_batch(prescription=screened(world), by=world.tom, lot=taken)
    assert plan_batch(prescription=screened(world), by=world.tom).lot == f"{clock.today():%y%m%d}-002"


def test_a_lot_number_lost_with_its_transaction_is_given_again(world):
    with pytest.raises(RuntimeError), transaction.atomic():
        next_lot(made_on=date(2026, 11, 22))
        raise RuntimeError
    assert next_lot(made_on=date(2026, 11, 22)) == "261122-001"


def test_two_batches_never_share_a_lot_in_capitals_or_not(world):
    plan_batch(prescription=screened(world), by=world.tom, lot="Lot-a1")
    with pytest.raises(BatchRefused, match="Lot LOT-A1 was used before"):
        plan_batch(prescription=screened(world), by=world.tom, lot="LOT-A1")
