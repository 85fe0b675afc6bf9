"""Titrations by pattern, worked by hand."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formulations.science.patterns import BadPattern, change_stepwise, halve_and_return, spaced
from formulations.science.quantities import Quantity, Unit
from formulations.science.regimen import plan_regimen


def read(text: str) -> Quantity:
    return Quantity.read(text)


def shown(steps) -> list[tuple[str, int | None]]:
    return [(str(step.dose), step.days) for step in steps]


def test_half_a_milligram_more_every_14_days_goes_from_1_5_to_4_5_mg_in_seven_steps():
    steps = change_stepwise(first=read("1.5 mg"), last=read("4.5 mg"), by=read("0.5 mg"), every_days=14)
    assert shown(steps) == [
        ("1.5 mg", 14), ("2 mg", 14), ("2.5 mg", 14), ("3 mg", 14), ("3.5 mg", 14), ("4 mg", 14), ("4.5 mg", None),
    ]  # fmt: skip


def test_one_drop_more_each_week_from_1_to_18_takes_1197_drops_in_126_days():
    steps = change_stepwise(first=read("1 drop"), last=read("18 drops"), by=read("1 drop"), every_days=7)
    regimen = plan_regimen(steps, days=126)
    # 7 x (1 + 2 + ... + 18) = 7 x 171 = 1,197
    assert (len(regimen.steps), str(regimen.total_dose)) == (18, "1,197 drops")


def test_a_dose_can_be_lowered_step_by_step():
    steps = change_stepwise(first=read("3 mg"), last=read("1.5 mg"), by=read("0.75 mg"), every_days=7)
    assert shown(steps) == [("3 mg", 7), ("2.25 mg", 7), ("1.5 mg", None)]


def test_micrograms_may_be_added_to_a_dose_in_mg():
    steps = change_stepwise(first=read("0.5 mg"), last=read("1 mg"), by=read("250 micrograms"), every_days=7)
    assert shown(steps) == [("0.5 mg", 7), ("0.75 mg", 7), ("1 mg", None)]


def test_a_first_dose_that_is_the_last_is_one_step():
    assert shown(change_stepwise(first=read("3 mg"), last=read("3 mg"), by=read("1 mg"), every_days=7)) == [
        ("3 mg", None)
    ]


def test_a_change_that_misses_the_last_dose_is_refused_with_the_doses_it_reaches():
    with pytest.raises(BadPattern, match=r"never comes to 4\.5 mg, but to 4\.3 mg or 4\.7 mg"):
        change_stepwise(first=read("1.5 mg"), last=read("4.5 mg"), by=read("0.4 mg"), every_days=14)


def test_a_fall_below_nothing_is_not_offered():
    with pytest.raises(BadPattern, match=r"never comes to 0\.5 mg, but to 1 mg; change"):
        change_stepwise(first=read("3 mg"), last=read("0.5 mg"), by=read("2 mg"), every_days=7)


@pytest.mark.parametrize(
    ("first", "last", "by", "days", "why"),
    [
        ("1.5 mg", "4.5 mg", "0 mg", 14, "leads nowhere"),
        ("0 mg", "4.5 mg", "0.5 mg", 14, "leads nowhere"),
        ("1.5 mg", "4.5 ml", "0.5 mg", 14, "not of one kind"),
        ("1 drop", "18 drops", "0.25 mg", 7, "not of one kind"),
        ("1.5 mg", "4.5 mg", "0.5 mg", 0, "taken for 0 days"),
        ("1.5 mg", "4.5 mg", "0.5 mg", 367, "taken for 367 days"),
        ("0.1 mg", "6.1 mg", "0.1 mg", 1, "takes 61 steps; at most 60"),
    ],
)
def test_a_pattern_that_makes_no_plan_is_refused_by_name(first, last, by, days, why):
    with pytest.raises(BadPattern, match=why):
        change_stepwise(first=read(first), last=read(last), by=read(by), every_days=days)


def test_60_steps_are_just_planned():
    steps = change_stepwise(first=read("0.1 mg"), last=read("6 mg"), by=read("0.1 mg"), every_days=1)
    assert len(steps) == 60


def test_half_the_dose_for_7_days_and_then_the_whole_dose_again():
    assert shown(halve_and_return(read("4.5 mg"), days=7)) == [("2.25 mg", 7), ("4.5 mg", None)]


@pytest.mark.parametrize(("dose", "days", "why"), [("0 mg", 7, "half of 0 mg"), ("3 mg", 0, "taken for 0 days")])
def test_half_of_nothing_and_no_days_are_refused(dose, days, why):
    with pytest.raises(BadPattern, match=why):
        halve_and_return(read(dose), days=days)


@given(first=st.integers(1, 400), by=st.integers(1, 100), changes=st.integers(0, 59), up=st.booleans())
def test_every_pattern_begins_and_ends_where_it_says(first, by, changes, up):
    start, change = Quantity(Decimal(first) / 100, Unit.MILLIGRAM), Quantity(Decimal(by) / 100, Unit.MILLIGRAM)
    end = Quantity(start.value + change.value * changes, Unit.MILLIGRAM)
    lower, upper = (start, end) if up else (end, start)
    steps = change_stepwise(first=lower, last=upper, by=change, every_days=7)
    assert (steps[0].dose, steps[-1].dose, len(steps)) == (lower, upper, changes + 1)
    assert [step.days for step in steps[:-1]] == [7] * changes


def test_every_other_day_keeps_the_days_of_each_step():
    steps = spaced(change_stepwise(first=read("1.5 mg"), last=read("3 mg"), by=read("1.5 mg"), every_days=14), every=2)
    regimen = plan_regimen(steps, days=28)
    # 1.5 mg on days 1, 3, ... 13 and 3 mg on days 15, 17, ... 27: 7 x 1.5 + 7 x 3 = 31.5 mg
    assert [len(step.days_taken) for step in regimen.steps] == [7, 7]
    assert str(regimen.total_dose) == "31.5 mg"


@pytest.mark.parametrize("every", [0, 32])
def test_days_farther_apart_than_a_month_or_not_apart_at_all_are_refused(every):
    with pytest.raises(BadPattern, match=f"every {every} days cannot be planned; give 1 to 31"):
        spaced(halve_and_return(read("3 mg"), days=7), every=every)
