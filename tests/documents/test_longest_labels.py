"""The longest label that anybody will ask for: a long name, five steps of drops and twelve warnings, on every stock."""

from dataclasses import replace

import pytest

from formulations.reference.stocks import label_stocks
from pharmacy.documents.facts import PaperFacts
from pharmacy.documents.finishing.lint import lint_label
from pharmacy.documents.finishing.read_back import read_back_label
from pharmacy.documents.papers.label_sheet import LabelDoesNotFit, set_label
from tests.documents.a_paper import ENGLISH, job, law
from tests.documents.test_continuation import WARNINGS
from tests.documents.test_labels_on_stocks import WEEKS

NAMES = (
    "Maximiliane Theodora von Hohenzollern-Sigmaringen",
    "Þórgunnur Ásdís Guðjónsdóttir-Kristjánsdóttir",
    "Świętosława Małgorzata Brzęczyszczykiewicz-Źdźbło",
)
LABELS = {  # how many of a stock that was named it takes; none where two do not hold it either
    "label-70x35": 0,
    "label-4x2in": 2,
    "label-101x54": 2,
    "roll-62": 1,
    "a4-63x38": 0,
    "letter-4x2in": 2,
    "a4-99x68": 1,
    "letter-4x3in": 1,
}


def longest(name: str) -> PaperFacts:
    return replace(WEEKS, law=law("de"), patient=name, medicine=replace(WEEKS.medicine, label_warnings=WARNINGS))


def test_every_stock_that_ships_is_tried_with_the_longest_label() -> None:
    assert {stock.code for stock in label_stocks()} == set(LABELS)


@pytest.mark.parametrize(("code", "labels"), [one for one in LABELS.items() if one[1]])
def test_the_longest_label_stands_whole_on_one_or_two(code: str, labels: int) -> None:
    of = longest(NAMES[len(code) % 3])
    asked = job(of, stock=code)
    text, layout = set_label(asked)
    assert layout.pages == labels
    assert lint_label(layout, facts=of, language=ENGLISH) == []
    assert read_back_label(layout.pdf, text=text, job=asked) == []


@pytest.mark.parametrize("code", [code for code, labels in LABELS.items() if not labels])
def test_a_stock_too_small_for_the_longest_label_is_refused_with_what_is_too_long(code: str) -> None:
    with pytest.raises(LabelDoesNotFit, match=r"7 points\. Too long: warnings \(58\d characters\)"):
        set_label(job(longest(NAMES[0]), stock=code))


def test_a_name_with_a_letter_that_the_type_lacks_is_stopped() -> None:
    of = longest("Eluned ქeti")
    _, layout = set_label(job(of, stock="letter-4x3in"))
    found = lint_label(layout, facts=of, language=ENGLISH)
    assert {one.code for one in found} == {"glyph-missing"}
    assert any("'ქ' (U+10E5)" in one.text for one in found)
