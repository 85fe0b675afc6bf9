"""Screening, settling and refusing."""

from dataclasses import replace

import pytest

from formulations.science.quantities import Quantity
from formulations.science.regimen import DoseStep
from pharmacy.ledger.models import Event
from pharmacy.prescriptions.actions import NotSettled, enter_prescription, refuse, screen, settle_finding
from pharmacy.prescriptions.entry import BadEntry, KnownEntry
from pharmacy.prescriptions.life_cycle import WrongStage
from pharmacy.prescriptions.queries import open_findings
from pharmacy.staff.refusals import NotAllowed
from tests.world import ORDERS, WITH_PREDNISOLONE, entered, screened

CAPSULE = ORDERS["naltrexone-capsule"]


def _find(world, *, entry):
    prescription = enter_prescription(entry=entry, by=world.tom)
    return prescription, screen(prescription=prescription, by=world.anna)


def test_an_ordinary_prescription_has_nothing_that_waits(world):
    prescription, _ = _find(world, entry=CAPSULE)
    assert prescription.stage == "screened"
    assert not open_findings(prescription).exists()


def test_prednisolone_waits_until_a_pharmacist_settles_it_with_a_reason(world):
    prescription, findings = _find(world, entry=WITH_PREDNISOLONE)
    assert [(one.code, one.severity, one.about) for one in findings if one.is_open] == [
        ("corticosteroid", "warn", "prednisolone")
    ]
    settled = settle_finding(finding=findings[0], by=world.ben, reason="A low dose, agreed with the prescriber.")
    assert (settled.settled_by, settled.settled_reason) == (world.ben, "A low dose, agreed with the prescriber.")
    assert not open_findings(prescription).exists()


def test_what_was_settled_stays_settled_when_it_is_screened_again(world):
    prescription, findings = _find(world, entry=WITH_PREDNISOLONE)
    settle_finding(finding=findings[0], by=world.ben, reason="Agreed.")
    again = screen(prescription=prescription, by=world.anna)
    assert [(one.code, one.settled_by) for one in again if one.severity == "warn"] == [("corticosteroid", world.ben)]


def test_a_stop_that_may_not_be_overridden_is_not_settled(world):
    entry = replace(CAPSULE, known=(KnownEntry("medicine", "methadone for opioid dependence"),))
    prescription, findings = _find(world, entry=replace(entry, choices={"filler": "calcium-carbonate"}))
    stop = next(one for one in findings if one.code == "forbidden-excipient")
    with pytest.raises(NotSettled, match="may not be overridden; refuse the prescription, or change it"):
        settle_finding(finding=stop, by=world.anna, reason="Please.")
    assert open_findings(prescription).filter(pk=stop.pk).exists()


def test_a_finding_that_was_looked_for_anew_is_answered_on_the_page_as_it_stands_now(world):
    prescription, findings = _find(world, entry=WITH_PREDNISOLONE)
    screen(prescription=prescription, by=world.anna)
    with pytest.raises(NotSettled, match="corticosteroid was looked for anew meanwhile"):
        settle_finding(finding=findings[0], by=world.ben, reason="Agreed.")


def test_a_finding_is_settled_once(world):
    _, findings = _find(world, entry=WITH_PREDNISOLONE)
    settle_finding(finding=findings[0], by=world.ben, reason="Agreed.")
    with pytest.raises(NotSettled, match="already settled by Ben Okafor"):
        settle_finding(finding=findings[0], by=world.anna, reason="Agreed too.")


@pytest.mark.parametrize("reason", ["", "  ", "ok"])
def test_a_finding_is_not_settled_without_a_reason(world, reason):
    _, findings = _find(world, entry=WITH_PREDNISOLONE)
    with pytest.raises(NotSettled, match="Write the reason"):
        settle_finding(finding=findings[0], by=world.anna, reason=reason)


def test_a_reason_that_turns_the_line_around_is_refused(world):
    _, findings = _find(world, entry=WITH_PREDNISOLONE)
    with pytest.raises(BadEntry, match="Reason: character 1"):
        settle_finding(finding=findings[0], by=world.anna, reason="\u202eagreed")


def test_what_informs_needs_no_answer(world):
    titration = (DoseStep(Quantity.read("0.25 mg"), 1, 7), DoseStep(Quantity.read("1 mg"), 1, None))
    _, findings = _find(world, entry=replace(ORDERS["naltrexone-sublingual-drops"], steps=titration))
    information = next(one for one in findings if one.severity == "inform")
    with pytest.raises(NotSettled, match="needs no answer"):
        settle_finding(finding=information, by=world.anna, reason="Seen it.")


@pytest.mark.parametrize("username", ["tom", "fay", "aud"])
def test_only_a_pharmacist_screens_settles_and_refuses(world, username):
    prescription, findings = _find(world, entry=WITH_PREDNISOLONE)
    by = getattr(world, username)
    with pytest.raises(NotAllowed, match="Only a pharmacist may screen"):
        screen(prescription=prescription, by=by)
    with pytest.raises(NotAllowed, match="Only a pharmacist may settle"):
        settle_finding(finding=findings[0], by=by, reason="Agreed.")
    with pytest.raises(NotAllowed, match="Only a pharmacist may refuse"):
        refuse(prescription=prescription, by=by, reason="No.")


def test_a_refused_prescription_keeps_who_and_why_and_goes_no_further(world):
    prescription = refuse(prescription=entered(world), by=world.anna, reason="Takes methadone.")
    assert (prescription.stage, prescription.refused_by) == ("refused", world.anna)
    with pytest.raises(WrongStage, match="it is refused and cannot become screened: its life has ended"):
        screen(prescription=prescription, by=world.anna)


def test_a_prescription_is_not_refused_without_a_reason(world):
    prescription = entered(world)
    with pytest.raises(BadEntry, match="Reason: a prescription is refused with a reason"):
        refuse(prescription=prescription, by=world.anna, reason=" ")
    prescription.refresh_from_db()
    assert prescription.stage == "entered"


def test_each_act_writes_one_event_that_names_no_patient(world):
    prescription = screened(world, entry=WITH_PREDNISOLONE)
    refuse(prescription=prescription, by=world.anna, reason="Withdrawn.")
    events = Event.objects.filter(subject="prescription:1").order_by("sequence")
    assert [event.verb for event in events] == [
        "prescription.entered",
        "prescription.screened",
        "finding.settled",
        "prescription.refused",
    ]
    assert not any("Ada" in event.facts or "Lindqvist" in event.facts for event in events)
