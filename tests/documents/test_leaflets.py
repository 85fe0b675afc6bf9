"""Leaflets as laid out: complete, about two pages, drawn and said in words, neutral on benefit."""

from dataclasses import replace
from datetime import date

import pypdfium2
import pytest

from pharmacy.documents.finishing.lint import lint_leaflet
from pharmacy.documents.finishing.raster import plain, text_of
from pharmacy.documents.finishing.read_back import read_back_leaflet
from pharmacy.documents.papers.leaflet import SECTIONS, leaflet_text
from pharmacy.documents.papers.leaflet_sheet import LeafletDoesNotFit, set_leaflet
from tests.documents.a_paper import ENGLISH, capsules, container, cream, drops, facts, law, shipped, step
from tests.documents.test_labels import SIX, TITRATION


@pytest.mark.parametrize("name", SIX)
def test_each_of_the_six_has_a_leaflet_of_two_pages_that_passes_its_checks(name: str) -> None:
    of = SIX[name]
    text, layout = set_leaflet(of, language=ENGLISH, large_print=False)
    assert layout.pages == 2
    assert lint_leaflet(layout, facts=of, language=ENGLISH, large_print=False) == []
    assert read_back_leaflet(layout.pdf, text=text, facts=of, language=ENGLISH) == []


def test_large_print_has_the_same_words_in_eighteen_points() -> None:
    of = facts()
    text, layout = set_leaflet(of, language=ENGLISH, large_print=True)
    body = {run.size_pt for run in layout.runs if run.element == "what-if"}
    assert min(body) >= 18
    assert lint_leaflet(layout, facts=of, language=ENGLISH, large_print=True) == []
    assert read_back_leaflet(layout.pdf, text=text, facts=of, language=ENGLISH) == []


@pytest.mark.parametrize("code", ["us", "gb", "de"])
@pytest.mark.parametrize("name", SIX)
def test_the_table_of_containers_fits_in_large_print_under_every_law(name: str, code: str) -> None:
    largest = max(shipped(SIX[name].medicine.code).container.fills, key=lambda fill: fill.value)
    three = tuple(container(str(largest), number=number, of=3) for number in (1, 2, 3))
    of = replace(SIX[name], containers=three, law=law(code))
    _, layout = set_leaflet(of, language=ENGLISH, large_print=True)  # raises LeafletDoesNotFit
    assert "Throw away after" in " ".join(text_of(layout.pdf).split())


def test_it_has_every_section_in_the_order_of_reading() -> None:
    text = leaflet_text(facts(), language=ENGLISH)
    assert tuple(section.key for section in text.sections) == SECTIONS
    assert all(section.lines for section in text.sections)


def test_the_picture_of_the_syringe_is_repeated_in_words() -> None:
    _, layout = set_leaflet(facts(), language=ENGLISH, large_print=False)
    said = text_of(layout.pdf)
    assert "until the edge of the plunger nearest the tip stands exactly on the 4.5 ml line" in said


def test_the_leaflet_says_the_dose_as_the_label_does() -> None:
    _, layout = set_leaflet(capsules(), language=ENGLISH, large_print=False)
    assert "Take 2 capsules (3 mg) once a day, at bedtime." in text_of(layout.pdf)


def test_a_cream_is_used_and_not_taken() -> None:
    headings = {section.key: section.heading for section in leaflet_text(cream(), language=ENGLISH).sections}
    assert headings["how-to-take"] == "How to use it"
    assert headings["side-effects"] == "Side effects"


def test_capsules_of_several_strengths_carry_theirs_in_the_title() -> None:
    assert leaflet_text(capsules(), language=ENGLISH).title.replace("\u00a0", " ") == (
        "Naltrexone hydrochloride capsules 1.5 mg"
    )


def test_a_titration_has_a_dated_plan_with_a_drawing_on_each_line() -> None:
    of = replace(TITRATION, law=law("gb"))
    plan = leaflet_text(of, language=ENGLISH).plan
    lines = [(one.days.replace("\u00a0", " "), one.dates.replace("\u00a0", " ")) for one in plan.lines[:2]]
    assert lines == [("Days 1 to 7", "22 Nov 2026 to 28 Nov 2026"), ("Days 8 to 14", "29 Nov 2026 to 5 Dec 2026")]
    assert all(len(one.drawings) == 1 for one in plan.lines)


def test_containers_made_later_are_listed_with_their_days() -> None:
    boxes = (container("10 ml", of=2, last_day=14), container("10 ml", number=2, of=2, first_day=15, is_made_now=False))
    of = drops(("0.5 mg", "2 drops"), containers=boxes)
    storing = next(one for one in leaflet_text(of, language=ENGLISH).sections if one.key == "storing")
    assert [row.cells[0].replace("\u00a0", " ") for row in storing.table.rows] == ["1 of 2", "2 of 2"]


def test_the_reason_is_the_prescriber_s_and_only_if_it_was_written() -> None:
    _, with_reason = set_leaflet(facts(purpose="long-lasting pain"), language=ENGLISH, large_print=False)
    _, without = set_leaflet(facts(), language=ENGLISH, large_print=False)
    assert "The reason that your prescriber wrote down: long-lasting pain." in text_of(with_reason.pdf)
    assert "The reason that your prescriber" not in text_of(without.pdf)


def test_a_reason_in_the_prescriber_s_words_does_not_trip_the_ban_list() -> None:
    of = facts(purpose="fibromyalgia")
    _, layout = set_leaflet(of, language=ENGLISH, large_print=False)
    assert lint_leaflet(layout, facts=of, language=ENGLISH, large_print=False) == []


def test_the_same_facts_give_the_same_bytes() -> None:
    one, two = (set_leaflet(facts(), language=ENGLISH, large_print=False)[1].pdf for _ in range(2))
    assert one == two


def test_a_word_wider_than_the_page_is_refused() -> None:
    with pytest.raises(LeafletDoesNotFit, match="right margin"):
        set_leaflet(facts(patient="W" * 200), language=ENGLISH, large_print=True)


def test_it_is_a_tagged_pdf_with_its_title() -> None:
    _, layout = set_leaflet(facts(), language=ENGLISH, large_print=False)
    document = pypdfium2.PdfDocument(layout.pdf)
    try:
        title = plain(document.get_metadata_value("Title"))
        assert title == "Naltrexone hydrochloride 1 mg/ml oral liquid"
        assert pypdfium2.raw.FPDFCatalog_IsTagged(document.raw)
    finally:
        document.close()


def test_a_titration_of_three_steps_fits_on_two_pages() -> None:
    boxes = tuple(container("60 ml", number=n, of=2) for n in (1, 2))
    amounts = ("1.5", "3", "4.5")
    steps = tuple(step(f"{a} mg", f"{a} ml", from_day=10 * n + 1, to_day=10 * n + 10) for n, a in enumerate(amounts))
    text, layout = set_leaflet(facts(steps=steps, containers=boxes), language=ENGLISH, large_print=False)
    assert layout.pages == 2
    assert text.drawings == ()
    assert [len(line.drawings) for line in text.plan.lines] == [1, 1, 1]


def test_a_leaflet_with_several_containers_can_be_had_in_large_print() -> None:
    boxes = tuple(container("60 ml", number=n, of=3) for n in (1, 2, 3))
    _, layout = set_leaflet(facts(containers=boxes), language=ENGLISH, large_print=True)
    assert layout.fits


def test_where_bottles_are_made_later_the_use_by_date_is_that_of_the_first() -> None:
    boxes = (container("60 ml", of=2), container("60 ml", number=2, of=2, is_made_now=False))
    storing = next(s for s in leaflet_text(facts(containers=boxes), language=ENGLISH).sections if s.key == "storing")
    assert storing.first.replace("\u00a0", " ") == "Do not use what you have now after 2026 December 26."


def test_a_supply_that_begins_later_says_on_which_day_to_start() -> None:
    of = capsules(starts_on=date(2026, 12, 20))
    _, layout = set_leaflet(of, language=ENGLISH, large_print=False)
    assert "Start on 2026 December 20." in text_of(layout.pdf)


def test_a_supply_for_today_names_no_day_to_start() -> None:
    _, layout = set_leaflet(capsules(), language=ENGLISH, large_print=False)
    assert "Start on" not in text_of(layout.pdf)


def test_the_leaflet_of_a_later_batch_says_which_bottle_to_open_when_and_when_to_throw_it_away() -> None:
    opened = date(2027, 3, 12)
    boxes = (
        container("10 ml", number=8, of=11, open_on=date(2027, 2, 28), discard_on=date(2027, 3, 13)),
        container("10 ml", number=9, of=11, open_on=opened, discard_on=date(2027, 3, 13)),
    )
    of = drops(("3.75 mg", "15 drops"), ("4 mg", "16 drops"), containers=boxes)
    text = leaflet_text(of, language=ENGLISH)
    table = next(section.table for section in text.sections if section.key == "storing")
    rows = [[cell.replace("\u00a0", " ") for cell in row.cells] for row in table.rows]
    assert [(row[0], row[3], row[4]) for row in rows] == [
        ("8 of 11", "2027 Feb 28", "2027 Mar 13"),
        ("9 of 11", "2027 Mar 12", "2027 Mar 13"),
    ]
