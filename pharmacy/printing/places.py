"""Where a label stands on its paper: place 1 is the first label of the first sheet, counted across and then down."""

from dataclasses import dataclass
from decimal import Decimal

from formulations.reference.label_stock import LabelStock
from pharmacy.staff.refusals import Conflict


class NoSuchPlace(Conflict):
    """A place that the sheet does not have."""


@dataclass(frozen=True)
class Spot:
    """The corner of a label. page: from 0; left, top: millimetres from the paper's edges."""

    page: int
    left: Decimal
    top: Decimal


def spot_of(place: int, *, stock: LabelStock) -> Spot:
    """Return where a place is; past the last place of a sheet it is on the next sheet. Source: arithmetic.

    place: from 1. A label from a roll has a page of its own. Raises NoSuchPlace.
    """
    if place < 1:
        raise NoSuchPlace(f"Place {place} does not exist; the first label of a sheet is place 1.")
    sheet = stock.sheet
    if sheet is None:
        return Spot(place - 1, Decimal(0), Decimal(0))
    page, rest = divmod(place - 1, sheet.places)
    row, column = divmod(rest, sheet.columns)
    left = sheet.left + column * (stock.width + sheet.gutter_across)
    return Spot(page, left, sheet.top + row * (stock.height + sheet.gutter_down))


def first_place(place: int, *, stock: LabelStock) -> int:
    """Return the place to begin at, when the sheet has it. Raises NoSuchPlace, naming the last one."""
    last = stock.sheet.places if stock.sheet else 1
    if not 1 <= place <= last:
        raise NoSuchPlace(
            f"{stock.name} has the places 1 to {last}; choose where the first free label is, not {place}."
        )
    return place


def next_free(place: int, *, stock: LabelStock) -> int:
    """Return the place after the last one used, on the sheet that is in the printer then: 1 on a fresh sheet."""
    return (place - 1) % stock.sheet.places + 1 if stock.sheet else 1
