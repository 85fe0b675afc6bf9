"""Sizes in stock, days ahead, and what a supply is shared out for: the pharmacy's data, and what was made stays."""

from dataclasses import replace

import pytest

from formulations.reference.containers import container_title
from formulations.science.filling import FillingRule
from formulations.science.quantities import Quantity
from pharmacy.compounding.actions import plan_batch, shorten_use_by
from pharmacy.ledger.models import Event
from pharmacy.prescriptions.entry import BadEntry
from pharmacy.prescriptions.planning import plan_as_it_stands, plan_for
from pharmacy.prescriptions.sharing import NotShared, choose_filling, waste_in_words, ways_of_filling
from pharmacy.prescriptions.stock import keep_size, kept_containers, set_lead_days
from pharmacy.staff.models import Pharmacy
from pharmacy.staff.refusals import NotAllowed
from tests.world import ORDERS, World, batched, screened

LIQUID = "naltrexone-oral-liquid"  # 28 days of 4.5 ml: 126 ml, and 2 ml stay behind
BOTTLE = "amber-plastic-bottle"
ORDER = replace(ORDERS["naltrexone-capsule"], formulation=LIQUID, strength=None, days=28)


def amount(text: str) -> Quantity:
    return Quantity.read(text)


def sizes_of(world: World) -> dict[str, bool]:
    bottle = next(one for one in kept_containers() if one.code == BOTTLE)
    return {str(size.fill): size.in_stock for size in bottle.sizes}


def filled(plan) -> list[str]:
    return [str(container.amount) for container in plan.supply.containers]


def test_every_size_is_used_until_somebody_takes_one_off_the_list(world: World) -> None:
    assert sizes_of(world) == dict.fromkeys(("30 ml", "60 ml", "100 ml", "150 ml", "200 ml"), True)


def test_a_size_that_is_not_in_stock_is_not_planned(world: World) -> None:
    prescription = screened(world, entry=ORDER)
    assert filled(plan_for(prescription)) == ["150 ml"]
    keep_size(container=BOTTLE, fill=amount("150 ml"), in_stock=False, by=world.fay)
    assert filled(plan_for(prescription)) == ["200 ml"]
    keep_size(container=BOTTLE, fill=amount("150 ml"), in_stock=True, by=world.anna)
    assert filled(plan_for(prescription)) == ["150 ml"]


def test_a_batch_on_record_keeps_the_sizes_that_it_was_filled_in(world: World) -> None:
    batch = batched(world, entry=ORDER)
    keep_size(container=BOTTLE, fill=amount("150 ml"), in_stock=False, by=world.anna)
    assert filled(plan_as_it_stands(batch.prescription)) == ["150 ml"]
    assert [box["amount"] for box in batch.plan["supply"]["containers"]] == ["150 ml"]


def test_each_change_is_one_event(world: World) -> None:
    before = Event.objects.count()
    keep_size(container=BOTTLE, fill=amount("150 ml"), in_stock=False, by=world.anna)
    event = Event.objects.order_by("sequence").last()
    assert (Event.objects.count() - before, event.verb) == (1, "container-size.changed")
    assert event.subject == f"container:{BOTTLE}"


def test_the_last_size_of_a_formulation_stays(world: World) -> None:
    drops = next(one for one in kept_containers() if [str(size.fill) for size in one.sizes] == ["10 ml"])
    with pytest.raises(BadEntry, match="10 ml is the last"):
        keep_size(container=drops.code, fill=amount("10 ml"), in_stock=False, by=world.anna)


def test_a_container_is_called_what_people_call_it() -> None:
    titles = {code: container_title(code) for code in ("pet-bottle", "light-resistant-box", BOTTLE)}
    assert titles == {
        "pet-bottle": "PET bottle",
        "light-resistant-box": "Light-resistant box",
        BOTTLE: "Amber plastic bottle",
    }


def test_a_size_that_no_formulation_comes_in_is_refused(world: World) -> None:
    with pytest.raises(BadEntry, match="no formulation comes in"):
        keep_size(container=BOTTLE, fill=amount("75 ml"), in_stock=False, by=world.anna)


def test_a_technician_does_not_change_the_stock_list(world: World) -> None:
    with pytest.raises(NotAllowed):
        keep_size(container=BOTTLE, fill=amount("150 ml"), in_stock=False, by=world.tom)


def test_batches_are_ready_two_days_ahead_until_somebody_says_otherwise(world: World) -> None:
    assert Pharmacy.objects.get().lead_days == 2
    assert set_lead_days(days=5, by=world.anna).lead_days == 5


def test_31_days_ahead_are_refused_and_30_are_not(world: World) -> None:
    assert set_lead_days(days=30, by=world.anna).lead_days == 30
    with pytest.raises(BadEntry, match="31 days ahead; write 0 to 30"):
        set_lead_days(days=31, by=world.anna)


def test_the_plan_says_what_is_left_over_and_offers_the_other_way(world: World) -> None:
    """28 doses: 12 from 58 of 60 ml, 12 from another, 4 of the 6 that 28 of 30 ml hold; 100 and 30 ml hold but 27."""
    keep_size(container=BOTTLE, fill=amount("150 ml"), in_stock=False, by=world.anna)
    plan = plan_for(screened(world, entry=ORDER))
    assert waste_in_words(plan) == "126 ml needed, 200 ml made, 74 ml left over"
    assert [(way.name, way.fills, way.left_over) for way in ways_of_filling(plan)] == [
        ("Fewest containers", "1 × 200 ml", "74 ml"),
        ("Least waste", "2 × 60 ml, 1 × 30 ml", "24 ml"),
    ]


def test_a_pharmacist_chooses_the_least_waste_and_the_batch_is_filled_so(world: World) -> None:
    keep_size(container=BOTTLE, fill=amount("150 ml"), in_stock=False, by=world.anna)
    prescription = screened(world, entry=ORDER)
    choose_filling(prescription=prescription, rule=FillingRule.LEAST_WASTE, by=world.anna)
    prescription.refresh_from_db()
    batch = plan_batch(prescription=prescription, by=world.tom)
    assert [box["amount"] for box in batch.plan["supply"]["containers"]] == ["60 ml", "60 ml", "30 ml"]


def test_once_made_a_supply_is_not_shared_out_another_way(world: World) -> None:
    batch = batched(world, entry=ORDER)
    with pytest.raises(NotShared, match="is planned; discard its batch first"):
        choose_filling(prescription=batch.prescription, rule=FillingRule.ONE_SIZE, by=world.anna)


def test_a_technician_does_not_choose(world: World) -> None:
    with pytest.raises(NotAllowed):
        choose_filling(prescription=screened(world, entry=ORDER), rule=FillingRule.ONE_SIZE, by=world.tom)


def test_shortening_a_date_plans_with_the_sizes_of_then(world: World) -> None:
    batch = batched(world, entry=ORDER)
    keep_size(container=BOTTLE, fill=amount("150 ml"), in_stock=False, by=world.anna)
    to = batch.use_by.replace(day=batch.use_by.day - 1)
    shortened = shorten_use_by(batch=batch, by=world.anna, to=to, reason="Left on the bench.")
    assert [box["amount"] for box in shortened.plan["supply"]["containers"]] == ["150 ml"]
