"""How a leaflet fills its pages: two where that is possible, no step parted, no section alone at the end."""

from dataclasses import replace

import pytest

from formulations.reference.papers import language
from pharmacy.documents.facts import PaperFacts
from pharmacy.documents.finishing.lint import lint_leaflet
from pharmacy.documents.finishing.read_back import read_back_leaflet
from pharmacy.documents.papers import leaflet_sheet
from pharmacy.documents.papers.dose_plan import dose_plan
from pharmacy.documents.papers.leaflet_sheet import set_leaflet
from pharmacy.documents.rendering import Sheet, Typeset, typeset
from pharmacy.documents.rendering.texts import MARGIN_BOX
from tests.documents.a_paper import ENGLISH, capsules, container, facts, step
from tests.documents.gallery import said

HALVES = ("0.5", "1", "1.5", "2", "2.5", "3", "3.5", "4", "4.5")


def weekly(weeks: int, *, spoken: str = "en", paper: str = "a4") -> PaperFacts:
    """A plan of so many weeks, half a milligram more in each, in two bottles."""
    steps = tuple(
        step(f"{n} mg", f"{n} ml", from_day=7 * week + 1, to_day=7 * week + 7) for week, n in enumerate(HALVES[:weeks])
    )
    boxes = tuple(container("60 ml", number=number, of=2) for number in (1, 2))
    return replace(said(facts(steps=steps, days=7 * weeks, containers=boxes), spoken=spoken), leaflet_paper=paper)


def pages_of(layout: Typeset, *, element: str) -> set[int]:
    return {run.page for run in layout.runs if run.element == element}


@pytest.mark.parametrize(("weeks", "spoken", "paper"), [(8, "fi", "a4"), (8, "es", "a4"), (6, "fi", "letter")])
def test_a_long_plan_takes_two_pages_with_its_calendar_where_closer_lines_can_save_the_third(
    weeks: int, spoken: str, paper: str
) -> None:
    of, words = weekly(weeks, spoken=spoken, paper=paper), language(spoken)
    text, layout = set_leaflet(of, language=words, large_print=False)
    assert (layout.pages, text.calendar is None) == (2, False)
    assert lint_leaflet(layout, facts=of, language=words, large_print=False) == []
    assert read_back_leaflet(layout.pdf, text=text, facts=of, language=words) == []


def test_a_plan_that_needs_three_pages_in_every_language_is_set_in_type_of_the_usual_size() -> None:
    _, layout = set_leaflet(weekly(9), language=ENGLISH, large_print=False)
    assert layout.pages == 3
    assert {run.size_pt for run in layout.runs if run.element == "what-if"} == {9.6, 10.8}  # text and heading


def test_a_long_plan_on_a5_begins_below_what_comes_before_it_and_parts_no_step() -> None:
    of = weekly(5, paper="a5")
    text, layout = set_leaflet(of, language=ENGLISH, large_print=False)
    assert pages_of(layout, element="dose-plan") == {2, 3}
    assert 2 in pages_of(layout, element="how-to-take")
    assert read_back_leaflet(layout.pdf, text=text, facts=of, language=ENGLISH) == []


def test_the_last_page_in_large_print_holds_more_than_one_section() -> None:
    _, layout = set_leaflet(capsules(), language=ENGLISH, large_print=True)
    last = {run.element for run in layout.runs if run.page == layout.pages} - {MARGIN_BOX}
    assert last == {"questions", "who-to-ask"}


def test_the_number_of_a_page_in_spanish_large_print_stands_on_one_line() -> None:
    _, layout = set_leaflet(said(capsules(), spoken="es"), language=language("es"), large_print=True)
    numbers = [run.text for run in layout.runs if run.element == MARGIN_BOX and run.text.startswith("Página")]
    assert numbers == [f"Página {number} de {layout.pages}" for number in range(1, layout.pages + 1)]


def test_a_row_of_the_calendar_is_never_so_low_that_its_lines_are_taken_for_stray_ones(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def flat(sheet: Sheet) -> Typeset:
        return typeset(replace(sheet, css=f"{sheet.css} .grid td {{ line-height: 0.8; padding: 0 }}"))

    monkeypatch.setattr(leaflet_sheet, "typeset", flat)
    of = weekly(2)
    text, layout = set_leaflet(of, language=ENGLISH, large_print=False)
    assert text.calendar is not None
    assert read_back_leaflet(layout.pdf, text=text, facts=of, language=ENGLISH) == []


@pytest.mark.parametrize(("spoken", "last"), [("fi", "5. joulukuuta 2026"), ("en", "2026 Dec 5"), ("es", "5 dic 2026")])
def test_no_date_of_the_plan_is_parted_at_a_line_end(spoken: str, last: str) -> None:
    second = dose_plan(weekly(2, spoken=spoken), language=language(spoken)).lines[1].dates
    assert second.endswith(" " + last.replace(" ", "\u00a0"))
