"""What the typesetting process says of each text: where lines end, on what ground it stands, what was done to it."""

import pytest

from pharmacy.documents.rendering import Sheet, Typeset, typeset
from pharmacy.documents.rendering.colours import BLACK, WHITE, contrast
from pharmacy.documents.rendering.line_ends import breaks_a_word


def laid_out(html: str, css: str = "") -> Typeset:
    return typeset(Sheet(f'<html lang="en"><title>t</title><body>{html}', f"@page {{ size: 60mm }} {css}"))


def test_black_on_white_is_21_to_1_and_white_on_white_1_to_1() -> None:
    assert contrast(BLACK, on=WHITE) == pytest.approx(21)
    assert contrast(WHITE, on=WHITE) == 1


def test_the_grey_777_on_white_just_misses_4_5_and_767676_just_meets_it() -> None:
    too_light, enough = ((0x77 / 255,) * 3, (0x76 / 255,) * 3)
    assert 4.47 < contrast(too_light, on=WHITE) < 4.49
    assert 4.54 < contrast(enough, on=WHITE) < 4.55


@pytest.mark.parametrize(
    ("line", "at", "found"),
    [("Take4.5", 0, (False, 8)), ("Take4", 0, (True, 6)), ("ml", 8, (False, 11)), ("TAKE", 0, (False, 0))],
)
def test_a_line_ends_between_two_words_or_inside_one(line: str, at: int, found: tuple[bool, int]) -> None:
    assert breaks_a_word("Take 4.5 ml", line=line, at=at) == found


def test_a_word_broken_by_its_style_is_marked_and_one_broken_at_a_space_is_not() -> None:
    broken = laid_out("<p>12345678 9", "p { width: 10mm; overflow-wrap: anywhere; font-size: 20pt }")
    assert [run.breaks_word for run in broken.runs[:2]] == [True, True]
    assert not any(run.breaks_word for run in laid_out("<p>12345 678", "p { width: 10mm }").runs)


def test_a_paragraph_that_is_parted_by_a_line_end_of_its_own_breaks_no_word() -> None:
    assert not any(run.breaks_word for run in laid_out("<p>A1B2C<br>3D4E5").runs)


def test_the_ground_is_that_of_the_nearest_box_with_a_colour() -> None:
    run = laid_out('<div style="background:#000"><p>word</p></div>').runs[0]
    assert run.contrast == 1
    assert laid_out("<p>word").runs[0].contrast == 21


@pytest.mark.parametrize(
    ("style", "fault"),
    [
        ("visibility: hidden", "hidden"),
        ("transform: rotate(180deg)", "turned"),
        ("direction: rtl", "right-to-left"),
        ("text-decoration: line-through", "struck-through"),
        ("background-image: linear-gradient(#fff, #eee)", "on-a-picture"),
        ("height: 1mm; overflow: hidden", "clipped"),
    ],
)
def test_what_a_box_around_it_does_to_a_text_is_seen(style: str, fault: str) -> None:
    assert laid_out(f'<div style="{style}"><p>word</p></div>').runs[0].faults == (fault,)


def test_a_box_that_could_cut_and_does_not_is_no_fault() -> None:
    whole = laid_out('<div style="height: 20mm; overflow: hidden; text-decoration: underline"><p>word</p></div>')
    assert whole.runs[0].faults == ()
    assert whole.fits
