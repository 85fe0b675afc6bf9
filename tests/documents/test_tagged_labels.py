"""The structure tree of labels of every kind, set quickly or in full: nothing on them is lost to a screen reader."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache

import pytest

from pharmacy.documents.papers.label_sheet import set_label
from pharmacy.documents.papers.side_labels.sheet import set_side_label
from pharmacy.documents.rendering import Typeset
from pharmacy.documents.rendering.texts import MARGIN_BOX
from tests.documents.a_paper import capsules, facts, job
from tests.documents.gallery import LABELS, MADE
from tests.documents.structure import Tagged, streams, tagged

LIQUID = replace(LABELS["liquid"], batch=MADE)
TWELVE = tuple(f"Keep a copy of page {number} of the plan with your other papers." for number in range(1, 13))
LONG = replace(LABELS["titration"], medicine=replace(LABELS["titration"].medicine, label_warnings=TWELVE))


@dataclass(frozen=True)
class Kind:
    """One kind of label. make: sets it; is_quick: whether the quick way may set it; codes: how many 2D codes it has."""

    make: Callable[[], Typeset]
    is_quick: bool = True
    codes: int = 1
    signs: int = 0


def full(of: object, *, stock: str = "label-101x54") -> Callable[[], Typeset]:
    return lambda: set_label(job(of, stock=stock))[1]


def side(kind: str, *, stock: str = "label-101x54") -> Callable[[], Typeset]:
    on = job(LIQUID, stock=stock)
    return lambda: set_side_label(kind, job=on, may_grow=True, between=lambda: None).layout


KINDS = {
    "liquid": Kind(full(facts())),
    "capsules on a roll": Kind(full(capsules(), stock="roll-62")),
    "cream": Kind(full(LABELS["cream"])),
    "titration on a sheet": Kind(full(LABELS["titration"], stock="a4-99x68")),
    "training": Kind(full(capsules(is_training=True))),
    "two labels": Kind(full(LONG), is_quick=False, codes=2),
    "auxiliary": Kind(side("auxiliary"), is_quick=False, signs=5),
    "bag": Kind(side("bag"), is_quick=False, signs=1),
    "batch": Kind(side("batch"), is_quick=False),
    "flag": Kind(side("flag", stock="flag-57x32"), is_quick=False),
}


@cache
def made(name: str) -> tuple[Typeset, Tagged]:
    layout = KINDS[name].make()
    return layout, tagged(layout.pdf)


@pytest.mark.parametrize("name", KINDS)
def test_a_label_says_that_it_is_tagged_and_in_which_language_and_has_a_title(name: str) -> None:
    layout, paper = made(name)
    assert layout.is_quick is KINDS[name].is_quick
    assert (paper.is_tagged, paper.language) == (True, "en")
    assert "261122-001" in paper.title
    assert any(b'pdfuaid:part="1"' in stream for stream in streams(layout.pdf))


@pytest.mark.parametrize("name", KINDS)
def test_every_picture_of_a_label_has_words_of_its_own(name: str) -> None:
    words = [figure.alternative for figure in made(name)[1].all("Figure")]
    assert len(words) == len(set(words)) == KINDS[name].codes + KINDS[name].signs
    assert sum(one.startswith("Code of this label: SEC1:A1B2C3D4E5") for one in words) == KINDS[name].codes
    assert all(one.strip() for one in words)


@pytest.mark.parametrize("name", KINDS)
def test_all_words_of_a_label_are_read_in_the_order_in_which_they_are_set(name: str) -> None:
    layout, paper = made(name)
    laid_out = [run.text for run in layout.runs if run.element != MARGIN_BOX]
    assert paper.text.split() == " ".join(laid_out).split()
