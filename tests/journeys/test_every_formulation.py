"""The main job through the actions: a prescription goes in, a correct label and leaflet come out."""

import pytest

from pharmacy.compounding.actions import check_batch, discard_batch, plan_batch
from pharmacy.dispensing.actions import hand_over, release
from pharmacy.dispensing.queries import history
from pharmacy.documents.actions import drain, request_documents
from pharmacy.ledger.models import Event
from pharmacy.prescriptions.actions import refuse, screen
from pharmacy.prescriptions.models import Stage
from pharmacy.prescriptions.queries import open_findings
from tests.world import ORDERS, TITRATION, WITH_TRAMADOL, entered, print_papers, printed, supplied

WHOLE_STORY = [
    "prescription.entered",
    "prescription.screened",
    "batch.planned",
    "batch.checked",
    "printing.completed",
    "supply.released",
    "supply.handed-over",
]


def story_of(prescription):
    """The deeds on a prescription besides settled findings and papers, which differ by formulation."""
    subject = f"prescription:{prescription.number}"
    verbs = Event.objects.filter(subject=subject).order_by("sequence").values_list("verb", flat=True)
    return [verb for verb in verbs if verb in WHOLE_STORY]


@pytest.mark.database
@pytest.mark.parametrize("formulation", sorted(ORDERS))
def test_each_formulation_goes_from_prescription_to_patient(world, formulation):
    supply = supplied(world, formulation)
    prescription = supply.batch.prescription
    prescription.refresh_from_db()
    assert prescription.stage == Stage.SUPPLIED
    assert story_of(prescription) == WHOLE_STORY
    past = history(prescription.patient).supplied
    assert [one.supply for one in past] == [supply]
    labels = [paper for paper in past[0].papers if paper.kind == "label"]
    assert len(labels) == len(supply.batch.worksheet["containers"])
    assert all(paper.facts["use_by"] == supply.batch.use_by.isoformat() for paper in past[0].papers)
    assert all(paper.lint == [] and paper.read_back == [] for paper in past[0].papers)


@pytest.mark.database
def test_a_titration_of_drops_is_supplied_in_bottles_that_keep_for_14_days(world):
    supply = supplied(world, entry=TITRATION)
    steps = [(step["from_day"], step["to_day"], step["measure"]) for step in supply.batch.plan["regimen"]["steps"]]
    assert steps == [(1, 7, "1 drop"), (8, 14, "2 drops"), (15, 28, "4 drops")]
    containers = supply.batch.plan["supply"]["containers"]
    assert [one["is_made_now"] for one in containers] == [True, False]


@pytest.mark.database
def test_a_badly_made_batch_is_discarded_and_the_next_one_reaches_the_patient(world):
    bad = printed(world)
    discard_batch(batch=bad, by=world.tom, reason="The powder did not mix.")
    good = check_batch(batch=plan_batch(prescription=bad.prescription, by=world.tom), by=world.anna)
    request_documents(batch=good, by=world.tom)
    drain()
    print_papers(good, by=world.tom)
    supply = release(batch=good, by=world.ben)
    hand_over(supply=supply, by=world.ben, handed_to="patient", counselling="One at bedtime.")
    past = history(good.prescription.patient).supplied
    assert [one.batch for one in past] == [good]
    assert {paper.batch_id for paper in past[0].papers} == {good.pk}
    assert set(good.prescription.batches.values_list("lot", "discarded_reason")) == {
        (bad.lot, "The powder did not mix."),
        (good.lot, ""),
    }


def test_a_prescription_with_an_opioid_stops_until_it_is_refused(world):
    prescription = entered(world, entry=WITH_TRAMADOL)
    screen(prescription=prescription, by=world.anna)
    assert [one.code for one in open_findings(prescription)] == ["opioid-analgesic"]
    refuse(prescription=prescription, by=world.anna, reason="Tramadol is needed after surgery.")
    prescription.refresh_from_db()
    assert (prescription.stage, prescription.refused_by) == (Stage.REFUSED, world.anna)


@pytest.mark.database
def test_a_settled_stop_is_supplied_with_its_reason_on_record(world):
    supply = supplied(world, entry=WITH_TRAMADOL)
    finding = supply.batch.prescription.findings.get(code="opioid-analgesic")
    assert (finding.settled_by, finding.settled_reason) == (world.anna, "Discussed with the prescriber.")
