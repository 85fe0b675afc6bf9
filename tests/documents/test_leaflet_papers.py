"""The papers of a leaflet: the same words on A4, on A5 and in large print; the one asked for stays with the facts."""

from dataclasses import replace

import pytest

from formulations.reference.papers import language
from pharmacy.documents.actions import PapersRefused, request_documents
from pharmacy.documents.facts import PaperFacts, facts_from
from pharmacy.documents.finishing.lint import lint_leaflet
from pharmacy.documents.finishing.raster import opened, text_of
from pharmacy.documents.finishing.read_back import read_back_leaflet
from pharmacy.documents.papers import leaflet_sheet
from pharmacy.documents.papers.leaflet_papers import PAPERS, UnknownLeafletPaper, leaflet_paper
from pharmacy.documents.papers.leaflet_sheet import LeafletDoesNotFit, set_leaflet
from pharmacy.documents.rendering import Sheet, Typeset, typeset
from tests.documents.a_paper import DROPPER, ENGLISH, container, facts, step
from tests.documents.gallery import said
from tests.documents.sabotage.bench import changed
from tests.documents.test_dose_calendar import STEPS
from tests.world import World, checked

TITRATION = facts(steps=STEPS, containers=tuple(container("60 ml", number=n, of=2) for n in (1, 2)), days=30)
SMALL = replace(TITRATION, leaflet_paper="a5")
MANY_DROPS = (
    step("2.5 mg", "10 drops", to_day=7, times_a_day=2, when=("morning", "bedtime")),
    step("4.5 mg", "18 drops", from_day=8, to_day=21),
)


def often_changing() -> PaperFacts:
    """A plan with a column of its own for how often, and the syringe drawn out to its end."""
    steps = (step("1 mg", "1 ml", to_day=7, when=("evening",)), step("5 mg", "5 ml", from_day=8, to_day=21))
    return facts(steps=steps, days=21)


@pytest.mark.parametrize(("steps", "spoken"), [(3, "de"), (3, "es"), (5, "de")])
def test_no_step_of_a_plan_in_large_print_stands_on_another_page_than_its_syringe(steps: int, spoken: str) -> None:
    weekly = tuple(step(f"{n} mg", f"{n} ml", from_day=7 * n - 6, to_day=7 * n) for n in range(1, 6))
    of = said(TITRATION if steps == 3 else facts(steps=weekly, days=35), spoken=spoken)
    text, layout = set_leaflet(of, language=language(spoken), large_print=True)
    assert read_back_leaflet(layout.pdf, text=text, facts=of, language=language(spoken)) == []


def test_a_leaflet_on_a5_is_148_mm_wide_and_its_calendar_lies_on_its_side() -> None:
    text, layout = set_leaflet(SMALL, language=ENGLISH, large_print=False)
    with opened(layout.pdf) as document:
        first, last = (document.see(page=page, dpi=30) for page in (0, document.pages - 1))
    assert (round(first.width), round(first.height)) == (148, 210)
    assert (round(last.width), round(last.height)) == (210, 148)
    assert lint_leaflet(layout, facts=SMALL, language=ENGLISH, large_print=False) == []
    assert read_back_leaflet(layout.pdf, text=text, facts=SMALL, language=ENGLISH) == []


def test_large_print_that_was_asked_for_on_a5_is_on_a4() -> None:
    assert leaflet_paper("a5", large_print=True) is leaflet_paper("a4", large_print=True)
    assert leaflet_paper("a5", large_print=True).size == "A4"


def test_a_paper_that_no_leaflet_is_laid_out_for_is_named() -> None:
    with pytest.raises(UnknownLeafletPaper, match="'legal'; use one of a4, a5, letter"):
        leaflet_paper("legal", large_print=False)


def test_a_titration_has_the_same_words_on_every_paper() -> None:
    said = [
        set_leaflet(replace(TITRATION, leaflet_paper=paper), language=ENGLISH, large_print=False) for paper in PAPERS
    ]
    assert said[0][0] == said[1][0] == said[2][0]


@pytest.mark.parametrize("code", ["en", "fi", "de", "es"])
def test_a_titration_of_three_steps_takes_two_pages_of_a4_in_every_language(code: str) -> None:
    of = said(TITRATION, spoken=code)
    text, layout = set_leaflet(of, language=language(code), large_print=False)
    title = [run for run in layout.runs if run.element == "active-and-strength"]
    assert (layout.pages, len(title)) == (2, 1)
    assert text.calendar is not None
    assert {one.code for one in lint_leaflet(layout, facts=of, language=language(code), large_print=False)} == set()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Dec 12: <b>4.5~ml</b>", "Dec 12: <b>3~ml</b>"),
        ("Dec 2: <b>3~ml</b>", "Dec 3: <b>3~ml</b>"),
    ],
)
def test_a_calendar_with_a_dose_or_a_day_of_another_box_is_caught(
    old: str, new: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(leaflet_sheet, "typeset", lambda sheet: typeset(changed(sheet, old=old, new=new)))
    text, layout = set_leaflet(TITRATION, language=ENGLISH, large_print=False)
    found = {one.code for one in read_back_leaflet(layout.pdf, text=text, facts=TITRATION, language=ENGLISH)}
    assert "fact-differs" in found


@pytest.mark.django_db
def test_the_paper_that_was_asked_for_is_frozen_with_the_facts(world: World) -> None:
    rows = request_documents(batch=checked(world), by=world.tom, leaflet_paper="a5")
    assert {facts_from(row.facts).leaflet_paper for row in rows} == {"a5"}


@pytest.mark.django_db
def test_another_paper_is_refused_and_nothing_is_stored(world: World) -> None:
    with pytest.raises(PapersRefused, match="use one of a4, a5, letter"):
        request_documents(batch=checked(world), by=world.tom, leaflet_paper="legal")


@pytest.mark.parametrize("of", [often_changing(), replace(often_changing(), device=DROPPER, steps=MANY_DROPS)])
def test_a_plan_that_also_says_how_often_stays_within_its_page(of: PaperFacts) -> None:
    _, layout = set_leaflet(of, language=ENGLISH, large_print=False)
    with opened(layout.pdf) as document:
        pages = [document.see(page=page, dpi=100) for page in range(document.pages)]
    most = round((210 - 16) / 25.4 * 100) + 1  # dots from the left edge to the right margin
    assert [page.picture.point(lambda dot: 255 * (dot < 150)).getbbox()[2] <= most for page in pages] == [True] * 2


def test_a_drawing_that_runs_off_its_page_is_no_paper(monkeypatch: pytest.MonkeyPatch) -> None:
    def too_wide(sheet: Sheet) -> Typeset:
        return typeset(replace(sheet, css=f"{sheet.css} .plan.five svg.syringe {{ width: 70mm }}"))

    monkeypatch.setattr(leaflet_sheet, "typeset", too_wide)
    with pytest.raises(LeafletDoesNotFit, match="dose plan passes the right margin by"):
        set_leaflet(often_changing(), language=ENGLISH, large_print=False)


def test_a_step_of_one_day_has_one_box_in_the_calendar() -> None:
    one_day = (step("1 mg", "1 ml", to_day=1), step("2 mg", "2 ml", from_day=2, to_day=8))
    text, layout = set_leaflet(facts(steps=one_day), language=ENGLISH, large_print=False)
    assert [day.dose.replace("\u00a0", " ") for day in text.calendar.boxes[:2]] == ["1 ml", "2 ml"]
    assert "Nov 22: 1 ml Nov 23: 2 ml" in text_of(layout.pdf)
