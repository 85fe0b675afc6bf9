"""Labels placed on the sheet of a printer: by a person, once, from the first free label on."""

import json
from dataclasses import replace
from decimal import Decimal
from secrets import token_hex

import pytest
from django.db import IntegrityError, transaction

from pharmacy.compounding.actions import discard_batch
from pharmacy.documents.actions import drain, render_document, request_documents
from pharmacy.documents.finishing.raster import text_of
from pharmacy.ledger.models import Event
from pharmacy.printing.actions import NotPrintable, confirm_printed, reprint, send_all
from pharmacy.printing.calibration import NO_CORRECTION, Measured, NotAPrintersError
from pharmacy.printing.models import PlacedSheet, Printer, PrintJob
from pharmacy.printing.places import NoSuchPlace
from pharmacy.printing.printers import PrinterKnown, add_printer, correction_of, record_measures, use_printer
from pharmacy.printing.queries import labels_to_place, printers_for, sheets_waiting
from pharmacy.printing.sheets import NothingToPlace, drawn_sheet, place_labels
from tests.world import ORDERS, checked, papered

TWO_JARS = replace(ORDERS["naltrexone-capsule"], days=120)  # 120 capsules, at most 100 in a jar


def on_sheets(world):
    """A batch with two finished labels on A4 sheets; its leaflet still waits."""
    batch = checked(world, entry=TWO_JARS)
    for label in request_documents(batch=batch, by=world.tom, stock="a4-99x68")[:2]:
        render_document(document_id=label.pk)
    return batch


@pytest.fixture
def laser(world):
    """A laser printer with sheets of eight."""
    return add_printer(name="Laser", stock="a4-99x68", by=world.tom)


def place(world, batch, printer, *, start=1, key=None):
    return place_labels(batch=batch, printer=printer, start=start, by=world.tom, request_key=key or token_hex(16))


def test_every_label_has_its_place_and_the_printer_knows_what_is_left(world, laser):
    batch = on_sheets(world)
    sheet = place(world, batch, laser, start=7)
    jobs = list(sheet.jobs.order_by("place"))
    assert [(job.place, job.document.container, job.state) for job in jobs] == [(7, 1, "sent"), (8, 2, "sent")]
    laser.refresh_from_db()
    assert laser.next_place == 1
    assert list(sheets_waiting(batch)) == [sheet]
    event = Event.objects.order_by("sequence").last()
    assert event.verb == "print.placed"
    facts = {"lot": batch.lot, "printer": "Laser", "stock": "a4-99x68", "first_place": 7, "labels": 2}
    assert json.loads(event.facts) == facts


def test_labels_that_were_sent_already_are_placed_and_not_sent_twice(world, laser):
    batch = on_sheets(world)
    drain()
    send_all(batch=batch, by=world.tom)
    place(world, batch, laser)
    assert PrintJob.objects.filter(document__kind="label").count() == 2
    assert labels_to_place(batch, printer=laser) == []


def test_a_second_press_of_the_button_is_the_same_sheet(world, laser):
    batch, key = on_sheets(world), token_hex(16)
    assert place(world, batch, laser, key=key) == place(world, batch, laser, key=key)
    assert PlacedSheet.objects.count() == 1


def test_nothing_is_placed_twice(world, laser):
    batch = on_sheets(world)
    place(world, batch, laser)
    with pytest.raises(NothingToPlace, match=r"No label of lot \S+ waits for Laser with A4 sheet, 8 of"):
        place(world, batch, laser)


def test_a_place_that_the_sheet_does_not_have_leaves_everything_as_it_was(world, laser):
    batch = on_sheets(world)
    with pytest.raises(NoSuchPlace, match="the places 1 to 8"):
        place(world, batch, laser, start=9)
    assert not PrintJob.objects.exists()


def test_labels_for_another_stock_are_left_alone(world):
    batch = on_sheets(world)
    roll = add_printer(name="Roll", stock="label-70x35", by=world.tom)
    with pytest.raises(NothingToPlace):
        place(world, batch, roll)
    assert [(choice.stock.code, choice.printer) for choice in printers_for(batch)] == [("a4-99x68", None)]


def test_the_sheet_says_what_the_archived_labels_say_and_they_are_unchanged(world, laser):
    batch = on_sheets(world)
    before = {one.container: bytes(one.file.content) for one in batch.documents.filter(kind="label")}
    sheet = place(world, batch, laser, start=3)
    said = text_of(drawn_sheet(sheet))
    assert said == " ".join(text_of(before[number]) for number in (1, 2))
    after = {one.container: bytes(one.file.content) for one in batch.documents.filter(kind="label")}
    assert after == before


def test_a_label_that_was_seen_or_printed_again_is_not_drawn_a_second_time(world, laser):
    batch = on_sheets(world)
    sheet = place(world, batch, laser)
    first, second = sheet.jobs.order_by("place")
    confirm_printed(job=first, by=world.tom, code=first.document.code)
    assert "2 of 2" in text_of(drawn_sheet(sheet))
    assert "1 of 2" not in text_of(drawn_sheet(sheet))
    reprint(job=second, by=world.tom, reason="Paper jam.", request_key=token_hex(16))
    with pytest.raises(NothingToPlace, match="Every label of this sheet was seen"):
        drawn_sheet(sheet)
    assert [label.container for label in labels_to_place(batch, printer=laser)] == [2]


def test_the_sheet_of_a_discarded_lot_is_not_drawn(world, laser):
    batch = on_sheets(world)
    sheet = place(world, batch, laser)
    discard_batch(batch=batch, by=world.anna, reason="Dropped.")
    with pytest.raises(NotPrintable, match="was discarded"):
        drawn_sheet(sheet)


def test_labels_from_a_roll_can_be_put_right_too(world):
    batch = papered(world)
    roll = add_printer(name="Roll", stock=batch.documents.get(kind="label").stock, by=world.tom)
    exact = Measured(Decimal(60), Decimal(20), Decimal("5.5"), Decimal(5))
    record_measures(printer=roll, measured=exact, by=world.tom)
    label = batch.documents.get(kind="label")
    assert text_of(drawn_sheet(place(world, batch, roll))) == text_of(bytes(label.file.content))


def test_a_printer_is_measured_by_a_person_and_put_right(world, laser):
    assert correction_of(laser) == NO_CORRECTION
    measured = record_measures(
        printer=laser, measured=Measured(Decimal(170), Decimal(250), Decimal(21), Decimal(20)), by=world.anna
    )
    assert correction_of(measured).right == -1
    assert (measured.measured_by, measured.measured_at is None) == (world.anna, False)
    assert Event.objects.order_by("sequence").last().verb == "printer.measured"


def test_measures_that_no_printer_makes_are_not_kept(world, laser):
    with pytest.raises(NotAPrintersError):
        record_measures(
            printer=laser, measured=Measured(Decimal(100), Decimal(250), Decimal(20), Decimal(20)), by=world.anna
        )
    laser.refresh_from_db()
    assert laser.measured_at is None


def test_a_printer_has_a_stock_once(world, laser):
    with pytest.raises(PrinterKnown, match=r"Laser is on the list with A4 sheet, 8 of 99\.1 x 67\.7 mm already"):
        add_printer(name="Laser", stock="a4-99x68", by=world.tom)
    assert add_printer(name="Laser", stock="a4-63x38", by=world.tom).stock == "a4-63x38"


def test_a_printer_that_is_not_used_is_not_offered(world, laser):
    batch = on_sheets(world)
    use_printer(printer=laser, in_use=False, by=world.tom)
    assert [choice.printer for choice in printers_for(batch)] == [None]
    use_printer(printer=laser, in_use=True, by=world.tom)
    assert [choice.printer for choice in printers_for(batch)] == [laser]


@pytest.mark.parametrize(
    "change", [{"next_place": 0}, {"cross_left": 5}, {"ruler_across": 1, "ruler_down": 1, "cross_top": 1}]
)
def test_the_database_refuses_a_printer_that_is_measured_by_half(world, laser, change):
    with pytest.raises(IntegrityError), transaction.atomic():
        Printer.objects.filter(pk=laser.pk).update(**change)


def test_the_database_refuses_a_place_without_a_sheet_and_two_labels_at_one_place(world, laser):
    sheet = place(world, on_sheets(world), laser)
    first, second = sheet.jobs.order_by("place")
    for job, change in ((first, {"sheet": None}), (second, {"place": first.place})):
        with pytest.raises(IntegrityError), transaction.atomic():
            PrintJob.objects.filter(pk=job.pk).update(**change)
