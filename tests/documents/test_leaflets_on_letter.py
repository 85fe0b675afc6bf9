"""Leaflets on US Letter, 215.9 x 279.4 mm: as many pages as on A4, everything inside the margins of that page."""

from dataclasses import replace

import pytest
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse

from formulations.reference.papers import language
from pharmacy.documents.actions import request_documents
from pharmacy.documents.facts import PaperFacts, facts_from
from pharmacy.documents.finishing.lint import lint_leaflet
from pharmacy.documents.finishing.raster import opened
from pharmacy.documents.finishing.read_back import read_back_leaflet
from pharmacy.documents.models import Document
from pharmacy.documents.papers import leaflet_sheet
from pharmacy.documents.papers.leaflet_papers import PAPERS, leaflet_paper, paper_to_use
from pharmacy.documents.papers.leaflet_sheet import LeafletDoesNotFit, set_leaflet
from pharmacy.documents.queries import newest_papers
from pharmacy.documents.rendering import Sheet, Typeset, typeset
from pharmacy.staff.models import LEAFLET_PAPERS, Pharmacy
from tests.documents.a_paper import ENGLISH, capsules, container, facts
from tests.documents.gallery import said
from tests.documents.test_leaflet_papers import TITRATION, often_changing
from tests.world import World, checked

INCH = 25.4


def on_letter(of: PaperFacts) -> PaperFacts:
    return replace(of, leaflet_paper="letter")


def sizes_and_ink(pdf: bytes) -> list[tuple[float, float, float, float]]:
    """Of each page in millimetres: width, height, and where its ink begins and ends across."""
    found = []
    with opened(pdf) as document:
        for page in (document.see(page=number, dpi=100) for number in range(document.pages)):
            left, _, right, _ = page.picture.point(lambda dot: 255 * (dot < 150)).getbbox()
            found.append((round(page.width, 1), round(page.height, 1), left / 100 * INCH, right / 100 * INCH))
    return found


@pytest.mark.parametrize("of", [facts(), capsules(), often_changing()], ids=["liquid", "capsules", "wide plan"])
def test_a_leaflet_on_letter_takes_two_pages_with_all_ink_between_margins_of_13_mm(of: PaperFacts) -> None:
    text, layout = set_leaflet(on_letter(of), language=ENGLISH, large_print=False)
    pages = sizes_and_ink(layout.pdf)
    assert [(width, height) for width, height, _, _ in pages] == [(215.9, 279.4)] * 2
    assert all(left >= 13 - 0.3 and right <= 202.9 + 0.3 for _, _, left, right in pages)  # 215.9 - 13
    assert lint_leaflet(layout, facts=on_letter(of), language=ENGLISH, large_print=False) == []
    assert read_back_leaflet(layout.pdf, text=text, facts=on_letter(of), language=ENGLISH) == []


@pytest.mark.parametrize("code", ["en", "es"])
def test_thirty_days_of_a_titration_take_two_pages_of_letter_with_their_calendar(code: str) -> None:
    of, spoken = on_letter(said(TITRATION, spoken=code)), language(code)
    text, layout = set_leaflet(of, language=spoken, large_print=False)
    assert (layout.pages, text.calendar is None) == (2, False)
    assert lint_leaflet(layout, facts=of, language=spoken, large_print=False) == []
    assert read_back_leaflet(layout.pdf, text=text, facts=of, language=spoken) == []


def test_the_band_of_a_training_leaflet_holds_its_words_in_the_smallest_margin_too() -> None:
    of = on_letter(replace(said(TITRATION, spoken="es"), is_training=True))
    text, layout = set_leaflet(of, language=language("es"), large_print=False)
    assert read_back_leaflet(layout.pdf, text=text, facts=of, language=language("es")) == []


def test_large_print_on_letter_has_its_calendar_on_a_page_that_lies_on_its_side() -> None:
    _, layout = set_leaflet(on_letter(TITRATION), language=ENGLISH, large_print=True)
    pages = sizes_and_ink(layout.pdf)
    assert pages[0][:2] == (215.9, 279.4)
    assert pages[-1][:2] == (279.4, 215.9)
    assert pages[-1][3] <= 263.4 + 0.3  # 279.4 - 16
    assert lint_leaflet(layout, facts=on_letter(TITRATION), language=ENGLISH, large_print=True) == []


def test_in_large_print_the_number_of_a_container_does_not_touch_what_it_holds() -> None:
    thirds = tuple(container("60 ml", number=number, of=3) for number in (1, 2, 3))
    of = on_letter(said(replace(TITRATION, containers=thirds), spoken="de"))
    text, layout = set_leaflet(of, language=language("de"), large_print=True)
    assert read_back_leaflet(layout.pdf, text=text, facts=of, language=language("de")) == []


def test_a_drawing_that_fits_on_letter_no_more_is_no_paper(monkeypatch: pytest.MonkeyPatch) -> None:
    def too_wide(sheet: Sheet) -> Typeset:
        return typeset(replace(sheet, css=f"{sheet.css} .plan.five svg.syringe {{ width: 80mm }}"))

    monkeypatch.setattr(leaflet_sheet, "typeset", too_wide)
    with pytest.raises(LeafletDoesNotFit, match="dose plan passes the right margin by"):
        set_leaflet(on_letter(often_changing()), language=ENGLISH, large_print=False)


@pytest.mark.parametrize(
    ("asked", "usual", "large", "size"),
    [
        ("", "letter", False, "letter"),
        ("a5", "letter", False, "A5"),
        ("", "letter", True, "letter"),
        ("a5", "letter", True, "letter"),
        ("a4", "letter", True, "A4"),
        ("a5", "a4", True, "A4"),
        ("", "a5", True, "A4"),
    ],
)
def test_large_print_is_on_the_paper_asked_for_else_on_the_usual_one_else_on_a4(
    asked: str, usual: str, large: bool, size: str
) -> None:
    assert paper_to_use(asked, usual=usual, large_print=large).size == size


def test_the_database_takes_the_papers_that_leaflets_are_laid_out_for() -> None:
    assert tuple(PAPERS) == LEAFLET_PAPERS
    assert leaflet_paper("letter", large_print=True).name == "US Letter"


@pytest.mark.django_db
def test_the_database_takes_no_other_paper(world: World) -> None:
    with pytest.raises(IntegrityError, match="pharmacy_leaflet_paper_is_known"):
        Pharmacy.objects.update(leaflet_paper="legal")


@pytest.mark.django_db
def test_a_leaflet_is_on_the_usual_paper_and_what_was_asked_for_before_stays(world: World) -> None:
    batch = checked(world)
    request_documents(batch=batch, by=world.tom)
    Pharmacy.objects.update(leaflet_paper="letter")
    request_documents(batch=batch, by=world.tom, request_key="k" * 32)
    leaflets = Document.objects.filter(kind="leaflet").order_by("pk")
    assert [facts_from(one.facts).leaflet_paper for one in leaflets] == ["a4", "letter"]
    assert [one.stock_name for one in leaflets] == ["A4", "US Letter"]
    assert [one.stock_name for one in newest_papers(batch) if one.kind == "leaflet"] == ["US Letter"]


@pytest.mark.django_db
def test_letter_is_chosen_where_papers_are_asked_for(world: World) -> None:
    batch = checked(world)
    ben = Client()
    ben.force_login(world.ben)
    page = ben.get(reverse("documents:panel", args=[batch.prescription.public_id])).content.decode()
    assert "Usual: A4" in page
    assert '<option value="letter">US Letter</option>' in page
    assert '<option value="legal"' not in page
    sent = {"leaflet_paper": "letter", "request_key": "k" * 32}
    assert ben.post(reverse("documents:ask", args=[batch.prescription.public_id]), sent).status_code in (200, 302)
    assert facts_from(Document.objects.get(kind="leaflet").facts).leaflet_paper == "letter"
