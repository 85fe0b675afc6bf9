"""Directions as the trade writes them: what they become, what is asked back, and what stops."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from formulations.science.quantities import Quantity, Unit
from formulations.science.regimen import DoseStep
from pharmacy.prescriptions.shorthand import Meant, Standing, read_shorthand
from pharmacy.prescriptions.shorthand.splitting import items_in
from pharmacy.prescriptions.shorthand.table import BadTable, _word, table

LIQUID = Meant((Unit.MILLIGRAM, Unit.MILLILITRE), route="oral", form="oral liquid")

PLAIN = {
    "1.5 mg po qhs": "Take 1.5 mg by mouth at bedtime until the supply ends.",
    "i cap nocte": "Take 1 capsule at bedtime until the supply ends.",
    "caps ii nocte": "Take 2 capsules at bedtime until the supply ends.",
    "3mg bid": "Take 3 mg twice a day until the supply ends.",
    "500 mcg tds": "Take 500 micrograms 3 times a day until the supply ends.",
    "500 µg mane": "Take 500 micrograms in the morning until the supply ends.",
    "500 ug mane": "Take 500 micrograms in the morning until the supply ends.",
    "1 mg qod": "Take 1 mg every other day until the supply ends.",
    "1 mg alt die mane": "Take 1 mg every other day in the morning until the supply ends.",
    "1 mg q8h": "Take 1 mg every 8 hours until the supply ends.",
    "5 ml po q6h x 7d": "Take 5 ml by mouth every 6 hours for 7 days.",
    "1 mg 12 hourly": "Take 1 mg every 12 hours until the supply ends.",
    "1 mg every 3 days": "Take 1 mg every 3 days until the supply ends.",
    "0.5 ml mane": "Take 0.5 ml in the morning until the supply ends.",
    "1 mg mane et nocte": "Take 1 mg in the morning and at bedtime until the supply ends.",
    "1 mg 3x/day": "Take 1 mg 3 times a day until the supply ends.",
    "1.5 mg qhs x 14d then 3 mg nocte": (
        "Take 1.5 mg at bedtime for 14 days, then 3 mg at bedtime until the supply ends."
    ),
    "1.5 mg nocte x 2/52, then 3 mg nocte x 14/7; 4.5 mg nocte": (
        "Take 1.5 mg at bedtime for 14 days, then 3 mg at bedtime for 14 days, "
        "then 4.5 mg at bedtime until the supply ends."
    ),
    "Sig: take one capsule every night at bedtime for 30 days.": "Take 1 capsule at bedtime for 30 days.",
}


@pytest.mark.parametrize(("text", "plain"), PLAIN.items())
def test_shorthand_is_written_out_in_full(text, plain):
    assert read_shorthand(text).plain == plain


def test_a_titration_becomes_its_dose_steps():
    reading = read_shorthand("1.5 mg qhs x 2/52 then 3 mg bid x 10d then 500 mcg alt die")
    assert reading.steps == (
        DoseStep(Quantity.read("1.5 mg"), 1, 14, ("bedtime",)),
        DoseStep(Quantity.read("3 mg"), 2, 10),
        DoseStep(Quantity.read("500 micrograms"), 1, None, every=2),
    )


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("1 mg q8h bid", "Every 8 hours is 3 times a day, and not 2; make them agree."),
        ("1 mg q12h mane et nocte", "Every 12 hours is day and night, and morning, bedtime is named beside it"),
        ("1 mg q8h every other day", "Every 8 hours is every day, and not every other day"),
        ("1 mg q8h q6h", "every 8 hours and every 6 hours: write “then” between two steps"),
    ],
)
def test_hours_that_something_else_contradicts_stop(text, why):
    assert any(why in stop.why for stop in read_shorthand(text).stops)


ASKED = {
    "1 gtt sl od": ["1 gtt sl once a day"],
    "2 caps hs": ["2 caps at bedtime"],
    "1 mg QD": ["1 mg once a day", "1 mg qid"],
    "10U daily": ["10 units daily"],
    "5 cc bid": ["5 ml bid"],
    "1.0 mg nocte": ["1 mg nocte", "10 mg nocte"],
    ".5 mg nocte": ["0.5 mg nocte", "5 mg nocte"],
    "05 mg nocte": ["0.5 mg nocte", "5 mg nocte"],
    "1,5 mg nocte": ["1.5 mg nocte", "15 mg nocte"],
    "0,5 mg nocte": ["0.5 mg nocte", "5 mg nocte"],
    "1,500 mg nocte": ["1.5 mg nocte", "1500 mg nocte"],
    "1,234.50 mg nocte": ["1234.5 mg nocte"],
    "1500. mg nocte": ["1500 mg nocte"],
    "1 mg q24h": ["1 mg once a day"],
    "1 mg BT": ["1 mg at bedtime", "1 mg bid"],
    "ss cap nocte": ["0.5 cap nocte"],
    "1 mg nocte x 1/12": ["1 mg nocte x 28 days", "1 mg nocte x 30 days"],
    "1 mg nocte x 2 months": ["1 mg nocte 56 days", "1 mg nocte 60 days"],
    "4.5 mg per day": ["4.5 mg once a day"],
    "1.5 mg": ["1.5 mg once a day", "1.5 mg twice a day", "1.5 mg at bedtime", "1.5 mg in the morning"],
    "1 mg nocte then 2 mg nocte": [
        "1 mg nocte x 7 days then 2 mg nocte",
        "1 mg nocte x 14 days then 2 mg nocte",
        "1 mg nocte x 28 days then 2 mg nocte",
    ],
}


@pytest.mark.parametrize(("text", "answers"), ASKED.items())
def test_what_means_two_things_is_asked_back_with_each_answer_one_click_away(text, answers):
    reading = read_shorthand(text)
    (asked,) = reading.stops
    assert asked.standing is Standing.ASKED
    assert [choice.text for choice in asked.choices] == answers
    assert reading.steps == ()
    assert reading.plain == ""


@pytest.mark.parametrize("text", [text for text in ASKED if text not in ("ss cap nocte",)])
def test_the_first_answer_leaves_nothing_to_ask(text):
    answer = read_shorthand(text).stops[0].choices[0].text
    assert read_shorthand(answer).is_understood


def test_an_answer_is_read_as_amounts_are_written_everywhere_and_stands_in_the_line_without_a_comma():
    (asked,) = read_shorthand("1,500 mg nocte").stops
    assert [choice.words for choice in asked.choices] == ["1.5", "1,500"]
    (asked,) = read_shorthand("1500 nocte", meant=LIQUID).stops
    assert [choice.words for choice in asked.choices] == ["1,500 mg", "1,500 ml"]
    assert [choice.text for choice in asked.choices] == ["1500 mg nocte", "1500 ml nocte"]


def test_a_line_of_300_characters_is_read_and_one_of_301_stops_with_its_length():
    longest = "1 mg nocte" + " then 1 mg nocte" * 18 + " ok"
    assert len(longest) == 301
    (stop,) = read_shorthand(longest).stops
    assert stop.why == ("The line has 301 characters, and 300 is the most: shorten it, or write the doses below.")
    assert read_shorthand(longest).text == longest
    assert read_shorthand(longest[:300]).marks[-1].written == "o"


def test_a_bare_number_is_asked_back_in_each_unit_of_the_formulation():
    (asked,) = read_shorthand("1.5 nocte", meant=LIQUID).stops
    assert [choice.text for choice in asked.choices] == ["1.5 mg nocte", "1.5 ml nocte"]
    assert "never taken for a dose" in asked.why


STOPPED = {
    "3 mg zzz": "zzz",
    "1 mg prn": "prn",
    "1 mg ut dict": "ut dict",
    "1 tsp nocte": "tsp",
    "1-2 caps nocte": "-",
    "1 mg nocte pc": "pc",
    "2 gtt os": "os",
    "5 gr nocte": "gr",
    "1 mg nocte 3/4": "3/4",
    "1 mg nocte ×××": "×",
    "1234567890123 mg nocte": "1234567890123",
    "1,234,567,890 mg nocte": "1,234,567,890",
}


@pytest.mark.parametrize(("text", "written"), STOPPED.items())
def test_what_is_not_understood_is_marked_by_word_and_stops(text, written):
    reading = read_shorthand(text)
    assert written in [mark.written for mark in reading.marks if mark.stops]
    assert (reading.steps, reading.plain) == ((), "")


def test_a_misspelled_word_is_suggested_and_never_guessed():
    (unknown,) = read_shorthand("1 mg nocet").stops
    assert unknown.standing is Standing.UNKNOWN
    assert "1 mg nocte" in [choice.text for choice in unknown.choices]


CONTRADICTIONS = {
    "1 mg 2 mg nocte": "1 mg and 2 mg",
    "1 mg bid mane": "twice a day, but 1 time of day is named",
    "1 mg bid tds": "twice a day and 3 times a day",
    "1 mg nocte x 7 days thereafter": "both for how long and until the supply ends",
    "1 mg nocte thereafter then 2 mg nocte": "Only the last step",
    "0 mg nocte": "0 mg is no dose",
    "1 mg 13 times a day": "13 times a day: write 1 to 12",
    "1 mg nocte x 367 d": "for 367 days: write 1 to 366",
    "nocte": "How much is taken at once?",
    "then 3 mg nocte": "one of them is empty",
    "ung applic bd": "How much is taken at once?",
}


@pytest.mark.parametrize(("text", "why"), CONTRADICTIONS.items())
def test_a_step_that_lacks_something_or_contradicts_itself_stops(text, why):
    reading = read_shorthand(text)
    assert any(why in problem.why for problem in reading.problems)
    assert reading.steps == ()


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("2 caps nocte", "2 capsules: the formulation chosen is taken in mg or ml"),
        ("1 mg sl nocte", "“under the tongue” does not fit the formulation chosen, which is oral"),
        ("1 ml ung nocte", "“ointment” does not fit"),
    ],
)
def test_what_does_not_fit_the_formulation_chosen_stops(text, why):
    assert why in read_shorthand(text, meant=LIQUID).problems[0].why
    assert not read_shorthand(text, meant=LIQUID).is_understood


def test_micrograms_fit_a_formulation_dosed_in_mg():
    assert read_shorthand("500 mcg po nocte", meant=LIQUID).is_understood


def test_a_cream_is_applied_and_a_suppository_inserted():
    assert read_shorthand("0.5 g bd", meant=Meant(route="transdermal")).plain.startswith("Apply 0.5 g twice a day")
    assert read_shorthand("1 supp nocte", meant=Meant(route="rectal")).plain.startswith("Insert 1 suppository")


def test_an_empty_shorthand_says_nothing_and_asks_nothing():
    reading = read_shorthand("   ")
    assert (reading.marks, reading.stops, reading.is_understood) == ((), (), False)


def test_every_word_of_the_table_is_written_as_the_text_is_split():
    for phrase, word in table().phrases.items():
        assert all((token == token.lower() and "." not in token) or token == "." for token in phrase), phrase
        assert word.source
        assert bool(word.why) == (word.kind in ("asked", "refused")), phrase


def test_a_row_of_an_unknown_kind_is_refused_by_name():
    with pytest.raises(BadTable, match="unknown kind 'spell'"):
        _word({"kind": "spell", "written": ["abra"], "source": "x"}, sources={"x": "X"})


def test_an_answer_of_the_table_is_itself_neither_asked_back_nor_unknown():
    for word in table().phrases.values():
        for answer in word.choices:
            assert {item.kind for item in items_in(answer)}.isdisjoint({"asked", "unknown", "refused"}), answer


WORDS = st.sampled_from(
    [" ".join(phrase) for phrase in sorted(table().phrases)] + ["1", "1.5", "14", "1.0", "zz", "2/52"]
)
ERROR_PRONE = re.compile(r"\b(qd|od|hs|qhs|qod|bid|tds|po|sl|mcg|ug|cc|gtt|cap|caps)\b|µg|\.0\b|(?<!\d)\.\d", re.ASCII)


@settings(max_examples=200)
@given(st.lists(WORDS, max_size=8).map(" ".join))
def test_no_shorthand_ever_reaches_the_plain_text_and_steps_come_only_with_it(text):
    reading = read_shorthand(text)
    assert not ERROR_PRONE.search(reading.plain)
    assert bool(reading.plain) == bool(reading.steps) == (bool(text.strip()) and not reading.stops)


@settings(max_examples=200)
@given(st.text(max_size=40))
def test_no_text_whatever_breaks_the_reader(text):
    reading = read_shorthand(text)
    assert bool(reading.steps) == bool(reading.plain)
