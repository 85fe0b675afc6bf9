"""The whole command: what each status writes and stores."""

import hashlib
from collections.abc import Iterable

import pytest
from django.apps import apps

from pharmacy.compounding.models import Batch
from pharmacy.documents.models import ArchivedFile, Document
from pharmacy.exchange import command_line
from pharmacy.ledger.models import Event
from pharmacy.prescriptions.models import Patient, Prescription
from tests.exchange.bundles import DOSE, PATIENT, changed, example, with_resource

pytestmark = pytest.mark.database
CONTRACT_KEYS = {
    "outcome", "formulation", "strength", "findings", "not_checked", "regimen", "device", "supply", "use_by",
    "documents", "label_lint", "read_back",
}  # fmt: skip


def rows() -> int:
    return sum(model._base_manager.count() for model in apps.get_models())


def codes(findings: Iterable[dict]) -> set[str]:
    return {finding["code"] for finding in findings if finding["severity"] != "inform"}


def test_a_supply_writes_the_record_a_label_for_each_container_and_a_leaflet(dispense):
    run = dispense("capsule")
    assert (run.status, run.line) == (0, "")
    assert run.files == {"record.json", "label-1.pdf", "leaflet.pdf"}
    assert run.record.keys() >= CONTRACT_KEYS
    assert run.record["outcome"] == "supplied"
    for paper in run.record["documents"]:
        content = (run.out / paper["file"]).read_bytes()
        assert content.startswith(b"%PDF-")
        assert hashlib.sha256(content).hexdigest() == paper["sha256"]
        assert ArchivedFile.objects.filter(sha256=paper["sha256"]).exists()
    assert run.record["label_lint"] == run.record["read_back"] == []


def test_the_titration_of_the_contract_gives_its_numbers(dispense):
    """299.25 mg is 0.25 x (1 + 2 + ... + 18) x 7; 5 mg in 1 ml makes it 59.85 ml; 14 days, the first being day 1."""
    record = dispense("drops-18-week-titration").record
    assert record["regimen"]["days"] == 126
    assert record["regimen"]["total_dose"] == "299.25 mg"
    assert record["regimen"]["total_amount"] == "59.85 ml"
    first = record["regimen"]["steps"][0]
    assert (first["from_day"], first["to_day"], first["dose"], first["measure"]) == (1, 7, "0.25 mg", "1 drop")
    assert record["use_by"]["date"] == "2026-12-05"
    assert record["use_by"]["ruled_by"] == "us-nonpreserved-aqueous"
    assert record["supply"]["containers"][0]["discard_on"] <= "2026-12-05"
    assert [paper["file"] for paper in record["documents"]] == ["label-1.pdf", "leaflet.pdf"]


def test_a_stop_writes_the_record_alone_and_keeps_the_prescription_for_the_pharmacist(dispense):
    run = dispense("stop-opioid")
    assert (run.status, run.files) == (3, {"record.json"})
    assert run.record.keys() >= CONTRACT_KEYS
    assert (run.record["outcome"], run.record["documents"]) == ("stopped", [])
    finding = next(one for one in run.record["findings"] if one["code"] == "opioid-analgesic")
    assert (finding["severity"], finding["settled"], finding["overridable"]) == ("stop", None, True)
    assert "tramadol" in finding["about"]
    assert finding["sources"]
    assert "opioid-analgesic" in run.line
    assert run.line.count("\n") == 1
    assert Prescription.objects.get().findings.filter(code="opioid-analgesic").exists()
    assert not Batch.objects.exists()


def test_a_stop_still_says_what_would_be_supplied(dispense):
    record = dispense("stop-opioid").record
    assert record["use_by"]["date"] > "2026-11-22"
    assert record["regimen"]["days"] == 30


def test_a_settled_warning_is_supplied_with_the_reason_on_record(dispense):
    assert codes(dispense("warning-thyroid").record["findings"]) == {"thyroid-medicine"}
    run = dispense("warning-thyroid", "--settle", "thyroid-medicine=TSH in six weeks agreed", out="settled")
    assert (run.status, run.line) == (0, "")
    settled = [one["settled"] for one in run.record["findings"] if one["code"] == "thyroid-medicine"]
    assert settled == [{"by": "Command line", "reason": "TSH in six weeks agreed"}] * 2
    assert run.record["settlements_not_used"] == []


def test_a_stop_that_may_not_be_overridden_stays(dispense):
    bundle = with_resource(
        example("oral-liquid"), resourceType="MedicationStatement", status="active",
        subject={"reference": "Patient/patient"}, medicationCodeableConcept={"text": "methadone for opioid dependence"},
    )  # fmt: skip
    bundle["entry"][-1]["resource"]["medicationCodeableConcept"]["coding"] = [
        {"system": "http://www.whocc.no/atc", "code": "N07BC02"}
    ]
    run = dispense(bundle, "--settle", "opioid-dependence-treatment=Wanted all the same")
    assert (run.status, run.files) == (3, {"record.json"})
    assert "may not be overridden" in run.record["settlements_not_used"][0]["why"]


def test_a_settlement_of_a_finding_that_is_not_there_is_reported(dispense):
    run = dispense("capsule", "--settle", "ketamine=No longer given")
    assert run.status == 0
    assert [one["code"] for one in run.record["settlements_not_used"]] == ["ketamine"]


def test_a_medicine_that_is_not_recognised_is_listed_as_not_checked(dispense):
    bundle = with_resource(
        example("oral-liquid"), resourceType="MedicationStatement", status="active",
        subject={"reference": "Patient/patient"}, medicationCodeableConcept={"text": "Zorbifluxan"},
    )  # fmt: skip
    run = dispense(bundle)
    assert run.status == 3
    assert run.record["not_checked"] == ["Zorbifluxan"]
    assert "medicine-not-checked" in codes(run.record["findings"])


def test_bad_input_writes_and_stores_nothing(dispense):
    before = rows()
    run = dispense("bad-unit")
    assert (run.status, run.files, rows()) == (2, set(), before)
    assert "'tablespoon' is not a unit" in run.line
    assert run.line.count("\n") == 1
    assert not run.out.exists()


def test_a_formulation_without_a_specification_is_refused_with_the_reason(dispense):
    run = dispense("bad-no-specification")
    assert run.status == 2
    assert "cannot be made" in run.line


@pytest.mark.parametrize("born", ["2099-01-01", "1700-01-01"])
def test_an_impossible_day_of_birth_is_refused(dispense, born):
    before = rows()
    assert dispense(changed(example(), "entry", PATIENT, "resource", "birthDate", to=born)).status == 2
    assert rows() == before


def test_a_paper_that_cannot_be_made_leaves_nothing_behind(dispense):
    before = rows()
    bundle = changed(example(), "entry", PATIENT, "resource", "name", 0, "family", to="Łukaszewicz-漢字")
    run = dispense(bundle)
    assert (run.status, run.files, rows()) == (2, set(), before)
    assert run.line.count("\n") == 1


def test_a_patient_is_never_given_papers_in_another_language_than_the_one_stated(dispense):
    dispense("capsule", out="english")
    spoken = [{"language": {"coding": [{"code": "sv"}]}}]
    swedish = changed(example(), "entry", PATIENT, "resource", "communication", to=spoken)
    run = dispense(swedish, out="swedish")
    assert (run.status, run.files) == (2, set())
    assert "no reviewed sentences in language 'sv'" in run.line
    assert dispense(swedish, "--language", "en", out="asked").status == 0


def test_what_entry_refuses_is_named_by_its_place_in_the_bundle(dispense):
    medication = ("entry", 2, "resource", "contained", 0, "ingredient", 0, "strength")
    run = dispense(changed(example(), *medication))
    assert run.status == 2
    assert run.line.startswith("Medication.ingredient: Naltrexone hydrochloride capsules needs a strength")


def test_every_act_of_a_run_is_in_the_ledger(dispense):
    before = Event.objects.count()
    dispense("capsule")
    verbs = list(Event.objects.order_by("sequence").values_list("verb", flat=True))[before:]
    assert verbs[:3] == ["prescription.entered", "prescription.screened", "batch.planned"]


def test_the_law_decides_the_use_by_date(dispense):
    """US: 14 days, the day of making being day 1. GB sets no ceiling, and the house limit of 14 days follows it."""
    us = dispense("sublingual-drops", "--law", "us", out="us").record["use_by"]
    gb = dispense("sublingual-drops", "--law", "gb", out="gb").record["use_by"]
    assert us["date"] == "2026-12-05"
    assert gb["ruled_by"] != us["ruled_by"]
    assert gb["date"] == "2026-12-06"


def test_an_ingredient_that_expires_first_rules(dispense):
    use_by = dispense("capsule", "--ingredient-expiry", "2026-12-31").record["use_by"]
    assert (use_by["date"], use_by["ruled_by"]) == ("2026-12-31", "ingredient-expiry")


def test_the_same_prescription_gives_the_same_record_but_for_its_numbers(dispense):
    one, other = (dispense("capsule", out=name).record for name in ("one", "other"))
    for record in (one, other):
        for key in ("prescription", "lot"):
            record.pop(key)
        for paper in record["documents"]:
            paper.pop("sha256")
    assert one == other


def test_a_patient_seen_before_is_not_entered_twice(dispense):
    dispense("capsule", out="one")
    dispense("capsule", out="two")
    assert Patient.objects.count() == 1
    assert Prescription.objects.count() == 2


def test_a_lot_is_used_once(dispense):
    assert dispense("capsule", "--lot", "A-1", out="one").record["lot"] == "A-1"
    again = dispense("capsule", "--lot", "A-1", out="two")
    assert (again.status, again.files) == (2, set())
    assert "Lot A-1 was used before" in again.line


def test_a_label_may_be_printed_on_another_stock(dispense):
    record = dispense("capsule", "--stock", "label-101x54").record
    assert record["documents"][0]["stock"] == "label-101x54"


def test_large_print_is_on_record(dispense):
    assert dispense("capsule", "--large-print").status == 0
    assert Document.objects.filter(kind="leaflet").get().large_print


def test_a_dose_that_no_device_measures_is_a_stop_and_not_bad_input(dispense):
    dose = {"value": 1.1, "unit": "mg"}
    run = dispense(changed(example(), *DOSE, to=dose))
    assert run.status == 3
    assert "dose-not-measurable" in codes(run.record["findings"])
    assert run.record["supply"] is None


def test_a_fault_of_the_program_is_not_taken_for_bad_input(dispense, monkeypatch, tmp_path):
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("Grace Moss")

    monkeypatch.setattr(command_line, "read_file", broken)
    run = dispense("capsule")
    assert (run.status, run.files) == (1, set())
    assert "report incident" in run.line
    log = (tmp_path / "var" / "log" / "dispense.log").read_text()
    assert "ZeroDivisionError" in log
    assert "Grace" not in log + run.line
