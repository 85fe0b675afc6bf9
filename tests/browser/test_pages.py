"""The pages around a prescription: today, find, the record of a patient; keys; and what axe says of them."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.desk import Order

WAITING = Order(
    "naltrexone-capsule",
    "4.5",
    "mg",
    "3 capsules",
    "30",
    strength="1.5 mg",
    medicines="prednisolone\nzzyzx drops",
    given_name="Vera",
    family_name="Page",
)
RECORD = re.compile("/prescriptions/[0-9a-f-]{36}/$")


def _enter(anna, order=WAITING):
    anna.write(order)
    anna.page.get_by_role("button", name="Enter and screen").click()
    anna.page.wait_for_url(RECORD)


@pytest.mark.parametrize("size", ["desk", "tablet"])
def test_a_finding_is_settled_with_a_reason_and_nothing_on_the_way_is_hard_to_use(desk, size):
    anna = desk("anna", size=size)
    _enter(anna)
    anna.shoot("prescription-waiting")
    assert anna.serious_faults() == []
    anna.page.get_by_role("button", name="Settle with this reason").first.click()
    anna.page.get_by_text("Write the reason; it stays on record.").wait_for()
    for _ in range(2):
        anna.page.get_by_label("Reason").first.fill("Agreed with the prescriber.")
        anna.page.get_by_role("button", name="Settle with this reason").first.click()
    anna.page.get_by_text("Nothing waits for an answer.").wait_for()
    anna.shoot("prescription-settled")
    assert anna.serious_faults() == []


@pytest.mark.parametrize("size", ["desk", "tablet"])
def test_today_the_patient_and_find_are_easy_to_use(desk, size):
    anna = desk("anna", size=size)
    _enter(anna)
    anna.page.get_by_role("link", name="Patient’s record").click()
    anna.page.get_by_role("heading", name="Prescriptions").wait_for()
    anna.shoot("patient")
    assert anna.serious_faults() == []
    anna.page.goto("/")
    expect(anna.page.get_by_role("link", name=re.compile("Vera Page")).first).to_be_visible()
    anna.shoot("today")
    assert anna.serious_faults() == []
    anna.page.goto("/find/")
    anna.page.locator("#id_text").fill("Page")
    anna.page.keyboard.press("Enter")
    anna.page.get_by_role("link", name=re.compile("Vera Page")).first.wait_for()
    anna.shoot("find")
    assert anna.serious_faults() == []


def test_the_slash_key_finds_and_escape_goes_back(desk):
    anna = desk("anna")
    anna.page.goto("/prescriptions/new/")
    expect(anna.page.get_by_label("Given name")).to_be_focused()
    anna.page.keyboard.press("Escape")  # out of the field that waits for the name
    anna.page.keyboard.press("/")
    expect(anna.page.locator("#find")).to_be_focused()
    anna.page.keyboard.press("Escape")
    anna.page.keyboard.press("Escape")
    anna.page.get_by_role("heading", name="Today", exact=True).wait_for()


def test_a_scanned_code_opens_its_record_from_any_page(desk):
    anna = desk("anna")
    _enter(anna)
    record = anna.page.url
    code = record.rstrip("/").rpartition("/")[2]
    anna.page.goto("/")
    anna.page.keyboard.type(code)
    anna.page.keyboard.press("Enter")
    anna.page.wait_for_url(record)


def test_a_refusal_asks_for_a_reason_and_shows_it(desk):
    anna = desk("anna")
    _enter(anna)
    anna.page.get_by_text("Refuse this prescription").click()
    anna.page.locator("#id_refuse-reason").fill("Takes methadone.")
    anna.page.get_by_role("button", name="Refuse with this reason").click()
    anna.page.get_by_text("Takes methadone.").first.wait_for()
    anna.shoot("prescription-refused")
    assert anna.serious_faults() == []


def test_the_sign_in_page_and_a_page_that_is_not_there_are_easy_to_use(desk, house, browser):
    anna = desk("anna", anew=True)
    anna.page.goto("/no-such-page/")
    assert anna.serious_faults() == []
    anna.page.goto("/")
    anna.page.get_by_role("button", name="Sign out").click()
    anna.page.get_by_label("User name").wait_for()
    anna.shoot("sign-in")
    assert anna.serious_faults() == []


def test_nothing_is_asked_of_any_other_server(desk, house):
    anna = desk("anna")
    asked = []
    anna.page.on("request", lambda request: asked.append(request.url))
    for address in ("/", "/prescriptions/new/", "/find/"):
        anna.page.goto(address)
    assert asked
    assert [url for url in asked if not url.startswith(house)] == []


def test_targets_are_large_enough_to_hit(desk):
    anna = desk("anna", size="tablet")
    _enter(anna)
    too_small = anna.page.evaluate(
        """() => [...document.querySelectorAll("a, button, input:not([type=hidden]), select, summary")]
            .filter((one) => one.checkVisibility() && !one.closest(".visually-hidden, .skip, p"))
            .map((one) => [one.outerHTML.slice(0, 80), one.getBoundingClientRect()])
            .filter(([, box]) => box.height > 1 && (box.height < 24 || box.width < 24))
            .map(([html, box]) => `${html} ${Math.round(box.width)}x${Math.round(box.height)}`)"""
    )
    assert [one for one in too_small if 'type="checkbox"' not in one and 'type="radio"' not in one] == []
