"""A prescription is written without a mouse: a repeat in a few keys, and a new one with all that may come along."""

import time

from playwright.sync_api import expect

from tests.browser.desk import Order
from tests.browser.keys import Keys

MOST_SECONDS, MOST_KEYS = 20, 12


def test_a_repeat_for_a_known_patient_takes_under_20_seconds_and_12_keys_beyond_the_name(desk):
    anna = desk("anna")
    anna.write(
        Order("naltrexone-oral-liquid", "1.5", "mg", "1.5 ml", "28", medicines="sertraline", family_name="Repeatson")
    )
    anna.page.get_by_role("button", name="Enter and screen").click()
    anna.page.get_by_role("heading", name="Ada Repeatson").wait_for()
    keys, page, began = Keys(anna.page), anna.page, time.monotonic()
    keys.press("n")
    expect(page.get_by_label("Given name")).to_be_focused()
    page.keyboard.type("repeatson")  # the name
    page.locator("#patient-matches strong").get_by_text("Ada Repeatson").wait_for()
    keys.press("ArrowDown", "Enter")
    expect(page.get_by_role("button", name="Again: Naltrexone hydrochloride 1 mg/ml oral liquid")).to_be_focused()
    with page.expect_response(_keeps_what_was_filled_in):
        keys.press("Enter")
    expect(page.get_by_label("Medicines sertraline")).to_be_focused()
    spent = time.monotonic() - began
    anna.shoot("entry-repeat")
    assert anna.serious_faults() == []
    began = time.monotonic()
    keys.press("Space", "Tab", "Space", "Tab", "Space", "Tab", "Enter")
    page.get_by_text("is entered and screened").wait_for()
    assert keys.pressed <= MOST_KEYS
    assert spent + time.monotonic() - began < MOST_SECONDS
    assert anna.complaints == []


def _keeps_what_was_filled_in(response):
    return response.url.endswith("/new/keep/") and "carried_from" in response.request.post_data


def test_what_was_begun_is_found_again_on_today_without_having_pressed_anything(desk):
    anna = desk("anna")
    page = anna.page
    page.goto("/prescriptions/new/")
    page.get_by_label("Given name").fill("Leo")
    page.get_by_text("Kept at").wait_for()
    page.goto("/")
    page.get_by_role("heading", name="You began").wait_for()
    assert anna.serious_faults() == []
    page.get_by_role("link", name="Go on with Leo").click()
    expect(page.get_by_label("Given name")).to_have_value("Leo")
    page.get_by_role("button", name="Leave; what you typed is kept").click()
    page.get_by_role("button", name="Throw away Leo").click()
    page.get_by_text("is thrown away").wait_for()
    assert anna.complaints == []


def test_a_failing_server_takes_nothing_that_was_typed_from_the_page(desk):
    anna = desk("anna")
    page = anna.page
    page.goto("/prescriptions/new/")
    page.route("**/prescriptions/new/**", lambda route: route.fulfill(status=500, body="<h1>500</h1>"))
    page.get_by_label("Given name").fill("Mia")
    page.get_by_text("The server failed at this step. What you typed still stands here.").wait_for()
    page.unroute("**/prescriptions/new/**")
    page.get_by_label("Family name").fill("Faultless")
    page.get_by_text("Kept at").wait_for()
    expect(page.get_by_label("Given name")).to_have_value("Mia")
