"""Editing a draft in Chromium: by keyboard alone, checked while it is typed, two people in one draft."""

import re

import pytest
from playwright.sync_api import expect

DRAFT = re.compile(r"/formulary/[a-z-]+/drafts/\d+/$")
ESCAPE_ONCE_IT_STANDS = """(id) => new MutationObserver((_, watching) => {
  if (!document.getElementById(id)) return;
  watching.disconnect();
  document.activeElement.dispatchEvent(new KeyboardEvent("keydown", {key: "Escape", bubbles: true, cancelable: true}));
}).observe(document.body, {childList: true, subtree: true})"""
KEYS = ("formulation", "components", "restrictions", "method", "container", "studies", "screening", "sources")


def draft_of(person, code):
    """Begin or find the draft of a formulation, and open it."""
    person.page.goto(f"/formulary/{code}/")
    begin = person.page.get_by_role("button", name="Edit as a new version")
    if begin.count():
        begin.click()
        person.page.wait_for_url(DRAFT)
    else:
        version = person.page.locator(".begun a").first.inner_text().split()[-1]
        person.page.goto(f"/formulary/{code}/drafts/{version}/")
    return person.page


def opened(page, key):
    """Open a section and wait until its form has the focus."""
    page.locator(f"#{key} .part-edit").click()
    form = page.locator(f"#{key}-form")
    form.wait_for()
    return form


def test_a_section_is_opened_changed_and_saved_by_keyboard_alone(desk):
    page = draft_of(desk("fay"), "naltrexone-cream")
    page.locator("#formulation-title").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#formulation-row-0-name")).to_be_focused()
    page.keyboard.type(" (trial)")
    page.keyboard.press("Enter")
    expect(page.locator("#formulation-title")).to_be_focused()
    expect(page.locator("#formulation")).to_contain_text("(trial)")
    expect(page.locator("#formulation")).to_contain_text("Saved")


def test_escape_closes_a_section_and_asks_before_it_drops_what_was_typed(desk):
    page = draft_of(desk("fay"), "naltrexone-cream")
    form = opened(page, "storage")
    page.keyboard.press("Escape")
    form.wait_for(state="detached")
    expect(page.locator("#storage-title")).to_be_focused()
    form, asked = opened(page, "storage"), []

    def stay(dialog):
        asked.append(dialog.message)
        dialog.dismiss()

    page.once("dialog", stay)
    page.locator("#storage-row-0-why").fill("Half a sente")
    page.keyboard.press("Escape")
    assert asked == ["Leave this section without saving what you typed?"]
    expect(page.locator("#storage-row-0-why")).to_have_value("Half a sente")


def test_escape_closes_a_section_in_the_very_moment_in_which_it_stands_open(desk):
    page = draft_of(desk("fay"), "naltrexone-cream")
    page.evaluate(ESCAPE_ONCE_IT_STANDS, "storage-form")
    page.locator("#storage .part-edit").click()
    expect(page.locator("#storage-title")).to_be_focused()
    expect(page.locator("#storage-form")).to_have_count(0)


def test_escape_closes_the_section_that_was_used_last_wherever_the_focus_is(desk):
    page = draft_of(desk("fay"), "naltrexone-cream")
    storage, container = opened(page, "storage"), opened(page, "container")
    page.get_by_role("heading", level=1).click()
    page.keyboard.press("Escape")
    container.wait_for(state="detached")
    expect(storage).to_be_visible()


def test_the_components_check_themselves_while_they_are_typed(desk):
    page = draft_of(desk("fay"), "naltrexone-oral-liquid")
    opened(page, "components")
    page.locator("#components-row-0-quantity").fill("50 mg")
    expect(page.locator("#components-check")).to_contain_text("50 mg in 100 ml, but 1 mg in 1 ml needs 100 mg.")
    expect(page.locator("#components-share-0")).to_contain_text("0.05")
    page.locator("#components-row-0-quantity").fill("100 mg")
    expect(page.locator("#components-check")).not_to_contain_text("needs 100 mg")


def test_rows_are_added_and_moved_by_keyboard_and_the_focus_follows(desk):
    page = draft_of(desk("fay"), "naltrexone-cream")
    opened(page, "strengths")
    page.get_by_role("button", name="Add a strength").press("Enter")
    expect(page.locator("#strengths-row-1-amount")).to_be_focused()
    page.keyboard.type("20 mg")
    page.get_by_role("button", name="Move strength 2 up").press("Enter")
    expect(page.locator("#strengths-row-0-amount")).to_have_value("20 mg")
    expect(page.get_by_role("button", name="Move strength 1 down")).to_be_focused()


def test_two_open_sections_of_one_person_are_saved_one_after_the_other(desk):
    page = draft_of(desk("fay"), "naltrexone-microgram-liquid")
    storage, container = opened(page, "storage"), opened(page, "container")
    page.locator("#storage-row-0-why").fill("Kept as the sources say.")
    storage.get_by_role("button", name="Save this section").click()
    storage.wait_for(state="detached")
    page.locator("#container-row-0-why").fill("As stocked here.")
    container.get_by_role("button", name="Save this section").click()
    container.wait_for(state="detached")
    expect(page.locator("#container")).to_contain_text("As stocked here.")


def test_the_second_of_two_people_sees_all_sides_and_decides(desk):
    fay, gus = desk("fay"), desk("gus", size="tablet")
    one, two = draft_of(fay, "naltrexone-sublingual-drops"), draft_of(gus, "naltrexone-sublingual-drops")
    opened(one, "storage"), opened(two, "storage")
    one.locator("#storage-row-0-why").fill("Because Fay says so.")
    one.get_by_role("button", name="Save this section").click()
    one.locator("#storage-form").wait_for(state="detached")
    two.locator("#storage-row-0-why").fill("Because Gus says so.")
    two.get_by_role("button", name="Save this section").click()
    two.get_by_text("Nothing of yours is saved yet").wait_for()
    for said in ("Because Fay says so.", "Because Gus says so."):
        expect(two.locator("#storage")).to_contain_text(said)
    gus.shoot("draft-conflict")
    assert gus.serious_faults() == []
    two.get_by_role("button", name="Put mine on top of theirs").click()
    two.locator("#storage .sides").wait_for(state="detached")
    expect(two.locator("#storage")).to_contain_text("Because Gus says so.")


@pytest.mark.parametrize("size", ["desk", "tablet"])
def test_the_draft_with_its_sections_open_is_easy_to_use(desk, size):
    fay = desk("fay", size=size)
    page = draft_of(fay, "naltrexone-capsule")
    fay.shoot("draft")
    for key in KEYS:
        opened(page, key)
    for details in page.locator("main details").all():
        details.evaluate("one => { one.open = true; }")
    assert fay.serious_faults() == []
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    assert fay.complaints == []


def test_without_script_a_section_opens_on_the_page_and_is_saved(desk):
    address = draft_of(desk("fay"), "naltrexone-cream").url
    plain = desk("fay", script=False).page
    plain.goto(f"{address}?edit=appearance#appearance")
    plain.locator("#appearance-row-0-text").fill("White and smooth.")
    plain.locator("#appearance-row-0-source").select_option(index=1)
    plain.get_by_role("button", name="Save this section").click()
    expect(plain.locator("#appearance")).to_contain_text("White and smooth.")
