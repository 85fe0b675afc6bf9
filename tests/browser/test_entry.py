"""A prescription is written in the browser: with a mouse, with the keyboard alone, and without any script."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.desk import ORDERS, Order

CAPSULES = Order("naltrexone-capsule", "4.5", "mg", "3 capsules", "30", strength="1.5 mg")


@pytest.mark.parametrize("order", ORDERS, ids=[order.formulation for order in ORDERS])
def test_each_formulation_is_planned_while_it_is_typed_and_then_entered(desk, order):
    anna = desk("anna")
    anna.write(order)
    plan = anna.page.locator("#plan")
    assert plan.get_by_text("Use by", exact=True).is_visible()
    plan.get_by_text("Why this date?").click()
    assert plan.locator(".limit.is-ruling").is_visible()
    anna.shoot(f"entry-{order.formulation}")
    assert anna.serious_faults() == []
    anna.page.get_by_role("button", name="Enter and screen").click()
    anna.page.wait_for_url(re.compile("/prescriptions/[0-9a-f-]{36}/$"))
    assert anna.page.get_by_text("Worksheet").first.is_visible()
    assert anna.complaints == []


def test_what_is_typed_before_the_page_has_caught_up_is_kept(desk):
    anna = desk("anna")
    anna.page.goto("/prescriptions/new/")
    anna.page.route("**/prescriptions/new/", lambda route: (anna.page.wait_for_timeout(400), route.continue_()))
    anna.page.locator("input[value=naltrexone-oral-liquid]").check()
    anna.page.get_by_label("Dose", exact=True).fill("3")
    anna.page.get_by_label("bedtime").check()
    anna.page.get_by_label("Days to supply").fill("28")
    anna.page.locator("#plan").get_by_text("at bedtime").wait_for()
    expect(anna.page.get_by_label("Dose", exact=True)).to_have_value("3")
    expect(anna.page.get_by_label("bedtime")).to_be_checked()


def test_a_titration_is_written_step_by_step(desk):
    anna = desk("anna")
    anna.write(Order("naltrexone-sublingual-drops", "0.25", "mg", "1 drop", "14"))
    anna.page.get_by_label("For days").fill("7")
    anna.page.get_by_role("button", name="Add another dose step").click()
    second = anna.page.get_by_role("group", name="Dose 2")
    expect(second.get_by_label("Dose", exact=True)).to_be_focused()
    second.get_by_label("Dose", exact=True).fill("0.5")
    anna.page.locator("#plan").get_by_text("Days 8 to 14", exact=True).wait_for()
    anna.shoot("entry-titration")
    second.get_by_role("button", name="Remove dose 2").click()
    second.wait_for(state="detached")
    assert anna.complaints == []


def test_a_stop_stands_beside_the_plan_while_it_is_typed(desk):
    anna = desk("anna", size="tablet")
    anna.write(Order("naltrexone-capsule", "4.5", "mg", "3 capsules", "30", strength="1.5 mg", medicines="tramadol"))
    anna.page.locator("#plan").get_by_text("Stop:").wait_for()
    anna.shoot("entry-stop")
    assert anna.serious_faults() == []


def test_a_formulation_that_is_not_made_is_refused_with_its_reason(desk):
    anna = desk("anna")
    anna.page.goto("/prescriptions/new/")
    anna.page.locator("input[value=naltrexone-transdermal-patch]").check()
    anna.page.get_by_text("This cannot be made").wait_for()
    anna.shoot("entry-not-made")
    assert anna.serious_faults() == []


def test_what_is_missing_is_said_at_the_field(desk):
    anna = desk("anna")
    anna.page.goto("/prescriptions/new/")
    anna.page.get_by_role("button", name="Enter and screen").click()
    anna.page.get_by_text("Write the name as it shall stand on the label.").wait_for()
    anna.shoot("entry-missing")
    assert anna.serious_faults() == []


def test_a_prescription_is_written_with_the_keyboard_alone(desk):
    anna = desk("anna")
    keys = anna.page.keyboard
    keys.press("n")
    anna.page.wait_for_url("**/prescriptions/new/")
    _tab_to(anna.page, "given_name")
    keys.type("Keya")
    keys.press("Tab")
    keys.type("Board")
    _tab_to(anna.page, "formulation")
    keys.press("Space")
    while anna.page.evaluate("document.activeElement.value") != "naltrexone-sublingual-drops":
        keys.press("ArrowDown")
    anna.page.wait_for_load_state("networkidle")
    _tab_to(anna.page, "step-1-dose")
    keys.type("1")
    _tab_to(anna.page, "days")
    keys.type("10")
    anna.page.locator("#plan").get_by_text("4 drops", exact=True).wait_for()
    keys.press("Enter")
    anna.page.locator("#plan").get_by_text("4 drops", exact=True).wait_for()
    _tab_to(anna.page, "enter", attribute="value")
    keys.press("Enter")
    anna.page.get_by_role("heading", name="Keya Board").wait_for()


def test_it_works_without_any_script(desk):
    anna = desk("anna", script=False)
    page = anna.page
    page.goto("/prescriptions/new/")
    page.get_by_label("Given name").fill("Noa")
    page.get_by_label("Family name").fill("Script")
    page.locator("input[value=naltrexone-capsule]").check()
    page.get_by_role("button", name="Show the plan").last.click()
    page.get_by_label("Strength", exact=True).select_option("3 mg")
    page.get_by_label("Dose", exact=True).fill("3")
    page.get_by_label("Days to supply").fill("30")
    page.get_by_role("button", name="Show the plan").last.click()
    assert page.get_by_text("1 capsule", exact=True).is_visible()
    page.get_by_role("button", name="Add another dose step").click()
    assert page.get_by_role("group", name="Dose 2").is_visible()
    page.get_by_role("button", name="Remove dose 2").click()
    page.get_by_role("button", name="Enter and screen").click()
    page.get_by_role("heading", name="Noa Script").wait_for()


def _tab_to(page, name, *, attribute="name"):
    """Press Tab until the field or button with this name has the focus."""
    for _ in range(60):
        if page.evaluate(f"document.activeElement.getAttribute('{attribute}')") == name:
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab never came to {name}")
