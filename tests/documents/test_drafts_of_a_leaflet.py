"""A leaflet is laid out with more or less white until it is short; only the one that is chosen is drawn."""

import pytest
from weasyprint.document import Document

from pharmacy.documents.rendering.sheet import Sheet
from pharmacy.documents.rendering.typesetter import MOST_DRAFTS, Press

PAGE = '<html lang="en"><head><title>t</title></head><body><p>{}</p></body></html>'
CSS = "@page { size: 60mm 40mm; margin: 5mm; } p { font: 10pt 'Atkinson Hyperlegible'; }"


@pytest.fixture(scope="module")
def press() -> Press:
    return Press()


def sheet(text: str, *, is_draft: bool) -> Sheet:
    return Sheet(PAGE.format(text), CSS, is_draft=is_draft)


def test_what_was_drafted_comes_out_as_the_same_bytes(press: Press) -> None:
    draft = press.set(sheet("Take 2 capsules.", is_draft=True))
    assert (draft.pdf, draft.pages, [run.text for run in draft.runs]) == (b"", 1, ["Take 2 capsules."])
    drawn = press.set(sheet("Take 2 capsules.", is_draft=False))
    assert drawn.pdf == press.set(sheet("Take 2 capsules.", is_draft=False)).pdf
    assert drawn.runs == draft.runs


def test_of_three_drafts_the_one_that_is_asked_for_is_drawn_and_none_is_laid_out_twice(
    press: Press, monkeypatch: pytest.MonkeyPatch
) -> None:
    laid_out, drawn = [], []
    lay_out, draw = Press._laid_out, Document.write_pdf
    monkeypatch.setattr(Press, "_laid_out", lambda one, given: laid_out.append(given) or lay_out(one, given))
    monkeypatch.setattr(Document, "write_pdf", lambda one, **given: drawn.append(one) or draw(one, **given))
    for number in range(MOST_DRAFTS):
        press.set(sheet(f"Take {number} capsules.", is_draft=True))
    second = press.set(sheet("Take 1 capsules.", is_draft=False))
    assert [run.text for run in second.runs] == ["Take 1 capsules."]
    assert (len(laid_out), len(drawn)) == (MOST_DRAFTS, 1)


def test_nothing_of_a_paper_is_kept_once_another_is_drawn(press: Press) -> None:
    press.set(sheet("For Ada Lindqvist", is_draft=True))
    press.set(sheet("For somebody else", is_draft=False))
    assert press.drafts == {}


def test_no_more_is_kept_than_one_leaflet_needs(press: Press) -> None:
    for number in range(2 * MOST_DRAFTS + 1):
        press.set(sheet(f"Take {number} capsules.", is_draft=True))
    assert len(press.drafts) <= MOST_DRAFTS
