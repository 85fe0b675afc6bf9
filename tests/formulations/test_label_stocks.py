"""Label stocks: what each file must say, and figures that do not add up."""

from copy import deepcopy
from decimal import Decimal
from typing import Any

import pytest

from formulations.reference.label_stock import BadStock, LabelStock
from formulations.reference.sourced import read_toml
from formulations.reference.stock_figures import require_chain
from formulations.reference.stocks import (
    STOCKS,
    UnknownStock,
    cuts,
    in_large_print,
    label_stock,
    label_stocks,
    larger_stocks,
    read_stock,
    type_ladders,
)

CODES = sorted(path.stem for path in STOCKS.glob("*.toml"))
MUST_SAY = (
    "code", "name", "width", "height", "margin", "feed", "orientation", "material", "printer_dpi", "dots_per_module",
    "type", "source",
)  # fmt: skip


def written(code: str) -> dict[str, Any]:
    return deepcopy(read_toml(STOCKS / f"{code}.toml", error=BadStock))


def read(document: dict[str, Any]) -> LabelStock:
    return read_stock(document, ladders=type_ladders())


@pytest.mark.parametrize("code", CODES)
def test_each_stock_says_all_that_a_stock_must_say(code: str) -> None:
    assert [key for key in MUST_SAY if key not in written(code)] == []
    assert label_stock(code).loaded_as == code


@pytest.mark.parametrize("key", MUST_SAY[1:])
def test_a_stock_that_leaves_something_out_is_refused_and_the_gap_is_named(key: str) -> None:
    document = written("a4-63x38")
    del document[key]
    with pytest.raises(BadStock, match=rf"a4-63x38\.toml {key} is missing"):
        read(document)


@pytest.mark.parametrize("key", ["width", "height", "columns", "rows", "left", "top", "gutter_across", "gutter_down"])
def test_a_sheet_that_leaves_something_out_is_refused_and_the_gap_is_named(key: str) -> None:
    document = written("a4-63x38")
    del document["sheet"][key]
    with pytest.raises(BadStock, match=rf"sheet\.{key} is missing"):
        read(document)


def test_a_key_that_nobody_knows_is_refused() -> None:
    with pytest.raises(BadStock, match="is a key that is not known here"):
        read(written("a4-63x38") | {"gutters": "3"})


SHEET = {
    "one column too many": ({"columns": 4}, "the labels reach 268.75 mm across, and the sheet is 210 mm wide"),
    "one row too many": ({"rows": 8}, "the labels reach 319.95 mm down, and the sheet is 297 mm high"),
    "no rows": ({"rows": 0}, "3 columns and 0 rows hold no label"),
    "a sheet on its side": ({"width": "300"}, "paper of 300 x 297 mm is not portrait"),
}


@pytest.mark.parametrize("name", SHEET)
def test_a_sheet_whose_figures_do_not_add_up_is_refused_with_the_figures(name: str) -> None:
    document = written("a4-63x38")
    document["sheet"] |= SHEET[name][0]
    with pytest.raises(BadStock, match=SHEET[name][1]):
        read(document)


def test_labels_may_reach_the_very_edge_of_the_sheet_and_no_further() -> None:
    document = written("a4-63x38")  # three labels of 63.5 and two gutters of 2.5 are 195.5 mm
    document["sheet"]["left"] = "14.5"
    assert read(document).sheet.left == Decimal("14.5")
    document["sheet"]["left"] = "14.51"
    with pytest.raises(BadStock, match=r"the labels reach 210\.01 mm across, and the sheet is 210 mm wide"):
        read(document)


WRONG = [
    ("label-70x35", {"margin": "17.5"}, "margins of 17.5 mm leave no room on 70 x 35 mm"),
    ("label-70x35", {"orientation": "portrait"}, "paper of 70 x 35 mm is not portrait"),
    ("label-70x35", {"feed": "sheet"}, r"a sheet, and only a sheet, has a table \[sheet\]"),
    ("label-70x35", {"lengths": ["35"]}, "a continuous roll, and only that, has lengths"),
    ("roll-62", {"lengths": ["50", "40", "160"]}, "lengths must grow and end with the height, 160 mm"),
    ("roll-62", {"lengths": ["40", "150"]}, "lengths must grow and end with the height, 160 mm"),
    ("roll-62", {"lengths": ["40", "x"]}, "lengths"),
    ("roll-62", {"large_print_type": "middle"}, "large print has type of 13.5 points; 18 is the least for it"),
    ("label-70x35", {"type": "tiny"}, "must be one of: small, middle, roomy, large-print"),
    ("label-70x35", {"width": "seventy"}, "width"),
]


@pytest.mark.parametrize(("code", "change", "says"), WRONG)
def test_a_stock_whose_figures_do_not_add_up_is_refused_by_name(code: str, change: dict[str, Any], says: str) -> None:
    with pytest.raises(BadStock, match=says) as refused:
        read(written(code) | change)
    assert code in str(refused.value)


def ladder(*sizes: tuple[str, str, str, str, str]) -> dict[str, Any]:
    rung = type_ladders()["small"][0]
    names = ("patient", "medicine", "directions", "use_by", "small")
    rungs = [type(rung)(**dict(zip(names, map(Decimal, row), strict=True)), leading=Decimal(1)) for row in sizes]
    return {"small": tuple(rungs), "large-print": tuple(rungs)}


LADDERS = [
    ((("8", "8", "8", "8", "6.9"),), "type of 6.9 points is below 7"),
    ((("8", "8", "7.9", "7", "7"),), "directions of 7.9 points are smaller than the rest"),
    ((("8", "8", "8", "8", "7"), ("8", "8", "9", "8", "7")), "type grows from a rung of 8 points to the next one of 9"),
    ((), "there is no type for it"),
]


@pytest.mark.parametrize(("sizes", "says"), LADDERS)
def test_a_ladder_of_type_that_is_too_small_or_out_of_order_is_refused(sizes: Any, says: str) -> None:
    with pytest.raises(BadStock, match=says):
        read_stock(written("label-70x35"), ladders=ladder(*sizes))


def test_type_of_seven_points_is_just_large_enough() -> None:
    assert read_stock(written("label-70x35"), ladders=ladder(("8", "8", "8", "8", "7"))).rungs[0].least == 7


def test_a_next_larger_stock_must_exist_and_be_larger() -> None:
    small, large = label_stock("label-70x35"), label_stock("label-101x54")
    require_chain([small, large])
    with pytest.raises(BadStock, match="next_larger = 'label-101x54' has no file"):
        require_chain([small])
    back = written("label-101x54") | {"next_larger": "label-70x35"}
    with pytest.raises(BadStock, match=r"next_larger = 'label-70x35' \(70 x 35 mm\) is no larger than 101 x 54 mm"):
        require_chain([small, read(back)])


def test_a_stock_with_large_print_grows_onto_one_that_has_it_too() -> None:
    grows = written("letter-4x2in") | {"next_larger": "plain", "large_print_type": "large-print"}
    plain = written("letter-4x3in") | {"code": "plain"}
    with pytest.raises(BadStock, match="next_larger = 'plain' has no large print"):
        require_chain([read(grows), read(plain)])


def test_a_label_grows_within_its_family_and_never_from_a_roll_onto_a_sheet() -> None:
    grown = {stock.code: [larger.feed for larger in larger_stocks(stock)] for stock in label_stocks()}
    assert grown["label-70x35"] == ["single"]
    assert grown["a4-63x38"] == ["sheet"]
    assert grown["label-101x54"] == []


def test_large_print_is_larger_type_on_the_same_paper() -> None:
    large = in_large_print(label_stock("roll-62"))
    assert large == label_stock("roll-62-large")
    assert (large.loaded_as, large.large_print) == ("roll-62", True)
    assert {rung.least_for_a_dose >= 18 for rung in large.rungs} == {True}
    assert larger_stocks(large) == (label_stock("roll-62"),)  # back to ordinary type, and the code says so


def test_a_stock_without_large_print_hands_it_to_the_largest_of_its_family() -> None:
    assert in_large_print(label_stock("label-70x35")).code == "label-101x54"
    with pytest.raises(UnknownStock, match="label-70x35-large"):
        label_stock("label-70x35-large")


def test_a_roll_is_cut_to_a_length_that_its_code_names() -> None:
    lengths = cuts(label_stock("roll-62"))
    assert [cut.height for cut in lengths] == [40, 50, 60, 70, 80, 100, 120, 140, 160]
    assert label_stock("roll-62-80mm") == lengths[4]
    assert label_stock("roll-62-large-80mm").rungs == label_stock("roll-62").large_print_rungs
    assert [cut.is_cut_short for cut in lengths] == [True] * 8 + [False]
    assert cuts(label_stock("label-70x35")) == (label_stock("label-70x35"),)
    assert cuts(lengths[4]) == (lengths[4],)
    with pytest.raises(UnknownStock, match="roll-62-85mm"):
        label_stock("roll-62-85mm")


def test_single_labels_come_first_then_rolls_then_sheets_of_each_the_smallest_first() -> None:
    assert [stock.code for stock in label_stocks()] == [
        "label-70x35", "label-4x2in", "label-101x54", "roll-62", "a4-63x38", "letter-4x2in", "a4-99x68", "letter-4x3in",
    ]  # fmt: skip
