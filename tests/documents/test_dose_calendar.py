"""The calendar of a titration: every day in its own box, under its weekday, with the dose of that day."""

from dataclasses import replace
from datetime import date

import pytest

from formulations.reference.papers import language
from pharmacy.documents.papers.dose_calendar import dose_calendar, has_calendar
from pharmacy.documents.papers.leaflet_papers import leaflet_paper
from pharmacy.documents.papers.leaflet_sheet import set_leaflet
from tests.documents.a_paper import ENGLISH, capsules, facts, law, step

AMOUNTS = ("1.5", "3", "4.5")
STEPS = tuple(step(f"{a} mg", f"{a} ml", from_day=10 * n + 1, to_day=10 * n + 10) for n, a in enumerate(AMOUNTS))


def boxes(**changes: object) -> list[tuple[str, str]]:
    of = replace(facts(**changes), law=law("gb"))
    days = dose_calendar(of, language=ENGLISH).boxes
    return [(day.date.replace("\u00a0", " "), day.dose.replace("\u00a0", " ")) for day in days]


def test_thirty_days_from_a_sunday_fill_four_weeks_and_two_days() -> None:
    calendar = dose_calendar(facts(steps=STEPS), language=ENGLISH)  # 22 November 2026 is a Sunday
    assert calendar.weekdays == ("Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat")
    assert [len(week) for week in calendar.weeks] == [7, 7, 7, 7, 7]
    assert [day.dose for day in calendar.weeks[-1][2:]] == ["", "", "", "", ""]


def test_each_day_has_its_date_and_the_dose_of_its_step() -> None:
    found = boxes(steps=STEPS)
    assert found[0] == ("22 Nov", "1.5 ml")
    assert found[9] == ("1 Dec", "1.5 ml")
    assert found[10] == ("2 Dec", "3 ml")
    assert found[29] == ("21 Dec", "4.5 ml")


def test_the_days_on_which_the_dose_is_another_than_the_day_before_stand_out() -> None:
    calendar = dose_calendar(facts(steps=STEPS), language=ENGLISH)
    assert [number for number, day in enumerate(calendar.boxes, 1) if day.is_new] == [1, 11, 21]


def test_a_day_between_two_doses_says_that_there_is_none() -> None:
    found = boxes(steps=(step("3 mg", "3 ml", to_day=14, every=2),))
    assert [dose for _, dose in found[:4]] == ["3 ml", "none", "3 ml", "none"]


def test_a_dose_that_is_taken_more_often_than_at_first_says_how_often() -> None:
    twice = (step("3 mg", "3 ml", to_day=7), step("3 mg", "3 ml", from_day=8, to_day=14, times_a_day=2))
    assert boxes(steps=twice)[6:8] == [("28 Nov", "3 ml"), ("29 Nov", "3 ml, 2 times")]


def test_the_same_dose_every_day_needs_no_calendar() -> None:
    assert not has_calendar(facts())
    assert has_calendar(facts(steps=STEPS))


# 215.9 - 2 x 13 and 279.4 - 2 x 16 on US Letter
PAPERS_ACROSS = [
    ("a4", False, 178), ("a5", False, 188), ("letter", False, 189.9), ("a4", True, 265), ("letter", True, 247.4),
]  # fmt: skip


@pytest.mark.parametrize(("paper", "large", "across"), PAPERS_ACROSS)
def test_the_calendar_has_the_long_side_of_the_page_where_the_page_is_narrow_or_the_type_large(
    paper: str, large: bool, across: int
) -> None:
    assert leaflet_paper(paper, large_print=large).calendar_across == pytest.approx(across)


def test_a_dose_with_a_word_wider_than_its_box_leaves_the_calendar_to_the_plan() -> None:
    two = (step("100 mg", "2 suppositories"), step("150 mg", "3 suppositories", from_day=29, to_day=42))
    text, _ = set_leaflet(capsules(steps=two), language=ENGLISH, large_print=False)
    assert text.calendar is None
    assert [line.measure.replace("\u00a0", " ") for line in text.plan.lines] == [
        "2 suppositories (100 mg)",
        "3 suppositories (150 mg)",
    ]


@pytest.mark.parametrize(("code", "day"), [("fi", "22. marras"), ("de", "22. Nov"), ("es", "22 nov"), ("en", "22 Nov")])
def test_a_box_has_its_month_as_short_as_a_wall_calendar_does(code: str, day: str) -> None:
    calendar = dose_calendar(replace(facts(steps=STEPS), law=law("gb")), language=language(code))
    assert calendar.boxes[0].date == day


def test_the_days_after_a_new_year_are_those_of_the_new_month() -> None:
    found = boxes(steps=(step("3 mg", "3 ml", to_day=3, every=2),), starts_on=date(2026, 12, 31))
    assert [day for day, _ in found[:3]] == ["31 Dec", "1 Jan", "2 Jan"]
