"""Regimens: dose steps on days, and steps that make no sense refused by name."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formulations.science.quantities import Quantity
from formulations.science.regimen import BadRegimen, DoseStep, dose_per_day, plan_regimen, spacing_in_words
from tests.science.samples import amount

ONE = amount("1 mg")


def test_a_day_of_two_takings_adds_up() -> None:
    assert str(dose_per_day(DoseStep(amount("1 microgram"), 2, 14))) == "2 micrograms"


def test_times_of_day_are_kept() -> None:
    step = DoseStep(ONE, 2, 14, when=("morning", "bedtime"))
    assert plan_regimen([step], days=None).steps[0].when == ("morning", "bedtime")


@pytest.mark.parametrize(
    ("steps", "days", "reason"),
    [
        ([], 30, "no dose step"),
        ([DoseStep(amount("0 mg"), 1, 7)], None, "step 1 has a dose of 0 mg"),
        ([DoseStep(ONE, 0, 7)], None, "taken 0 times a day"),
        ([DoseStep(ONE, 13, 7)], None, "taken 13 times a day; give 1 to 12"),
        ([DoseStep(ONE, 1, 0)], None, "runs for 0 days"),
        ([DoseStep(ONE, 1, -7)], None, "runs for -7 days"),
        ([DoseStep(ONE, 1, 367)], None, "runs for 367 days; give 1 to 366"),
        ([DoseStep(ONE, 1, None)], None, "neither the days to supply nor the days of the last step"),
        ([DoseStep(ONE, 1, None), DoseStep(ONE, 1, 7)], None, "step 1 has no number of days"),
        ([DoseStep(ONE, 1, 7)], 8, "the steps end on day 7 but 8 days are to be supplied"),
        ([DoseStep(ONE, 1, None)], 0, "0 days to supply"),
        ([DoseStep(ONE, 1, None)], -1, "-1 days to supply"),
        ([DoseStep(ONE, 1, None)], 367, "367 days to supply"),
        ([DoseStep(ONE, 1, 366), DoseStep(ONE, 1, 1)], None, "367 days to supply"),
        ([DoseStep(ONE, 1, 7, every=0)], None, "taken every 0 days; give 1 to 31"),
        ([DoseStep(ONE, 1, 7, every=32)], None, "taken every 32 days; give 1 to 31"),
        ([DoseStep(ONE, 1, 7, when=("teatime",))], None, "taken at 'teatime'"),
        ([DoseStep(ONE, 2, 7, when=("bedtime",))], None, "2 times a day but names bedtime"),
        ([DoseStep(ONE, 2, 7, when=("bedtime", "bedtime"))], None, "2 times a day but names bedtime, bedtime"),
        ([DoseStep(ONE, 1, 7), DoseStep(amount("1 ml"), 1, 7)], None, "cannot be added up"),
        ([DoseStep(ONE, 4, 7, hours_apart=8)], None, "step 1: every 8 hours is 3 times a day, and not 4"),
        ([DoseStep(ONE, 3, 7, hours_apart=7)], None, "every 7 hours does not come to the same hours of every day"),
        ([DoseStep(ONE, 1, 7, hours_apart=24)], None, "every 24 hours does not come to the same hours"),
        ([DoseStep(ONE, 2, 7, when=("morning", "evening"), hours_apart=12)], None, "morning, evening is named beside"),
        ([DoseStep(ONE, 3, 7, every=2, hours_apart=8)], None, "every 8 hours is every day, and not every other day"),
    ],
)
def test_steps_that_make_no_plan_are_refused_with_their_values(steps: list, days: int | None, reason: str) -> None:
    with pytest.raises(BadRegimen, match=reason):
        plan_regimen(steps, days=days)


def test_every_8_hours_is_as_much_as_3_times_a_day_and_stays_every_8_hours() -> None:
    by_the_clock = plan_regimen([DoseStep(ONE, 3, 14, hours_apart=8)], days=None)
    assert by_the_clock.total_dose == amount("42 mg")
    assert [step.hours_apart for step in by_the_clock.steps] == [8]


def test_the_longest_and_busiest_plan_that_makes_sense_is_accepted() -> None:
    assert plan_regimen([DoseStep(ONE, 12, 366)], days=None).total_dose == amount("4392 mg")


STEPS = st.lists(
    st.builds(
        DoseStep,
        st.integers(min_value=1, max_value=20).map(lambda tenths: Quantity.read(f"{tenths} mg")),
        st.integers(min_value=1, max_value=4),
        st.integers(min_value=1, max_value=40),
    ),
    min_size=1,
    max_size=9,
)


@given(STEPS, st.data())
def test_each_day_of_a_regimen_belongs_to_exactly_one_step(steps: list[DoseStep], data: st.DataObject) -> None:
    ordered = sum(step.days for step in steps)
    days = data.draw(st.integers(min_value=1, max_value=ordered))
    regimen = plan_regimen(steps, days=days)
    covered = [day for step in regimen.steps for day in range(step.from_day, step.to_day + 1)]
    assert covered == list(range(1, days + 1))


@given(STEPS)
def test_the_total_is_what_all_days_take(steps: list[DoseStep]) -> None:
    regimen = plan_regimen(steps, days=None)
    assert regimen.total_dose.value == sum(step.dose.value * step.times_a_day * step.days for step in steps)


SPACED = st.lists(
    st.builds(
        DoseStep,
        st.integers(min_value=1, max_value=20).map(lambda tenths: Quantity.read(f"{tenths} mg")),
        st.integers(min_value=1, max_value=4),
        st.integers(min_value=1, max_value=40),
        every=st.integers(min_value=1, max_value=31),
    ),
    min_size=1,
    max_size=9,
)


@given(SPACED)
def test_a_spaced_step_is_taken_on_its_first_day_and_never_sooner_than_it_says(steps: list[DoseStep]) -> None:
    for step in plan_regimen(steps, days=None).steps:
        taken = step.days_taken
        assert taken[0] == step.from_day
        assert all(later - earlier == step.every for earlier, later in pairwise(taken))
        assert step.to_day - step.every < taken[-1] <= step.to_day


@given(SPACED)
def test_the_total_is_the_sum_of_the_days_on_which_it_is_taken(steps: list[DoseStep]) -> None:
    regimen = plan_regimen(steps, days=None)
    each = [step.dose.value * step.times_a_day for step in regimen.steps for _ in step.days_taken]
    assert regimen.total_dose.value == sum(each)


@pytest.mark.parametrize(("every", "words"), [(1, "every day"), (2, "every other day"), (3, "every 3 days")])
def test_how_far_apart_is_said_in_words(every: int, words: str) -> None:
    assert spacing_in_words(every) == words
