"""What is done about sheets: labels are placed on the paper of a printer, and drawn there for one print."""

from collections.abc import Iterable

from django.db import transaction

from formulations.reference.stocks import label_stock
from pharmacy.compounding.models import Batch
from pharmacy.documents.models import Document
from pharmacy.ledger.actions import append_event
from pharmacy.printing.actions import require_printable, send_job
from pharmacy.printing.composing import PlacedLabel, compose
from pharmacy.printing.models import PlacedSheet, Printer, PrintJob
from pharmacy.printing.places import first_place, next_free
from pharmacy.printing.printers import correction_of
from pharmacy.printing.queries import labels_to_place, new_request_key
from pharmacy.staff import clock
from pharmacy.staff.models import User
from pharmacy.staff.refusals import Conflict


class NothingToPlace(Conflict):
    """No label of the batch waits for this printer."""


@transaction.atomic
def place_labels(*, batch: Batch, printer: Printer, start: int, by: User, request_key: str) -> PlacedSheet:
    """Return the sheet on which every label that waits for this printer has its place, one after the other.

    Labels that were never sent count as sent from now. start: the first free label on the sheet in the printer, from
    1. The same request_key gives the same sheet. Raises NothingToPlace, NoSuchPlace, NotPrintable.
    """
    known = PlacedSheet.objects.filter(request_key=request_key).first()
    if known is not None:
        return known
    held = Printer.objects.select_for_update().get(pk=printer.pk)
    stock = label_stock(held.stock)
    place = first_place(start, stock=stock)
    labels = labels_to_place(batch, printer=held)
    if not labels:
        raise NothingToPlace(f"No label of lot {batch.lot} waits for {held.name} with {stock.name}.")
    sheet = PlacedSheet.objects.create(
        printer=held, first_place=place, request_key=request_key, placed_at=clock.now(), placed_by=by
    )
    place = _place_each(labels, sheet=sheet, by=by)
    held.next_place = next_free(place, stock=stock)
    held.save(update_fields=["next_place"])
    _note(sheet, batch=batch, labels=len(labels), by=by)
    return sheet


def drawn_sheet(sheet: PlacedSheet) -> bytes:
    """Return the PDF of a placed sheet, drawn from the archived labels and put right for its printer.

    A label that somebody saw come out, or that was printed again elsewhere, is not drawn a second time. Raises
    NothingToPlace when none is left, SheetDiffers, and NotPrintable once a batch was discarded or is past its date.
    """
    waiting = sheet.jobs.filter(state=PrintJob.State.SENT).order_by("place")
    jobs = list(waiting.select_related("document__file", "document__batch"))
    if not jobs:
        raise NothingToPlace("Every label of this sheet was seen. To print one again, open its print and say why.")
    for job in jobs:
        require_printable(job.document)
    labels = [PlacedLabel(bytes(job.document.file.content), job.place or 1) for job in jobs if job.document.file]
    return compose(labels, stock=label_stock(sheet.printer.stock), correction=correction_of(sheet.printer))


def _place_each(labels: Iterable[Document], *, sheet: PlacedSheet, by: User) -> int:
    """Return the place after the last; a label of two pages takes two places."""
    place = sheet.first_place
    for label in labels:
        job = _job(label, by=by)
        job.sheet, job.place = sheet, place
        job.save(update_fields=["sheet", "place"])
        place += label.pages or 1
    return place


def _job(label: Document, *, by: User) -> PrintJob:
    waiting = label.print_jobs.filter(state=PrintJob.State.SENT, sheet=None).first()
    return waiting or send_job(document=label, by=by, request_key=new_request_key())


def _note(sheet: PlacedSheet, *, batch: Batch, labels: int, by: User) -> None:
    facts = {
        "lot": batch.lot,
        "printer": sheet.printer.name,
        "stock": sheet.printer.stock,
        "first_place": sheet.first_place,
        "labels": labels,
    }
    subject = f"prescription:{batch.prescription.number}"
    append_event(actor=by.username, verb="print.placed", subject=subject, facts=facts)
