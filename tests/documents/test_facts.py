"""The frozen value: the same after a round trip through JSON, and printable."""

import json
from dataclasses import replace

import pytest

from pharmacy.documents.codes import NotOurCode, ReadCode, code_text, new_code, read_code, typed_code
from pharmacy.documents.facts import facts_as_document, facts_from, sha256_of_facts
from pharmacy.documents.plain_values import BadPlainValue, to_document
from pharmacy.documents.printable import NotPrintable, require_printable
from tests.documents.a_paper import capsules, cream, drops, facts, micrograms


@pytest.mark.parametrize("paper", [facts(), capsules(), cream(), micrograms(), drops(("0.25 mg", "1 drop"))])
def test_facts_are_the_same_after_json(paper: object) -> None:
    assert facts_from(json.loads(json.dumps(facts_as_document(paper)))) == paper


def test_the_hash_of_facts_does_not_hang_on_the_order_of_keys() -> None:
    document = facts_as_document(facts())
    turned = dict(reversed(document.items()))
    assert sha256_of_facts(document) == sha256_of_facts(turned)


def test_one_changed_digit_changes_the_hash() -> None:
    assert sha256_of_facts(facts_as_document(facts())) != sha256_of_facts(facts_as_document(facts(lot="261122-002")))


def test_facts_with_a_missing_or_a_new_key_are_refused() -> None:
    document = facts_as_document(facts())
    with pytest.raises(BadPlainValue, match="PaperFacts"):
        facts_from({**document, "surprise": 1})
    del document["lot"]
    with pytest.raises(BadPlainValue, match="lot"):
        facts_from(document)


def test_a_number_that_is_no_text_never_enters_the_facts() -> None:
    with pytest.raises(BadPlainValue, match="store it as text"):
        to_document(4.5)


@pytest.mark.parametrize(
    "name", ["Zażółć Gęślą", "Þóra Ægisdóttir", "Søren Ærø", "Şule Ğ", "O’Neill-Ő", "½ Å ≥ ≤ °C Ý", "Siân Ŵyn Gruffŷdd",
     "Nguyễn Thị Hồng Hạnh", "İbrahim Işık", "Kahoʻolawe Ọlá Ɓala", "Ольга Ёлкина", "Γιώργος"],
)  # fmt: skip
def test_names_of_europe_and_in_latin_letters_can_be_printed(name: str) -> None:
    require_printable(facts(patient=name))


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("Ada \u202e05 mg", "U\\+202E"),
        ("Ada\u200bL", "U\\+200B"),
        ("Ada\x00", "U\\+0000"),
        ("Ada\ud800", "U\\+D800"),
        ("ქეთევან", "U\\+10E5"),
        ("Lind\u0430", "mixes two alphabets"),
        ("Im\u0300ma", "U\\+006D U\\+0300.*without the mark"),
        ("\u1eb9\u0301\u0302", "U\\+1EB9 U\\+0302"),
        ("G\u0303ua", "U\\+0047 U\\+0303"),
        ("A" * 2001, "2001 characters"),
    ],
)
def test_what_cannot_be_printed_exactly_is_refused_with_its_character(name: str, word: str) -> None:
    with pytest.raises(NotPrintable, match=word):
        require_printable(facts(patient=name))


def test_a_name_that_cannot_be_printed_says_where_it_is_corrected() -> None:
    with pytest.raises(
        NotPrintable, match=r"the patient's name holds '李'.*“Correct the record” on the patient's page"
    ):
        require_printable(facts(patient="李 小龍"))


def test_a_hidden_character_deep_in_the_facts_is_found_too() -> None:
    step = replace(facts().steps[0], dose="\u202e54. mg")
    with pytest.raises(NotPrintable, match="dose"):
        require_printable(facts(steps=(step,)))


def test_a_code_reads_back_from_a_scanner_and_says_nothing_else() -> None:
    code = new_code()
    assert read_code(code_text(code)) == ReadCode(code, which=0)
    assert code_text(code) == f"SEC1:{code}"


@pytest.mark.parametrize("typed", ["A1B2C 3D0E5", "a1b2c3d0e5", " AIB2C-3DOE5 ", "alb2c 3d0e5"])
def test_a_code_typed_by_a_person_is_read_as_it_is_meant(typed: str) -> None:
    assert read_code(typed) == ReadCode("A1B2C3D0E5", which=0)


def test_the_code_of_one_of_two_labels_says_which_it_is() -> None:
    assert code_text("A1B2C3D4E5", which=2) == "SEC1:A1B2C3D4E5/2"
    assert typed_code("A1B2C3D4E5", which=2) == "A1B2 C3D4 E5/2"
    assert read_code("SEC1:A1B2C3D4E5/2") == ReadCode("A1B2C3D4E5", which=2)


@pytest.mark.parametrize("typed", ["A1B2 C3D4 E5/1", "a1b2c3d4e5/1", "A1B2C 3D4E5-1", "SEC1:A1B2C3D4E51"])
def test_which_of_two_labels_is_read_whatever_stroke_a_scanner_types(typed: str) -> None:
    assert read_code(typed) == ReadCode("A1B2C3D4E5", which=1)


@pytest.mark.parametrize(
    "text", ["", "SEC1:", "SEC1:A1B2C3D4EU", "https://example.org", "SEC1:A1B2C3D4E5F", "SEC1:A1B2C3D4E5/3"]
)
def test_a_foreign_code_is_refused(text: str) -> None:
    with pytest.raises(NotOurCode, match="SEC1"):
        read_code(text)
