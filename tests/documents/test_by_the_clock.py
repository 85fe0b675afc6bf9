"""Doses by the clock: every 8 hours is said so on every paper, and never as 3 times a day."""

import pytest

from formulations.reference.papers import language
from pharmacy.documents.facts import PaperFacts
from pharmacy.documents.finishing.read_back import read_back_label, read_back_leaflet
from pharmacy.documents.papers.label_sheet import set_label
from pharmacy.documents.papers.leaflet_sheet import set_leaflet
from pharmacy.documents.wording.directions import after_a_missed_dose, how_often, interval_notes
from tests.documents.a_paper import ENGLISH, facts, job, step

EVERY_8_HOURS = step("4.5 mg", "4.5 ml", times_a_day=3, when=(), hours_apart=8)
SAID = {
    "en": (
        "every 8 hours",
        "Keep 8 hours between doses, also at night.",
        "After a missed dose: go on at the usual times, 8 hours apart.",
    ),
    "fi": (
        "8 tunnin välein",
        "Pidä annosten välillä 8 tuntia, myös yöllä.",
        "Unohtuneen annoksen jälkeen: jatka tavallisiin aikoihin, 8 tunnin välein.",
    ),
    "de": (
        "alle 8 Stunden",
        "Halten Sie zwischen zwei Dosen 8 Stunden Abstand, auch nachts.",
        "Nach einer vergessenen Dosis: Machen Sie zu den üblichen Zeiten weiter, alle 8 Stunden.",
    ),
    "es": (
        "cada 8 horas",
        "Deje 8 horas entre una dosis y la siguiente, también por la noche.",
        "Después de una dosis olvidada: siga a las horas de siempre, cada 8 horas.",
    ),
}


def by_the_clock() -> PaperFacts:
    return facts(steps=(EVERY_8_HOURS,))


def thrice_a_day() -> PaperFacts:
    return facts(steps=(step("4.5 mg", "4.5 ml", times_a_day=3, when=()),))


@pytest.mark.parametrize("code", SAID)
def test_an_interval_is_said_as_one_with_what_it_means_at_night_and_after_a_missed_dose(code: str) -> None:
    spoken, steps = language(code), (EVERY_8_HOURS,)
    notes = (*interval_notes(steps, language=spoken), *after_a_missed_dose(steps, language=spoken))
    said = tuple(text.replace("\u00a0", " ") for text in (how_often(EVERY_8_HOURS, language=spoken), *notes))
    assert said == SAID[code]


def test_what_an_interval_means_is_said_only_where_it_is_true_of_every_step() -> None:
    slower = step("4.5 mg", "4.5 ml", times_a_day=2, when=(), hours_apart=12)
    for steps in ((EVERY_8_HOURS, slower), (EVERY_8_HOURS, step("4.5 mg", "4.5 ml")), (step("4.5 mg", "4.5 ml"),)):
        assert interval_notes(steps, language=ENGLISH) == after_a_missed_dose(steps, language=ENGLISH) == []


def test_a_label_by_the_clock_reads_back_and_one_of_3_times_a_day_does_not_pass_for_it() -> None:
    of, other = job(by_the_clock()), job(thrice_a_day())
    text, layout = set_label(of)
    assert read_back_label(layout.pdf, text=text, job=of) == []
    _, wrong = set_label(other)
    assert any("directions" in one.text for one in read_back_label(wrong.pdf, text=text, job=of))


def test_a_leaflet_by_the_clock_reads_back_and_one_of_3_times_a_day_does_not_pass_for_it() -> None:
    of = by_the_clock()
    text, layout = set_leaflet(of, language=ENGLISH, large_print=False)
    assert read_back_leaflet(layout.pdf, text=text, facts=of, language=ENGLISH) == []
    text, wrong = set_leaflet(thrice_a_day(), language=ENGLISH, large_print=False)
    found = read_back_leaflet(wrong.pdf, text=text, facts=of, language=ENGLISH)
    for lost in ("interval of days 1 to 28", "what the interval means", "after a missed dose"):
        assert any(lost in one.text for one in found)
