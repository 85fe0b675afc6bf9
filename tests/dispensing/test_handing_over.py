"""Handing a supply over: to whom, with which words, and what is said where the strength is another than before."""

from dataclasses import replace

import pytest

from formulations.science.quantities import Quantity
from formulations.science.regimen import DoseStep
from pharmacy.dispensing.actions import HandOverRefused, ReleaseRefused, hand_over, release
from pharmacy.documents.actions import drain, request_documents
from pharmacy.ledger.models import Event
from pharmacy.prescriptions.actions import screen, settle_finding
from pharmacy.prescriptions.models import Stage
from pharmacy.prescriptions.queries import open_findings
from pharmacy.printing.queries import newest_papers
from tests.dispensing.noted import codes_of, last_event, words_of
from tests.world import ORDERS, destroy_old_prints, papered, print_papers, printed, released, supplied


def test_a_hand_over_records_to_whom_and_what_was_explained(world):
    supply = hand_over(supply=released(world), by=world.ben, handed_to="representative", counselling="One at bedtime.")
    assert (supply.handed_over_by, supply.handed_to, supply.counselling) == (
        world.ben,
        "representative",
        "One at bedtime.",
    )
    supply.batch.prescription.refresh_from_db()
    assert supply.batch.prescription.stage == Stage.SUPPLIED
    assert last_event().verb == "supply.handed-over"
    assert "bedtime" not in last_event().facts


def test_a_hand_over_needs_a_recipient_and_counselling(world):
    with pytest.raises(HandOverRefused) as caught:
        hand_over(supply=released(world), by=world.ben, handed_to="", counselling=" ")
    assert codes_of(caught.value) == ["bad-recipient", "no-counselling"]


def test_a_technician_does_not_hand_over(world):
    with pytest.raises(HandOverRefused) as caught:
        hand_over(supply=released(world), by=world.tom, handed_to="patient", counselling="One at bedtime.")
    assert codes_of(caught.value) == ["wrong-role"]


def test_a_supply_is_handed_over_once(world):
    with pytest.raises(HandOverRefused) as caught:
        hand_over(supply=supplied(world), by=world.ben, handed_to="patient", counselling="Again.")
    assert codes_of(caught.value) == ["already-supplied"]


def test_another_strength_than_last_time_is_handed_over_only_when_it_was_explained(world):
    supplied(world, entry=ORDERS["naltrexone-capsule"])
    weaker = replace(
        ORDERS["naltrexone-capsule"],
        strength=Quantity.read("1.5 mg"),
        steps=(DoseStep(Quantity.read("1.5 mg"), 1, None, ("bedtime",)),),
    )
    supply = released(world, entry=weaker)
    with pytest.raises(HandOverRefused) as caught:
        hand_over(supply=supply, by=world.ben, handed_to="patient", counselling="One at bedtime.")
    assert codes_of(caught.value) == ["strength-change-not-explained", "old-container-not-asked"]
    given = hand_over(
        supply=supply,
        by=world.ben,
        handed_to="patient",
        counselling="Now 1.5 mg.",
        strength_change_explained=True,
        old_container="returned",
    )
    assert (given.strength_change_explained, given.old_container) == (True, "returned")
    event = Event.objects.get(subject=f"prescription:{given.batch.prescription.number}", verb="supply.handed-over")
    assert '"old_container":"returned"' in event.facts.replace(" ", "")


def test_label_and_leaflet_say_that_the_strength_changed_and_go_stale_when_the_last_supply_does(world):
    waiting = printed(world, "naltrexone-oral-liquid")
    supplied(world, "naltrexone-sublingual-drops")
    with pytest.raises(ReleaseRefused) as caught:
        release(batch=waiting, by=world.ben)
    assert codes_of(caught.value) == ["no-standing-check", "stale-papers"]
    screen(prescription=waiting.prescription, by=world.anna)
    (finding,) = open_findings(waiting.prescription)
    settle_finding(finding=finding, by=world.anna, reason="Asked for: she finds drops hard to count.")
    request_documents(batch=waiting, by=world.tom)
    drain()
    print_papers(waiting, by=world.tom)
    destroy_old_prints(waiting, by=world.tom)
    release(batch=waiting, by=world.ben)
    said = {paper.kind: words_of(paper) for paper in newest_papers(waiting)}
    sentence = "New strength: 1 ml now holds 1 mg; before it held 5 mg. Do not use the old"
    assert sentence in said["label"]
    assert sentence in said["leaflet"]


def test_a_first_supply_and_the_same_strength_again_say_nothing_of_a_change(world):
    supplied(world, "naltrexone-oral-liquid")
    again = papered(world, "naltrexone-oral-liquid")
    assert not any("New strength" in words_of(paper) for paper in newest_papers(again))
