"""The pages of the counter, as a browser without any script uses them."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from pharmacy.dispensing.actions import recall
from pharmacy.dispensing.models import Supply
from tests.journeys.browsing import browser_of, text_of
from tests.world import batched, papered, printed, released, screened, supplied


def panel_of(batch):
    return f"/supplies/of/{batch.prescription.public_id}/"


def test_the_panel_lists_everything_that_is_missing_before_a_release(world):
    page = text_of(browser_of(world.ben).get(panel_of(batched(world))))
    assert "waits for the check by a second person" in page
    assert "There is no label and no leaflet yet." in page
    assert "Release lot" not in page


def test_a_prescription_without_a_batch_has_nothing_to_release(world):
    address = f"/supplies/of/{screened(world).public_id}/"
    assert "First the batch and its papers are made." in text_of(browser_of(world.ben).get(address))


def test_a_pharmacist_releases_and_hands_over_on_the_page(world):
    batch, ben = printed(world), browser_of(world.ben)
    assert f"Release lot {batch.lot}" in text_of(ben.get(panel_of(batch)))
    ben.post(f"/supplies/lots/{batch.lot}/release/")
    supply = Supply.objects.get(batch=batch)
    assert "Hand it over" in text_of(ben.get(panel_of(batch)))
    ben.post(f"/supplies/{supply.public_id}/hand-over/", {"handed_to": "delivery", "counselling": "By telephone."})
    page = text_of(ben.get(panel_of(batch)))
    assert "to a delivery service" in page
    assert "By telephone." in page


def test_the_maker_is_told_why_there_is_no_button(world):
    batch = papered(world)
    page = text_of(browser_of(world.tom).get(panel_of(batch)))
    assert "Only a pharmacist releases a batch." in page
    assert "Release lot" not in page


def test_a_refused_release_is_explained_on_the_prescription(world):
    batch = batched(world)
    response = browser_of(world.ben).post(f"/supplies/lots/{batch.lot}/release/", follow=True)
    assert "waits for the check by a second person" in text_of(response)


def test_a_hand_over_without_counselling_asks_for_it_and_keeps_the_rest(world):
    supply = released(world)
    response = browser_of(world.ben).post(
        f"/supplies/{supply.public_id}/hand-over/", {"handed_to": "delivery", "counselling": ""}
    )
    assert response.status_code == 422
    assert "Write what was explained; it stays on record." in text_of(response)
    assert response.context["form"]["handed_to"].value() == "delivery"


def test_a_hand_over_of_a_recalled_lot_is_refused_on_the_page(world):
    supply = released(world)
    recall(batch=supply.batch, by=world.anna, reason="Wrong filler.")
    response = browser_of(world.ben).post(
        f"/supplies/{supply.public_id}/hand-over/", {"handed_to": "patient", "counselling": "One at bedtime."}
    )
    assert response.status_code == 409
    assert "was called back" in text_of(response)
    assert "Hand it over" not in text_of(browser_of(world.ben).get(panel_of(supply.batch)))


def test_supplies_lists_what_is_ready_and_then_what_was_handed_over(world):
    ben = browser_of(world.ben)
    assert "Nothing is ready yet" in text_of(ben.get("/supplies/"))
    released(world)
    assert "Ready to be handed over" in text_of(ben.get("/supplies/"))
    supplied(world)
    assert "Handed over" in text_of(ben.get("/supplies/"))


def test_the_history_of_a_patient_shows_lot_strength_and_papers(world):
    supply = supplied(world)
    patient = supply.batch.prescription.patient
    page = text_of(browser_of(world.aud).get(f"/supplies/patients/{patient.public_id}/"))
    for words in (supply.batch.lot, "4.5 mg", "version 1", "30 capsules", "in date", "label 1", "leaflet"):
        assert words in page


def test_a_part_of_a_page_is_asked_for_without_the_frame(world):
    supply = supplied(world)
    patient = supply.batch.prescription.patient
    part = browser_of(world.ben).get(f"/supplies/patients/{patient.public_id}/", headers={"HX-Request": "true"})
    assert "<html" not in part.content.decode()


def test_a_lot_is_called_back_on_its_page_and_names_who_has_it(world):
    supply = supplied(world)
    address = f"/supplies/lots/{supply.batch.lot}/"
    response = browser_of(world.anna).post(f"{address}recall/", {"reason": "Wrong filler."}, follow=True)
    page = text_of(response)
    for words in ("Called back", "Wrong filler.", "Ada Lindqvist", "yes, until"):
        assert words in page


def test_a_second_recall_is_refused_with_the_reason(world):
    supply = supplied(world)
    recall(batch=supply.batch, by=world.anna, reason="Wrong filler.")
    response = browser_of(world.anna).post(f"/supplies/lots/{supply.batch.lot}/recall/", {"reason": "Again."})
    assert response.status_code == 409
    assert "was already called back" in text_of(response)


def questions(client, address):
    """How many questions one page asks the database."""
    with CaptureQueriesContext(connection) as asked:
        client.get(address)
    return len(asked)


def test_the_history_asks_the_database_as_much_for_one_supply_as_for_three(world):
    client = browser_of(world.ben)
    patient = supplied(world).batch.prescription.patient
    address = f"/supplies/patients/{patient.public_id}/"
    client.get(address)
    for_one = questions(client, address)
    supplied(world)
    supplied(world)
    assert questions(client, address) == for_one
