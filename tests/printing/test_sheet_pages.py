"""Pages of sheets and printers, as a browser without any script uses them."""

from dataclasses import replace
from secrets import token_hex

import pytest

from pharmacy.documents.actions import render_document, request_documents
from pharmacy.printing.models import PlacedSheet, Printer
from pharmacy.printing.printers import add_printer
from tests.journeys.browsing import browser_of, text_of
from tests.world import ORDERS, checked

TWO_JARS = replace(ORDERS["naltrexone-capsule"], days=120)


@pytest.fixture
def batch(world):
    """A batch with two finished labels on sheets of eight; its leaflet still waits."""
    made = checked(world, entry=TWO_JARS)
    for label in request_documents(batch=made, by=world.tom, stock="a4-99x68")[:2]:
        render_document(document_id=label.pk)
    return made


@pytest.fixture
def laser(world):
    """A laser printer with sheets of eight."""
    return add_printer(name="Laser", stock="a4-99x68", by=world.tom)


def test_without_a_printer_for_the_sheet_the_page_says_what_to_do(world, batch):
    page = text_of(browser_of(world.tom).get(f"/printing/of/{batch.prescription.public_id}/place/"))
    assert "2 labels are made for this sheet, and no printer holds it. Add the printer first." in page


def test_the_labels_are_placed_from_where_a_person_points(world, batch, laser):
    tom, address = browser_of(world.tom), f"/printing/of/{batch.prescription.public_id}/place/"
    page = tom.get(address).content.decode()
    assert page.count('name="start"') == 8
    answer = tom.post(address, {"printer": laser.public_id, "start": 5, "request_key": token_hex(16)})
    shown = text_of(tom.get(answer["Location"]))
    for words in ("2 labels for Laser", "from place 5", "100 %, not fitted to the page", "Label 2 of lot"):
        assert words in shown
    sheet = tom.get(f"{answer['Location']}sheet.pdf")
    assert sheet["Content-Type"] == "application/pdf"
    assert sheet["Content-Disposition"] == 'inline; filename="sheet.pdf"'
    panel = text_of(tom.get(f"/printing/of/{batch.prescription.public_id}/"))
    assert "Labels placed for Laser" in panel
    assert "place 6" in panel


def test_a_label_of_a_sheet_is_placed_and_never_opened_by_itself(world, batch, laser):
    tom, label = browser_of(world.tom), batch.documents.filter(kind="label").first()
    tom.post(f"/printing/papers/{label.public_id}/send/", {"request_key": token_hex(16)})
    panel = tom.get(f"/printing/of/{batch.prescription.public_id}/").content.decode()
    assert f"/documents/{label.public_id}/paper.pdf" not in panel
    assert "Place<span" in panel
    job = tom.get(f"/printing/{label.print_jobs.get().public_id}/").content.decode()
    assert f"/documents/{label.public_id}/paper.pdf" not in job
    assert "Place it on a sheet" in job


def test_the_page_offers_the_first_label_that_is_still_on_the_sheet(world, batch, laser):
    Printer.objects.update(next_place=4)
    page = browser_of(world.tom).get(f"/printing/of/{batch.prescription.public_id}/place/").content.decode()
    assert 'value="4" checked' in page


@pytest.mark.parametrize(("start", "status", "says"), [("", 422, "Choose where"), ("9", 409, "the places 1 to 8")])
def test_a_place_that_is_none_is_refused_on_the_page(world, batch, laser, start, status, says):
    tom, address = browser_of(world.tom), f"/printing/of/{batch.prescription.public_id}/place/"
    answer = tom.post(address, {"printer": laser.public_id, "start": start, "request_key": token_hex(16)})
    assert answer.status_code == status
    assert says in text_of(answer)


def test_a_sheet_that_was_seen_whole_is_not_given_again(world, batch, laser):
    tom = browser_of(world.tom)
    place = f"/printing/of/{batch.prescription.public_id}/place/"
    tom.post(place, {"printer": laser.public_id, "start": 1, "request_key": token_hex(16)})
    PlacedSheet.objects.get().jobs.update(state="void")
    answer = tom.get(f"/printing/sheets/{PlacedSheet.objects.get().public_id}/sheet.pdf")
    assert answer.status_code == 409
    assert "Every label of this sheet was seen." in text_of(answer)
    assert "No label waits to be placed" in text_of(tom.get(place))


def test_a_printer_is_added_measured_and_set_aside(world):
    tom = browser_of(world.tom)
    assert "No printer yet" in text_of(tom.get("/printing/printers/"))
    page = tom.post("/printing/printers/", {"name": "Laser", "stock": "a4-63x38"})["Location"]
    assert "It should be 170 mm." in text_of(tom.get(page))
    measures = {"cross_left": "21", "cross_top": "20", "ruler_across": "170", "ruler_down": "250"}
    assert tom.post(page, measures).status_code == 302
    assert "measured" in text_of(tom.get(page))
    tom.post(f"{page}use/")
    assert "not used" in text_of(tom.get("/printing/printers/"))
    tom.post(f"{page}use/", {"in_use": "on"})
    assert Printer.objects.get().in_use


@pytest.mark.parametrize(
    ("change", "status", "says"),
    [
        ({"ruler_across": "100"}, 409, "more than 5 % from that"),
        ({"ruler_across": "long"}, 422, "Enter a number"),
    ],
)
def test_measures_that_cannot_be_are_refused_on_the_page(world, laser, change, status, says):
    measures = {"cross_left": "20", "cross_top": "20", "ruler_across": "170", "ruler_down": "250"} | change
    answer = browser_of(world.tom).post(f"/printing/printers/{laser.public_id}/", measures)
    assert answer.status_code == status
    assert says in text_of(answer)


@pytest.mark.parametrize(
    ("form", "status", "says"),
    [
        ({"name": "Laser", "stock": "a4-99x68"}, 409, "is on the list"),
        ({"name": "", "stock": "a4-99x68"}, 422, "Write what people here call the printer"),
        ({"name": "La\u202eser", "stock": "a4-99x68"}, 422, "Printer"),
        ({"name": "Laser", "stock": "papyrus"}, 422, "Select a valid choice"),
    ],
)
def test_a_printer_that_cannot_be_added_is_refused_on_the_page(world, laser, form, status, says):
    answer = browser_of(world.tom).post("/printing/printers/", form)
    assert answer.status_code == status
    assert says in text_of(answer)


@pytest.mark.parametrize("name", ["measure", "check"])
def test_the_pages_to_put_a_printer_right_are_pdfs(world, laser, name):
    answer = browser_of(world.aud).get(f"/printing/printers/{laser.public_id}/{name}.pdf")
    assert answer.content.startswith(b"%PDF-")
    assert answer["Content-Disposition"] == f'inline; filename="{name}.pdf"'
