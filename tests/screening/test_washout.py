"""Opioids that were stopped: how long ago decides."""

import pytest

from tests.screening.cases import MICROGRAM, condition, found, medicine, screen


@pytest.mark.parametrize(
    ("days_ago", "expected"),
    [
        (-1, ["stop opioid-analgesic"]),
        (0, ["stop opioid-washout"]),
        (6, ["stop opioid-washout"]),
        (7, ["warn opioid-washout"]),
        (13, ["warn opioid-washout"]),
        (14, []),
        (400, []),
    ],
)
def test_an_opioid_needs_seven_days_then_a_question_then_nothing(days_ago, expected):
    assert found(medicine("tramadol", days_ago=days_ago)) == expected


def test_a_washout_finding_says_how_long_ago_the_last_intake_was():
    assert "last taken 6 days ago" in screen(medicine("tramadol", days_ago=6)).findings[0].message
    assert "last taken 1 day ago" in screen(medicine("tramadol", days_ago=1)).findings[0].message
    assert "last taken today" in screen(medicine("tramadol", days_ago=0)).findings[0].message


@pytest.mark.parametrize("text", ["tramadol (stopped)", "previously codeine", "morphine, stopped in May", "ex heroin"])
def test_an_opioid_stopped_on_an_unknown_day_asks_for_the_day(text):
    finding = screen(medicine(text)).findings[0]
    assert (finding.severity.value, finding.code) == ("warn", "opioid-washout")
    assert "Ask for the day of the last dose" in finding.message


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("tramadol, stopped 2026-11-20", ["stop opioid-washout"]),
        ("tramadol, stopped 2026-11-10", ["warn opioid-washout"]),
        ("tramadol, stopped 2026-11-08", []),
        ("tramadol until 2026-12-24", ["stop opioid-analgesic"]),
        ("tramadol since 2026-01-01", ["stop opioid-analgesic"]),
        ("tramadol, stopped 2026-13-40", ["warn opioid-washout"]),
    ],
)
def test_a_day_in_the_text_counts_when_the_text_says_that_it_ended(text, expected):
    assert found(medicine(text)) == expected


def test_a_stop_beside_another_medicine_does_not_excuse_an_opioid():
    assert found(medicine("tramadol, ibuprofen stopped")) == ["stop opioid-analgesic"]
    assert found(medicine("tramadol and stopped ibuprofen")) == ["stop opioid-analgesic"]
    assert "stop opioid-analgesic" in found(medicine("tramadol, Xyzzolan stopped"))


@pytest.mark.parametrize(("text", "expected"), [("Subutex", ["stop"]), ("codeine linctus", ["stop"]), ("Imodium", [])])
def test_dependence_treatment_and_cough_opioids_need_a_washout_and_gut_medicines_do_not(text, expected):
    assert [one.severity.value for one in screen(medicine(text, days_ago=2)).findings] == expected


def test_other_medicines_need_no_washout():
    assert found(medicine("prednisolone", days_ago=1), medicine("ketamine", days_ago=1)) == []


def test_in_micrograms_a_stopped_opioid_is_only_noted():
    assert found(medicine("tramadol", days_ago=2), code=MICROGRAM) == ["inform opioid-washout"]
    assert found(medicine("tramadol", days_ago=14), code=MICROGRAM) == []


def test_an_unknown_medicine_counts_until_the_longest_washout_is_over():
    assert screen(medicine("Xyzzolan", days_ago=13)).not_checked == ("Xyzzolan",)
    assert screen(medicine("Xyzzolan", days_ago=14)).not_checked == ()


def test_a_dependence_that_is_over_asks_for_the_last_opioid_and_a_current_one_stops():
    assert found(condition("opioid dependence in remission")) == ["warn opioid-washout"]
    assert found(condition("history of heroin addiction")) == ["warn opioid-washout"]
    assert found(condition("opioid dependence")) == ["final stop opioid-dependence-treatment"]
