"""The page of a draft: one document, each section edited in its place, nothing typed ever lost."""

import time
from copy import deepcopy

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from formulations.actions import save_draft
from formulations.editing.outline import SECTIONS
from formulations.models import Excipient
from pharmacy.staff.models import Role, User
from tests.formulations.draft_pages import CODE, DRAFT, browser_of, now, opened, post, words_of
from tests.formulations.form_reading import form_of

pytestmark = pytest.mark.django_db
MOST_TIMES_SLOWER = 4  # the page of a draft with five times the components and three times the sentences


@pytest.fixture
def fay(author, draft):
    """The browser of the formulary admin who writes."""
    return browser_of(author)


def test_the_whole_draft_is_one_readable_document(fay):
    page = fay.get(DRAFT)
    for title in ("What it is", "What it is made of", "How it is made", "How long it keeps", "Sources"):
        assertContains(page, f">{title}</h2>")
    words = words_of(page)
    assert "ascorbic acid antioxidant: 0.5 g in 100 ml (0.5 % w/v)" in words
    assert "Method Write Method Nothing is stated yet." in words


def test_each_section_has_one_link_that_opens_it(fay):
    page = fay.get(DRAFT).content.decode()
    for section in SECTIONS:
        assert page.count(f'href="{DRAFT}?edit={section.key}#{section.key}"') == 1
    assert "?edit=law-limits" not in page


def test_every_section_can_be_opened_and_saved_as_it_stands_and_nothing_changes(fay, draft):
    for section in SECTIONS:
        assertRedirects(post(fay, section.key, opened(fay, section.key)), f"{DRAFT}#{section.key}")
        assert now(draft).content == draft.content, section.key
        assert (now(draft).sha256, now(draft).revision) == (draft.sha256, 1), section.key


def test_a_save_writes_its_section_and_no_other(fay, draft):
    fields = opened(fay, "components") | {"row-1-quantity": "600 mg"}
    post(fay, "components", fields)
    expected = deepcopy(draft.content)
    expected["components"][1]["quantity"] = "600 mg"
    assert now(draft).content == expected
    assert now(draft).revision == 2


def test_a_save_in_place_answers_with_the_section_and_the_state_of_the_draft(fay, draft):
    fields = opened(fay, "components") | {"row-1-quantity": "600 mg"}
    page = post(fay, "components", fields, **{"HX-Request": "true"})
    assertContains(page, "600\u00a0mg in 100\u00a0ml")
    assertContains(page, "revision 2")
    assert page["X-Draft-Saved"] == "1 2 components"
    assertNotContains(page, "<html")


def test_a_fault_stands_at_its_field_and_what_was_typed_is_still_there(fay, draft):
    fields = opened(fay, "components") | {
        "row-0-quantity": "ten grams",
        "row-1-quantity": "<b>5</b> & g",
        "row-2-excipient": "",
    }
    page = post(fay, "components", fields)
    assert page.status_code == 422
    again = form_of(page, named="components-form")
    assert again["row-0-quantity"] == ["ten grams"]
    assert again["row-1-quantity"] == ["<b>5</b> & g"]
    assert page.content.count(b'aria-invalid="true"') == 3
    assert "Amount: Amount 'ten grams' needs a number and a unit, such as 4.5 mg." in words_of(page)
    assert now(draft).revision == 1


def test_what_a_person_types_is_shown_as_text_and_never_as_markup(fay):
    fields = opened(fay, "formulation") | {"summary": "x"}
    fields["row-0-summary"] = ["<script>alert(1)</script> sweet"]
    post(fay, "formulation", fields)
    page = fay.get(DRAFT).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; sweet" in page


@pytest.mark.parametrize("hidden", ["\u202e", "\u200b", "\ufeff"])
def test_hidden_characters_are_refused_with_where_they_stand(fay, draft, hidden):
    fields = opened(fay, "formulation")
    fields["row-0-name"] = [f"Nal{hidden}trexone"]
    page = post(fay, "formulation", fields)
    assert page.status_code == 422
    assert "Character 4 is an invisible or direction-turning character" in words_of(page)


def test_rows_are_added_moved_and_removed_by_buttons_without_any_script(fay, draft):
    fields = opened(fay, "strengths")
    fields = form_of(post(fay, "strengths", fields, do="add-row"), named="strengths-form")
    assert fields["rows"] == ["2"]
    fields |= {"row-1-amount": ["2 mg"], "row-1-per": ["1 ml"], "row-1-source": fields["row-0-source"]}
    fields = form_of(post(fay, "strengths", fields, do="up-1"), named="strengths-form")
    assert fields["row-0-amount"] == ["2 mg"]
    assert now(draft).revision == 1
    post(fay, "strengths", fields)
    assert [row["amount"] for row in now(draft).content["strengths"]] == ["2 mg", "1 mg"]
    fields = form_of(post(fay, "strengths", opened(fay, "strengths"), do="remove-1"), named="strengths-form")
    post(fay, "strengths", fields)
    assert [row["amount"] for row in now(draft).content["strengths"]] == ["2 mg"]


def test_a_button_for_a_row_that_is_not_there_changes_nothing(fay):
    for do in ("remove-99", "up-99", "down-x", "nonsense"):
        again = form_of(post(fay, "strengths", opened(fay, "strengths"), do=do), named="strengths-form")
        assert again["row-0-amount"] == ["1 mg"]


def test_a_row_that_moves_keeps_what_its_form_has_no_field_for(fay, draft, author):
    content = deepcopy(draft.content)
    content["strengths"] = [
        {"amount": "1 mg", "per": "1 ml", "source": "house-rule", "later": "first"},
        {"amount": "2 mg", "per": "1 ml", "source": "house-rule", "later": "second"},
    ]
    save_draft(specification=draft, content=content, revision=1, by=author)
    fields = form_of(post(fay, "strengths", opened(fay, "strengths"), do="down-0"), named="strengths-form")
    post(fay, "strengths", fields)
    rows = now(draft).content["strengths"]
    assert [(row["amount"], row["later"]) for row in rows] == [("2 mg", "second"), ("1 mg", "first")]


def test_a_source_that_is_not_listed_yet_is_added_without_leaving(fay, draft):
    fields = opened(fay, "equipment")
    fields |= {"row-0-name": ["amber glass beaker"], "source-title": ["Somebody 2024"], "source-how_sure": ["study"]}
    page = post(fay, "equipment", fields, do="add-source")
    fields = form_of(page, named="equipment-form")
    assert fields["row-0-source"] == ["somebody-2024"]
    assert now(draft).revision == 1
    post(fay, "equipment", fields)
    content = now(draft).content
    assert content["equipment"] == [{"name": "amber glass beaker", "source": "somebody-2024"}]
    assert content["sources"][-1] == {"code": "somebody-2024", "title": "Somebody 2024", "how_sure": "study"}


def test_a_source_typed_but_not_added_is_saved_with_the_section_all_the_same(fay, draft):
    fields = opened(fay, "equipment") | {"row-0-name": ["beaker"], "source-title": ["Somebody 2024"]}
    post(fay, "equipment", fields)
    assert now(draft).content["equipment"] == [{"name": "beaker", "source": "somebody-2024"}]


def test_a_source_without_a_title_is_refused_at_its_field(fay):
    page = post(fay, "equipment", opened(fay, "equipment"), do="add-source")
    assertContains(page, "Write the title of the source.")


def test_a_substance_of_the_formulary_is_picked_by_name_and_copied_in(fay, draft):
    Excipient.objects.create(
        code="arachis-oil", name="arachis oil", patient_name="peanut oil", contains=["peanut"], source="Ph. Eur. 0263"
    )
    fields = form_of(post(fay, "components", opened(fay, "components"), do="add-row"), named="components-form")
    fields |= {"row-5-excipient": ["Arachis oil"], "row-5-function": ["cosolvent"], "row-5-quantity": ["1 ml"]}
    fields["row-5-source"] = fields["row-0-source"]
    post(fay, "components", fields)
    content = now(draft).content
    assert content["components"][-1]["excipient"] == "arachis-oil"
    assert content["excipients"][-1]["contains"] == ["peanut"]
    assert content["sources"][-1]["title"] == "Ph. Eur. 0263"


def test_a_substance_of_the_formulary_is_copied_into_the_list_by_its_button(fay):
    Excipient.objects.create(code="arachis-oil", name="arachis oil", patient_name="peanut oil", contains=["peanut"])
    page = post(fay, "excipients", opened(fay, "excipients") | {"pick": ["arachis oil"]}, do="copy-in")
    fields = form_of(page, named="excipients-form")
    last = int(fields["rows"][0]) - 1
    assert fields[f"row-{last}-contains"] == ["peanut"]
    page = post(fay, "excipients", fields | {"pick": ["unobtainium"]}, do="copy-in")
    assertContains(page, "is not in the formulary; write it as a new row")


def test_a_source_that_is_named_elsewhere_cannot_be_taken_away(fay, draft):
    fields = form_of(post(fay, "sources", opened(fay, "sources"), do="remove-0"), named="sources-form")
    page = post(fay, "sources", fields)
    assert page.status_code == 422
    assert "is named by other parts of this document" in words_of(page)
    assert now(draft).revision == 1


def test_the_components_are_checked_while_they_are_typed_and_nothing_is_written(fay, draft):
    fields = opened(fay, "components") | {"row-0-quantity": ["50 mg"]}
    page = fay.post(f"{DRAFT}check/", fields)
    assert "50 mg in 100 ml, but 1 mg in 1 ml needs 100 mg." in words_of(page)
    assertContains(page, 'id="components-share-0" hx-swap-oob="true">0.05\u00a0% w/v<')
    assert now(draft).revision == 1


def test_without_script_the_check_button_says_the_same(fay):
    page = post(fay, "components", opened(fay, "components") | {"row-0-quantity": ["50 mg"]}, do="check")
    assert "50 mg in 100 ml, but 1 mg in 1 ml needs 100 mg." in words_of(page)


def test_components_that_do_not_add_up_may_be_saved_and_are_said_on_the_page(fay):
    post(fay, "components", opened(fay, "components") | {"row-0-quantity": ["50 mg"]})
    assert "50 mg in 100 ml, but 1 mg in 1 ml needs 100 mg." in words_of(fay.get(DRAFT))


def test_a_pharmacist_and_an_auditor_read_and_find_nothing_to_edit(draft, approver):
    auditor = User.objects.create_user("aud", role=Role.AUDITOR)
    for person in (approver, auditor):
        browser = browser_of(person)
        page = browser.get(DRAFT)
        assertNotContains(page, "?edit=")
        assertNotContains(browser.get(DRAFT, {"edit": "components"}), "components-form")
        assert post(browser, "components", {}).status_code == 403


def test_a_technician_does_not_see_drafts(draft):
    assert browser_of(User.objects.create_user("tom", role=Role.TECHNICIAN)).get(DRAFT).status_code == 403


def test_an_approved_version_is_read_and_not_edited(fay):
    page = fay.get(f"/formulary/{CODE}/drafts/1/")
    assertNotContains(page, "?edit=")
    assertNotContains(page, "still needed")


def test_an_unknown_version_or_section_is_not_found(fay):
    assert fay.get(f"/formulary/{CODE}/drafts/99/").status_code == 404
    assert fay.get(DRAFT, {"edit": "no-such"}).status_code == 404
    assert post(fay, "law-limits", {}).status_code == 404


def test_a_draft_with_almost_nothing_in_it_is_written_out(fay, author, draft):
    head = {key: draft.content["formulation"][key] for key in ("code", "name")}
    bare = {"format": draft.content["format"], "formulation": head, "active": {"code": "x"}, "components": [{}]}
    save_draft(specification=draft, content=bare, revision=1, by=author)
    page = fay.get(DRAFT)
    assertContains(page, "not stated yet")
    for section in SECTIONS:
        assert fay.get(DRAFT, {"edit": section.key}).status_code == 200


def long_content(draft):
    """Thirty components and 150 sentences."""
    content = deepcopy(draft.content)
    component, excipient = content["components"][1], content["excipients"][1]
    content["components"] += [component | {"excipient": f"extra-{n}", "quantity": "1 mg"} for n in range(25)]
    content["excipients"] += [excipient | {"code": f"extra-{n}", "name": f"Extra {n}"} for n in range(25)]
    sentences = content["leaflet"]["en"][2]["sentences"]
    have = sum(len(part["sentences"]) for part in content["leaflet"]["en"])
    sentences += [sentences[0] | {"code": f"extra-{n}"} for n in range(150 - have)]
    return content


def test_a_long_draft_asks_as_little_as_a_short_one_and_answers_nearly_as_soon(fay, author, draft):
    with CaptureQueriesContext(connection) as short:
        fay.get(DRAFT)
    usual = min(_seconds_of(fay) for _ in range(5))
    save_draft(specification=draft, content=long_content(draft), revision=1, by=author)
    with CaptureQueriesContext(connection) as long:
        fay.get(DRAFT)
    assert len(long) == len(short)
    assert min(_seconds_of(fay) for _ in range(5)) < MOST_TIMES_SLOWER * usual


def _seconds_of(browser):
    """How long the program itself works at the page, whatever else the machine does."""
    begun = time.process_time()
    browser.get(DRAFT)
    return time.process_time() - begun
