"""A misspelt name is asked after, ranked, and never taken for the medicine."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formulations.reference.medicines.near_names import MOST_NAMES, names_near, slips_between
from formulations.reference.medicines.recognition import recognise
from tests.screening.cases import medicine, screen


def message(text: str) -> str:
    return screen(medicine(text)).findings[0].message


@pytest.mark.parametrize(
    ("written", "first"),
    [
        ("tramadal", "tramadol"),
        ("oxycodne", "oxycodone"),
        ("methdone", "methadone"),
        ("fentynal", "fentanyl"),  # two letters changed round
        ("levothryoxine", "levothyroxine"),
        ("azathiopine", "azathioprine"),
        ("buprenorpine", "buprenorphine"),
        ("hydrocodne", "hydrocodone"),
        ("naltrexon", "naltrexone"),
        ("predniselon", "prednisolone"),
        ("synthriod", "levothyroxine"),  # a brand leads to what is in it
    ],
)
def test_the_likeliest_name_is_asked_after_first(written, first):
    assert names_near(written)[0] == first


@pytest.mark.parametrize("short", ["nalt", "pred", "oxy", "mor", "tram", "meth", "code"])
def test_a_beginning_of_fewer_than_five_letters_is_neither_taken_nor_asked_after(short):
    assert names_near(short) == ()
    assert recognise(short).mentions == ()
    assert recognise(short).unknown == (short,)


def test_five_letters_of_a_name_are_asked_after_and_not_taken():
    assert names_near("naltr") == ("naltrexone",)
    assert names_near("predn")[:2] == ("prednisolone", "prednisone")
    assert recognise("naltr").mentions == ()


def test_naltrexone_and_naloxone_are_more_than_two_slips_apart_so_that_neither_is_asked_after_for_the_other():
    assert slips_between("naltrexone", "naloxone", most=9) == 3
    assert "naloxone" not in names_near("naltrexne")
    assert "naltrexone" not in names_near("naloxne")


def test_names_that_are_equally_near_are_all_asked_after_and_told_apart():
    assert names_near("prednisolne")[:2] == ("prednisolone", "prednisone")
    assert "Is prednisolone (not prednisone) or prednisone (not prednisolone) meant?" in message("prednisolne 5 mg")
    assert "Is hydroxyzine (not hydralazine) meant?" in message("hydroxizene 25 mg")


@pytest.mark.parametrize(
    ("one", "other", "slips"),
    [("abcde", "abcde", 0), ("abcde", "abde", 1), ("abcde", "abxde", 1), ("abcde", "abdce", 1), ("abcde", "bacdx", 2)],
)
def test_a_letter_left_out_added_mistaken_or_changed_round_is_one_slip(one, other, slips):
    assert slips_between(one, other, most=3) == slips == slips_between(other, one, most=3)


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz ", max_size=30))
def test_never_more_names_than_are_read(text):
    assert len(names_near(text)) <= MOST_NAMES
