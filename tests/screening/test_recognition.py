"""Which medicines a text names, and what it leaves unexplained."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formulations.reference.medicines.catalogue import catalogue
from formulations.reference.medicines.recognition import recognise
from tests.screening.cases import medicine, screen


def names(text: str) -> list[str]:
    return [mention.medicine.name for mention in recognise(text).mentions]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tramadol", ["tramadol"]),
        ("TRAMADOL HYDROCHLORIDE 50MG M/R CAPSULES", ["tramadol"]),
        ("tramadol/paracetamol", ["tramadol", "paracetamol"]),
        ("codeine 30 mg + paracetamol 500 mg", ["codeine", "paracetamol"]),
        ("oxycodone-naloxone", ["oxycodone", "naloxone"]),
        ("Co-codamol 8/500", ["codeine and paracetamol"]),
        ("Acetaminophen 325 MG / Oxycodone Hydrochloride 5 MG Oral Tablet", ["paracetamol", "oxycodone"]),
        ("Levothyroxine sodium 100micrograms tablets once daily", ["levothyroxine"]),
        ("metformin 500 mg, one tablet twice a day with meals", ["metformin"]),
        ("vitamin B12 1,000 micrograms", ["vitamin b12"]),
        ("vitamin D3", ["vitamin d"]),
        ("5-HTP", ["tryptophan"]),
        ("24 HR metoprolol succinate 50 MG Extended Release Oral Tablet", ["metoprolol"]),
        ("St. John's wort", ["st john s wort"]),
    ],
)
def test_strengths_salts_forms_and_directions_are_passed_over(text, expected):
    assert names(text) == expected
    assert recognise(text).is_complete


@pytest.mark.parametrize(
    ("variant", "expected"),
    [
        ("Kodein", "codeine"),
        ("codeína", "codeine"),
        ("Morfin", "morphine"),
        ("oksikodoni", "oxycodone"),
        ("naltreksoni", "naltrexone"),
        ("fentanil", "fentanyl"),
        ("Levothyroxin", "levothyroxine"),
        ("ciclosporin", "ciclosporin"),
        ("cyclosporine", "ciclosporin"),
        ("ferrous sulphate", "iron"),
        ("tra\u200bmadol", "tramadol"),
        ("ＴＲＡＭＡＤＯＬ", "tramadol"),
    ],
)
def test_spellings_of_other_languages_are_the_same_medicine(variant, expected):
    assert names(variant) == [expected]


def test_naloxone_and_naltrexone_are_told_apart():
    assert names("naloxone and naltrexone") == ["naloxone", "naltrexone"]


@pytest.mark.parametrize("short", ["vitamin K", "vitamin C"])
def test_single_letters_keep_their_spelling(short):
    assert names(short) == [short.lower()]


@pytest.mark.parametrize("text", ["Xyzzolan", "tramadol and Xyzzolan", "50 mg tablets", "   ", "трамадол", "forte"])
def test_a_text_with_a_word_that_nothing_explains_is_not_complete(text):
    assert not recognise(text).is_complete


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Xyzzolan (tramadol, paracetamol)", (["tramadol", "paracetamol"], True)),
        ("Xyzzolan (tramadol, unobtainium)", (["tramadol"], False)),
        ("Xyzzolan (stopped)", ([], False)),
        ("ibuprofen (Nurofen)", (["ibuprofen", "ibuprofen"], True)),
    ],
)
def test_ingredients_in_brackets_explain_a_name_that_is_not_known(text, expected):
    assert (names(text), recognise(text).is_complete) == expected


def test_a_partly_recognised_text_gives_its_finding_and_is_listed_as_not_checked():
    result = screen(medicine("tramadol with Xyzzolan"))
    assert [one.code for one in result.findings] == ["opioid-analgesic", "medicine-not-checked"]
    assert "xyzzolan: not recognised" in result.findings[1].message
    assert result.not_checked == ("tramadol with Xyzzolan",)


def test_a_misspelt_name_is_asked_after_and_never_taken_for_the_medicine():
    result = screen(medicine("tramadal"))
    assert [one.code for one in result.findings] == ["medicine-not-checked"]
    assert "Is tramadol (not trazodone) meant?" in result.findings[0].message


def test_a_medicine_that_is_far_from_every_name_is_not_guessed_at():
    assert "meant?" not in screen(medicine("Xyzzolan")).findings[0].message


@pytest.mark.parametrize("text", ["none", "No regular medicines", "nil", "n/a"])
def test_no_medicine_at_all_is_nothing_to_check(text):
    assert screen(medicine(text)).findings == ()


def test_a_text_of_any_length_ends_and_its_far_end_counts_as_not_checked():
    assert screen(medicine("paracetamol, " * 400)).not_checked


def test_a_code_within_the_text_is_read():
    assert recognise("painkiller N02AX02").codes == ("N02AX02",)


@given(st.sampled_from(sorted(catalogue().by_phrase)), st.integers(0, 3), st.booleans())
def test_recognising_does_not_depend_on_case_or_spaces(phrase, spaces, upper):
    text = (" " * (spaces + 1)).join(phrase)
    text = " " * spaces + (text.upper() if upper else text.title()) + "\t" * spaces
    assert recognise(text).mentions == recognise(" ".join(phrase)).mentions


@given(st.text(max_size=80))
def test_any_text_is_either_complete_or_listed_as_not_checked(text):
    checked = screen(medicine(text))
    assert bool(checked.not_checked) is not recognise(text).is_complete


def test_every_name_in_the_catalogue_is_recognised_as_its_own_medicine():
    for one in catalogue().medicines:
        for name in (one.name, *one.names):
            assert recognise(name).is_complete, name
            assert one.name in names(name), name


def test_a_list_four_times_as_long_takes_at_most_eight_times_as_long():
    listed = [medicine(f"{one.name} {number} mg tablets") for number, one in enumerate(catalogue().medicines[:800:10])]
    assert _seconds_of(listed) < 8 * _seconds_of(listed[::4])


def _seconds_of(listed):
    """The quickest of seven: other programs on the machine do not count."""
    taken = []
    for _ in range(7):
        recognise.cache_clear()
        began = time.process_time()
        screen(*listed)
        taken.append(time.process_time() - began)
    return min(taken)
