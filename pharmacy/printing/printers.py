"""What is done about printers: one is added, measured, or not used any more."""

from django.db import transaction

from formulations.reference.stocks import label_stock
from pharmacy.ledger.actions import append_event
from pharmacy.printing.calibration import NO_CORRECTION, Correction, Measured, correction
from pharmacy.printing.models import MEASURES, Printer
from pharmacy.staff import clock
from pharmacy.staff.models import User
from pharmacy.staff.refusals import Conflict


class PrinterKnown(Conflict):
    """A printer that has a row for this stock already."""


@transaction.atomic
def add_printer(*, name: str, stock: str, by: User) -> Printer:
    """Return a new printer with a label stock in it. Raises PrinterKnown, UnknownStock."""
    paper = label_stock(stock)
    if Printer.objects.filter(name=name, stock=paper.loaded_as).exists():
        raise PrinterKnown(f"{name} is on the list with {paper.name} already. Open it there.")
    printer = Printer.objects.create(name=name, stock=paper.loaded_as)
    _note(printer, verb="printer.added", by=by)
    return printer


@transaction.atomic
def record_measures(*, printer: Printer, measured: Measured, by: User) -> Printer:
    """Return the printer with what was measured on its page.

    Raises NotAPrintersError for measures that no printer makes by itself.
    """
    correction(measured, stock=label_stock(printer.stock))
    held = Printer.objects.select_for_update().get(pk=printer.pk)
    for name in MEASURES:
        setattr(held, name, getattr(measured, name))
    held.measured_at, held.measured_by = clock.now(), by
    held.save(update_fields=[*MEASURES, "measured_at", "measured_by"])
    _note(held, verb="printer.measured", by=by, **{name: str(getattr(measured, name)) for name in MEASURES})
    return held


@transaction.atomic
def use_printer(*, printer: Printer, in_use: bool, by: User) -> Printer:
    """Return the printer, used from now on or not any more; what was printed on it stays on record."""
    held = Printer.objects.select_for_update().get(pk=printer.pk)
    held.in_use = in_use
    held.save(update_fields=["in_use"])
    _note(held, verb="printer.used" if in_use else "printer.set-aside", by=by)
    return held


def correction_of(printer: Printer) -> Correction:
    """Return what puts a printer right; nothing until it is measured."""
    measures = [getattr(printer, name) for name in MEASURES]
    if None in measures:
        return NO_CORRECTION
    return correction(Measured(*measures), stock=label_stock(printer.stock))


def _note(printer: Printer, *, verb: str, by: User, **facts: str) -> None:
    about = {"printer": printer.name, "stock": printer.stock}
    append_event(actor=by.username, verb=verb, subject=f"printer:{printer.public_id}", facts={**about, **facts})
