"""The pages of the printer, as a browser without any script uses them."""

from dataclasses import replace
from secrets import token_hex

import pytest

from pharmacy.compounding.actions import discard_batch
from pharmacy.printing.models import PrintJob
from tests.journeys.browsing import browser_of, text_of
from tests.world import ORDERS, papered

TWO_JARS = replace(ORDERS["naltrexone-capsule"], days=120)  # 120 capsules, at most 100 in a jar


@pytest.fixture
def batch(world):
    """A checked batch of capsules with its papers."""
    return papered(world)


def send(client, document):
    return client.post(f"/printing/papers/{document.public_id}/send/", {"request_key": token_hex(16)})


def test_a_label_is_printed_scanned_and_seen(world, batch):
    tom, label = browser_of(world.tom), batch.documents.get(kind="label")
    panel = f"/printing/of/{batch.prescription.public_id}/"
    assert "not yet" in text_of(tom.get(panel))
    address = send(tom, label)["Location"]
    assert "Open the label and print it" in text_of(tom.get(address))
    assert "sent, not seen yet" in text_of(tom.get(panel))
    assert "Is the label there?" in text_of(tom.get("/printing/"))
    tom.post(f"{address}confirm/", {"code": label.code})
    assert "seen by Tom Rossi" in text_of(tom.get(panel))
    assert "Nothing waits at the printer" in text_of(tom.get("/printing/"))


def test_the_wrong_label_is_refused_on_the_page(world, batch):
    tom, label = browser_of(world.tom), batch.documents.get(kind="label")
    address = send(tom, label)["Location"]
    response = tom.post(f"{address}confirm/", {"code": "0000000000"})
    assert response.status_code == 409
    assert "is the code of another paper" in text_of(response)


def test_a_label_is_not_confirmed_without_its_code(world, batch):
    tom, label = browser_of(world.tom), batch.documents.get(kind="label")
    assert tom.post(f"{send(tom, label)['Location']}confirm/", {"code": ""}).status_code == 422


def test_a_leaflet_is_confirmed_by_looking_at_it(world, batch):
    tom, leaflet = browser_of(world.tom), batch.documents.get(kind="leaflet")
    address = send(tom, leaflet)["Location"]
    tom.post(f"{address}confirm/")
    assert PrintJob.objects.get().state == "confirmed"


def test_printing_again_asks_for_a_reason_and_shows_both_prints(world, batch):
    tom, label = browser_of(world.tom), batch.documents.get(kind="label")
    address = send(tom, label)["Location"]
    assert tom.post(f"{address}again/", {"request_key": token_hex(16), "reason": ""}).status_code == 422
    again = tom.post(f"{address}again/", {"request_key": token_hex(16), "reason": "Paper jam."})
    page = text_of(tom.get(again["Location"]))
    for words in ("Reprint 1: Paper jam.", "First print", "void"):
        assert words in page
    assert "This print never came out." in text_of(tom.get(address))


def test_a_paper_sent_before_is_refused_with_the_way_on(world, batch):
    tom, label = browser_of(world.tom), batch.documents.get(kind="label")
    send(tom, label)
    response = tom.post(f"/printing/papers/{label.public_id}/send/", {"request_key": token_hex(16)}, follow=True)
    assert "Print it again with a reason." in text_of(response)
    assert PrintJob.objects.count() == 1


def test_an_auditor_sees_a_print_and_may_not_confirm_it(world, batch):
    address = send(browser_of(world.tom), batch.documents.get(kind="leaflet"))["Location"]
    aud = browser_of(world.aud)
    page = text_of(aud.get(address))
    assert "sent" in page
    assert "Is the paper there?" not in page
    assert aud.post(f"{address}confirm/").status_code == 403


def test_all_papers_are_printed_with_one_press_and_seen_one_after_the_other(world):
    batch = papered(world, entry=TWO_JARS)
    tom, prescription = browser_of(world.tom), f"/prescriptions/{batch.prescription.public_id}/"
    panel = f"/printing/of/{batch.prescription.public_id}/"
    assert "Print all 3 papers" in text_of(tom.get(panel))
    assert tom.post(f"{panel}send/")["Location"] == panel
    assert "Print all" not in text_of(tom.get(panel))
    second, first = batch.documents.filter(kind="label").order_by("-container")
    assert tom.post(f"{panel}seen/", {"scan-code": second.code})["Location"] == panel
    assert tom.post(f"{panel}seen/", {"scan-code": first.code})["Location"] == panel
    leaflet = PrintJob.objects.get(document__kind="leaflet")
    assert tom.post(f"/printing/{leaflet.public_id}/confirm/")["Location"] == prescription
    assert text_of(tom.get(panel)).count("seen by Tom Rossi") == 3


def test_a_wrong_code_is_refused_where_it_was_scanned(world, batch):
    tom, panel = browser_of(world.tom), f"/printing/of/{batch.prescription.public_id}/"
    tom.post(f"{panel}send/")
    response = tom.post(f"{panel}seen/", {"scan-code": "0000000000"})
    assert response.status_code == 409
    assert "No label here has the code 0000000000" in text_of(response)
    assert 'value="0000000000"' not in response.content.decode()  # a scanner would write the next code behind it
    assert tom.post(f"{panel}seen/", {"scan-code": ""}).status_code == 422


def test_a_page_of_a_discarded_batch_offers_no_print(world, batch):
    tom = browser_of(world.tom)
    address = send(tom, batch.documents.get(kind="label"))["Location"]
    discard_batch(batch=batch, by=world.anna, reason="Wrong filler.")
    page = text_of(tom.get(address))
    assert "by Anna Berg: Wrong filler." in page
    for offer in ("Is the paper there?", "Print it again", "Open the label"):
        assert offer not in page
    again = {"request_key": token_hex(16), "reason": "Jam."}
    assert tom.post(f"{address}again/", again).status_code == 409
    assert tom.post(f"/printing/of/{batch.prescription.public_id}/send/").status_code == 404
