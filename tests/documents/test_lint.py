"""The lint: each rule with a case that trips it and one that just does not."""

from dataclasses import replace

import pytest

from pharmacy.documents.finishing.elements import LABEL_ORDER, missing_parts, texts_by_part
from pharmacy.documents.finishing.lint import (
    claims_too_much,
    lint_label,
    lint_leaflet,
)
from pharmacy.documents.finishing.measured import small_type
from pharmacy.documents.finishing.notations import bad_notations
from pharmacy.documents.papers.label_sheet import set_label
from pharmacy.documents.rendering import Run, Typeset
from tests.documents.a_paper import ENGLISH, capsules, job


def layout(*parts: tuple[str, str], size: float = 9.0) -> Typeset:
    runs = tuple(Run(code, text, 1, size, 0, 5 * n, 100, 5 * n + 3) for n, (code, text) in enumerate(parts))
    return Typeset(b"", 1, 0.5, runs)


@pytest.mark.parametrize(
    "text",
    [
        "Take 4.0 mg", "Take 0.50 mg", "Take .5 mg", "Take 5. mg", "Take 5 µg", "Take 5 mcg", "1000 micrograms",
        "Take 5mg", "Take 1/2 capsule", "Take 1 teaspoon", "Take 1 capsule HS", "Take it at 12 pm",
    ],
)  # fmt: skip
def test_a_notation_that_led_to_wrong_doses_trips_the_lint(text: str) -> None:
    assert len(bad_notations(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Take 4 mg", "Take 0.5 mg", "Take 10 mg", "Take 20 mg", "1.05 ml", "5 micrograms", "1,000 micrograms",
        "1 mg/ml", "at 2 to 8 °C.", "Call 555.0100", "Days 1 to 7",
        "Version 4.0", "2026 Dec 5", "Room 1000", "Take 100 capsules",
    ],
)  # fmt: skip
def test_what_only_looks_like_a_bad_notation_passes(text: str) -> None:
    assert bad_notations(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "It can cure you.", "Patients reached remission.", "It has no side effects.", "It raises endorphins.",
        "It boosts the immune system.", "It is used for alcohol dependence.", "It is clinically proven.",
        "It is approved for pain.", "It is used in Crohn's disease.", "You may lower your thyroid dose.", "LDN",
        "Hold it as shown.", "It is extremely safe.",
    ],
)  # fmt: skip
def test_a_claim_trips_the_ban_list(text: str) -> None:
    assert claims_too_much(text, language=ENGLISH)


@pytest.mark.parametrize(
    "text",
    [
        "Keep it secure.", "At this dose it is not licensed.", "Side effects can happen.", "Ask about alcohol.",
        "Do not change the dose of a thyroid or diabetes medicine by yourself.", "Do not take opioid medicines.",
        "Your prescriber may lower the dose.",
    ],
)  # fmt: skip
def test_a_plain_warning_does_not_trip_the_ban_list(text: str) -> None:
    assert claims_too_much(text, language=ENGLISH) == []


@pytest.mark.parametrize("code", capsules().law.label_elements)
def test_each_part_that_the_law_asks_for_is_missed_when_it_is_gone(code: str) -> None:
    of = capsules()
    parts = dict.fromkeys(of.law.label_elements, "text")
    assert missing_parts(parts, facts=of) == []
    assert [one.text for one in missing_parts({**parts, code: " "}, facts=of)] == [
        f"The label lacks {code}, which United States asks for ({of.law.edition})."
    ]


def test_one_text_may_say_two_parts() -> None:
    assert texts_by_part(layout(("made-on date-of-supply", "Made and supplied 2026 Nov 22"))) == {
        "made-on": "Made and supplied 2026 Nov 22",
        "date-of-supply": "Made and supplied 2026 Nov 22",
    }


def test_type_a_tenth_of_a_point_too_small_is_found_and_the_least_size_is_not() -> None:
    assert small_type(layout(("lot", "Lot 1"), size=7.0), least=7, why="law") == []
    assert [one.text for one in small_type(layout(("lot", "Lot 1"), size=6.9), least=7, why="law")] == [
        "lot is set in 6.9 points; 7 is the least (law)."
    ]


def test_a_real_label_under_a_stricter_law_is_refused() -> None:
    _, finished = set_label(job(capsules()))
    stricter = capsules(law=replace(capsules().law, least_type_size_pt="9"))
    found = lint_label(finished, facts=stricter, language=ENGLISH)
    assert any("9 is the least" in one.text for one in found)


def test_a_claim_in_a_warning_of_the_label_is_found() -> None:
    of = capsules()
    said = {code: "text" for code in LABEL_ORDER if code in of.law.label_elements} | {"warnings": "It cures."}
    found = lint_label(layout(*said.items()), facts=of, language=ENGLISH)
    assert [one.code for one in found] == ["claim"]


def test_a_person_whose_name_is_a_banned_word_may_have_a_leaflet() -> None:
    of = capsules(patient="Max Boost", prescriber="Dr Cure")
    text = layout(("before", "Made for Max Boost by Dr Cure."))
    assert lint_leaflet(text, facts=of, language=ENGLISH, large_print=False) == []
    assert lint_leaflet(text, facts=capsules(), language=ENGLISH, large_print=False) != []


def test_a_leaflet_below_nine_points_is_found() -> None:
    assert lint_leaflet(layout(("a", "Text"), size=9), facts=capsules(), language=ENGLISH, large_print=False) == []
    assert lint_leaflet(layout(("a", "Text"), size=8.9), facts=capsules(), language=ENGLISH, large_print=False)
