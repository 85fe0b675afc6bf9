"""Supply: nothing is lost, no day goes without, nothing is used past its date, and few containers are filled."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formulations.science.beyond_use import DateOutOfReach
from formulations.science.filling import Intake, IntakeTooLarge, portion_out
from formulations.science.quantities import Quantity, Unit
from formulations.science.specification import ChosenFormula, Container
from formulations.science.supply import Supply, SupplyTerms, plan_supply
from tests.science import samples
from tests.science.samples import MADE_ON, amount

FILLS = ("30 ml", "60 ml", "100 ml")


def intakes_of(*rows: tuple[int, int, str]) -> list[Intake]:
    """Return intakes from rows of (first day, last day, ml a day)."""
    return [Intake(day, amount(f"{ml} ml")) for first, last, ml in rows for day in range(first, last + 1)]


def planned(intakes: list[Intake], *, life: int, use_by: date, in_use: int | None = None) -> Supply:
    return plan_supply(intakes, terms=terms_of(life, use_by=use_by, in_use=in_use))


def terms_of(life: int, *, use_by: date, in_use: int | None, counts: bool = True) -> SupplyTerms:
    formula = samples.formula(
        container=samples.bottles(*FILLS),
        law_category="no ceiling",
        house_limits=(samples.house_limit(life),),
        in_use=samples.in_use(in_use) if in_use else None,
    )
    return SupplyTerms(formula, samples.law(day_of_making_counts=counts), made_on=MADE_ON, use_by=use_by)


def test_an_intake_larger_than_the_largest_bottle_is_refused() -> None:
    with pytest.raises(
        IntakeTooLarge, match=r"one intake of 100\.5 ml is more than the largest amber bottle of 100 ml"
    ):
        planned(intakes_of((1, 1, "100.5")), life=14, use_by=date(2026, 12, 5))


def test_an_intake_of_exactly_the_largest_bottle_is_supplied() -> None:
    assert str(planned(intakes_of((1, 1, "100")), life=14, use_by=date(2026, 12, 5)).total) == "100 ml"


def test_a_supply_past_the_calendar_is_refused() -> None:
    terms = replace(terms_of(1, use_by=MADE_ON, in_use=None), made_on=date.max, use_by=date.max)
    with pytest.raises(DateOutOfReach, match="day 2 from 9999-12-31 is past the calendar's end"):
        plan_supply(intakes_of((1, 2, "1")), terms=terms)


def test_a_batch_that_keeps_one_day_is_made_every_day() -> None:
    supply = planned(intakes_of((1, 3, "5")), life=1, use_by=MADE_ON)
    assert [str(container.make_on) for container in supply.containers] == ["2026-11-22", "2026-11-23", "2026-11-24"]
    assert [container.is_made_now for container in supply.containers] == [True, False, False]


def test_an_opened_bottle_is_changed_when_its_in_use_life_ends_and_the_batch_still_keeps() -> None:
    supply = planned(intakes_of((1, 20, "1")), life=30, use_by=date(2026, 12, 21), in_use=7)
    assert [(bottle.first_day, bottle.last_day) for bottle in supply.containers] == [(1, 7), (8, 14), (15, 20)]
    assert all(bottle.is_made_now for bottle in supply.containers)


def test_where_opening_day_does_not_count_seven_days_serve_eight() -> None:
    terms = terms_of(30, use_by=date(2026, 12, 22), in_use=7, counts=False)
    supply = plan_supply(intakes_of((1, 16, "1")), terms=terms)
    assert [(bottle.first_day, bottle.last_day) for bottle in supply.containers] == [(1, 8), (9, 16)]


def _laid_out(steps: list[tuple[int, Decimal, int]]) -> list[Intake]:
    intakes, day = [], 1
    for days, ml, times in steps:
        intakes += [Intake(day + n, Quantity(ml, Unit.MILLILITRE)) for n in range(days) for _ in range(times)]
        day += days
    return intakes


INTAKES = st.lists(
    st.tuples(
        st.integers(min_value=1, max_value=20),
        st.integers(min_value=1, max_value=60).map(lambda tenths: Decimal(tenths) / 10),
        st.integers(min_value=1, max_value=3),
    ),
    min_size=1,
    max_size=5,
).map(_laid_out)


def _terms(life: int, *, in_use: int | None, cut: int, counts: bool) -> SupplyTerms:
    """Terms with a first batch that an ingredient cuts short by some days, never to before the day of making."""
    whole = terms_of(life, use_by=MADE_ON, in_use=in_use, counts=counts)
    real = max(MADE_ON, date.fromordinal(whole.use_by_of_batch(date(2027, 1, 1)).toordinal() - 40 - cut))
    return SupplyTerms(whole.formula, whole.law, made_on=MADE_ON, use_by=real)


TERMS = st.builds(
    lambda life, in_use, cut, counts: _terms(life, in_use=in_use, cut=cut, counts=counts),
    st.integers(min_value=1, max_value=60),
    st.none() | st.integers(min_value=1, max_value=30),
    st.integers(min_value=0, max_value=30),
    st.booleans(),
)


@given(INTAKES, TERMS)
def test_splitting_a_supply_loses_nothing(intakes: list[Intake], terms: SupplyTerms) -> None:
    supply = plan_supply(intakes, terms=terms)
    needed = sum(intake.amount.value for intake in intakes)
    assert supply.needed.value == needed == sum(container.taken.value for container in supply.containers)
    assert supply.total.value == sum(container.amount.value for container in supply.containers) >= needed
    assert all(container.taken <= container.amount for container in supply.containers)


@given(INTAKES, TERMS)
def test_every_day_is_covered_by_containers_that_follow_each_other(intakes: list[Intake], terms: SupplyTerms) -> None:
    containers = plan_supply(intakes, terms=terms).containers
    days = {day for container in containers for day in range(container.first_day, container.last_day + 1)}
    assert days == {intake.day for intake in intakes}
    assert all(later.first_day - earlier.last_day in (0, 1) for earlier, later in pairwise(containers))
    assert [container.number for container in containers] == list(range(1, len(containers) + 1))
    assert {container.of for container in containers} == {len(containers)}


@given(INTAKES, TERMS)
def test_no_container_is_opened_before_it_is_made_or_used_past_its_date(
    intakes: list[Intake], terms: SupplyTerms
) -> None:
    for container in plan_supply(intakes, terms=terms).containers:
        assert container.make_on <= container.open_on == terms.date_of(container.first_day)
        assert terms.date_of(container.last_day) <= container.discard_on <= container.use_by
        assert container.is_made_now is (container.make_on == MADE_ON)
        if terms.days_open is not None:
            assert (container.discard_on - container.open_on).days <= terms.days_open


@given(INTAKES, TERMS)
def test_a_new_batch_is_made_only_when_the_earlier_one_may_not_be_used(
    intakes: list[Intake], terms: SupplyTerms
) -> None:
    containers = plan_supply(intakes, terms=terms).containers
    assert containers[0].make_on == MADE_ON
    assert containers[0].use_by == terms.use_by
    for earlier, later in pairwise(containers):
        assert later.make_on == earlier.make_on or later.make_on.toordinal() == earlier.use_by.toordinal() + 1


SHORT = st.lists(st.integers(min_value=1, max_value=60), min_size=1, max_size=7).map(
    lambda amounts: [Intake(day, Quantity(Decimal(ml), Unit.MILLILITRE)) for day, ml in enumerate(amounts, start=1)]
)


@given(SHORT, st.none() | st.integers(min_value=0, max_value=4))
def test_no_other_way_takes_fewer_containers_or_wastes_less(intakes: list[Intake], days_open: int | None) -> None:
    container = samples.bottles(*FILLS)
    portions = portion_out(intakes, container=container, days_open=days_open)
    best = min(_every_way(intakes, container=container, days_open=days_open))
    assert (len(portions), sum(portion.fill.value for portion in portions)) == best


def _every_way(intakes: list[Intake], *, container: Container, days_open: int | None) -> list[tuple[int, Decimal]]:
    """Return containers and ml filled of every way to share intakes out: each gap is a change of bottle or is not."""
    ways = []
    for gaps in range(2 ** (len(intakes) - 1)):
        groups = [[intakes[0]]]
        for number, intake in enumerate(intakes[1:]):
            if gaps >> number & 1:
                groups.append([])
            groups[-1].append(intake)
        fills = [_smallest_fill(group, container=container, days_open=days_open) for group in groups]
        if None not in fills:
            ways.append((len(groups), sum(fills)))
    return ways


def _smallest_fill(group: list[Intake], *, container: Container, days_open: int | None) -> Decimal | None:
    needed = sum(intake.amount.value for intake in group)
    fitting = [fill.value for fill in container.fills if fill.value >= needed]
    too_long = days_open is not None and group[-1].day - group[0].day > days_open
    return None if too_long or not fitting else min(fitting)


@given(st.integers(min_value=1, max_value=3), st.integers(min_value=1, max_value=120))
def test_jars_hold_the_exact_count_and_never_half_a_dose(capsules: int, days: int) -> None:
    formula: ChosenFormula = samples.capsules(container=samples.jar("20 capsules"))
    intakes = [Intake(day, Quantity(Decimal(capsules), Unit.CAPSULE)) for day in range(1, days + 1)]
    supply = plan_supply(intakes, terms=SupplyTerms(formula, samples.law(), made_on=MADE_ON, use_by=date(2027, 5, 20)))
    assert supply.total == supply.needed == Quantity(Decimal(capsules * days), Unit.CAPSULE)
    assert all(jar.amount.value % capsules == 0 and jar.amount.value <= 20 for jar in supply.containers)


def test_a_bottle_holds_what_stays_behind_on_top_of_what_is_taken() -> None:
    bottles = replace(samples.bottles(*FILLS), stays_behind=amount("2 ml"))
    just_fits = portion_out(intakes_of((1, 14, "2")), container=bottles, days_open=None)
    too_much = portion_out(intakes_of((1, 15, "2")), container=bottles, days_open=None)
    assert [str(portion.fill) for portion in just_fits] == ["30 ml"]  # 28 ml taken, 2 ml stays behind
    assert [str(portion.fill) for portion in too_much] == ["60 ml"]  # 30 ml taken leaves nothing to stay behind


def test_counted_capsules_leave_nothing_behind() -> None:
    jar = Container("jar", "jar", (amount("100 capsules"),), counted=True)
    taken = [Intake(day, amount("1 capsule")) for day in range(1, 31)]
    assert str(portion_out(taken, container=jar, days_open=None)[0].fill) == "30 capsules"
