"""Two people in the same moment: one act is done, the other is told why not. On both databases."""

import threading

import pytest
from django.db import connections

from pharmacy.compounding.actions import BatchRefused, discard_batch, plan_batch
from pharmacy.compounding.models import Batch
from pharmacy.dispensing.actions import ReleaseRefused, release
from pharmacy.dispensing.models import Supply
from pharmacy.ledger.models import Event
from tests.journeys.committed import shared_database
from tests.world import build_world, printed, screened

pytestmark = [pytest.mark.database, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def committed_world(transactional_db, tmp_path):
    """The world, committed, so that other connections see it."""
    with shared_database(tmp_path):
        yield build_world()


def at_once(*acts):
    """Run the acts in threads that start together; return what each gave, or the refusal that it raised."""
    results, together = [None] * len(acts), threading.Barrier(len(acts))

    def run(index, act):
        together.wait()
        try:
            results[index] = act()
        except (BatchRefused, ReleaseRefused) as refused:
            results[index] = refused
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


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
