"""Where lines may end: never between a number and its unit, and after a hyphen only as the read-back understands it."""

from dataclasses import replace
from decimal import Decimal

import pytest

from formulations.reference.papers import language
from pharmacy.documents.facts import PaperFacts
from pharmacy.documents.finishing.letters import broken_numbers, hidden_characters
from pharmacy.documents.finishing.read_back import read_back_label, read_back_leaflet
from pharmacy.documents.papers.label import label_text
from pharmacy.documents.papers.label_form import label_form
from pharmacy.documents.papers.leaflet_sheet import set_leaflet
from pharmacy.documents.papers.side_labels.kinds import side_label_text
from pharmacy.documents.papers.side_labels.sheet import side_label_sheet
from pharmacy.documents.papers.unparted import unparted
from pharmacy.documents.rendering import Sheet, typeset
from tests.documents.a_paper import ENGLISH, drops, facts, job

NARROWEST = {"en": 38, "de": 44}  # millimetres of a label on which "drops are 1" just fills a line of large type


@pytest.mark.parametrize(
    ("spoken", "text", "held"),
    [
        ("de", "20 Tropfen sind 1 ml.", "20\u00a0Tropfen sind 1\u00a0ml."),
        ("fi", "Ota 2 kapselia, 25 °C.", "Ota 2\u00a0kapselia, 25\u00a0°C."),
        ("es", "al 5 % y 4,5 mg", "al 5\u00a0% y 4,5\u00a0mg"),
        ("en", "Ask 2 doctors; 12 Linden Street", "Ask 2 doctors; 12 Linden Street"),
        ("en", "<b>8 °C</b> in 5 glasses", "<b>8\u00a0°C</b> in 5 glasses"),
        ("en", '<path d="M 5 l 10 g"/>', '<path d="M 5 l 10 g"/>'),
        ("fi", "25 mg -tablettien", "25\u00a0mg -\u2060tablettien"),
        ("fi", "D3-vitamiini, 2 -5 °C", "D3-vitamiini, 2 -5\u00a0°C"),
    ],
)
def test_a_number_is_held_to_its_unit_and_a_first_hyphen_to_its_word(spoken: str, text: str, held: str) -> None:
    assert unparted(text, spoken=spoken) == held


@pytest.mark.parametrize("one_page", [True, False])
@pytest.mark.parametrize("code", ["en", "de"])
def test_how_many_drops_are_1_ml_is_never_parted_in_either_way_of_setting(code: str, *, one_page: bool) -> None:
    of = replace(job(drops(("0.5 mg", "2 drops")), stock="label-101x54"), language=language(code))
    narrow = replace(of, stock=replace(of.stock, width=Decimal(NARROWEST[code])))
    sheet = label_form(narrow, text=label_text(narrow), rung=of.stock.rungs[0], gap=Decimal("0.4"))
    layout = typeset(replace(sheet, one_page=one_page))
    assert layout.is_quick is one_page
    assert broken_numbers(layout, spoken=code) == []


def test_labels_beside_the_full_one_and_leaflets_hold_units_too() -> None:
    of = facts(patient="Ada, 5 ml")
    text = side_label_text("bag", job=job(of))
    assert "Ada, 5\u00a0ml" in side_label_sheet(text, job=job(of), rung=job(of).stock.rungs[0]).html
    asks = replace(of.medicine, leaflet=(("what-if", ("Ask whether 9 ml is too much:",)),))
    _, layout = set_leaflet(replace(of, medicine=asks), language=ENGLISH, large_print=False)
    assert "9\u00a0ml is too much" in "".join(run.text for run in layout.runs)


HYPHENS = (
    ("kolekalsiferoli (D3-vitamiini)", "D3-"),
    ("XemaTop-voidepohja", "XemaTop-"),
    ("Aamu- ja iltavoide", "Aamu- "),
    ("Voide 10 %-vahvuinen", "%-"),
)


def label_of(name: str) -> PaperFacts:
    of = facts()
    return replace(of, medicine=replace(of.medicine, active_name=name))


@pytest.mark.parametrize(("name", "before"), HYPHENS)
def test_a_label_whose_line_ends_at_a_hyphen_reads_back_as_the_record(name: str, before: str) -> None:
    of = job(label_of(name), stock="label-101x54")
    text = label_text(of)
    sheet = label_form(of, text=text, rung=of.stock.rungs[-1], gap=Decimal("0.4"))
    head, body, words = sheet.html.partition("<body>")
    parted = head + body + words.replace(before, f"{before.rstrip()}<br>")
    assert parted != sheet.html
    assert read_back_label(typeset(Sheet(parted, sheet.css)).pdf, text=text, job=of) == []


def test_a_hyphen_that_is_lost_at_a_line_end_is_found() -> None:
    of = job(label_of("XemaTop-voidepohja"), stock="label-101x54")
    text = label_text(of)
    sheet = label_form(of, text=text, rung=of.stock.rungs[-1], gap=Decimal("0.4"))
    found = read_back_label(
        typeset(Sheet(sheet.html.replace("XemaTop-", "XemaTop<br>"), sheet.css)).pdf, text=text, job=of
    )
    assert {one.code for one in found} >= {"fact-differs", "words-lost"}


def test_a_finnish_word_with_a_first_hyphen_keeps_it_and_reads_back_in_both_ways() -> None:
    of = job(label_of("spironolaktoni 25 mg -tablettien apuaine"), stock="label-101x54")
    text = label_text(of)
    for width in range(58, 102, 8):
        narrow = replace(of, stock=replace(of.stock, width=Decimal(width)))
        sheet = label_form(narrow, text=text, rung=of.stock.rungs[-1], gap=Decimal("0.4"))
        for one_page in (True, False):
            layout = typeset(replace(sheet, one_page=one_page))
            lines = [run.text.rstrip() for run in layout.runs]
            assert not any(line.endswith(" -") for line in lines)
            assert hidden_characters("".join(lines)) == []
    assert read_back_label(layout.pdf, text=text, job=narrow) == []


def test_a_leaflet_with_a_hyphen_at_a_line_end_reads_back_as_the_record() -> None:
    of = facts()
    words = " ".join(["aamu- ja D3-vitamiini -tablettien"] * 40)
    of = replace(of, medicine=replace(of.medicine, leaflet=(("what-if", (words,)),)))
    text, layout = set_leaflet(of, language=ENGLISH, large_print=False)
    assert read_back_leaflet(layout.pdf, text=text, facts=of, language=ENGLISH) == []
