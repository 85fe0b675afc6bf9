"""The lint's measures: each with a case that trips it and one that just does not, worked by hand.

A point is 25.4/72 mm = 0.3528 mm, so that type of 10 points is 3.528 mm high.
"""

from dataclasses import replace

import pytest

from pharmacy.documents.finishing.elements import LABEL_ORDER, LEAFLET_ORDER, out_of_order
from pharmacy.documents.finishing.letters import broken_numbers, hidden_characters, missing_glyphs, mixed_alphabets
from pharmacy.documents.finishing.measured import (
    close_lines,
    low_contrast,
    not_plain,
    past_edges,
    small_key_type,
    squeezed,
    tight_lines,
)
from pharmacy.documents.finishing.notations import ambiguous_dates, bad_notations
from pharmacy.documents.rendering import Edge, Run, Typeset
from pharmacy.documents.reports import Report

TEN = Run("storage", "Keep it cold", 1, 10, left=0, top=0, right=20, bottom=10, paragraph=1, line=1)


def layout(*runs: Run) -> Typeset:
    return Typeset(b"", 1, 0.5, runs)


def codes(reports: list[Report]) -> list[str]:
    return [one.code for one in reports]


def two_lines(first: str, second: str, *, apart: float = 4.0, breaks_word: bool = False) -> Typeset:
    """Two lines of 10 points in one paragraph, so many millimetres from baseline to baseline."""
    above = replace(TEN, text=first, breaks_word=breaks_word)
    return layout(above, replace(TEN, text=second, line=2, top=apart, bottom=10 + apart))


@pytest.mark.parametrize(("apart", "found"), [(3.50, ["lines-too-close"]), (3.53, [])])
def test_lines_of_10_points_touch_below_3_53_mm(apart: float, found: list[str]) -> None:
    assert codes(close_lines(two_lines("Keep it", "cold", apart=apart))) == found


@pytest.mark.parametrize(("apart", "found"), [(2.9, ["lines-too-close"]), (3.0, [])])
def test_lines_of_a_leaflet_stand_3_mm_apart_however_small_the_type(apart: float, found: list[str]) -> None:
    small = layout(*(replace(run, size_pt=8) for run in two_lines("Keep it", "cold", apart=apart).runs))
    moved = layout(small.runs[0], replace(small.runs[1], bottom=10 + apart))
    assert codes(close_lines(moved, least_mm=3.0)) == found


def test_lines_of_two_paragraphs_may_stand_side_by_side() -> None:
    assert close_lines(layout(TEN, replace(TEN, paragraph=2, line=2))) == []


@pytest.mark.parametrize(("apart", "found"), [(4.38, ["lines-tight"]), (4.41, [])])
def test_a_quarter_more_than_3_528_mm_is_4_41_mm(apart: float, found: list[str]) -> None:
    assert codes(tight_lines(two_lines("Keep it", "cold", apart=apart))) == found


@pytest.mark.parametrize(("size", "found"), [(10.9, ["key-type-small"]), (11, [])])
def test_a_dose_below_11_points_is_noted(size: float, found: list[str]) -> None:
    assert codes(small_key_type(layout(replace(TEN, element="directions", size_pt=size)))) == found


def test_small_type_of_the_lot_is_not_noted() -> None:
    assert small_key_type(layout(replace(TEN, element="lot", size_pt=7))) == []


@pytest.mark.parametrize(("contrast", "least", "found"), [(6.9, 7, 1), (7, 7, 0), (4.4, 4.5, 1), (4.5, 4.5, 0)])
def test_text_stands_out_from_its_ground(contrast: float, least: float, found: int) -> None:
    assert codes(low_contrast(layout(replace(TEN, contrast=contrast)), least=least)) == ["low-contrast"] * found


@pytest.mark.parametrize(
    ("side", "code"),
    [("top", "outside"), ("bottom", "outside"), ("text", "overlapping"), ("code", "overlapping"),
     ("clipped", "clipped")],
)  # fmt: skip
def test_each_edge_that_is_passed_is_named(side: str, code: str) -> None:
    passed = Typeset(b"", 1, 0.5, (TEN,), (Edge("storage", side, 0.4),))
    assert codes(past_edges(passed)) == [code]
    assert past_edges(layout(TEN)) == []


def test_what_was_done_to_a_text_is_said_in_words() -> None:
    done = layout(replace(TEN, faults=("struck-through", "turned")))
    assert [one.text for one in not_plain(done)] == [
        "storage is struck through.", "storage is turned, mirrored or stretched.",
    ]  # fmt: skip
    assert not_plain(layout(TEN)) == []


def test_letters_at_their_own_width_pass_and_a_sixth_closer_do_not() -> None:
    own = Run("lot", "0000000000", 1, 10, left=0, top=0, right=23, bottom=1)  # 0.65 em a nought, with room for kerning
    assert squeezed(layout(own)) == []
    assert codes(squeezed(layout(replace(own, right=15)))) == ["squeezed"]


@pytest.mark.parametrize(
    ("first", "second", "breaks_word", "found"),
    [
        ("Lot 2611", "22-001", True, ["number-broken"]),
        ("Lot 2611-", "22", True, ["number-broken"]),
        ("Take 4", ".5 ml", True, ["number-broken"]),
        ("12 Linden Street 5", "12345 Testville", False, []),
        ("use-", "by", True, []),
        ("Take 4.5", "ml once a day", False, ["unit-parted"]),
        ("Keep at 2 to 8", "°C", False, ["unit-parted"]),
        ("Take 2", "capsules", False, ["unit-parted"]),
        ("Made 2026 Nov 22", "Prescriber Dr Li", False, []),
        ("Days 1 to 7", "then more", False, []),
    ],
)
def test_a_number_ends_no_line_without_its_rest(first: str, second: str, breaks_word: bool, found: list[str]) -> None:
    assert codes(broken_numbers(two_lines(first, second, breaks_word=breaks_word))) == found


@pytest.mark.parametrize("character", ["\u202e", "\u200b", "\u200d", "\ufeff", "\x07", "\u2066", "\u2009", "\u00ad"])
def test_a_character_that_nobody_sees_is_found(character: str) -> None:
    assert codes(hidden_characters(f"4{character}5")) == ["hidden-character"]


def test_plain_and_unbroken_spaces_are_no_hidden_characters() -> None:
    assert hidden_characters("4.5\u00a0ml ½ °C") == []


def test_a_character_that_the_type_lacks_is_found_and_one_it_has_is_not() -> None:
    assert codes(missing_glyphs("⅓ ქ")) == ["glyph-missing", "glyph-missing"]
    assert missing_glyphs("½ ¼ ¾ é ß ŵ ế ж") == []


@pytest.mark.parametrize("text", ["\u041eЛЬГА", "Ольга Smith", "Smith-Ольга", "Γιώργος", "Ω-3 μg", "Ŵyn Nguyễn"])
def test_words_of_one_alphabet_each_are_no_fault(text: str) -> None:
    assert mixed_alphabets(text) == []


@pytest.mark.parametrize("word", ["5 m\u0433", "\u0410da", "\u0391da", "Оль\u03b3а"])
def test_a_word_of_two_alphabets_is_found(word: str) -> None:
    assert codes(mixed_alphabets(f"Take {word}.")) == ["alphabets-mixed"]


def at(*elements: str) -> list[Run]:
    """One run for each element, a line of its own each, in this order in text and on paper."""
    return [replace(TEN, element=element, bottom=5.0 * n, top=0) for n, element in enumerate(elements, 1)]


def test_what_comes_first_is_read_first() -> None:
    assert out_of_order(layout(*at("patient-name", "directions", "use-by")), order=LABEL_ORDER) == []
    swapped = out_of_order(layout(*at("directions", "patient-name")), order=LABEL_ORDER)
    assert [one.text for one in swapped] == ["directions stands before patient-name; it comes after it."]


def test_what_is_read_first_also_stands_first() -> None:
    name, dose = at("patient-name", "directions")
    below = layout(replace(name, bottom=30.0), dose)
    assert codes(out_of_order(below, order=LABEL_ORDER)) == ["element-order"]


def test_two_elements_on_one_line_stand_from_left_to_right() -> None:
    date, lot = (replace(run, bottom=5.0) for run in at("use-by", "lot"))
    beside = replace(lot, left=30.0, bottom=5.4)  # a smaller type on the same line
    assert out_of_order(layout(date, beside), order=LABEL_ORDER) == []
    assert codes(out_of_order(layout(replace(date, left=40.0), beside), order=LABEL_ORDER)) == ["element-order"]


def test_the_sections_of_a_leaflet_follow_their_order() -> None:
    assert out_of_order(layout(*at("what-it-is", "how-to-take", "storing")), order=LEAFLET_ORDER) == []
    assert codes(out_of_order(layout(*at("storing", "how-to-take")), order=LEAFLET_ORDER)) == ["element-order"]


@pytest.mark.parametrize("text", ["03/04/2026", "3.4.2026", "3-4-26", "22 Nov 26", "5 December 26"])
def test_a_date_that_may_be_read_in_two_ways_is_found(text: str) -> None:
    assert codes(ambiguous_dates(f"Use by {text}")) == ["ambiguous-date"]


@pytest.mark.parametrize("text", ["2026 Dec 5", "5 Dec 2026", "2026-12-05", "Lot 261122-001", "555.0100", "1.5.2"])
def test_a_date_with_its_month_in_letters_passes(text: str) -> None:
    assert ambiguous_dates(f"Use by {text}") == []


@pytest.mark.parametrize(
    "text", ["Take 4,5 mg", "Take 0,25 ml", "Take 5 MG", "Take 5 mL", "10/15 of it", "1\u20442 of it"]
)
def test_a_comma_capitals_and_fractions_trip_the_lint(text: str) -> None:
    assert codes(bad_notations(text)) == ["notation"]


@pytest.mark.parametrize("text", ["Take 1,500 mg", "1 mg/5 ml", "Take ½ tablet", "MG Street", "1,250,000 units"])
def test_thousands_and_strengths_pass(text: str) -> None:
    assert bad_notations(text) == []
