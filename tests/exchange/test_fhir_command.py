"""`manage.py fhir`: a report on a file that stores nothing, and a supply written to a new file."""

import json
import stat
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from pharmacy.prescriptions.models import EntryDraft, Patient, Prescription
from pharmacy.staff.accounts import open_command_line_account
from tests.exchange.bundles import EXAMPLES
from tests.exchange.reports import bundle_of, order
from tests.world import build_world, entered, released

pytestmark = pytest.mark.django_db


def run(*words: str) -> tuple[int, str, str]:
    """Return the exit status, and what was printed on both streams."""
    out, err = StringIO(), StringIO()
    try:
        call_command("fhir", *words, stdout=out, stderr=err)
    except SystemExit as end:
        return int(end.code or 0), out.getvalue(), err.getvalue()
    return 0, out.getvalue(), err.getvalue()


NOT_MADE = {"coding": [{"system": "urn:secundum:formulation", "code": "naltrexone-tablet"}], "text": "tablet"}


def test_a_file_is_reported_on_in_words_and_in_json_and_nothing_is_stored(tmp_path: Path) -> None:
    build_world()
    status, text, line = run("import", str(EXAMPLES / "capsule.json"))
    assert (status, line) == (0, "")
    assert "4 resources: 4 understood, 0 not used, 0 could not be read" in text
    assert "[naltrexone-capsule 1.5 mg]: 1.5 mg, once a day, bedtime, for 14 days; 3 mg, once a day, bedtime" in text
    assert "Moss" not in text, "what is printed may stand in a log"
    _check_document(json.loads(run("import", str(EXAMPLES / "capsule.json"), "--report")[1]))
    _check_what_needs_a_person(tmp_path / "bundle.json")
    assert (EntryDraft.objects.count(), Patient.objects.count(), Prescription.objects.count()) == (0, 0, 0)


def _check_document(document: dict[str, Any]) -> None:
    assert len(document["resources"]) == 4
    assert document["people"][0]["orders"][0]["formulation"] == "naltrexone-capsule"


def _check_what_needs_a_person(file: Path) -> None:
    misspelt, tablet = order(status="misspelt"), order(medicationCodeableConcept=NOT_MADE)
    file.write_text(json.dumps(bundle_of(misspelt, {"resourceType": "Condition", "code": 7}, tablet)))
    status, text, _ = run("import", str(file))
    assert status == 3
    assert "Could not be read: Condition: Bundle.entry[2].resource.code: 7 is not an object; write it as { }" in text
    assert "Not used: 1 MedicationRequest, because status is misspelt" in text
    assert "tablet [product to be chosen]: 1.5 mg, once a day" in text
    assert "Medication.code.coding(urn:secundum:formulation)" in text


@pytest.mark.parametrize("name", ["missing.json", "text.json", "order.json"])
def test_what_is_no_fhir_ends_with_2_and_one_line(tmp_path: Path, name: str) -> None:
    (tmp_path / "text.json").write_text("nothing")
    (tmp_path / "order.json").write_text('{"resourceType": 7}')
    status, text, line = run("import", str(tmp_path / name))
    assert (status, text) == (2, "")
    assert line.count("\n") == 1


def test_without_a_pharmacy_it_ends_with_1_and_says_what_to_run() -> None:
    status, _, line = run("import", str(EXAMPLES / "capsule.json"))
    assert (status, "make setup" in line) == (1, True)


def test_a_supply_is_written_to_a_new_file_that_only_its_owner_may_read(tmp_path: Path) -> None:
    world = build_world()
    number, waiting = released(world).batch.prescription.number, entered(world).number
    open_command_line_account()
    out = tmp_path / "supply.json"
    assert run("export", str(number), "--out", str(out)) == (0, "", "")
    assert json.loads(out.read_text("utf-8"))["resourceType"] == "Bundle"
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    assert run("import", str(out))[0] == 0
    for asked, why in (
        (number, "is there already"),
        (waiting, "has no supply that is released"),
        (99, "no prescription has the number"),
    ):
        status, _, line = run("export", str(asked), "--out", str(out if asked == number else tmp_path / "x.json"))
        assert (status, why in line) == (2, True)
    assert not (tmp_path / "x.json").exists()
