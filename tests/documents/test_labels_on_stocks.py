"""Labels on every stock that ships: whole, checked, read back, and as large as their paper."""

from dataclasses import replace

import pytest

from formulations.reference.stocks import in_large_print, label_stock, label_stocks
from pharmacy.documents.finishing.lint import lint_label
from pharmacy.documents.finishing.raster import page_picture
from pharmacy.documents.finishing.read_back import read_back_label
from pharmacy.documents.papers.label_sheet import set_label_on_any
from tests.documents.a_paper import ENGLISH, capsules, drops, facts, job, law

STOCKS = [stock.code for stock in label_stocks()]
LONG_NAME = "Maximiliane Theodora von Hohenzollern-Sigmaringen"
WEEKS = drops(
    ("0.25 mg", "1 drop"), ("0.5 mg", "2 drops"), ("0.75 mg", "3 drops"), ("1 mg", "4 drops"), ("1.25 mg", "5 drops")
)  # fmt: skip


def set_on(code: str, *, of=None):
    """A label from that stock on, with the stock it came to stand on."""
    return set_label_on_any(replace(job(of or capsules()), stock=label_stock(code)))


@pytest.mark.parametrize("code", STOCKS)
def test_a_usual_label_stands_on_every_stock_and_passes_its_checks(code: str) -> None:
    stock, text, layout = set_on(code)
    assert stock.loaded_as == code
    assert lint_label(layout, facts=capsules(), language=ENGLISH) == []
    assert read_back_label(layout.pdf, text=text, job=replace(job(capsules()), stock=stock)) == []


@pytest.mark.parametrize("code", [code for code in STOCKS if code != "label-4x2in"])
def test_five_weeks_of_drops_stand_on_every_family_of_stock(code: str) -> None:
    of = replace(WEEKS, law=law("de"), patient=LONG_NAME)
    stock, text, layout = set_on(code, of=of)
    assert lint_label(layout, facts=of, language=ENGLISH) == []
    assert read_back_label(layout.pdf, text=text, job=replace(job(of), stock=stock)) == []


def test_a_roll_is_cut_longer_before_anything_gets_smaller_or_is_left_out() -> None:
    short, short_text, short_layout = set_on("roll-62")
    long, long_text, long_layout = set_on("roll-62", of=WEEKS)
    assert short.height < long.height
    assert min(run.size_pt for run in short_layout.runs) == min(run.size_pt for run in long_layout.runs)
    for text in (short_text, long_text):
        assert text.part("keep-out-of-reach") is not None
        assert not text.plan_only


def test_a_cut_label_is_as_long_as_its_code_says() -> None:
    stock, _, layout = set_on("roll-62")
    assert stock.code == f"roll-62-{stock.height}mm"
    wide, high = page_picture(layout.pdf, dpi=254).size  # ten dots a millimetre; the raster rounds up
    assert abs(wide - 620) <= 1
    assert abs(high - 10 * stock.height) <= 1


def test_in_large_print_nothing_that_is_read_to_take_a_dose_is_below_eighteen_points() -> None:
    stock, _, layout = set_label_on_any(replace(job(facts()), stock=in_large_print(label_stock("roll-62"))))
    assert stock.large_print
    for element in ("patient-name", "active-and-strength", "directions", "use-by"):
        assert min(run.size_pt for run in layout.runs if run.element == element) >= 17.99


def test_what_does_not_fit_on_two_labels_in_large_print_goes_back_to_ordinary_type() -> None:
    large, of = in_large_print(label_stock("roll-62")), replace(WEEKS, law=law("de"), patient=LONG_NAME)
    many = replace(of, medicine=replace(of.medicine, label_warnings=of.medicine.label_warnings * 12))
    stock, _, _ = set_label_on_any(replace(job(many), stock=large))
    assert not stock.large_print
    assert stock.loaded_as == "roll-62"


def test_lot_and_prescription_number_are_never_parted() -> None:
    for code in ("roll-62", "a4-63x38"):
        _, _, layout = set_on(code)
        lots = [run.text for run in layout.runs if run.element == "lot"]
        assert lots == ["Lot 261122-001"]
