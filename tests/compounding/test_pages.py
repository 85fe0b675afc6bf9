"""The pages of the bench, as a browser without any script uses them."""

from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext

from pharmacy.compounding.actions import plan_batch
from pharmacy.compounding.models import Batch
from pharmacy.prescriptions.actions import screen
from pharmacy.staff import clock
from tests.journeys.browsing import browser_of, text_of
from tests.world import TITRATION, WITH_PREDNISOLONE, batched, checked, entered, screened


def panel_of(prescription):
    return f"/batches/of/{prescription.public_id}/"


def test_the_panel_shows_what_to_weigh_before_anything_is_made(world):
    page = text_of(browser_of(world.tom).get(panel_of(screened(world))))
    for words in ("135 mg", "30 shells", "4.5 mg in each capsule", "Record the batch as made"):
        assert words in page


def test_the_panel_says_what_comes_first(world):
    prescription = entered(world, entry=WITH_PREDNISOLONE)
    assert "The screening comes first." in text_of(browser_of(world.tom).get(panel_of(prescription)))
    screen(prescription=prescription, by=world.anna)
    page = text_of(browser_of(world.tom).get(panel_of(prescription)))
    assert "A pharmacist has to settle 1 finding first." in page
    assert "Record the batch as made" not in page


def test_an_auditor_sees_the_worksheet_and_no_button(world):
    page = text_of(browser_of(world.aud).get(panel_of(screened(world))))
    assert "135 mg" in page
    assert "Record the batch as made" not in page


def test_a_technician_makes_a_batch_and_comes_back_to_the_prescription(world):
    prescription = screened(world)
    response = browser_of(world.tom).post(
        f"{panel_of(prescription)}make/", {"made_on": clock.today().isoformat(), "lot": "A-17"}
    )
    assert response["Location"] == f"/prescriptions/{prescription.public_id}/"
    assert Batch.objects.get().lot == "A-17"


def test_a_refused_batch_keeps_what_was_typed_and_says_why(world):
    batched(world)
    taken = Batch.objects.get().lot
    response = browser_of(world.tom).post(
        f"{panel_of(screened(world))}make/", {"made_on": clock.today().isoformat(), "lot": taken}
    )
    assert response.status_code == 409
    assert f"Lot {taken} was used before." in text_of(response)
    assert f'value="{taken}"' in response.content.decode()


def test_a_batch_without_a_day_of_making_is_asked_for_one(world):
    response = browser_of(world.tom).post(f"{panel_of(screened(world))}make/", {"made_on": "", "lot": ""})
    assert response.status_code == 422
    assert "Write the day on which it was made." in text_of(response)


def test_another_pharmacist_checks_and_the_maker_is_not_asked(world):
    batch = batched(world)
    panel = panel_of(batch.prescription)
    assert "The batch is as recorded" in text_of(browser_of(world.anna).get(panel))
    assert "The batch is as recorded" not in text_of(browser_of(world.tom).get(panel))
    browser_of(world.anna).post(f"/batches/{batch.lot}/check/")
    batch.refresh_from_db()
    assert batch.checked_by == world.anna


def test_a_refused_check_is_explained_on_the_prescription(world):
    batch = checked(world)
    response = browser_of(world.ben).post(f"/batches/{batch.lot}/check/", follow=True)
    assert f"Lot {batch.lot} was already checked." in text_of(response)


def test_the_batch_record_shows_everything_that_a_record_needs(world):
    batch = checked(world, entry=TITRATION)
    page = text_of(browser_of(world.aud).get(f"/batches/{batch.lot}/"))
    for words in (batch.lot, "10 ml", "5 mg/ml", "version 1", "Tom Rossi", "Anna Berg", "glycerol", "To make later"):
        assert words in page
    assert "Why this date?" in page
    assert "Shorten the use-by date" not in page


def test_a_use_by_date_is_shortened_on_the_record(world):
    batch, to = batched(world), clock.today() + timedelta(days=90)
    response = browser_of(world.anna).post(
        f"/batches/{batch.lot}/shorten/", {"to": to.isoformat(), "reason": "Damp store."}, follow=True
    )
    assert "It needs a new check and new papers." in text_of(response)
    assert "Damp store." in text_of(response)


def test_a_use_by_date_is_not_lengthened_on_the_record(world):
    batch = batched(world)
    to = batch.use_by + timedelta(days=1)
    response = browser_of(world.anna).post(f"/batches/{batch.lot}/shorten/", {"to": to.isoformat(), "reason": "Fine."})
    assert response.status_code == 409
    assert "may only be shortened" in text_of(response)


def test_a_reason_with_a_hidden_turn_of_direction_is_refused(world):
    batch, to = batched(world), clock.today() + timedelta(days=90)
    response = browser_of(world.anna).post(
        f"/batches/{batch.lot}/shorten/", {"to": to.isoformat(), "reason": "50\u202e mg"}
    )
    assert response.status_code == 422


def test_a_lot_that_does_not_exist_is_not_found(world):
    assert browser_of(world.anna).get("/batches/no-such-lot/").status_code == 404


def test_an_empty_list_says_how_to_begin(world):
    assert "A batch is made from a screened prescription" in text_of(browser_of(world.tom).get("/batches/"))


def questions(client, address):
    """How many questions one page asks the database."""
    with CaptureQueriesContext(connection) as asked:
        client.get(address)
    return len(asked)


def test_the_list_asks_the_database_as_much_for_one_batch_as_for_four(world):
    client = browser_of(world.tom)
    client.get("/batches/")
    batched(world)
    for_one = questions(client, "/batches/")
    for _ in range(3):
        batched(world)
    assert questions(client, "/batches/") == for_one


def test_a_badly_made_batch_is_discarded_on_the_panel_and_made_anew(world):
    batch = batched(world)
    tom, panel = browser_of(world.tom), panel_of(batch.prescription)
    page = text_of(tom.get(panel))
    assert f"Discard lot {batch.lot}" in page
    assert "stays on record with your reason" in page
    response = tom.post(f"/batches/{batch.lot}/discard/", {"discard-reason": "Spilled half of it."}, follow=True)
    assert f"Lot {batch.lot} is discarded." in text_of(response)
    page = text_of(tom.get(panel))
    assert "Record the batch as made" in page
    assert "by Tom Rossi: Spilled half of it." in page
    tom.post(f"{panel}make/", {"made_on": clock.today().isoformat()})
    page = text_of(tom.get(panel))
    assert Batch.objects.get(discarded_at=None).lot in page
    assert "by Tom Rossi: Spilled half of it." in page


def test_the_record_of_a_discarded_batch_says_who_and_why_and_offers_nothing(world):
    batch = batched(world)
    anna, address = browser_of(world.anna), f"/batches/{batch.lot}/"
    assert "Discard this batch" in text_of(anna.get(address))
    anna.post(f"{address}discard/", {"discard-reason": "Wrong filler."})
    page = text_of(anna.get(address))
    assert "by Anna Berg: Wrong filler." in page
    for offer in ("Discard this batch", "The batch is as recorded", "Shorten it"):
        assert offer not in page
    assert "discarded" in text_of(anna.get("/batches/"))
    assert "Call this lot back" not in text_of(anna.get(f"/supplies/lots/{batch.lot}/"))


def test_a_batch_is_not_discarded_without_a_reason_on_the_page(world):
    batch = batched(world)
    response = browser_of(world.tom).post(f"/batches/{batch.lot}/discard/", {"discard-reason": ""})
    assert response.status_code == 422
    assert "Write the reason; it stays on record." in text_of(response)


def test_only_those_who_may_discard_are_offered_to(world):
    batch = plan_batch(prescription=screened(world), by=world.anna)
    for who, offered in (("anna", True), ("ben", True), ("tom", False), ("aud", False)):
        page = text_of(browser_of(getattr(world, who)).get(panel_of(batch.prescription)))
        assert ("Discard this batch" in page) is offered, who
    response = browser_of(world.tom).post(f"/batches/{batch.lot}/discard/", {"discard-reason": "It looks odd."})
    assert response.status_code == 409
    assert "the technician who made it, discards a batch" in text_of(response)
