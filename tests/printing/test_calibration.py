"""Putting a printer right: four lengths measured, worked through by hand, and what no printer does by itself."""

from dataclasses import replace
from decimal import Decimal

import pytest

from formulations.reference.stocks import label_stock
from pharmacy.documents.finishing.raster import page_picture
from pharmacy.printing.calibration import (
    NO_CORRECTION,
    Correction,
    Measured,
    NotAPrintersError,
    Target,
    correction,
    target_of,
)
from pharmacy.printing.calibration_page import check_page, label_corners, page_to_measure

A4, ROLL = label_stock("a4-63x38"), label_stock("label-70x35")
EXACT = Measured(Decimal(170), Decimal(250), Decimal(20), Decimal(20))


def test_the_rulers_are_whole_centimetres_that_the_paper_holds() -> None:
    assert target_of(A4) == Target(Decimal(20), Decimal(170), Decimal(250))  # 210 - 40, 297 - 40
    assert target_of(label_stock("letter-4x2in")) == Target(Decimal(20), Decimal(170), Decimal(230))
    assert target_of(ROLL) == Target(Decimal(5), Decimal(60), Decimal(20))


def test_a_printer_that_prints_where_it_should_is_left_alone() -> None:
    assert correction(EXACT, stock=A4) == NO_CORRECTION


def test_a_printer_that_prints_two_millimetres_to_the_right_is_sent_two_to_the_left() -> None:
    found = correction(replace(EXACT, cross_left=Decimal(22)), stock=A4)
    assert found == Correction(right=Decimal(-2))


def test_a_printer_that_shrinks_by_two_per_cent_is_sent_a_larger_picture() -> None:
    # Stretch 0.98; the cross comes out at 0.98 x 20 = 19.6, so that there is no offset besides.
    found = correction(replace(EXACT, ruler_down=Decimal(245), cross_top=Decimal("19.6")), stock=A4)
    assert found.scale_down * Decimal("0.98") == Decimal(1)
    assert found.down == 0
    assert found.scale_across == 1


def test_offset_and_stretch_together_bring_a_point_to_its_place() -> None:
    # Stretch 252 / 250 = 1.008, offset 21.66 - 20.16 = 1.5: what is meant for 100 comes out at 102.3 by itself.
    found = correction(replace(EXACT, ruler_down=Decimal(252), cross_top=Decimal("21.66")), stock=A4)
    sent = found.scale_down * 100 + found.down
    assert round(sent * Decimal("1.008") + Decimal("1.5"), 9) == 100


@pytest.mark.parametrize(("length", "cross"), [("161.5", "24.25"), ("178.5", "15.75")])
def test_a_ruler_that_is_off_by_five_per_cent_is_still_a_printers_error(length: str, cross: str) -> None:
    # Stretched about the middle of the paper: 0.95 x 20 + 0.05 x 105 = 24.25, and 1.05 x 20 - 0.05 x 105 = 15.75.
    found = correction(replace(EXACT, ruler_across=Decimal(length), cross_left=Decimal(cross)), stock=A4)
    assert round(found.scale_across * Decimal(length), 9) == 170


@pytest.mark.parametrize("length", ["161.4", "178.6", "0"])
def test_a_ruler_that_is_off_by_more_is_refused_with_what_to_do(length: str) -> None:
    with pytest.raises(NotAPrintersError, match=r"The ruler across is 170 mm long.*at 100 %, not fitted"):
        correction(replace(EXACT, ruler_across=Decimal(length)), stock=A4)


def test_a_cross_that_stands_more_than_ten_millimetres_off_is_another_paper() -> None:
    with pytest.raises(NotAPrintersError, match=r"20 mm from the edge; 30.1 mm is more than 10 mm off.*right paper"):
        correction(replace(EXACT, cross_top=Decimal("30.1")), stock=A4)
    assert correction(replace(EXACT, cross_top=Decimal(30)), stock=A4).down == -10


def test_putting_right_never_pushes_text_off_the_paper() -> None:
    exact = Measured(Decimal(60), Decimal(20), Decimal(5), Decimal(5))  # the margin of this label is 1.1 mm
    assert correction(replace(exact, cross_left=Decimal("6.1")), stock=ROLL).right == Decimal("-1.1")
    with pytest.raises(NotAPrintersError, match=r"would push text off 70 x 35 mm, whose margin is 1.1 mm"):
        correction(replace(exact, cross_left=Decimal("6.2")), stock=ROLL)
    with pytest.raises(NotAPrintersError, match="off down would push text off"):
        correction(replace(exact, cross_top=Decimal("3.8")), stock=ROLL)


def test_the_page_to_check_has_a_cross_at_each_corner_of_each_label() -> None:
    corners = label_corners(A4)  # three columns of two edges each, and eight lines, because rows touch
    assert len(corners) == 6 * 8
    assert min(corners) == (Decimal("7.25"), Decimal("15.15"))
    assert max(corners) == (Decimal("202.75"), Decimal("281.85"))  # 7.25 + 195.5; 15.15 + 7 x 38.1
    assert label_corners(ROLL)[0] == (Decimal("1.1"), Decimal("1.1"))


def is_dark(pdf: bytes, *, left: str, top: str) -> bool:
    """Something dark stands within a quarter of a millimetre of a point."""
    picture = page_picture(pdf, dpi=254)  # ten dots a millimetre
    x, y = int(Decimal(left) * 10), int(Decimal(top) * 10)
    box = picture.crop((x - 2, y - 2, x + 3, y + 3))
    return box.getextrema()[0] < 160


def test_the_cross_and_the_ends_of_the_rulers_stand_where_the_page_says() -> None:
    page = page_to_measure(ROLL)
    for left, top in (("5", "5"), ("65", "5"), ("5", "25")):
        assert is_dark(page, left=left, top=top)
    assert not is_dark(page, left="66", top="5")


def test_the_crosses_to_check_are_put_right_as_labels_are() -> None:
    plain = check_page(ROLL, correction=NO_CORRECTION)
    moved = check_page(ROLL, correction=Correction(right=Decimal(1), down=Decimal("-0.5")))
    assert is_dark(plain, left="68.9", top="33.9")
    assert not is_dark(plain, left="69.7", top="31.5")
    assert is_dark(moved, left="69.7", top="31.5")
