"""Two people who write in one draft: who comes second is told, and nothing typed is lost."""

import pytest
from pytest_django.asserts import assertNotContains, assertRedirects

from formulations.actions import submit
from tests.formulations.draft_pages import DRAFT, browser_of, now, opened, post, words_of
from tests.formulations.form_reading import form_of
from tests.formulations.written import drafted

pytestmark = pytest.mark.django_db


@pytest.fixture
def fay(author, draft):
    """The browser of the formulary admin who writes."""
    return browser_of(author)


def test_the_second_save_of_one_section_is_refused_with_all_three_sides(fay, draft, other):
    mine = opened(fay, "components") | {"row-3-quantity": ["25 ml"]}
    gus = browser_of(other)
    post(gus, "components", opened(gus, "components") | {"row-1-quantity": ["0.6 g"]})
    page = post(fay, "components", mine)
    assert page.status_code == 409
    words = words_of(page)
    assert "Gus Other saved this draft while you were writing." in words
    for side in ("antioxidant: 0.5 g in 100 ml", "antioxidant: 0.6 g in 100 ml", "sweetener: 25 ml in 100 ml"):
        assert side in words
    assert now(draft).revision == 2
    assert now(draft).content["components"][3]["quantity"] == "20 ml"


def test_after_the_conflict_mine_can_go_on_top_of_theirs(fay, draft, other):
    mine = opened(fay, "components") | {"row-3-quantity": ["25 ml"]}
    gus = browser_of(other)
    post(gus, "storage", opened(gus, "storage") | {"row-0-why": ["Because Gus says so."]})
    fields = form_of(post(fay, "components", mine), named="form-1")
    assertRedirects(post(fay, "components", fields), f"{DRAFT}#components")
    content = now(draft).content
    assert content["components"][3]["quantity"] == "25 ml"
    assert content["storage"]["why"] == "Because Gus says so."


def test_after_the_conflict_i_can_go_on_writing_what_i_typed(fay, other, draft):
    mine = opened(fay, "storage") | {"row-0-why": ["Half a sente"]}
    gus = browser_of(other)
    post(gus, "storage", opened(gus, "storage") | {"row-0-why": ["Theirs."]})
    fields = form_of(post(fay, "storage", mine), named="form-1")
    again = form_of(post(fay, "storage", fields, do="edit"), named="storage-form")
    assert again["row-0-why"] == ["Half a sente"]
    post(fay, "storage", again | {"row-0-why": ["Half a sentence, now whole."]})
    assert now(draft).content["storage"]["why"] == "Half a sentence, now whole."


def test_what_was_typed_into_a_draft_that_was_submitted_meanwhile_is_refused_and_kept(author, loaded, pharmacy, other):
    row = drafted(by=author)
    address = f"/formulary/{row.formulation.code}/drafts/{row.version}/"
    browser = browser_of(other)
    fields = opened(browser, "appearance", address=address) | {"row-0-text": ["Clear, and faintly yellow."]}
    submit(specification=row, by=author)
    page = post(browser, "appearance", fields, address=address)
    assert page.status_code == 409
    assert form_of(page, named="appearance-form")["row-0-text"] == ["Clear, and faintly yellow."]
    assertNotContains(browser.get(address), "?edit=")
