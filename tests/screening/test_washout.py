"""Opioids that were stopped: how long ago decides."""

from datetime import date

import pytest

from formulations.reference.formulary import shipped_documents
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


def test_a_washout_finding_says_the_day_of_the_last_intake_in_words():
    assert "last taken on 16 November 2026" in screen(medicine("tramadol", days_ago=6)).findings[0].message
    assert "last taken on 22 November 2026" in screen(medicine("tramadol", days_ago=0)).findings[0].message


@pytest.mark.parametrize("text", ["methadone", "Subutex", "Suboxone", "Butrans patch", "Polamidon"])
@pytest.mark.parametrize(
    ("days_ago", "expected"), [(6, ["stop"]), (9, ["stop"]), (10, ["warn"]), (13, ["warn"]), (14, [])]
)
def test_methadone_and_buprenorphine_need_ten_days_then_a_question_until_two_weeks(text, days_ago, expected):
    findings = screen(medicine(text, days_ago=days_ago)).findings
    assert [one.severity.value for one in findings if one.code == "opioid-washout"] == expected


def test_the_finding_gives_the_days_to_wait_until_by_each_source():
    (short,) = screen(medicine("tramadol", days_ago=2)).findings  # 20 November
    assert "Wait at least until 27 November 2026 (label: 7 to 10 days after a short-acting opioid)" in short.message
    assert "until 4 December 2026 after long use (another source: 10 days to 2 weeks)" in short.message
    (long,) = screen(medicine("methadone", days_ago=2)).findings
    assert "Wait at least until 30 November 2026, and until 4 December 2026 to be sure" in long.message
    assert any("us-label-50mg" in one or "US label" in one for one in long.sources)
    (later,) = screen(medicine("tramadol", days_ago=8)).findings  # 14 November
    assert "until 24 November 2026), another source 10 days to 2 weeks after long use (until 28" in later.message


@pytest.mark.parametrize("text", ["methadone, stopped", "tramadol, stopped"])
def test_without_the_day_the_finding_asks_for_it_and_counts_from_the_last_dose(text):
    (finding,) = screen(medicine(text)).findings
    assert (finding.severity.value, finding.code) == ("warn", "opioid-washout")
    assert "Ask for the day of the last dose" in finding.message
    assert "until 14 days after the last dose" in finding.message


@pytest.mark.parametrize(
    ("first_day", "expected"),
    [
        (date(2026, 11, 26), ["stop opioid-washout"]),
        (date(2026, 11, 27), ["warn opioid-washout"]),
        (date(2026, 12, 3), ["warn opioid-washout"]),
        (date(2026, 12, 4), []),
    ],
)
def test_a_washout_has_until_the_first_day_of_taking(first_day, expected):
    stopped = medicine("tramadol", days_ago=2)
    findings = screen(stopped, first_day=first_day).findings
    assert [f"{one.severity.value} {one.code}" for one in findings] == expected


def test_a_first_day_to_come_does_not_excuse_an_opioid_that_is_still_taken():
    findings = screen(medicine("tramadol", days_ago=-1), first_day=date(2027, 1, 10)).findings
    assert [one.code for one in findings] == ["opioid-analgesic"]


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


def test_every_leaflet_of_the_opioid_blocker_says_what_to_do_about_surgery_and_emergencies():
    told = 0
    for document in shipped_documents():
        if not document["formulation"]["code"].startswith("naltrexone-") or "leaflet" not in document:
            continue
        (what_if,) = [one for one in document["leaflet"]["en"] if one["section"] == "what-if"]
        said = " ".join(one["text"] for one in what_if["sentences"])
        assert "You need surgery or dental work: say so early. Opioid pain relief will not work as expected." in said, (
            document["formulation"]["code"]
        )
        assert "In an emergency: show your note, and say that opioid pain relief will not work as expected." in said
        told += 1
    assert told == 6
