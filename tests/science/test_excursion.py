"""Left out of the fridge: what the evidence on file allows, or that nothing is known and what the house rule is."""

from dataclasses import replace
from datetime import date

import pytest

from formulations.reference.storage import excursion_rules, storage_ranges
from formulations.science.excursion import LeftOut, judge_left_out
from formulations.science.findings import Finding
from formulations.science.specification import ChosenFormula
from tests.science import samples
from tests.science.dated_preparations import FRIDGE, prepared, study
from tests.science.samples import MADE_ON

MADE = {"law": samples.law(), "made_on": MADE_ON, "use_by": date(2026, 12, 26), "today": date(2026, 11, 30)}


def judged(formula: ChosenFormula, *, hours: int, celsius: int, **changes: object) -> tuple[Finding, ...]:
    """Return what is said of a formula left out for so long at that temperature."""
    left_out = LeftOut(formula, hours=hours, celsius=celsius, **{**MADE, **changes})
    return judge_left_out(left_out, ranges=storage_ranges(), rules=excursion_rules())


def codes(found: tuple[Finding, ...]) -> list[tuple[str, str]]:
    """Return code and severity of each finding."""
    return [(one.code, one.severity.value) for one in found]


def test_the_temperatures_and_rules_are_as_the_sources_give_them() -> None:
    assert storage_ranges()["refrigerator"] == (2, 8)
    assert storage_ranges()["room-temperature"] == (20, 25)
    warm = excursion_rules()["room-temperature"]
    assert (warm.least_celsius, warm.most_celsius) == (15, 30)
    assert "mean kinetic temperature" in warm.says
    assert all(rule.source for rule in excursion_rules().values())


@pytest.mark.parametrize("celsius", [2, 5, 8])
def test_its_own_temperature_is_no_excursion(celsius: int) -> None:
    assert codes(judged(prepared("studied"), hours=200, celsius=celsius)) == [("left-out-within-its-storage", "inform")]


@pytest.mark.parametrize("celsius", [9, 20, 25])
def test_a_study_at_that_temperature_or_warmer_covers_the_time(celsius: int) -> None:
    (found,) = judged(prepared("studied"), hours=12, celsius=celsius)
    assert (found.code, found.severity.value) == ("left-out-covered-by-study", "inform")
    assert found.values == {"study": "studied-room-30", "until": "2026-12-21"}
    assert found.sources == ("Sample paper, 2020",)


def test_beyond_the_temperature_of_the_study_nothing_is_known() -> None:
    (found,) = judged(prepared("studied"), hours=1, celsius=26)
    assert (found.code, found.severity.value) == ("left-out-nothing-known", "warn")
    assert "No study on file says what 1 hour at 26 °C does" in found.message
    assert "let a pharmacist decide" in found.message


@pytest.mark.parametrize(("hours", "code"), [(720, "left-out-covered-by-study"), (721, "left-out-nothing-known")])
def test_a_study_of_30_days_covers_720_hours_and_no_more(hours: int, code: str) -> None:
    assert codes(judged(prepared("studied"), hours=hours, celsius=25))[0][0] == code


def test_a_study_whose_days_from_making_are_over_covers_nothing() -> None:
    on_the_last, after = date(2026, 12, 21), date(2026, 12, 22)
    assert (
        codes(judged(prepared("studied"), hours=5, celsius=22, today=on_the_last))[0][0] == "left-out-covered-by-study"
    )
    assert codes(judged(prepared("studied"), hours=5, celsius=22, today=after))[0][0] == "left-out-nothing-known"


def test_a_study_in_another_vehicle_covers_nothing() -> None:
    warm = study("warm", days=90, vehicle="other", storage="room-temperature")
    formula = prepared("preserved")
    formula = replace(formula, specification=replace(formula.specification, studies=(warm,)))
    assert codes(judged(formula, hours=5, celsius=22)) == [("left-out-nothing-known", "warn")]


@pytest.mark.parametrize("celsius", [0, -1, -20])
def test_what_must_not_freeze_is_discarded_when_it_froze(celsius: int) -> None:
    (found,) = judged(prepared("studied"), hours=1, celsius=celsius)
    assert (found.code, found.severity.value, found.overridable) == ("left-out-frozen", "stop", False)


def test_just_above_freezing_is_not_frozen_and_not_known_either() -> None:
    assert codes(judged(prepared("studied"), hours=1, celsius=1)) == [("left-out-nothing-known", "warn")]


def test_what_may_freeze_is_judged_like_any_other_temperature() -> None:
    formula = prepared("studied")
    hardy = replace(formula, specification=replace(formula.specification, storage=replace(FRIDGE, do_not_freeze=False)))
    assert codes(judged(hardy, hours=1, celsius=-5)) == [("left-out-nothing-known", "warn")]


@pytest.mark.parametrize(
    ("celsius", "code"),
    [
        (15, "left-out-foreseen"),
        (30, "left-out-foreseen"),
        (14, "left-out-nothing-known"),
        (31, "left-out-nothing-known"),
    ],
)
def test_controlled_room_temperature_foresees_15_to_30(celsius: int, code: str) -> None:
    assert codes(judged(prepared("plain cream"), hours=10, celsius=celsius))[0][0] == code


def test_past_its_date_comes_first_however_it_was_kept() -> None:
    found = judged(prepared("studied"), hours=1, celsius=5, today=date(2026, 12, 27))
    assert codes(found) == [("left-out-past-use-by", "stop"), ("left-out-within-its-storage", "inform")]


def test_without_any_rule_on_file_a_pharmacist_decides() -> None:
    left_out = LeftOut(prepared("preserved"), hours=1, celsius=22, **MADE)
    (found,) = judge_left_out(left_out, ranges=storage_ranges(), rules={})
    assert "No house rule is on file for this storage either: a pharmacist decides." in found.message
