"""Sheets composed of archived labels: each at its place, put right for the printer, and unchanged."""

from decimal import Decimal

import pytest
import zxingcpp

from formulations.reference.label_stock import LabelStock
from formulations.reference.stocks import label_stock, label_stocks
from pharmacy.documents.finishing.raster import page_picture, text_of
from pharmacy.documents.papers.label_sheet import set_label
from pharmacy.printing.calibration import NO_CORRECTION, Correction
from pharmacy.printing.composing import PlacedLabel, SheetDiffers, compose
from pharmacy.printing.places import NoSuchPlace, Spot, first_place, next_free, spot_of
from tests.documents.a_paper import capsules, job

A4 = label_stock("a4-63x38")
SHEETS = [stock.code for stock in label_stocks() if stock.sheet]


@pytest.fixture(scope="module")
def label() -> bytes:
    """The finished label of some capsules on the small stock of an A4 sheet."""
    return set_label(job(capsules(), stock="a4-63x38"))[1].pdf


def found_codes(pdf: bytes, *, page: int = 0) -> list[tuple[int, int]]:
    """Where the codes of a page stand: millimetres of their upper left corners."""
    codes = zxingcpp.read_barcodes(page_picture(pdf, page=page, dpi=254))
    return sorted((round(code.position.top_left.x / 10), round(code.position.top_left.y / 10)) for code in codes)


def test_places_are_counted_across_and_then_down_and_go_on_with_the_next_sheet() -> None:
    assert spot_of(1, stock=A4) == Spot(0, Decimal("7.25"), Decimal("15.15"))
    assert spot_of(3, stock=A4) == Spot(0, Decimal("139.25"), Decimal("15.15"))  # 7.25 + 2 x (63.5 + 2.5)
    assert spot_of(4, stock=A4) == Spot(0, Decimal("7.25"), Decimal("53.25"))
    assert spot_of(21, stock=A4) == Spot(0, Decimal("139.25"), Decimal("243.75"))  # 15.15 + 6 x 38.1
    assert spot_of(22, stock=A4) == Spot(1, Decimal("7.25"), Decimal("15.15"))


def test_a_label_from_a_roll_has_a_page_of_its_own() -> None:
    assert spot_of(3, stock=label_stock("label-70x35")) == Spot(2, Decimal(0), Decimal(0))


@pytest.mark.parametrize("place", [0, -1, 22])
def test_a_place_that_the_sheet_does_not_have_is_refused(place: int) -> None:
    with pytest.raises(NoSuchPlace, match="has the places 1 to 21"):
        first_place(place, stock=A4)


def test_the_last_place_of_a_sheet_is_a_place_and_place_nought_is_none() -> None:
    assert first_place(21, stock=A4) == 21
    with pytest.raises(NoSuchPlace, match="the first label of a sheet is place 1"):
        spot_of(0, stock=A4)


def test_after_the_last_place_the_next_sheet_begins() -> None:
    assert next_free(21, stock=A4) == 21
    assert next_free(22, stock=A4) == 1
    assert next_free(24, stock=A4) == 3
    assert next_free(5, stock=label_stock("label-70x35")) == 1


@pytest.mark.parametrize("code", SHEETS)
def test_the_last_label_of_every_sheet_ends_on_the_paper(code: str) -> None:
    stock: LabelStock = label_stock(code)
    last = spot_of(stock.sheet.places, stock=stock)
    assert last.page == 0
    assert last.left + stock.width <= stock.sheet.width - stock.sheet.left + Decimal("0.01")
    assert last.top + stock.height <= stock.sheet.height - stock.sheet.top + Decimal("0.15")


def test_a_sheet_begins_at_any_place_and_its_labels_stand_there(label: bytes) -> None:
    alone = found_codes(label)[0]
    sheet = compose([PlacedLabel(label, 21), PlacedLabel(label, 22)], stock=A4, correction=NO_CORRECTION)
    wide, high = page_picture(sheet, dpi=254).size  # ten dots a millimetre; the raster rounds up
    assert abs(wide - 2100) <= 1
    assert abs(high - 2970) <= 1
    (x, y), (again_x, again_y) = found_codes(sheet)[0], found_codes(sheet, page=1)[0]
    assert abs(x - alone[0] - 139.25) <= 1
    assert abs(y - alone[1] - 243.75) <= 1
    assert abs(again_x - alone[0] - 7.25) <= 1
    assert abs(again_y - alone[1] - 15.15) <= 1


def test_a_sheet_says_what_its_labels_say_and_leaves_their_bytes_alone(label: bytes) -> None:
    before = bytes(label)
    sheet = compose([PlacedLabel(label, 1)], stock=A4, correction=NO_CORRECTION)
    assert text_of(sheet) == text_of(label)
    assert label == before


def test_a_printer_is_put_right_by_moving_and_stretching_the_whole_sheet(label: bytes) -> None:
    plain = found_codes(compose([PlacedLabel(label, 21)], stock=A4, correction=NO_CORRECTION))[0]
    correction = Correction(Decimal("1.01"), Decimal("0.99"), Decimal(3), Decimal(-2))
    moved = found_codes(compose([PlacedLabel(label, 21)], stock=A4, correction=correction))[0]
    assert abs(moved[0] - (1.01 * plain[0] + 3)) <= 1
    assert abs(moved[1] - (0.99 * plain[1] - 2)) <= 1


def test_two_labels_at_one_place_are_never_printed(label: bytes) -> None:
    with pytest.raises(SheetDiffers, match="Label 1 of this sheet does not read as the archived label"):
        compose([PlacedLabel(label, 4), PlacedLabel(label, 4)], stock=A4, correction=NO_CORRECTION)


def test_a_label_that_is_larger_than_its_place_is_never_printed() -> None:
    large = set_label(job(capsules(), stock="label-101x54"))[1].pdf
    with pytest.raises(SheetDiffers, match="Label 1"):
        compose([PlacedLabel(large, 1), PlacedLabel(large, 2)], stock=A4, correction=NO_CORRECTION)
