"""The mark of training: on every paper of a pharmacy for training, on none of another, and never in the way."""

from dataclasses import replace

import pytest

from formulations.reference.stocks import label_stocks
from pharmacy.documents.facts import facts_as_document, facts_from
from pharmacy.documents.finishing.lint import lint_label, lint_leaflet
from pharmacy.documents.finishing.raster import opened, page_picture
from pharmacy.documents.finishing.read_back import read_back_label, read_back_leaflet
from pharmacy.documents.gathering import gather_facts
from pharmacy.documents.papers.label_sheet import set_label_on_any
from pharmacy.documents.papers.leaflet_sheet import set_leaflet
from pharmacy.documents.rendering import typeset
from pharmacy.staff.accounts import set_pharmacy
from tests.documents.a_paper import ENGLISH, capsules, job
from tests.documents.sabotage import bench
from tests.world import ORDERS, batched

MARK = "For training only. Do not use."
TRAINING = capsules(is_training=True)


def labelled(of, *, stock="label-70x35"):
    """The job, words and layout of a label."""
    found, text, layout = set_label_on_any(job(of, stock=stock))
    return replace(job(of), stock=found), text, layout


@pytest.mark.parametrize("code", [stock.code for stock in label_stocks()])
def test_a_training_label_says_so_on_every_stock_and_passes_its_checks(code: str) -> None:
    of, text, layout = labelled(TRAINING, stock=code)
    assert lint_label(layout, facts=TRAINING, language=ENGLISH) == []
    assert read_back_label(layout.pdf, text=text, job=of) == []
    with opened(layout.pdf) as document:
        assert MARK in document.text()


def test_the_mark_is_a_black_band_across_the_label() -> None:
    _, _, layout = labelled(TRAINING, stock="label-101x54")
    picture = page_picture(layout.pdf, dpi=254)  # ten dots a millimetre
    sides = (*range(30, 45), *range(965, 980))
    dark = [
        row
        for row in range(picture.height // 2, picture.height)
        if all(picture.getpixel((x, row)) < 128 for x in sides)
    ]
    assert len(dark) >= 25
    assert dark == list(range(dark[0], dark[-1] + 1))


@pytest.mark.parametrize("stock", ["roll-62", "label-101x54"])
def test_a_letter_that_hangs_out_of_its_line_does_not_hide_the_mark(stock: str) -> None:
    of, text, layout = labelled(replace(TRAINING, patient="jan van der Berg"), stock=stock)
    assert read_back_label(layout.pdf, text=text, job=of) == []


def test_every_page_of_a_training_leaflet_says_so() -> None:
    text, layout = set_leaflet(TRAINING, language=ENGLISH, large_print=False)
    assert lint_leaflet(layout, facts=TRAINING, language=ENGLISH, large_print=False) == []
    assert read_back_leaflet(layout.pdf, text=text, facts=TRAINING, language=ENGLISH) == []
    with opened(layout.pdf) as document:
        assert all(MARK in document.text_on(page) for page in range(document.pages))


def test_a_training_paper_without_its_mark_is_stopped() -> None:
    of, text, layout = labelled(capsules())
    assert {one.code for one in lint_label(layout, facts=TRAINING, language=ENGLISH)} == {"training-mark"}
    found = read_back_label(layout.pdf, text=text, job=replace(of, facts=TRAINING))
    assert {"fact-differs", "training-mark"} == {one.code for one in found}


def test_a_real_paper_with_the_mark_is_stopped() -> None:
    of, text, layout = labelled(TRAINING)
    assert {one.code for one in lint_label(layout, facts=capsules(), language=ENGLISH)} == {"training-mark"}
    found = read_back_label(layout.pdf, text=text, job=replace(of, facts=capsules()))
    assert {"words-foreign", "ink-foreign"} <= {one.code for one in found}


@pytest.mark.parametrize(
    ("css", "code"),
    [
        ("@page { @bottom-center { background: #fff; color: #000 } }", "training-mark"),
        ("@page { @bottom-center { color: #000 } }", "low-contrast"),
        ("@page { @bottom-center { font-size: 4pt } }", "type-too-small"),
        ("@page { @bottom-center { content: none } }", "training-mark"),
    ],
)
def test_a_mark_that_could_be_missed_is_stopped(css: str, code: str) -> None:
    sheets, set_it = bench.recorded(bench.label_sheet)
    text, _ = set_it(job(TRAINING))
    layout = typeset(replace(sheets[-1], css=f"{sheets[-1].css}\n{css}"))
    found = lint_label(layout, facts=TRAINING, language=ENGLISH)
    codes = {one.code for one in (*found, *read_back_label(layout.pdf, text=text, job=job(TRAINING)))}
    assert code in codes


def test_papers_made_before_there_was_a_mark_are_read_as_real_ones() -> None:
    document = facts_as_document(capsules())
    del document["is_training"]
    assert not facts_from(document).is_training


def test_the_mark_is_a_fact_of_the_pharmacy_that_made_the_paper(world) -> None:
    batch = batched(world, entry=ORDERS["naltrexone-capsule"])
    assert not gather_facts(batch, language=ENGLISH).is_training
    set_pharmacy(columns={"is_training": True})
    assert gather_facts(batch, language=ENGLISH).is_training
