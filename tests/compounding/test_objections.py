"""What speaks against a batch, a check and an earlier use-by date: each reason trips, and just does not."""

from dataclasses import replace
from datetime import date

import pytest

from pharmacy.compounding.objections import (
    BatchFacts,
    BatchRefused,
    DiscardFacts,
    ShorteningFacts,
    objections_to_batch,
    objections_to_check,
    objections_to_discarding,
    objections_to_reason,
    objections_to_shortening,
)

FINE = BatchFacts(
    stage="screened",
    maker_role="technician",
    open_findings=(),
    unscreened_findings=(),
    is_measurable=True,
    containers_now=1,
    lot="261122-001",
    lot_is_taken=False,
    made_on=date(2026, 11, 22),
    use_by=date(2026, 12, 26),
    today=date(2026, 11, 22),
)


def codes(objections):
    return [objection.code for objection in objections]


def test_nothing_speaks_against_a_screened_prescription_made_today():
    assert objections_to_batch(FINE) == ()


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"maker_role": "auditor"}, "wrong-role"),
        ({"maker_role": "formulary-admin"}, "wrong-role"),
        ({"stage": "entered"}, "not-screened"),
        ({"stage": "refused"}, "refused"),
        ({"stage": "planned"}, "already-made"),
        ({"stage": "supplied"}, "already-made"),
        ({"open_findings": ("opioid-analgesic (tramadol)",)}, "open-findings"),
        ({"unscreened_findings": ("dose-above-range (4.8 mg)",)}, "unscreened-findings"),
        ({"is_measurable": False}, "not-measurable"),
        ({"containers_now": 0}, "nothing-to-make"),
        ({"lot_is_taken": True}, "lot-is-taken"),
        ({"made_on": date(2026, 11, 23)}, "made-in-the-future"),
        ({"today": date(2026, 12, 27)}, "past-use-by"),
    ],
)
def test_each_reason_against_a_batch_stands_alone(change, code):
    assert codes(objections_to_batch(replace(FINE, **change))) == [code]


@pytest.mark.parametrize(
    "change",
    [
        {"maker_role": "pharmacist"},
        {"today": date(2026, 12, 26)},
        {"made_on": date(2026, 11, 21)},
        {"lot": ""},
    ],
)
def test_what_just_does_not_speak_against_a_batch(change):
    assert objections_to_batch(replace(FINE, **change)) == ()


@pytest.mark.parametrize("lot", ["A", "LOT-a1", "26.11_22", "12345678901234567890"])
def test_a_lot_of_up_to_20_plain_characters_can_be_printed(lot):
    assert objections_to_batch(replace(FINE, lot=lot)) == ()


@pytest.mark.parametrize(
    "lot", ["123456789012345678901", "A B", "A/1", "-1", "..", "Ä1", "1\u202e2", "1\n", "<b>", "٣"]
)
def test_a_lot_that_cannot_be_printed_is_refused(lot):
    assert codes(objections_to_batch(replace(FINE, lot=lot))) == ["bad-lot"]


def test_all_reasons_are_given_at_once():
    facts = replace(FINE, stage="entered", containers_now=0, made_on=date(2026, 11, 25))
    assert codes(objections_to_batch(facts)) == ["not-screened", "nothing-to-make", "made-in-the-future"]


def test_the_refusal_repeats_every_reason_in_its_message():
    refused = BatchRefused(objections_to_batch(replace(FINE, stage="entered", lot_is_taken=True)))
    assert "Screen it first." in str(refused)
    assert "Lot 261122-001 was used before." in str(refused)


SHORTER = ShorteningFacts(
    lot="261122-001",
    is_released=False,
    is_discarded=False,
    use_by=date(2026, 12, 26),
    wanted=date(2026, 12, 25),
    made_on=date(2026, 11, 22),
    reason="The cold chain broke for an hour.",
    today=date(2026, 11, 22),
)


def test_a_use_by_date_may_be_shortened_by_one_day():
    assert objections_to_shortening(SHORTER) == ()


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"wanted": date(2026, 12, 26)}, "not-shorter"),
        ({"wanted": date(2026, 12, 27)}, "not-shorter"),
        ({"wanted": date(2026, 11, 21)}, "past-use-by"),
        ({"today": date(2026, 12, 26)}, "past-use-by"),
        ({"reason": "  "}, "no-reason"),
        ({"is_released": True}, "already-released"),
        ({"is_discarded": True}, "discarded"),
    ],
)
def test_a_use_by_date_is_never_lengthened_nor_shortened_without_reason(change, code):
    assert codes(objections_to_shortening(replace(SHORTER, **change))) == [code]


def test_a_use_by_date_may_be_shortened_to_today():
    assert objections_to_shortening(replace(SHORTER, wanted=date(2026, 11, 22))) == ()


@pytest.mark.parametrize("stage", ["planned", "documented"])
def test_a_pharmacist_checks_a_batch_before_or_after_its_papers(stage):
    assert objections_to_check(stage=stage, role="pharmacist", is_checked=False, lot="1") == ()


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"role": "technician"}, "wrong-role"),
        ({"is_checked": True}, "already-checked"),
        ({"is_discarded": True}, "discarded"),
        ({"stage": "refused"}, "wrong-stage"),
        ({"stage": "released"}, "wrong-stage"),
    ],
)
def test_a_check_is_refused(change, code):
    facts = {"stage": "planned", "role": "pharmacist", "is_checked": False, "lot": "1"} | change
    assert codes(objections_to_check(**facts)) == [code]


BAD = DiscardFacts(lot="261122-001", stage="planned", role="pharmacist", is_maker=False, is_discarded=False)


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"stage": "checked"},
        {"stage": "documented"},
        {"is_maker": True},
        {"role": "technician", "is_maker": True},
    ],
)
def test_a_pharmacist_or_the_technician_who_made_it_discards_a_batch_before_its_release(change):
    assert objections_to_discarding(replace(BAD, **change)) == ()


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"role": "technician"}, "wrong-role"),
        ({"role": "auditor", "is_maker": True}, "wrong-role"),
        ({"role": "formulary-admin"}, "wrong-role"),
        ({"is_discarded": True}, "already-discarded"),
        ({"stage": "released"}, "already-released"),
        ({"stage": "supplied"}, "already-released"),
        ({"stage": "refused"}, "refused"),
    ],
)
def test_each_reason_against_discarding_stands_alone(change, code):
    assert codes(objections_to_discarding(replace(BAD, **change))) == [code]


def test_a_batch_is_discarded_with_a_reason_of_at_least_one_word():
    assert codes(objections_to_reason(" ", act="discarding it")) == ["no-reason"]
    assert objections_to_reason("Spilled.", act="discarding it") == ()
