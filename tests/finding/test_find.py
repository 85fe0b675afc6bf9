"""Finding: what a name, a day of birth, a number, a lot or a scanned code leads to."""

from dataclasses import replace
from datetime import date

import pytest
from django.test import Client

from pharmacy.compounding.actions import discard_batch
from pharmacy.compounding.models import Batch
from pharmacy.dispensing.actions import recall
from pharmacy.documents.models import Document
from pharmacy.finding.queries import find
from pharmacy.prescriptions.actions import enter_prescription
from pharmacy.prescriptions.entry import PatientEntry
from tests.world import OMAR, ORDERS, batched, entered, on_day, papered

CREAM = ORDERS["naltrexone-cream"]


def _client(person):
    client = Client()
    client.force_login(person)
    return client


def _page(person, text):
    return " ".join(_client(person).post("/find/", {"text": text}).content.decode().split())


def _born(world, given, day):
    entry = replace(CREAM, patient=PatientEntry(given, "Lindqvist", day))
    return enter_prescription(entry=entry, by=world.tom)


@pytest.mark.parametrize("write", [str, "SEC1:{}".format, lambda code: f" {code[:5]} {code[5:].lower()} "])
def test_the_code_of_a_label_opens_the_prescription_scanned_or_typed(world, write):
    batch = papered(world)
    code = Document.objects.filter(batch=batch).first().code
    response = _client(world.anna).post("/find/", {"text": write(code)})
    assert response["Location"] == f"/prescriptions/{batch.prescription.public_id}/"


def test_a_lot_opens_the_prescription_in_capitals_or_not(world):
    batch = batched(world)
    Batch.objects.filter(pk=batch.pk).update(lot="Ab-7")
    for text in ("Ab-7", "AB-7", "ab-7"):
        response = _client(world.anna).post("/find/", {"text": text})
        assert response["Location"] == f"/prescriptions/{batch.prescription.public_id}/"


def test_the_beginning_of_a_lot_lists_the_lots_of_the_day_with_their_state(world):
    with on_day(date(2030, 11, 4)):
        good, bad, back = batched(world), batched(world), batched(world)
        discard_batch(batch=bad, by=world.anna, reason="Wrong filler.")
        recall(batch=back, by=world.anna, reason="Impure filler.")
        states = {one.batch.lot: one.state for one in find("301104").lots}
    assert states == {good.lot: "in date", bad.lot: "discarded", back.lot: "called back"}
    with on_day(date(2032, 11, 2)):
        assert {one.state for one in find("301104").lots} == {"past", "discarded", "called back"}


def test_a_number_that_is_also_the_beginning_of_lots_shows_both(world):
    batch = batched(world)
    Batch.objects.filter(pk=batch.pk).update(lot="1234")
    prescription = entered(world)
    type(prescription).objects.filter(pk=prescription.pk).update(number=123)
    page = _page(world.anna, "123")
    assert "Prescriptions" in page
    assert "No. 123," in page
    assert ">1234<" in page


@pytest.mark.parametrize("text", ["1", "#1", " 1 "])
def test_a_prescription_number_opens_the_prescription(world, text):
    prescription = entered(world)
    response = _client(world.anna).post("/find/", {"text": text})
    assert response["Location"] == f"/prescriptions/{prescription.public_id}/"


def test_a_day_that_can_be_read_in_two_ways_shows_both_and_says_so(world):
    _born(world, "Ada", date(1970, 4, 3))
    _born(world, "Bea", date(1970, 3, 4))
    page = _page(world.anna, "03/04/1970")
    assert "can be read in two ways" in page
    assert page.index("born 3 April 1970") < page.index("Ada Lindqvist") < page.index("born 4 March 1970")
    assert page.index("born 4 March 1970") < page.index("Bea Lindqvist")


def test_one_reading_without_anybody_says_nobody(world):
    _born(world, "Ada", date(1970, 4, 3))
    page = _page(world.anna, "03/04/1970")
    assert "Ada Lindqvist" in page
    assert "Nobody." in page


def test_a_name_and_a_day_of_birth_narrow_each_other(world):
    _born(world, "Ada", date(1970, 4, 3))
    enter_prescription(entry=replace(CREAM, patient=replace(OMAR, birth_date=date(1970, 4, 3))), by=world.tom)
    page = _page(world.anna, "lindq 3.4.1970")
    assert "Ada Lindqvist" in page
    assert "Omar Haddad" not in page


def test_more_than_a_page_of_patients_says_what_to_write(world, monkeypatch):
    monkeypatch.setattr("pharmacy.finding.queries.MOST_PATIENTS", 2)
    for given in ("Ada", "Bea", "Cleo"):
        _born(world, given, None)
    assert "There are more than these 2. Write more letters" in _page(world.anna, "lindqvist")


def test_an_auditor_finds_and_nobody_without_a_reason_to_see_patients_does(world):
    entered(world)
    assert "Ada Lindqvist" in _page(world.aud, "lindqvist")
    assert _client(world.fay).post("/find/", {"text": "lindqvist"}).status_code == 403
    assert Client().post("/find/", {"text": "lindqvist"}).status_code == 302


def test_an_auditor_who_finds_nothing_is_not_sent_to_enter_a_prescription(world):
    page = _page(world.aud, "nobody")
    assert "Nothing has this name or number" in page
    assert "enter a new prescription" not in page


def test_what_is_looked_for_never_stands_in_an_address(world):
    entered(world)
    page = _client(world.anna).get("/find/?text=lindqvist").content.decode()
    assert "Ada Lindqvist" not in page
    assert 'method="post"' in page
