"""A paper of two labels is there when both were scanned: the code of each says which of the two it is."""

import json
from dataclasses import replace
from secrets import token_hex

import pytest
from django.db import IntegrityError, transaction

from pharmacy.dispensing.actions import ReleaseRefused, release
from pharmacy.documents.actions import drain, request_documents
from pharmacy.documents.models import Document
from pharmacy.ledger.models import Event
from pharmacy.printing.actions import WrongCode, confirm_printed, confirm_scanned, reprint, send_job
from pharmacy.printing.models import PrintJob
from tests.journeys.browsing import browser_of, text_of
from tests.kept_stories import kept_story
from tests.world import ADA, ORDERS, checked

LONG_NAME = replace(ADA, given_name="Maximiliane Theodora", family_name="von Hohenzollern-Sigmaringen")


@kept_story
def sent_pair(world, formulation, *, entry=None):
    """The print of a label that went onto two: a long name, asked for on the smallest stock."""
    batch = checked(world, formulation, entry=replace(ORDERS[formulation], patient=LONG_NAME))
    request_documents(batch=batch, by=world.tom, stock="label-70x35")
    drain()
    label = Document.objects.get(batch=batch, kind="label")
    assert (label.pages, label.has_code_on_each) == (2, True)
    return send_job(document=label, by=world.tom, request_key=token_hex(16))


@pytest.fixture
def pair(world):
    return sent_pair(world, "naltrexone-oral-liquid")


def scan(world, job, which):
    return confirm_scanned(batch=job.document.batch, by=world.tom, code=f"SEC1:{job.document.code}/{which}")


@pytest.mark.parametrize(("first", "second"), [(1, 2), (2, 1)])
def test_two_labels_are_there_when_both_were_scanned_in_any_order(world, pair, first, second):
    waiting = scan(world, pair, first)
    assert (waiting.state, waiting.label_seen) == ("sent", first)
    event = Event.objects.order_by("sequence").last()
    assert (event.verb, json.loads(event.facts)["label"]) == ("print.label-seen", first)
    assert scan(world, pair, second).state == "confirmed"


def test_the_first_label_scanned_twice_is_not_taken_for_the_second(world, pair):
    scan(world, pair, 1)
    with pytest.raises(WrongCode, match=r"Label 1 of 2 was scanned before\. Scan label 2 of 2"):
        scan(world, pair, 1)
    pair.refresh_from_db()
    assert (pair.state, pair.label_seen) == ("sent", 1)


def test_the_other_half_of_another_paper_does_not_make_a_pair(world, pair):
    scan(world, pair, 1)
    with pytest.raises(WrongCode, match="code of another paper"):
        confirm_printed(job=pair, by=world.tom, code="SEC1:0000000000/2")
    pair.refresh_from_db()
    assert pair.state == "sent"


def test_the_code_of_a_pair_is_not_typed_without_its_number(world, pair):
    with pytest.raises(WrongCode, match="is two labels"):
        confirm_printed(job=pair, by=world.tom, code=pair.document.code)


def test_a_single_label_has_no_half(world, pair):
    Document.objects.filter(pk=pair.document_id).update(pages=1, has_code_on_each=False)
    single = PrintJob.objects.get(pk=pair.pk)
    with pytest.raises(WrongCode, match="is a single label"):
        confirm_printed(job=single, by=world.tom, code=f"{pair.document.code}/1")


def test_two_labels_from_before_their_codes_differed_are_confirmed_by_either(world, pair):
    Document.objects.filter(pk=pair.document_id).update(has_code_on_each=False)
    older = PrintJob.objects.get(pk=pair.pk)
    assert confirm_printed(job=older, by=world.tom, code=pair.document.code).state == "confirmed"


def test_nothing_is_released_while_one_of_two_labels_was_not_seen(world, pair):
    scan(world, pair, 1)
    with pytest.raises(ReleaseRefused, match="nobody has seen it come out"):
        release(batch=pair.document.batch, by=world.ben)


def test_a_pair_that_is_printed_again_is_scanned_anew(world, pair):
    scan(world, pair, 1)
    again = reprint(job=pair, by=world.tom, reason="Label 2 was torn.", request_key=token_hex(16))
    assert again.label_seen == 0
    assert scan(world, again, 1).state == "sent"


def test_the_page_says_which_label_is_missing(world, pair):
    tom, panel = browser_of(world.tom), f"/printing/of/{pair.document.batch.prescription.public_id}/"
    assert "Scan both." in text_of(tom.get(f"/printing/{pair.public_id}/"))
    answer = tom.post(f"{panel}seen/", {"scan-code": f"{pair.document.code}/2"}, follow=True)
    assert "is two labels: “Label 2 of 2” is there. Scan “Label 1 of 2”, too." in text_of(answer)
    assert "label 2 of 2 seen, not the other" in text_of(tom.get(panel))


def test_either_code_of_a_pair_opens_its_prescription(world, pair):
    found = browser_of(world.anna).post("/find/", {"text": f"SEC1:{pair.document.code}/2"})
    assert found["Location"] == f"/prescriptions/{pair.document.batch.prescription.public_id}/"


@pytest.mark.parametrize("wrong", [{"pages": 1}, {"kind": "auxiliary"}])
def test_the_database_gives_halves_to_a_label_of_two_alone(pair, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        Document.objects.filter(pk=pair.document_id).update(**wrong)


def test_the_database_knows_no_third_label(pair):
    with pytest.raises(IntegrityError), transaction.atomic():
        PrintJob.objects.filter(pk=pair.pk).update(label_seen=3)
