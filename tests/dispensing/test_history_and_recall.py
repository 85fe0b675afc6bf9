"""What a patient was supplied with, who has a lot, and calling it back."""

import json
from datetime import timedelta

import pytest

from pharmacy.dispensing.actions import HandOverRefused, RecallRefused, ReleaseRefused, hand_over, recall, release
from pharmacy.dispensing.models import Recall
from pharmacy.dispensing.queries import history, who_has
from tests.dispensing.noted import codes_of, last_event
from tests.world import batched, on_day, papered, released, supplied


def test_history_shows_what_was_supplied_newest_first(world):
    first = supplied(world, "naltrexone-capsule")
    second = supplied(world, "naltrexone-oral-liquid")
    patient = first.batch.prescription.patient
    past = history(patient).supplied
    assert [one.supply for one in past] == [second, first]
    assert (past[1].formulation, past[1].version, past[1].strength) == (
        "Naltrexone hydrochloride capsules",
        1,
        "4.5 mg",
    )
    assert sorted(paper.kind for paper in past[1].papers) == ["label", "leaflet"]


def test_history_says_whether_it_is_still_in_date_on_the_last_day_and_after(world):
    supply = supplied(world)
    patient = supply.batch.prescription.patient
    with on_day(supply.batch.use_by):
        assert history(patient).supplied[0].in_date
    with on_day(supply.batch.use_by + timedelta(days=1)):
        assert not history(patient).supplied[0].in_date


def test_history_of_a_patient_without_a_supply_is_empty(world):
    patient = released(world).batch.prescription.patient
    assert history(patient).supplied == ()


def test_a_recalled_lot_names_who_has_it_and_is_on_record(world):
    supply = supplied(world)
    made = recall(batch=supply.batch, by=world.anna, reason="The filler was mixed up.")
    assert made.recalled_by == world.anna
    holders = who_has(supply.batch)
    assert [(one.supply, one.in_date, one.is_recalled) for one in holders] == [(supply, True, True)]
    assert (last_event().verb, json.loads(last_event().facts)["reason"]) == (
        "supply.recalled",
        "The filler was mixed up.",
    )


def test_nothing_of_a_recalled_lot_is_released_or_handed_over(world):
    batch, supply = papered(world), released(world)
    recall(batch=batch, by=world.anna, reason="Wrong filler.")
    recall(batch=supply.batch, by=world.anna, reason="Wrong filler.")
    with pytest.raises(ReleaseRefused, match="was called back"):
        release(batch=batch, by=world.ben)
    with pytest.raises(HandOverRefused, match="was called back"):
        hand_over(supply=supply, by=world.ben, handed_to="patient", counselling="One at bedtime.")


def test_a_lot_is_recalled_once_with_a_reason_by_a_pharmacist(world):
    batch = batched(world)
    with pytest.raises(RecallRefused) as caught:
        recall(batch=batch, by=world.tom, reason="")
    assert codes_of(caught.value) == ["wrong-role", "no-reason"]
    recall(batch=batch, by=world.anna, reason="Wrong filler.")
    with pytest.raises(RecallRefused) as caught:
        recall(batch=batch, by=world.anna, reason="Wrong filler.")
    assert codes_of(caught.value) == ["already-recalled"]
    assert Recall.objects.count() == 1
