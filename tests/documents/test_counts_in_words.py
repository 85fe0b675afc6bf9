"""Counts in words or digits by the pharmacy's choice, and labels that point to the leaflet."""

from dataclasses import replace

import pytest

from formulations.reference.papers import language
from pharmacy.documents.facts import ChangeFacts
from pharmacy.documents.finishing.raster import text_of
from pharmacy.documents.finishing.read_back import read_back_label, read_back_leaflet
from pharmacy.documents.papers.label import label_text
from pharmacy.documents.papers.label_sheet import set_label
from pharmacy.documents.papers.leaflet_sheet import set_leaflet
from pharmacy.documents.wording.directions import counted, direction
from tests.documents.a_paper import ENGLISH, capsules, drops, facts, job

IN_WORDS = replace(ENGLISH, counts_in_words=True)


def test_a_pharmacy_may_say_counts_in_words_and_never_a_measure() -> None:
    of = capsules()
    twice = replace(of.steps[0], times_a_day=2)
    said = direction(twice, medicine=of.medicine, device=of.device, language=IN_WORDS)
    assert said.replace("\u00a0", " ") == "Take two capsules (3 mg) two times a day, at bedtime."
    liquid = facts()
    measured_out = direction(liquid.steps[0], medicine=liquid.medicine, device=liquid.device, language=IN_WORDS)
    assert measured_out.replace("\u00a0", " ") == "Take 4.5 ml (4.5 mg) once a day, at bedtime."


@pytest.mark.parametrize(
    ("code", "words"),
    [("de", "zwei Kapseln"), ("es", "dos cápsulas"), ("fi", "kaksi kapselia"), ("en", "two capsules")],
)
def test_counts_in_words_are_said_in_the_paper_s_language(code: str, words: str) -> None:
    spoken = replace(language(code), counts_in_words=True)
    assert counted(spoken.amounts.rewrite("2 capsules"), language=spoken).replace("\u00a0", " ") == words


def test_a_count_without_a_word_stays_a_digit() -> None:
    assert counted("1 capsule", language=IN_WORDS) == "1\u00a0capsule"
    assert counted("20 drops", language=IN_WORDS) == "20\u00a0drops"


def test_a_label_and_a_leaflet_in_words_read_back() -> None:
    of = capsules(counts_in_words=True)
    on_label = replace(job(of), language=IN_WORDS)
    text, layout = set_label(on_label)
    assert read_back_label(layout.pdf, text=text, job=on_label) == []
    assert "two capsules (3 mg)" in text_of(layout.pdf)
    words, leaflet = set_leaflet(of, language=IN_WORDS, large_print=False)
    assert read_back_leaflet(leaflet.pdf, text=words, facts=of, language=IN_WORDS) == []


def test_a_titration_and_a_changed_strength_point_to_the_leaflet() -> None:
    titration = label_text(job(drops(("0.25 mg", "1 drop"), ("0.5 mg", "2 drops"))))
    assert titration.part("directions").lines[-1] == "Follow your dose plan."
    changed = label_text(job(facts(change=ChangeFacts("1 ml", "1 mg", "5 mg", "amber bottle"))))
    assert changed.part("changed").lines[-1] == "Your leaflet shows the new dose."
