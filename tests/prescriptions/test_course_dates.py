"""A course whose first part is made later than it was entered: the parts after it move with it."""

from dataclasses import replace
from datetime import date

import pytest

from formulations.science.quantities import Quantity
from formulations.science.regimen import DoseStep
from pharmacy.ledger.models import Event
from pharmacy.prescriptions.continuing import continue_prescription
from pharmacy.prescriptions.course_acts import enter_course
from pharmacy.prescriptions.course_shown import show_course
from pharmacy.prescriptions.entry import StepProduct
from pharmacy.prescriptions.models import Prescription
from tests.prescriptions.test_course import _made
from tests.prescriptions.test_course_of_products import CAPSULE, LIQUID_THEN_CAPSULES
from tests.world import World, on_day

ENTERED = date(2026, 11, 22)
KEEPS_14_DAYS = StepProduct("naltrexone-oral-liquid-unpreserved", None)


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


@pytest.mark.parametrize(
    ("days", "due"),
    [
        (11, date(2026, 12, 4)),  # it would keep three days longer than it is taken; the pharmacy makes two days ahead
        (12, date(2026, 12, 4)),  # kept until 19 December, taken until 17 December: two days to spare
        (13, date(2026, 12, 5)),
        (14, date(2026, 12, 6)),
        (28, date(2026, 12, 6)),  # its first batch lasts all of its life
    ],
)
def test_a_later_part_is_made_so_early_as_its_life_allows_and_no_earlier(world: World, days: int, due: date) -> None:
    steps = (DoseStep(Quantity.read("4.5 mg"), 1, 14), DoseStep(Quantity.read("1.5 mg"), 1, days))
    course = replace(LIQUID_THEN_CAPSULES, formulation=CAPSULE.formulation, strength=CAPSULE.strength, steps=steps)
    with on_day(ENTERED):
        _, liquid = enter_course(entry=replace(course, choices={}, products=(None, KEEPS_14_DAYS)), by=world.anna)
    assert (liquid.starts_on, liquid.due_on) == (date(2026, 12, 6), due)


def test_a_part_that_moves_is_due_no_earlier_than_its_life_allows(world: World) -> None:
    steps = (DoseStep(Quantity.read("4.5 mg"), 1, 14), DoseStep(Quantity.read("1.5 mg"), 1, 13))
    course = replace(LIQUID_THEN_CAPSULES, formulation=CAPSULE.formulation, strength=CAPSULE.strength, steps=steps)
    with on_day(ENTERED):
        capsules, liquid = enter_course(
            entry=replace(course, choices={}, products=(None, KEEPS_14_DAYS)), by=world.anna
        )
    with on_day(date(2026, 11, 25)):
        _made(capsules, world=world)
    liquid.refresh_from_db()
    assert (liquid.starts_on, liquid.due_on) == (date(2026, 12, 9), date(2026, 12, 8))


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
