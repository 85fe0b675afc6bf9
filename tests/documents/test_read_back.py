"""The read-back: a finished PDF that differs from the record in one digit does not pass."""

import pytest

from pharmacy.documents.facts import PharmacyFacts
from pharmacy.documents.finishing.read_back import read_back_label, read_back_leaflet
from pharmacy.documents.papers import label_sheet
from pharmacy.documents.papers.label_form import label_form
from pharmacy.documents.papers.label_sheet import set_label
from pharmacy.documents.papers.label_trial import LEAST_GAP
from pharmacy.documents.papers.leaflet import leaflet_text
from pharmacy.documents.papers.leaflet_sheet import set_leaflet
from pharmacy.documents.rendering import Sheet, typeset
from tests.documents.a_paper import ENGLISH, capsules, facts, job


def tampered(old: str, new: str) -> bytes:
    """The finished label of the capsules, typeset again with one text changed."""
    of = job(capsules())
    text, _ = set_label(of)
    rung = of.stock.rungs[-1]
    sheet = label_form(of, text=text, rung=rung, gap=LEAST_GAP)
    html = sheet.html.replace("\u00a0", " ")
    assert old in html
    return typeset(Sheet(html.replace(old, new), sheet.css)).pdf


def differences(pdf: bytes) -> list[str]:
    return [one.text for one in read_back_label(pdf, text=set_label(job(capsules()))[0], job=job(capsules()))]


def test_the_finished_label_reads_back_as_the_record() -> None:
    assert differences(tampered("Ada Lindqvist", "Ada Lindqvist")) == []


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("(3 mg)", "(8 mg)", "directions"),
        ("Take 2 capsules", "Take 3 capsules", "directions"),
        ("hydrochloride 1.5 mg", "hydrochloride 15 mg", "strength"),
        ("60 capsules", "6 capsules", "quantity"),
        ("261122-001", "261122-007", "lot"),
        ("2026 Dec 26", "2026 Dec 28", "use by"),
        ("Ada Lindqvist", "Ada Lindqvust", "patient"),
        ("Naltrexone", "Naloxone", "active"),
        ("Linden Pharmacy", "Linden Pharmac", "pharmacy"),
    ],
)
def test_one_changed_word_or_digit_is_found(old: str, new: str, what: str) -> None:
    assert any(what in difference for difference in differences(tampered(old, new)))


def test_an_amount_that_stands_nowhere_in_the_record_is_found() -> None:
    pdf = tampered("Swallow whole.", "Swallow whole. Take 9 mg.")
    assert "The paper says '9 mg', which stands nowhere in the record." in differences(pdf)


def test_a_lost_part_of_a_number_is_found() -> None:
    assert any("1.5 mg" in difference for difference in differences(tampered("1.5 mg", "1 mg")))


def test_the_code_of_another_label_is_found() -> None:
    of = job(capsules())
    text, layout = set_label(of)
    other = label_sheet.LabelJob(of.facts, 1, of.stock, ENGLISH, "ZZZZZZZZZZ")
    assert read_back_label(layout.pdf, text=text, job=of) == []
    assert [one.text for one in read_back_label(layout.pdf, text=text, job=other)] == [
        "A picture says 'Code of this label: SEC1:A1B2C3D4E5' to those who cannot see it; it should say "
        "'Code of this label: SEC1:ZZZZZZZZZZ'.",
        "The 2D code reads SEC1:A1B2C3D4E5; it should read SEC1:ZZZZZZZZZZ.",
    ]


def test_a_code_in_letters_that_is_not_that_of_the_2d_code_is_found() -> None:
    found = differences(tampered("<p>3D4E5", "<p>3D4E6"))
    assert "The code in letters is not that of the 2D code, A1B2C 3D4E5." in found


def test_a_label_without_a_code_is_found() -> None:
    pdf = tampered('<img data-element="code"', '<img hidden data-element="nothing"')
    assert any("The 2D code reads as nothing" in difference for difference in differences(pdf))


def test_a_leaflet_of_another_dose_does_not_pass_as_this_one() -> None:
    of = facts()
    _, layout = set_leaflet(capsules(), language=ENGLISH, large_print=False)
    found = read_back_leaflet(layout.pdf, text=leaflet_text(of, language=ENGLISH), facts=of, language=ENGLISH)
    assert any("dose of days 1 to 28" in difference.text for difference in found)


def test_a_pharmacy_whose_address_is_not_on_record_still_gets_its_papers_read_back() -> None:
    of = job(capsules(pharmacy=PharmacyFacts("Linden Pharmacy", "", "555 0100")))
    text, layout = set_label(of)
    assert read_back_label(layout.pdf, text=text, job=of) == []


def test_a_name_that_begins_with_a_bracket_reads_back() -> None:
    of = job(capsules(patient="(Bo) O'Brien-^Li"))
    text, layout = set_label(of)
    assert read_back_label(layout.pdf, text=text, job=of) == []
