"""The pages round a draft by keyboard alone: begun, compared, weighed, and given up."""

import pytest

from tests.browser.desk import Desk

MOST_TABS = 80
FOCUSED = "() => { const at = document.activeElement; return `${at.name || ''} ${at.textContent}`.trim(); }"


def tab_to(seat: Desk, words: str) -> None:
    """Go on with the Tab key until the thing with these words has the focus."""
    for _ in range(MOST_TABS):
        seat.page.keyboard.press("Tab")
        if words in seat.page.evaluate(FOCUSED):
            return
    pytest.fail(f"{words!r} cannot be reached with the Tab key on {seat.page.url}")


def go(seat: Desk, words: str) -> None:
    """Reach a link or a button with the Tab key, and press Enter."""
    tab_to(seat, words)
    with seat.page.expect_navigation():
        seat.page.keyboard.press("Enter")
    seat.rest()


@pytest.mark.parametrize("size", ["desk", "tablet"])
def test_a_formulation_is_begun_and_its_objections_lead_to_their_sections(desk, size):
    fay = desk("fay", size=size)
    page = fay.page
    page.goto("/formulary/drafts/")
    page.keyboard.press("n")
    page.wait_for_url("**/formulary/new/")
    assert fay.serious_faults() == []
    fay.shoot("new-formulation")
    tab_to(fay, "name")
    page.keyboard.type(f"Zinc oxide 10 % cream, {size}")
    tab_to(fay, "dosage_form")
    page.keyboard.type("cream")
    tab_to(fay, "active")
    page.keyboard.type("zinc oxide")
    tab_to(fay, "strengths")
    page.keyboard.type("100 mg")
    page.keyboard.press("Enter")
    page.wait_for_url("**/drafts/1/")
    go(fay, "Submit")
    page.wait_for_url("**/submit/")
    assert fay.serious_faults() == []
    fay.shoot("not-ready-to-submit")
    go(fay, "Method")
    page.wait_for_url("**/drafts/1/?edit=method*")
    assert fay.complaints == []


@pytest.mark.parametrize("size", ["desk", "tablet"])
def test_a_new_version_is_begun_compared_and_given_up(desk, size):
    fay = desk("fay", size=size)
    page = fay.page
    page.goto("/formulary/naltrexone-cream/")
    go(fay, "Edit as a new version")
    page.wait_for_url("**/drafts/*/")
    version = page.url.rstrip("/").rpartition("/")[2]
    for address, words in (
        (f"changes/1/{version}/?all=1", "Show only what differs"),
        (f"drafts/{version}/consequences/", "What would change"),
        ("versions/", "Versions"),
        ("versions/1/withdraw/", "Withdraw version 1"),
    ):
        page.goto(f"/formulary/naltrexone-cream/{address}")
        page.get_by_text(words).first.wait_for()
        assert fay.serious_faults() == []
        fay.shoot(address.strip("/").replace("/", "-").replace("?", "-"))
    page.goto(f"/formulary/naltrexone-cream/drafts/{version}/discard/")
    assert fay.serious_faults() == []
    go(fay, f"Discard draft version {version}")
    page.get_by_text("Its content stays on record.").wait_for()
    assert fay.complaints == []
