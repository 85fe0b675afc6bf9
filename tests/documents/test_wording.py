"""Directions, dates and storage in words. Every sentence here was written out by hand."""

from dataclasses import replace
from datetime import date

import pytest

from formulations.reference.papers import (
    MissingWording,
    UnknownLanguage,
    UnknownStock,
    label_stock,
    label_stocks,
    language,
)
from pharmacy.documents.facts import ChangeFacts, NextFacts
from pharmacy.documents.finishing.raster import plain
from pharmacy.documents.papers.leaflet import line
from pharmacy.documents.wording.changed import changed_sentences
from pharmacy.documents.wording.course import course_sentences
from pharmacy.documents.wording.dates import date_text
from pharmacy.documents.wording.directions import (
    direction,
    fillings,
    held,
    how_to_measure,
    short_direction,
    spacing_notes,
    step_days,
)
from pharmacy.documents.wording.keeping import storage_sentences
from tests.documents.a_paper import ENGLISH, SYRINGE, capsules, cream, drops, facts, micrograms, step


def said(of: object) -> str:
    return direction(of.steps[0], medicine=of.medicine, device=of.device, language=ENGLISH).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("paper", "sentence"),
    [
        (facts(), "Take 4.5 ml (4.5 mg) once a day, at bedtime."),
        (capsules(), "Take 2 capsules (3 mg) once a day, at bedtime."),
        (drops(("0.75 mg", "3 drops")), "Put 3 drops (0.75 mg) under the tongue once a day, at bedtime."),
        (drops(("0.25 mg", "1 drop")), "Put 1 drop (0.25 mg) under the tongue once a day, at bedtime."),
        (cream(), "Rub 3 pump strokes (4.5 mg) into the skin once a day, at bedtime."),
        (micrograms(), "Take 1 ml (1 microgram) 2 times a day, in the morning and at bedtime."),
        (facts(steps=(step("0.5 mg", "0.5 ml", when=()),)), "Take 0.5 ml (0.5 mg) once a day."),
        (facts(steps=(step("1 mg", "1 ml", times_a_day=3, when=()),)), "Take 1 ml (1 mg) 3 times a day."),
    ],
)
def test_directions_give_verb_measure_dose_and_time_in_plain_words(paper: object, sentence: str) -> None:
    assert said(paper) == sentence


def test_a_number_and_its_unit_never_part_at_a_line_end() -> None:
    sentence = direction(facts().steps[0], medicine=facts().medicine, device=SYRINGE, language=ENGLISH)
    assert "4.5\u00a0ml" in sentence
    assert "4.5\u00a0mg" in sentence


def test_two_fillings_of_a_syringe_are_named_one_by_one() -> None:
    twice = step("6 mg", "6 ml", draws=("5 ml", "1 ml"))
    assert fillings(twice, language=ENGLISH).replace("\u00a0", " ") == "Fill the syringe 2 times: 5 ml, then 1 ml."
    assert len(how_to_measure((twice,), device=SYRINGE, language=ENGLISH)) == 2


def test_the_label_says_what_to_measure_with() -> None:
    assert how_to_measure(facts().steps, device=SYRINGE, language=ENGLISH) == [
        "Measure with the 5\u00a0ml oral syringe."
    ]
    dropper = drops(("0.25 mg", "1 drop"))
    assert how_to_measure(dropper.steps, device=dropper.device, language=ENGLISH) == ["20 drops are 1 ml."]
    assert how_to_measure(capsules().steps, device=capsules().device, language=ENGLISH) == []


def test_a_step_of_one_day_is_a_day_and_not_days() -> None:
    assert step_days(step("1 mg", "1 ml", from_day=8, to_day=8), language=ENGLISH) == "Day 8"
    assert step_days(step("1 mg", "1 ml", from_day=1, to_day=7), language=ENGLISH) == "Days 1 to 7"


def test_a_line_of_the_plan_needs_no_verb() -> None:
    words = short_direction(step("0.75 mg", "3 drops"), medicine=facts().medicine, language=ENGLISH).replace(
        "\u00a0", " "
    )
    assert words == "3 drops (0.75 mg) once a day, at bedtime"


@pytest.mark.parametrize(
    ("style", "length", "text"),
    [
        ("day-month-year", "long", "5 December 2026"),
        ("day-month-year", "short", "5 Dec 2026"),
        ("year-month-day", "long", "2026 December 5"),
        ("year-month-day", "short", "2026 Dec 5"),
    ],
)
def test_a_date_has_its_month_in_letters_in_the_order_of_the_law(style: str, length: str, text: str) -> None:
    written = date_text(date(2026, 12, 5), language=ENGLISH, style=style, length=length)
    assert written.replace("\u00a0", " ") == text


def test_a_date_style_without_words_is_refused() -> None:
    with pytest.raises(MissingWording, match="month-day-year"):
        date_text(date(2026, 12, 5), language=ENGLISH, style="month-day-year", length="long")


def test_a_refrigerator_is_named_with_its_range() -> None:
    cold = [sentence.replace("\u00a0", " ") for sentence in storage_sentences(facts().storage, language=ENGLISH)]
    assert cold == ["Keep in a refrigerator, 2 to 8 °C.", "Do not freeze.", "Protect from light."]


def test_a_range_that_is_no_refrigerator_is_given_in_degrees() -> None:
    room = replace(facts().storage, least_celsius=3, do_not_freeze=False, protect_from_light=False)
    assert storage_sentences(room, language=ENGLISH)[0].replace("\u00a0", " ") == "Keep at 3 to 8 °C."


def test_a_route_and_device_without_words_are_refused_by_name() -> None:
    odd = replace(facts().medicine, route="nasal")
    with pytest.raises(MissingWording, match=r"directions\.nasal\.oral-syringe"):
        direction(facts().steps[0], medicine=odd, device=SYRINGE, language=ENGLISH)


def test_a_sentence_without_one_of_its_values_is_refused() -> None:
    with pytest.raises(MissingWording, match="lot"):
        ENGLISH.say("label.lot")


def test_a_language_that_does_not_ship_is_refused_and_never_replaced() -> None:
    with pytest.raises(UnknownLanguage, match="use one of: de, en, es, fi"):
        language("sv")


def test_a_stock_that_does_not_ship_is_refused_by_name() -> None:
    with pytest.raises(UnknownStock, match="use one of: label-70x35, label-4x2in, label-101x54"):
        label_stock("label-10x10")


def test_no_stock_has_type_below_seven_points() -> None:
    assert {rung.least >= 7 for stock in label_stocks() for rung in stock.rungs} == {True}


def test_what_stands_before_a_colon_is_set_apart() -> None:
    assert line("You stop: ask first.").lead == "You stop:"
    assert line("Ask first.").lead == ""
    assert line("Never use 1 mg/ml: it is stronger.").lead == "Never use 1\u00a0mg/\u2060ml:"  # held together
    assert line("Ask for advice if any of these trouble you:").is_heading


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"every": 2}, "Take 4.5 ml (4.5 mg) once every other day, at bedtime."),
        ({"every": 2, "when": ()}, "Take 4.5 ml (4.5 mg) once every other day."),
        ({"every": 3}, "Take 4.5 ml (4.5 mg) once every 3 days, at bedtime."),
        (
            {"every": 2, "times_a_day": 2, "when": ("morning", "bedtime")},
            "Take 4.5 ml (4.5 mg) 2 times a day, every other day, in the morning and at bedtime.",
        ),
    ],
)
def test_days_that_are_skipped_are_said_in_words(changes: dict, sentence: str) -> None:
    paper = facts(steps=(step("4.5 mg", "4.5 ml", **changes),))
    said = direction(paper.steps[0], medicine=paper.medicine, device=paper.device, language=ENGLISH)
    assert said.replace("\u00a0", " ") == sentence


@pytest.mark.parametrize(
    ("every", "notes"),
    [
        ((2,), ["One day with a dose, the next day without."]),
        ((2, 2), ["One day with a dose, the next day without."]),
        ((3, 3), ["One day with a dose, then 2 days without."]),
        ((1, 1), []),
        ((1, 7), []),
        ((2, 3), []),
    ],
)
def test_the_leaflet_says_what_skipping_days_means_where_it_is_true_of_every_step(
    every: tuple[int, ...], notes: list[str]
) -> None:
    steps = tuple(step("4.5 mg", "4.5 ml", every=days) for days in every)
    assert spacing_notes(steps, language=ENGLISH) == notes


@pytest.mark.parametrize(
    ("follows", "sentence"),
    [
        (
            NextFacts("", "4.5 mg", date(2026, 12, 20)),
            "From 2026 Dec 20, use the strength 4.5 mg instead. Do not use both.",
        ),
        (
            NextFacts("naltrexone hydrochloride 1 mg/ml oral liquid", "1 mg/ml", date(2026, 12, 20)),
            "From 2026 Dec 20, use naltrexone hydrochloride 1 mg/ml oral liquid instead. Do not use both.",
        ),
        (
            NextFacts("hydrocortisone capsules", "2 mg", date(2026, 12, 20)),
            "From 2026 Dec 20, use hydrocortisone capsules 2 mg instead. Do not use both.",
        ),
    ],
)
def test_what_takes_the_place_of_a_supply_is_said_with_its_day(follows: NextFacts, sentence: str) -> None:
    said = course_sentences(facts(next=follows), language=ENGLISH)
    assert [plain(text) for text in said] == [sentence]


@pytest.mark.parametrize(
    ("follows", "sentence"),
    [
        (NextFacts("", "4.5 mg", date(2026, 12, 20)), "From 2026 Dec 20: strength 4.5 mg. Do not use both."),
        (
            NextFacts("hydrocortisone capsules", "2 mg", date(2026, 12, 20)),
            "Use only until 2026 Dec 19, then as your leaflet says.",
        ),
    ],
)
def test_a_label_without_room_says_in_few_words_what_comes_next(follows: NextFacts, sentence: str) -> None:
    said = course_sentences(facts(next=follows), language=ENGLISH, brief=True)
    assert [plain(text) for text in said] == [sentence]


STRONGER = ChangeFacts("1 capsule", "1.5 mg", "4.5 mg", "capsule box")
OTHER = ChangeFacts(
    "", "naltrexone hydrochloride 1 mg/ml oral liquid", "naltrexone hydrochloride capsules", "amber bottle"
)


@pytest.mark.parametrize(
    ("change", "starts_on", "end"),
    [
        (STRONGER, date(2026, 11, 22), "before it held 1.5 mg. Do not use the old capsule box."),
        (STRONGER, date(2026, 11, 23), "Do not use the old capsule box from 2026 Nov 23 on."),
        (OTHER, date(2026, 11, 22), "1 mg/ml oral liquid. Do not use the old amber bottle."),
        (OTHER, date(2026, 11, 23), "Do not use the old amber bottle from 2026 Nov 23 on."),
    ],
)
def test_what_is_still_to_be_used_up_is_not_forbidden_before_the_new_supply_begins(
    change: ChangeFacts, starts_on: date, end: str
) -> None:
    (said,) = changed_sentences(facts(change=change, starts_on=starts_on), language=ENGLISH)
    assert plain(said).endswith(end)


def test_a_line_end_parts_neither_a_number_from_its_unit_nor_a_unit_at_its_stroke() -> None:
    assert held("1 mg/ml, and 10 mg/g or more") == "1\u00a0mg/\u2060ml, and 10\u00a0mg/\u2060g or more"
    assert plain(held("1 mg/ml")) == "1 mg/ml"
