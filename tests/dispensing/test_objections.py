"""What speaks against a release, a hand-over and a recall: each reason trips, and just does not."""

from dataclasses import replace
from datetime import date

import pytest

from pharmacy.dispensing.objections import (
    HandOverFacts,
    PaperFacts,
    ReleaseFacts,
    objections_to_hand_over,
    objections_to_recall,
    objections_to_release,
)

LABEL_1 = PaperFacts(kind="label", container=1, state="rendered", is_current=True, problems=0, was_sent=True)
LABEL_2 = replace(LABEL_1, container=2)
LEAFLET = PaperFacts(kind="leaflet", container=0, state="rendered", is_current=True, problems=0, was_sent=False)
BAG = replace(LABEL_1, kind="bag", container=0, was_sent=False, name="bag label")
PAPERS = (LABEL_1, LABEL_2, LEAFLET)
FINE = ReleaseFacts(
    lot="261122-001",
    stage="documented",
    role="pharmacist",
    is_preparer=False,
    is_checked=True,
    is_recalled=False,
    is_discarded=False,
    open_findings=(),
    papers=PAPERS,
    containers_now=(1, 2),
    unconfirmed_prints=0,
    use_by=date(2026, 12, 5),
    today=date(2026, 11, 22),
)


def codes(objections):
    return [objection.code for objection in objections]


def test_nothing_speaks_against_a_checked_batch_with_all_its_papers():
    assert objections_to_release(FINE) == ()


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"role": "technician"}, "wrong-role"),
        ({"role": "auditor"}, "wrong-role"),
        ({"is_preparer": True}, "same-person"),
        ({"open_findings": ("ketamine (ketamine)",)}, "open-findings"),
        ({"is_recalled": True}, "recalled"),
        ({"is_discarded": True}, "discarded"),
        ({"stage": "released"}, "already-released"),
        ({"stage": "supplied"}, "already-released"),
        ({"stage": "refused"}, "refused"),
        ({"stage": "checked"}, "papers-not-ready"),
        ({"is_checked": False}, "not-checked"),
        ({"today": date(2026, 12, 6)}, "past-use-by"),
        ({"papers": ()}, "no-papers"),
        ({"papers": (LABEL_1, LABEL_2)}, "no-leaflet"),
        ({"papers": (LABEL_1, LEAFLET)}, "label-count"),
        ({"papers": (LABEL_1, LABEL_1, LEAFLET)}, "label-count"),
        ({"papers": (LABEL_1, LABEL_2, replace(LABEL_1, container=3), LEAFLET)}, "label-count"),
        ({"papers": (LABEL_1, LABEL_2, replace(LEAFLET, state="queued"))}, "papers-not-ready"),
        ({"papers": (LABEL_1, replace(LABEL_2, is_current=False), LEAFLET)}, "stale-papers"),
        ({"papers": (replace(LABEL_1, problems=1), LABEL_2, LEAFLET)}, "papers-differ"),
        ({"unconfirmed_prints": 1}, "prints-not-confirmed"),
        ({"old_prints": ("label 1",)}, "old-prints"),
        ({"papers": (LABEL_1, replace(LABEL_2, was_sent=False), LEAFLET)}, "labels-not-printed"),
        ({"papers": (LABEL_1, replace(LABEL_2, was_sent=False, is_current=False), LEAFLET)}, "stale-papers"),
        ({"papers": (LABEL_1, replace(LABEL_2, was_sent=False, state="failed"), LEAFLET)}, "papers-not-ready"),
        ({"papers": (*PAPERS, BAG)}, "side-label-not-printed"),
        ({"papers": (*PAPERS, replace(BAG, state="queued"))}, "side-label-not-ready"),
        ({"papers": (*PAPERS, replace(BAG, state="failed"))}, "side-label-not-made"),
        ({"papers": (*PAPERS, replace(BAG, state="failed", problems=2))}, "side-label-not-made"),
    ],
)
def test_each_reason_against_a_release_stands_alone(change, code):
    assert codes(objections_to_release(replace(FINE, **change))) == [code]


def test_a_batch_may_be_released_on_its_use_by_day_itself():
    assert objections_to_release(replace(FINE, today=date(2026, 12, 5))) == ()


@pytest.mark.parametrize("state", ["failed", "rendered"])
def test_a_side_label_that_somebody_gave_up_holds_up_no_release(state):
    assert objections_to_release(replace(FINE, papers=(*PAPERS, replace(BAG, state=state, given_up=True)))) == ()


def test_a_side_label_that_was_printed_holds_up_no_release():
    assert objections_to_release(replace(FINE, papers=(*PAPERS, replace(BAG, was_sent=True)))) == ()


def test_the_objection_names_the_side_label_and_both_ways_on():
    failed = replace(BAG, state="failed", name="auxiliary label 2")
    (objection,) = objections_to_release(replace(FINE, papers=(*PAPERS, failed)))
    assert "The auxiliary label 2 was asked for and could not be made" in objection.message
    assert "Make it again, or do without it and say why" in objection.message


def test_the_objection_names_each_label_that_was_not_printed():
    never = tuple(replace(label, was_sent=False) for label in (LABEL_1, LABEL_2))
    objection = objections_to_release(replace(FINE, papers=(*never, LEAFLET)))[0]
    assert objection.message.startswith("Labels 1, 2 were not printed yet")


def test_the_objection_names_each_old_print_once():
    (objection,) = objections_to_release(replace(FINE, old_prints=("label 1", "leaflet", "label 1")))
    assert "sent to a printer: label 1, leaflet. Look at the printer and at the container" in objection.message


def test_a_discarded_batch_is_not_asked_for_anything_else():
    facts = replace(FINE, is_discarded=True, is_checked=False, papers=())
    assert codes(objections_to_release(facts)) == ["discarded"]


def test_all_reasons_against_a_release_are_given_at_once():
    facts = replace(FINE, is_preparer=True, is_checked=False, papers=())
    assert codes(objections_to_release(facts)) == ["same-person", "not-checked", "no-papers"]


HAND_OVER = HandOverFacts(
    lot="261122-001",
    role="pharmacist",
    is_handed_over=False,
    is_recalled=False,
    counselling="Showed the mark on the syringe.",
    handed_to="patient",
    known_recipients=("patient", "representative", "delivery"),
    strength_changed=False,
    strength_change_explained=False,
    old_container="",
    known_old_containers=("returned", "finished"),
    use_by=date(2026, 12, 5),
    today=date(2026, 12, 5),
)


def test_a_supply_may_be_handed_over_on_its_use_by_day_itself():
    assert objections_to_hand_over(HAND_OVER) == ()


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"role": "technician"}, "wrong-role"),
        ({"is_handed_over": True}, "already-supplied"),
        ({"is_recalled": True}, "recalled"),
        ({"today": date(2026, 12, 6)}, "past-use-by"),
        ({"handed_to": "neighbour"}, "bad-recipient"),
        ({"counselling": " "}, "no-counselling"),
        ({"strength_changed": True, "old_container": "finished"}, "strength-change-not-explained"),
        ({"strength_changed": True, "strength_change_explained": True}, "old-container-not-asked"),
    ],
)
def test_each_reason_against_a_hand_over_stands_alone(change, code):
    assert codes(objections_to_hand_over(replace(HAND_OVER, **change))) == [code]


def test_a_changed_strength_that_was_explained_is_handed_over():
    facts = replace(HAND_OVER, strength_changed=True, strength_change_explained=True, old_container="returned")
    assert objections_to_hand_over(facts) == ()


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"role": "technician"}, "wrong-role"),
        ({"reason": " "}, "no-reason"),
        ({"is_recalled": True}, "already-recalled"),
    ],
)
def test_each_reason_against_a_recall_stands_alone(change, code):
    facts = {"role": "pharmacist", "reason": "Wrong filler weighed.", "is_recalled": False, "lot": "1"} | change
    assert codes(objections_to_recall(**facts)) == [code]


def test_a_pharmacist_with_a_reason_calls_a_lot_back():
    assert objections_to_recall(role="pharmacist", reason="Wrong filler.", is_recalled=False, lot="1") == ()
