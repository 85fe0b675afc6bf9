"""Twenty regimens worked by hand, exact to the day, the drop and the 0.01 ml, and what holds for every regimen."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formulations.science.beyond_use import DateOutOfReach
from formulations.science.day_calendar import list_days, list_steps
from formulations.science.patterns import change_stepwise
from formulations.science.plan import Order, Plan, make_plan
from formulations.science.quantities import Quantity
from formulations.science.regimen import DoseStep, plan_regimen
from formulations.science.rounding import Direction, round_number
from tests.science import samples
from tests.science.worked import examples, read_device

MADE_ON = date(2026, 11, 22)
FILLS = {
    "ml": samples.bottles("10 ml", "30 ml", "60 ml", "100 ml", "200 ml"),
    "g": samples.bottles("30 g", "100 g"),
    "capsule": samples.jar("200 capsules"),
}
HUNDREDTH = Quantity.read("0.01 ml").value


@pytest.fixture(params=examples("titration"))
def case(request: pytest.FixtureRequest) -> tuple[dict, Plan]:
    """Each worked case with the plan that its order makes."""
    return request.param, _plan(request.param)


def test_the_last_day_and_the_days_of_taking_are_those_on_the_calendar(case: tuple[dict, Plan]) -> None:
    worked, plan = case
    days = list_days(plan.regimen, first_day=plan.order.first_day, measures=plan.measures)
    assert days[-1].date == worked["last_day"]
    assert sum(day.is_taken for day in days) == worked["taken"]


def test_every_step_has_its_dates_dose_and_measure(case: tuple[dict, Plan]) -> None:
    worked, plan = case
    steps = list_steps(plan.regimen, first_day=plan.order.first_day, measures=plan.measures)
    assert [[one.first, one.last, str(one.step.dose), one.measure.text] for one in steps] == worked["rows"]


def test_the_drug_and_the_preparation_come_out_in_all(case: tuple[dict, Plan]) -> None:
    worked, plan = case
    amount = Quantity(
        round_number(plan.total_amount.value, step=HUNDREDTH, direction=Direction.NEAREST), plan.total_amount.unit
    )
    assert (str(plan.regimen.total_dose), str(amount)) == (worked["total_dose"], worked["total_amount"])


def test_drops_capsules_and_strokes_come_out_to_the_piece(case: tuple[dict, Plan]) -> None:
    worked, plan = case
    days = list_days(plan.regimen, first_day=plan.order.first_day, measures=plan.measures)
    pieces = sum(day.measure.amount.value * day.times_a_day for day in days if day.is_taken)
    assert pieces == worked.get("pieces", pieces)
    assert ("pieces" in worked) == plan.measures[0].amount.unit.is_count


def test_what_is_filled_and_what_is_left_over(case: tuple[dict, Plan]) -> None:
    worked, plan = case
    left = plan.supply.total - plan.supply.needed
    assert str(plan.supply.total) == worked.get("filled", str(plan.supply.total))
    assert str(left) == worked.get("left_over", str(left))
    assert left.value >= 0


def test_there_are_twenty_worked_regimens() -> None:
    assert len(examples("titration")) >= 20


STEPS = st.lists(
    st.builds(
        DoseStep,
        st.integers(min_value=1, max_value=20).map(lambda number: Quantity.read(f"{number} mg")),
        st.integers(min_value=1, max_value=3),
        st.integers(min_value=1, max_value=30),
        every=st.integers(min_value=1, max_value=8),
    ),
    min_size=1,
    max_size=8,
)


@given(STEPS)
def test_no_day_is_without_its_step_and_none_has_two(steps: list[DoseStep]) -> None:
    regimen = plan_regimen(steps, days=None)
    days = list_days(regimen, first_day=MADE_ON)
    assert [day.day for day in days] == list(range(1, regimen.days + 1))
    assert [day.date for day in days] == [MADE_ON + timedelta(days=number) for number in range(regimen.days)]
    assert [day.step for day in days] == sorted(day.step for day in days)


@given(STEPS)
def test_a_day_without_a_dose_only_ever_lies_inside_a_step_that_skips_days(steps: list[DoseStep]) -> None:
    days = list_days(plan_regimen(steps, days=None), first_day=MADE_ON)
    for day in days:
        first = next(one for one in days if one.step == day.step)
        assert day.is_taken == ((day.day - first.day) % steps[day.step - 1].every == 0)


@given(STEPS)
def test_the_total_is_the_sum_of_all_days(steps: list[DoseStep]) -> None:
    regimen = plan_regimen(steps, days=None)
    days = list_days(regimen, first_day=MADE_ON)
    assert sum(day.dose.value * day.times_a_day for day in days if day.dose) == regimen.total_dose.value
    totals = [one.total.value for one in list_steps(regimen, first_day=MADE_ON)]
    assert sum(totals) == regimen.total_dose.value


@given(STEPS)
def test_every_other_day_never_takes_on_two_days_running_within_a_step(steps: list[DoseStep]) -> None:
    days = list_days(plan_regimen(steps, days=None), first_day=MADE_ON)
    for today, tomorrow in pairwise(days):
        if today.step == tomorrow.step and steps[today.step - 1].every > 1:
            assert not (today.is_taken and tomorrow.is_taken)


def test_a_calendar_past_the_last_year_is_refused() -> None:
    regimen = plan_regimen([DoseStep(Quantity.read("1 mg"), 1, 40)], days=None)
    with pytest.raises(DateOutOfReach, match="past the calendar's end"):
        list_days(regimen, first_day=date(9999, 12, 1))


def _plan(worked: dict) -> Plan:
    per = samples.strength_of(worked["strength"]).per.unit.value
    formula = samples.formula(
        strength=worked["strength"],
        strengths=(samples.strength_of(worked["strength"]),),
        container=FILLS[per],
        devices=(read_device(worked["device"]),),
        dose_unit=samples.strength_of(worked["strength"]).amount.unit,
        house_limits=(samples.house_limit(366),),
    )
    made_on, first_day = worked.get("made_on", worked["first_day"]), worked["first_day"]
    law = samples.law_without_ceilings()
    return make_plan(Order(formula, _steps(worked), worked.get("days"), made_on=made_on, law=law, starts_on=first_day))


def _steps(worked: dict) -> tuple[DoseStep, ...]:
    if "pattern" in worked:
        first, by, last = (Quantity.read(worked["pattern"][key]) for key in ("first", "by", "last"))
        return change_stepwise(first=first, last=last, by=by, every_days=worked["pattern"]["every_days"])
    return tuple(
        DoseStep(Quantity.read(dose), times, days or None, every=every) for dose, days, times, every in worked["steps"]
    )
