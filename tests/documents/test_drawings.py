"""Drawings: the plunger stands where the dose is, and what is counted is counted."""

import pytest

from formulations.science.quantities import Quantity
from pharmacy.documents.drawings import drawings_of
from pharmacy.documents.drawings.counted import counted
from pharmacy.documents.drawings.syringe import NotOnTheSyringe, syringe
from tests.documents.a_paper import ENGLISH, capsules, cream, drops, facts, micrograms, step


def drawn(amount: str, *, capacity: str, mark: str) -> object:
    return syringe(Quantity.read(amount), capacity=Quantity.read(capacity), mark=Quantity.read(mark))


@pytest.mark.parametrize(
    ("amount", "place"),
    [("5 ml", "410"), ("2.5 ml", "240"), ("4.5 ml", "376"), ("0.5 ml", "104")],
)
def test_the_plunger_stands_on_the_line_of_the_dose(amount: str, place: str) -> None:
    # The barrel runs from 70 (0 ml) to 410 (5 ml): 68 a millilitre.
    assert drawn(amount, capacity="5 ml", mark="0.5 ml").plunger == place


def test_every_printed_mark_is_drawn_and_no_other() -> None:
    assert drawn("1 ml", capacity="5 ml", mark="0.2 ml").short_marks.count("M") == 26
    assert drawn("0.5 ml", capacity="1 ml", mark="0.01 ml").short_marks.count("M") == 101


def test_numbers_stand_at_whole_millilitres() -> None:
    numbers = drawn("1 ml", capacity="5 ml", mark="0.2 ml").numbers
    assert [(one.text, one.x) for one in numbers] == [
        ("1", "138"), ("2", "206"), ("3", "274"), ("4", "342"), ("5", "410"),
    ]  # fmt: skip


@pytest.mark.parametrize("amount", ["4.5 ml", "5.2 ml", "0 ml"])
def test_what_is_on_no_mark_is_never_drawn(amount: str) -> None:
    with pytest.raises(NotOnTheSyringe, match=r"marked every 0\.2 ml"):
        drawn(amount, capacity="5 ml", mark="0.2 ml")


def test_eighteen_drops_stand_in_two_rows_and_are_numbered() -> None:
    places = counted(18).places
    assert [place.number for place in places] == list(range(1, 19))
    assert {place.y for place in places} == {0, 56}
    assert len({(place.x, place.y) for place in places}) == 18


@pytest.mark.parametrize(
    ("paper", "template", "caption"),
    [
        (facts(), "syringe", "The 5 ml syringe, filled to 4.5 ml"),
        (capsules(), "capsules", "One dose: 2 capsules"),
        (drops(("0.75 mg", "3 drops")), "drops", "Count 3 drops"),
        (cream(), "strokes", "One dose: 3 pump strokes"),
        (micrograms(), "syringe", "The 1 ml syringe, filled to 1 ml"),
    ],
)
def test_each_device_has_its_drawing_and_its_words(paper: object, template: str, caption: str) -> None:
    drawing = drawings_of(paper.steps[0], device=paper.device, language=ENGLISH)[0]
    assert drawing.template == f"print/drawings/{template}.svg"
    assert drawing.caption.replace("\u00a0", " ") == caption


def test_a_dose_of_two_fillings_has_two_drawings() -> None:
    twice = step("6 mg", "6 ml", draws=("5 ml", "1 ml"))
    labels = [one.shape.label for one in drawings_of(twice, device=facts().device, language=ENGLISH)]
    assert labels == ["5 ml", "1 ml"]
