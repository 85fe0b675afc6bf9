"""What remains of an order, worked by hand: asked, supplied, what comes next, when the patient has nothing."""

from datetime import date

import pytest

from formulations.science.regimen import BadRegimen, DoseStep
from formulations.science.remaining import (
    Asked,
    Going,
    MadePart,
    NextPart,
    due_on,
    next_day_of_taking,
    steps_from,
    steps_of_repeat,
    until_called_back,
    what_remains,
)
from tests.science.samples import amount

WEEKS = tuple(DoseStep(amount("0.25 mg") * week, 1, 7) for week in range(1, 19))


def part(supply: int, first: int, last: int, *, then: date, has_it: bool = True) -> MadePart:
    return MadePart(supply, first, last, next_on=then, is_supplied=has_it)


def test_of_84_days_of_which_28_are_supplied_56_remain_and_day_29_is_next() -> None:
    remains = what_remains(Asked(84), parts=[part(0, 1, 28, then=date(2026, 12, 20))])
    assert (remains.asked, remains.supplied, remains.remains, remains.waits) == (84, 28, 56, False)
    assert remains.next == NextPart(Going.LATER_BATCH, 0, from_day=29, days=56, needed_on=date(2026, 12, 20))


def test_of_the_drops_titration_112_days_remain_after_its_first_fortnight() -> None:
    remains = what_remains(Asked(126), parts=[part(0, 1, 14, then=date(2026, 12, 6))])
    assert (remains.supplied, remains.remains) == (14, 112)
    assert remains.next == NextPart(Going.LATER_BATCH, 0, from_day=15, days=112, needed_on=date(2026, 12, 6))


def test_what_is_made_and_not_handed_over_counts_as_remaining_and_has_to_go_out_first() -> None:
    parts = [part(0, 1, 14, then=date(2026, 12, 6)), part(0, 15, 28, then=date(2026, 12, 20), has_it=False)]
    remains = what_remains(Asked(42), parts=parts)
    assert (remains.supplied, remains.remains, remains.waits) == (14, 28, True)
    assert remains.next == NextPart(Going.LATER_BATCH, 0, from_day=29, days=14, needed_on=date(2026, 12, 20))


def test_a_supply_that_is_whole_and_may_not_be_repeated_leaves_nothing() -> None:
    remains = what_remains(Asked(28), parts=[part(0, 1, 28, then=date(2026, 12, 20))])
    assert (remains.remains, remains.next) == (0, None)


def test_two_repeats_of_28_days_are_84_days_and_the_first_repeat_is_due_when_the_supply_ends() -> None:
    remains = what_remains(Asked(28, 2), parts=[part(0, 1, 28, then=date(2026, 12, 20))])
    assert (remains.asked, remains.supplied, remains.remains) == (84, 28, 56)
    assert remains.next == NextPart(Going.REPEAT, 1, from_day=1, days=28, needed_on=date(2026, 12, 20))


def test_a_repeat_waits_until_every_batch_of_the_supply_before_it_is_made() -> None:
    remains = what_remains(Asked(28, 1), parts=[part(0, 1, 14, then=date(2026, 12, 6))])
    assert remains.next == NextPart(Going.LATER_BATCH, 0, from_day=15, days=14, needed_on=date(2026, 12, 6))


def test_a_repeat_has_later_batches_of_its_own() -> None:
    parts = [
        part(0, 1, 14, then=date(2026, 12, 6)),
        part(0, 15, 28, then=date(2026, 12, 20)),
        part(1, 1, 14, then=date(2027, 1, 3)),
    ]
    remains = what_remains(Asked(28, 1), parts=parts)
    assert (remains.asked, remains.supplied, remains.remains) == (56, 42, 14)
    assert remains.next == NextPart(Going.LATER_BATCH, 1, from_day=15, days=14, needed_on=date(2027, 1, 3))


def test_after_the_last_repeat_nothing_is_next() -> None:
    parts = [part(0, 1, 28, then=date(2026, 12, 20)), part(1, 1, 28, then=date(2027, 1, 17))]
    remains = what_remains(Asked(28, 1), parts=parts)
    assert (remains.remains, remains.next) == (0, None)


def test_before_anything_is_made_all_of_it_remains_and_nothing_is_next() -> None:
    remains = what_remains(Asked(28, 1), parts=[])
    assert (remains.asked, remains.supplied, remains.remains, remains.next) == (56, 0, 56, None)


@pytest.mark.parametrize(("lead_days", "day"), [(0, date(2026, 12, 20)), (2, date(2026, 12, 18))])
def test_it_is_due_so_many_days_before_the_patient_has_nothing(lead_days: int, day: date) -> None:
    assert due_on(date(2026, 12, 20), lead_days=lead_days) == day


@pytest.mark.parametrize(
    ("spare", "day"),
    [(0, date(2026, 12, 20)), (1, date(2026, 12, 19)), (2, date(2026, 12, 18)), (9, date(2026, 12, 18))],
)
def test_it_is_due_no_earlier_than_its_life_allows(spare: int, day: date) -> None:
    assert due_on(date(2026, 12, 20), lead_days=2, spare=spare) == day


@pytest.mark.parametrize(("days", "spare"), [(10, 4), (14, 0), (28, 0)])
def test_a_repeat_may_be_made_ahead_by_what_its_life_has_to_spare(days: int, spare: int) -> None:
    """Made on 22 November and used until 5 December, 13 days later: a life of 14 days.

    Ten days from N on, made on N - 4, are in date until N - 4 + 13 = N + 9, their last day; fourteen have none.
    """
    whole = MadePart(0, 1, days, next_on=date(2026, 12, 20), is_supplied=True, life=13)
    assert what_remains(Asked(days, 1), parts=[whole]).next.spare == spare


def test_a_later_batch_may_be_made_ahead_by_what_its_own_plan_has_to_spare() -> None:
    first = MadePart(0, 1, 14, next_on=date(2026, 12, 6), is_supplied=True, life=13, spare=8)
    assert what_remains(Asked(20), parts=[first]).next.spare == 8


def test_from_day_15_the_drops_go_on_with_week_3() -> None:
    rest = steps_from(WEEKS, from_day=15)
    assert (len(rest), str(rest[0].dose), rest[0].days) == (16, "0.75 mg", 7)


def test_from_the_middle_of_a_week_its_last_days_come_first() -> None:
    rest = steps_from(WEEKS, from_day=111)  # day 6 of week 16
    assert [(str(step.dose), step.days) for step in rest] == [("4 mg", 2), ("4.25 mg", 7), ("4.5 mg", 7)]


def test_a_last_step_without_an_end_has_none_afterwards_either() -> None:
    steps = (DoseStep(amount("1.5 mg"), 1, 14), DoseStep(amount("3 mg"), 1, None))
    assert steps_from(steps, from_day=29) == (DoseStep(amount("3 mg"), 1, None),)


def test_after_the_last_step_there_is_nothing_to_go_on_with() -> None:
    with pytest.raises(BadRegimen, match="the steps end before day 127"):
        steps_from(WEEKS, from_day=127)


def test_a_regimen_of_every_other_day_goes_on_only_from_a_day_of_taking() -> None:
    steps = (DoseStep(amount("2 mg"), 1, 28, every=2),)
    assert steps_from(steps, from_day=15) == (DoseStep(amount("2 mg"), 1, 14, every=2),)
    with pytest.raises(BadRegimen, match="nothing is taken on day 16"):
        steps_from(steps, from_day=16)


def test_a_repeat_of_a_titration_goes_on_with_its_last_dose() -> None:
    assert steps_of_repeat(WEEKS, days=126) == (DoseStep(amount("4.5 mg"), 1, None),)


def test_a_repeat_goes_on_with_the_dose_that_was_reached_and_not_with_one_that_was_not() -> None:
    assert steps_of_repeat(WEEKS, days=20) == (DoseStep(amount("0.75 mg"), 1, None),)


def test_after_28_days_of_every_other_day_the_next_is_day_29_and_after_27_days_too() -> None:
    steps = (DoseStep(amount("2 mg"), 1, None, every=2),)
    assert [next_day_of_taking(steps, days=days) for days in (27, 28)] == [29, 29]


DAILY, EVERY_OTHER_DAY = DoseStep(amount("1.5 mg"), 1, None), DoseStep(amount("1.5 mg"), 1, None, every=2)
BEGUN = date(2026, 11, 22)


def of_thirty(step: DoseStep, *, called_back_on: date) -> MadePart:
    """Thirty days from 22 November, the last on 21 December, called back on a day."""
    whole = part(0, 1, 30, then=date(2026, 12, 22))
    return until_called_back(whole, steps=[step], starts_on=BEGUN, called_back_on=called_back_on)


def test_called_back_on_2_december_the_ten_days_before_count_and_twenty_do_not() -> None:
    left = of_thirty(DAILY, called_back_on=date(2026, 12, 2))
    assert (left.days, left.called_back, left.next_on) == (10, 20, date(2026, 12, 2))
    remains = what_remains(Asked(30, 2), parts=[left])
    assert (remains.asked, remains.supplied, remains.remains, remains.is_made_again) == (90, 10, 80, True)
    assert remains.next == NextPart(Going.LATER_BATCH, 0, from_day=11, days=20, needed_on=date(2026, 12, 2))


@pytest.mark.parametrize(("day", "days_left"), [(date(2026, 12, 21), 1), (date(2026, 12, 22), 0)])
def test_called_back_on_its_last_day_one_dose_is_missing_and_on_the_day_after_none(day: date, days_left: int) -> None:
    left = of_thirty(DAILY, called_back_on=day)
    assert (left.days, left.called_back) == (30 - days_left, days_left)


def test_called_back_between_two_doses_it_goes_on_with_the_next_day_of_taking() -> None:
    """Taken on 22, 24 and 26 November; called back on the 25th, day 5 on the 26th is the first that is missing."""
    left = of_thirty(EVERY_OTHER_DAY, called_back_on=date(2026, 11, 25))
    assert (left.until_day, left.next_on) == (4, date(2026, 11, 26))


def test_called_back_before_it_was_begun_all_of_it_is_made_again() -> None:
    left = of_thirty(DAILY, called_back_on=date(2026, 11, 20))
    remains = what_remains(Asked(30), parts=[left])
    assert (remains.supplied, remains.remains) == (0, 30)
    assert remains.next == NextPart(Going.LATER_BATCH, 0, from_day=1, days=30, needed_on=BEGUN)


@pytest.mark.parametrize("later_is_made", [True, False])
def test_what_was_called_back_leaves_a_gap_before_a_later_part_that_is_made_or_entered(later_is_made: bool) -> None:
    first = MadePart(0, 1, 10, next_on=date(2026, 12, 2), is_supplied=True, called_back=4)
    later = part(0, 15, 28, then=date(2026, 12, 20), has_it=False)
    parts, entered = ([first, later], []) if later_is_made else ([first], [(0, 15)])
    remains = what_remains(Asked(28), parts=parts, entered=entered)
    assert (remains.is_gap, remains.is_made_again) == (True, True)
    assert remains.next == NextPart(Going.LATER_BATCH, 0, from_day=11, days=4, needed_on=date(2026, 12, 2))


def test_a_gap_at_the_end_of_a_supply_is_filled_before_the_repeat_that_is_made_already() -> None:
    first = MadePart(0, 1, 25, next_on=date(2026, 12, 17), is_supplied=True, called_back=3)
    remains = what_remains(Asked(28, 1), parts=[first, part(1, 1, 28, then=date(2027, 1, 17))])
    assert remains.next == NextPart(Going.LATER_BATCH, 0, from_day=26, days=3, needed_on=date(2026, 12, 17))


def test_a_gap_that_is_entered_is_not_entered_again() -> None:
    first = MadePart(0, 1, 10, next_on=date(2026, 12, 2), is_supplied=True, called_back=4)
    later = part(0, 15, 28, then=date(2026, 12, 20))
    remains = what_remains(Asked(28), parts=[first, later], entered=[(0, 11)])
    assert (remains.next, remains.is_gap) == (None, False)
