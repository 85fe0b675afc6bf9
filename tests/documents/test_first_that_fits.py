"""Of several styles for the same words the first that fits is taken, whichever way they are set."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from pharmacy.documents.facts import PaperFacts
from pharmacy.documents.papers.label import label_text
from pharmacy.documents.papers.label_trial import Trial
from pharmacy.documents.rendering import Sheet, typeset, typeset_first
from pharmacy.documents.rendering.typesetter import Press
from tests.documents.a_paper import capsules, cream, facts, job, micrograms, unpreserved
from tests.documents.random_labels import random_sheets
from tests.documents.test_quick_labels import SHEET, new_press, press, quick_of

__all__ = ["new_press", "press"]  # fixtures
LOW = replace(SHEET, css=SHEET.css.replace("35mm", "12mm"))  # room of 8 mm
TALL, TALLER = (f"p {{ font-size: {points}pt; }}" for points in (20, 30))  # 7.8 and 11.6 mm a line of 1.1


def in_type(style: str, *, of: Sheet = LOW) -> Sheet:
    return replace(of, css=of.css + style)


def test_the_first_style_that_fits_is_taken_and_named() -> None:
    """The name takes 3.5 mm; one line of 20 points more passes the 8 mm, one of 9 points does not."""
    number, layout = typeset_first([in_type(TALLER), in_type(TALL), LOW, SHEET])
    assert (number, layout.fits, bool(layout.pdf)) == (2, True, True)


def test_where_no_style_fits_the_last_one_says_what_is_too_long() -> None:
    number, layout = typeset_first([in_type(TALLER), in_type(TALL)])
    assert (number, layout.fits, layout.pdf) == (1, False, b"")
    assert {edge.side for edge in layout.edges} >= {"bottom"}


@pytest.mark.parametrize("other", [replace(SHEET, html=SHEET.html.replace("Ada", "Ida")), replace(SHEET, labels=2)])
def test_other_words_are_no_other_style(other: Sheet) -> None:
    with pytest.raises(ValueError, match="styles alone"):
        typeset_first([SHEET, other])


def test_what_is_passed_over_without_a_layout_does_not_fit_in_full_either(press: Press) -> None:
    passed = 0
    for sheet in random_sheets(23, labels=30):
        press.set(sheet)  # a form is compared before anything is said of it
        if quick_of(press).is_too_long(sheet):
            passed += 1
            assert not press.measure(sheet).fits
    assert passed > 5


def test_nothing_is_passed_over_of_a_form_that_was_never_compared(new_press: Callable[[], Press]) -> None:
    assert not quick_of(new_press()).is_too_long(in_type(TALLER))


@pytest.mark.parametrize(
    "of", [facts(), unpreserved(), capsules(), cream(), micrograms()], ids=lambda of: of.medicine.code
)
def test_a_label_that_is_given_up_without_a_layout_does_not_fit(of: PaperFacts) -> None:
    """On the smallest stocks, where it is given up; the same label has its room on the largest."""
    small, large = (
        Trial(on, label_text(on, lean=True), on.stock.rungs)
        for on in (job(of, stock=stock) for stock in ("label-70x35", "a4-99x68"))
    )
    assert not large.is_hopeless
    assert not (small.is_hopeless and typeset(small.in_least_type).fits)


def test_the_longest_of_our_labels_is_given_up_on_the_smallest_stock() -> None:
    on = job(micrograms(), stock="label-70x35")
    warned = replace(on.facts, medicine=replace(on.facts.medicine, label_warnings=("Do not drive after it. " * 12,)))
    on = replace(on, facts=warned)
    assert Trial(on, label_text(on, lean=True), on.stock.rungs).is_hopeless
