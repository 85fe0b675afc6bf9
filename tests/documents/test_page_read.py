"""Our own pages read as XML: the same elements and the same lines as WeasyPrint's own reading gives."""

import re
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from weasyprint import HTML
from weasyprint.html import UA

from pharmacy.documents.papers import leaflet_sheet
from pharmacy.documents.papers.leaflet_sheet import set_leaflet
from pharmacy.documents.rendering import Sheet, page, typesetter
from pharmacy.documents.rendering.fetcher import DataOnly
from pharmacy.documents.rendering.page import NOBODYS, Page, fewer_styles
from pharmacy.documents.rendering.sheet import Run, Typeset
from tests.documents.a_paper import ENGLISH, drops, facts
from tests.documents.a_press import a_press

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
DROPS = drops(*((f"{n} mg", f"{4 * n} drops") for n in (1, 2, 3, 4)))
HOSTILE = replace(facts(), patient='Zoë <b>O\'Hara</b> & "Sons"')


def sheet_of(of: object, monkeypatch: pytest.MonkeyPatch) -> Sheet:
    found: list[Sheet] = []

    def seen(sheet: Sheet) -> Typeset:
        found.append(sheet)
        return Typeset(b"", 1, 1.0, (Run("storing", "words", 1, 9, 16, 100, 60, 103),))

    monkeypatch.setattr(leaflet_sheet, "typeset", seen)
    set_leaflet(of, language=ENGLISH, large_print=False)
    return found[0]


def elements(read: HTML) -> list[tuple[object, ...]]:
    """Every element with what it says; the name of a namespace is no attribute of it."""
    return [
        (one.tag, {name: said for name, said in one.attrib.items() if "xmlns" not in name}, (one.text or "").strip())
        for one in read.etree_element.iter()
    ]


@pytest.mark.parametrize("of", [facts(), DROPS, HOSTILE], ids=["liquid", "drops", "hostile"])
def test_a_leaflet_is_read_as_a_browser_reads_it(of: object, monkeypatch: pytest.MonkeyPatch) -> None:
    sheet = sheet_of(of, monkeypatch)
    ElementTree.fromstring(sheet.html)  # raises where a page is no XML
    assert elements(Page(sheet.html, fetcher=DataOnly())) == elements(HTML(string=sheet.html))


def test_what_is_no_xml_is_read_all_the_same() -> None:
    read = Page("<!doctype html><title>t</title><p>one<br>two", fetcher=DataOnly())
    assert [one.tag for one in read.etree_element.iter()] == ["html", "head", "title", "body", "p", "br"]


def test_without_the_styles_that_no_paper_uses_everything_stands_where_it_stood(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sheet = sheet_of(DROPS, monkeypatch)
    ours = a_press().measure(sheet)
    monkeypatch.setattr(typesetter, "page_of", lambda html, fetcher: HTML(string=html, url_fetcher=fetcher))
    assert a_press().measure(sheet) == ours


def test_six_marks_and_ten_places_beside_the_page_are_left_out_and_nothing_else() -> None:
    before, after = UA.splitlines(), fewer_styles(UA).splitlines()
    changed = [line.split()[0] for line, now in zip(before, after, strict=True) if line != now]
    assert len([one for one in changed if one.startswith("::")]) == 6
    assert len([one for one in changed if one.startswith("@")]) == 10
    assert len(changed) == 16


def test_no_paper_has_a_text_in_a_place_that_was_left_out() -> None:
    sheets = [path.read_text("utf-8") for path in TEMPLATES.rglob("*") if path.suffix in (".css", ".html")]
    lines = [line for sheet in sheets for line in sheet.splitlines() if re.match(r"\s*@(top|bottom|left|right)", line)]
    assert lines
    assert not [line for line in lines if NOBODYS.match(line)]
    assert not [sheet for sheet in sheets if "float: footnote" in sheet or "display: list-item" in sheet]


def test_another_version_of_weasyprint_reads_pages_its_own_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page, "is_known_version", lambda: False)
    assert type(page.page_of("<p>one</p>", fetcher=DataOnly())) is HTML
