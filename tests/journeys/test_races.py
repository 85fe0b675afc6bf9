"""Two people in the same moment: one act is done, the other is told why not. On both databases."""

from dataclasses import replace

import pytest

from pharmacy.compounding.actions import BatchRefused, discard_batch, plan_batch
from pharmacy.compounding.models import Batch
from pharmacy.dispensing.actions import ReleaseRefused, release
from pharmacy.dispensing.models import Supply
from pharmacy.ledger.models import Event
from pharmacy.prescriptions.actions import NotSettled, enter_prescription, screen, settle_finding
from pharmacy.prescriptions.entry import KnownEntry
from pharmacy.prescriptions.models import Patient, PlausibilityCheck, Prescription
from pharmacy.prescriptions.taking import NotTaken, take_up
from tests.journeys.committed import at_once as all_at_once
from tests.journeys.committed import shared_database
from tests.world import ORDERS, WITH_PREDNISOLONE, build_world, entered, printed, screened

pytestmark = [pytest.mark.database, pytest.mark.django_db(transaction=True)]
REFUSALS = (BatchRefused, ReleaseRefused, NotTaken, NotSettled)
TWO_TO_ANSWER = replace(WITH_PREDNISOLONE, known=(*WITH_PREDNISOLONE.known, KnownEntry("medicine", "zzyzx drops")))


@pytest.fixture
def committed_world(transactional_db, tmp_path):
    """The world, committed, so that other connections see it."""
    with shared_database(tmp_path):
        yield build_world()


def at_once(*acts):
    """Run the acts in the same moment; return what each gave, or the refusal that it raised."""
    return all_at_once(*acts, refusals=REFUSALS)


def test_two_releases_of_one_batch_in_the_same_moment_give_one_supply(committed_world):
    world = committed_world
    batch = printed(world)
    results = at_once(lambda: release(batch=batch, by=world.anna), lambda: release(batch=batch, by=world.ben))
    assert sorted(type(one).__name__ for one in results) == ["ReleaseRefused", "Supply"]
    assert Supply.objects.count() == 1
    assert Event.objects.filter(verb="supply.released").count() == 1


def test_a_batch_released_and_discarded_in_the_same_moment_is_one_of_both(committed_world):
    world = committed_world
    batch = printed(world)
    at_once(
        lambda: release(batch=batch, by=world.ben),
        lambda: discard_batch(batch=batch, by=world.anna, reason="Wrong filler."),
    )
    batch.refresh_from_db()
    batch.prescription.refresh_from_db()
    assert (batch.prescription.stage, batch.discarded_at is None, Supply.objects.count()) in (
        ("released", True, 1),
        ("screened", False, 0),
    )


def test_two_batches_of_one_prescription_in_the_same_moment_give_one_batch(committed_world):
    world = committed_world
    prescription = screened(world)
    results = at_once(
        lambda: plan_batch(prescription=prescription, by=world.tom),
        lambda: plan_batch(prescription=prescription, by=world.anna),
    )
    assert sorted(type(one).__name__ for one in results) == ["Batch", "BatchRefused"]
    assert Batch.objects.count() == 1


def test_the_same_lot_typed_twice_in_the_same_moment_names_one_batch(committed_world):
    world = committed_world
    first, second = screened(world), screened(world)
    results = at_once(
        lambda: plan_batch(prescription=first, by=world.tom, lot="A1"),
        lambda: plan_batch(prescription=second, by=world.tom, lot="a1"),
    )
    assert sorted(type(one).__name__ for one in results) == ["Batch", "BatchRefused"]
    refused = next(one for one in results if isinstance(one, BatchRefused))
    assert refused.objections[0].code == "lot-is-taken"


def test_six_lots_taken_in_the_same_moment_are_six_numbers(committed_world):
    world = committed_world
    prescriptions = [screened(world) for _ in range(6)]
    batches = at_once(*(lambda one=one: plan_batch(prescription=one, by=world.tom) for one in prescriptions))
    counts = sorted(batch.lot.split("-")[1] for batch in batches)
    assert counts == ["001", "002", "003", "004", "005", "006"]


def test_the_last_two_findings_settled_in_the_same_moment_conclude_the_check(committed_world):
    world = committed_world
    prescription = enter_prescription(entry=TWO_TO_ANSWER, by=world.tom)
    waiting = [one for one in screen(prescription=prescription, by=world.anna) if one.is_open]
    assert len(waiting) == 2
    at_once(
        lambda: settle_finding(finding=waiting[0], by=world.anna, reason="Agreed."),
        lambda: settle_finding(finding=waiting[1], by=world.ben, reason="A vitamin."),
    )
    assert PlausibilityCheck.objects.filter(prescription=prescription).count() == 1


def test_two_people_take_up_the_same_work_in_the_same_moment_and_one_has_it(committed_world):
    world = committed_world
    prescription = entered(world)
    results = at_once(
        *(lambda by=by: take_up(prescription=prescription, by=by) for by in (world.anna, world.ben, world.tom))
    )
    assert sorted(type(one).__name__ for one in results) == ["NotTaken", "NotTaken", "Prescription"]
    assert Event.objects.filter(verb="prescription.taken-up").count() == 1


def test_one_new_patient_entered_by_four_people_in_the_same_moment_is_one_patient(committed_world):
    world = committed_world
    order = ORDERS["naltrexone-capsule"]
    people = (world.anna, world.ben, world.tom, world.anna)
    at_once(*(lambda by=by: enter_prescription(entry=order, by=by) for by in people))
    assert Patient.objects.count() == 1
    assert sorted(Prescription.objects.values_list("number", flat=True)) == [1, 2, 3, 4]
