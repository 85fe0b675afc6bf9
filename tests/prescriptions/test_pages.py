"""The pages of a prescription, of a patient, of today, and finding."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pharmacy.prescriptions.actions import enter_prescription, refuse, screen
from pharmacy.prescriptions.models import ScreeningFinding
from tests.world import ADA, OMAR, ORDERS, WITH_PREDNISOLONE, batched, entered, on_day, papered, released, screened


def _client(person):
    client = Client()
    client.force_login(person)
    return client


def _text(response):
    return " ".join(response.content.decode().replace("\xa0", " ").split())


def _waiting(world):
    prescription = enter_prescription(entry=WITH_PREDNISOLONE, by=world.tom)
    screen(prescription=prescription, by=world.anna)
    return prescription


def test_the_page_shows_the_patient_the_steps_the_plan_and_who_did_what(world):
    prescription = screened(world)
    page = _text(_client(world.anna).get(f"/prescriptions/{prescription.public_id}/"))
    for words in ("Ada Lindqvist", "Worksheet", "Tom Rossi", "Anna Berg", "1 capsule", "Why this date?"):
        assert words in page


def test_the_work_that_waits_stands_before_the_work_that_is_done(world):
    prescription = released(world).batch.prescription
    page = _text(_client(world.anna).get(f"/prescriptions/{prescription.public_id}/"))
    places = [page.index(f"<h2>{name}</h2>") for name in ("Release", "Worksheet", "Documents", "Printing", "Screening")]
    assert places == sorted(places)


def test_before_anything_is_made_only_the_worksheet_stands_there(world):
    prescription = screened(world)
    page = _text(_client(world.anna).get(f"/prescriptions/{prescription.public_id}/"))
    assert "<h2>Worksheet</h2>" in page
    assert "<h2>Release</h2>" not in page


def test_the_plan_keeps_the_dates_of_the_batch_that_was_made(world):
    with on_day(date(2026, 11, 22)):
        prescription = batched(world).prescription
    with on_day(date(2026, 11, 25)):
        page = _text(_client(world.anna).get(f"/prescriptions/{prescription.public_id}/"))
    assert "20 May 2027" in page  # 180 days, the day of making being day 1
    assert "23 May 2027" not in page


def test_a_pharmacist_is_asked_for_a_reason_and_a_technician_is_not(world):
    prescription = _waiting(world)
    address = f"/prescriptions/{prescription.public_id}/"
    assert "Settle with this reason" in _text(_client(world.anna).get(address))
    assert "Settle with this reason" not in _text(_client(world.tom).get(address))


def test_a_finding_is_settled_on_the_page(world):
    prescription = _waiting(world)
    finding = prescription.findings.get(severity="warn")
    address = f"/prescriptions/{prescription.public_id}/findings/{finding.pk}/settle/"
    response = _client(world.anna).post(address, {f"settle-{finding.pk}-reason": "Agreed with the prescriber."})
    assert response.status_code == 302
    assert ScreeningFinding.objects.get(pk=finding.pk).settled_by == world.anna


def test_a_finding_without_a_reason_stays_and_the_page_says_what_is_missing(world):
    prescription = _waiting(world)
    finding = prescription.findings.get(severity="warn")
    address = f"/prescriptions/{prescription.public_id}/findings/{finding.pk}/settle/"
    response = _client(world.anna).post(address, {f"settle-{finding.pk}-reason": " "})
    assert response.status_code == 422
    assert "Write the reason; it stays on record." in _text(response)


def test_a_finding_of_another_prescription_is_not_found_at_this_address(world):
    finding = _waiting(world).findings.get(severity="warn")
    other = entered(world)
    address = f"/prescriptions/{other.public_id}/findings/{finding.pk}/settle/"
    assert _client(world.anna).post(address, {f"settle-{finding.pk}-reason": "Agreed."}).status_code == 404


def test_a_prescription_is_refused_on_the_page_and_says_so(world):
    prescription = entered(world)
    client = _client(world.anna)
    client.post(f"/prescriptions/{prescription.public_id}/refuse/", {"refuse-reason": "Takes methadone."})
    page = _text(client.get(f"/prescriptions/{prescription.public_id}/"))
    assert "Refused" in page
    assert "Takes methadone." in page
    assert "Refuse with this reason" not in page
    assert "It was not screened." in page
    assert "The label stands here" not in page


def test_nothing_is_left_to_settle_on_a_prescription_that_is_refused(world):
    prescription = _waiting(world)
    refuse(prescription=prescription, reason="The prescriber withdrew it.", by=world.anna)
    page = _text(_client(world.anna).get(f"/prescriptions/{prescription.public_id}/"))
    assert "prednisolone" in page
    assert "Settle with this reason" not in page


def test_a_prescription_is_screened_on_the_page(world):
    prescription = entered(world)
    _client(world.ben).post(f"/prescriptions/{prescription.public_id}/screen/")
    prescription.refresh_from_db()
    assert prescription.stage == "screened"


def test_an_auditor_reads_the_page_and_changes_nothing(world):
    prescription = _waiting(world)
    client = _client(world.aud)
    assert client.get(f"/prescriptions/{prescription.public_id}/").status_code == 200
    assert client.post(f"/prescriptions/{prescription.public_id}/screen/").status_code == 403
    assert client.post(f"/prescriptions/{prescription.public_id}/refuse/", {"refuse-reason": "No."}).status_code == 403


def test_a_formulary_admin_sees_no_patient(world):
    prescription = entered(world)
    client = _client(world.fay)
    for address in ("/", f"/prescriptions/{prescription.public_id}/", f"/patients/{prescription.patient.public_id}/"):
        assert client.get(address).status_code == 403


def test_nobody_sees_anything_without_logging_in(world):
    prescription = entered(world)
    for address in ("/", "/prescriptions/new/", f"/prescriptions/{prescription.public_id}/"):
        assert Client().get(address).status_code == 302


def test_no_page_holds_an_inline_style_or_script(world):
    prescription = _waiting(world)
    client = _client(world.anna)
    for address in ("/", "/find/", "/prescriptions/new/", f"/prescriptions/{prescription.public_id}/"):
        page = client.get(address).content.decode()
        assert "style=" not in page
        assert "<style" not in page
        assert "<script>" not in page
        assert "http://" not in page.replace("http://www.w3.org", "")
        assert "https://" not in page


def test_today_shows_what_waits_under_the_step_that_it_waits_for(world):
    entered(world)
    _waiting(world)
    screened(world)
    batched(world)
    page = _text(_client(world.anna).get("/"))
    titles = ["Findings to settle", "To screen", "To make", "To check, by a second person"]
    assert sorted(titles, key=page.index) == titles
    assert "1 to settle" in page


def test_today_shows_the_oldest_first_and_leaves_out_what_is_refused(world):
    numbers = [entered(world).number for _ in range(2)]
    refuse(prescription=entered(world), by=world.anna, reason="Withdrawn.")
    page = _text(_client(world.anna).get("/"))
    assert page.index(f"No. {numbers[0]},") < page.index(f"No. {numbers[1]},")
    assert "No. 3," not in page


def test_a_technician_sees_the_work_of_technicians_first(world):
    _waiting(world)
    screened(world)
    page = _text(_client(world.tom).get("/"))
    assert page.index("To make") < page.index("Findings to settle")


def test_today_says_how_to_begin_when_nothing_waits(world):
    assert "Nothing waits" in _text(_client(world.anna).get("/"))


def test_a_patient_page_lists_the_prescriptions(world):
    patient = screened(world).patient
    page = _text(_client(world.anna).get(f"/patients/{patient.public_id}/"))
    assert "Naltrexone" in page
    assert "4.5 mg" in page


def test_a_number_a_lot_and_a_public_id_open_the_prescription(world):
    batch = batched(world)
    prescription = batch.prescription
    client = _client(world.anna)
    for text in (str(prescription.number), batch.lot, f" {batch.lot} ", str(prescription.public_id)):
        response = client.post("/find/", {"text": text})
        assert response["Location"] == f"/prescriptions/{prescription.public_id}/"


def test_a_name_is_found_by_any_of_its_parts_in_any_case(world):
    entered(world)
    enter_prescription(entry=replace(ORDERS["naltrexone-cream"], patient=OMAR), by=world.tom)
    page = _text(_client(world.anna).post("/find/", {"text": "haddad OM"}))
    assert "Omar Haddad" in page
    assert ADA.family_name not in page


def test_finding_nothing_says_what_was_looked_for(world):
    page = _text(_client(world.anna).post("/find/", {"text": "Nobody"}))
    assert "Looked for “Nobody”" in page


@pytest.mark.parametrize("text", ["\u202e12", "x" * 101, "", "99999999999999999999", "' OR 1=1 --"])
def test_finding_nonsense_finds_nothing_and_breaks_nothing(world, text):
    assert _client(world.anna).post("/find/", {"text": text}).status_code == 200


def _queries(client, address):
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def test_the_number_of_queries_of_no_page_grows_with_the_rows(world):
    prescription = screened(world, entry=WITH_PREDNISOLONE)
    addresses = ("/", f"/prescriptions/{prescription.public_id}/", f"/patients/{prescription.patient.public_id}/")
    client = _client(world.anna)
    client.get("/")
    before = [_queries(client, address) for address in addresses]
    for _ in range(4):
        screened(world, entry=WITH_PREDNISOLONE)
    assert [_queries(client, address) for address in addresses] == before


def test_the_rail_tells_papers_as_made_by_the_program_and_not_by_a_person(world):
    page = _text(_client(world.anna).get(f"/prescriptions/{papered(world).prescription.public_id}/"))
    assert "<strong>Documents</strong>the program" in page
    assert ">worker<" not in page
