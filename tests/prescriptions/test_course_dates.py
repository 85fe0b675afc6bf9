"""A course whose first part is made later than it was entered: the parts after it move with it."""

from dataclasses import replace
from datetime import date

from formulations.science.quantities import Quantity
from formulations.science.regimen import DoseStep
from pharmacy.ledger.models import Event
from pharmacy.prescriptions.continuing import continue_prescription
from pharmacy.prescriptions.course_acts import enter_course
from pharmacy.prescriptions.course_shown import show_course
from pharmacy.prescriptions.models import Prescription
from tests.prescriptions.test_course import _made
from tests.prescriptions.test_course_of_products import LIQUID_THEN_CAPSULES
from tests.world import World, on_day

ENTERED = date(2026, 11, 22)


def _course(world: World) -> tuple[Prescription, ...]:
    with on_day(ENTERED):
        return enter_course(entry=LIQUID_THEN_CAPSULES, by=world.anna)


def _dates(part: Prescription) -> list[tuple[date | None, date | None]]:
    return [(one.first, one.last) for one in show_course(part)]


def test_a_course_begun_three_days_late_has_neither_a_gap_nor_two_products_on_one_day(world: World) -> None:
    liquid, capsules = _course(world)
    with on_day(date(2026, 11, 25)):
        _made(liquid, world=world)
    liquid.refresh_from_db()
    capsules.refresh_from_db()
    # 14 days from 25 November end on 8 December; 28 days from 9 December end on 5 January; due 2 days before
    assert _dates(liquid) == [
        (date(2026, 11, 25), date(2026, 12, 8)),
        (date(2026, 12, 9), date(2027, 1, 5)),
    ]
    assert capsules.due_on == date(2026, 12, 7)
    moved = Event.objects.filter(verb="prescription.moved").order_by("sequence")
    assert [event.subject for event in moved] == [f"prescription:{part.number}" for part in (liquid, capsules)]


def test_a_course_begun_on_its_day_moves_nothing(world: World) -> None:
    liquid, _ = _course(world)
    with on_day(ENTERED):
        _made(liquid, world=world)
    assert _dates(liquid)[1] == (date(2026, 12, 6), date(2027, 1, 2))
    assert not Event.objects.filter(verb="prescription.moved").exists()


def test_a_part_that_is_made_already_keeps_its_days(world: World) -> None:
    liquid, capsules = _course(world)
    with on_day(ENTERED):
        _made(capsules, world=world)
    with on_day(date(2026, 11, 25)):
        _made(liquid, world=world)
    assert _dates(liquid)[1][0] == date(2026, 12, 6)


def test_a_later_batch_that_is_late_moves_the_next_product_and_not_its_own_part(world: World) -> None:
    steps = (DoseStep(Quantity.read("1.5 mg"), 1, 28), LIQUID_THEN_CAPSULES.steps[1])
    two_batches = replace(LIQUID_THEN_CAPSULES, formulation="naltrexone-oral-liquid-unpreserved", steps=steps)
    with on_day(ENTERED):
        liquid, capsules = enter_course(entry=two_batches, by=world.anna)
        _made(liquid, world=world)
    with on_day(date(2026, 12, 8)):  # the first 14 days ended on 5 December
        later = continue_prescription(prescription=liquid, by=world.tom)
        _made(later, world=world)
    # 14 days from 8 December end on 21 December
    assert [first for first, _ in _dates(capsules)] == [ENTERED, date(2026, 12, 22)]
