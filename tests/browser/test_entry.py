"""A prescription is written in the browser: with a mouse, and without any script."""

import re
from dataclasses import replace

import pytest
from playwright.sync_api import expect

from tests.browser.desk import ORDERS, Order

IS_IN_SIGHT = """(one) => {
  const [chosen, list] = [one, one.closest('.choice-list')].map((box) => box.getBoundingClientRect());
  return chosen.top >= list.top && chosen.bottom <= list.bottom;
}"""
CAPSULES = Order("naltrexone-capsule", "4.5", "mg", "3 capsules", "30", strength="1.5 mg")


@pytest.mark.parametrize("order", ORDERS, ids=[order.formulation for order in ORDERS])
def test_each_formulation_is_planned_while_it_is_typed_and_then_entered(desk, order):
    anna = desk("anna")
    anna.write(order)
    plan = anna.page.locator("#plan")
    expect(plan.get_by_text("Use by", exact=True)).to_be_visible()
    plan.get_by_text("Why this date?").click()
    expect(plan.locator(".limit.is-ruling")).to_be_visible()
    anna.shoot(f"entry-{order.formulation}")
    assert anna.serious_faults() == []
    anna.page.get_by_role("button", name="Enter and screen").click()
    anna.page.wait_for_url(re.compile("/prescriptions/[0-9a-f-]{36}/$"))
    expect(anna.page.get_by_text("Worksheet").first).to_be_visible()
    assert anna.complaints == []


def test_what_is_typed_before_the_page_has_caught_up_is_kept(desk):
    anna = desk("anna")
    anna.page.goto("/prescriptions/new/")
    anna.page.route("**/prescriptions/new/", lambda route: (anna.page.wait_for_timeout(400), route.continue_()))
    anna.page.locator("input[value=naltrexone-oral-liquid]").check()
    anna.page.get_by_label("Dose", exact=True).fill("3 mg")
    anna.page.get_by_role("checkbox", name="bedtime").check()
    anna.page.get_by_label("Days to supply").fill("28")
    anna.page.locator("#plan").get_by_text("at bedtime").wait_for()
    expect(anna.page.get_by_label("Dose", exact=True)).to_have_value("3 mg")
    expect(anna.page.get_by_role("checkbox", name="bedtime")).to_be_checked()
    anna.page.unroute_all(behavior="ignoreErrors")  # what keeps the draft may still be under way


def test_a_dose_typed_while_the_patient_is_looked_up_reaches_the_plan(desk):
    anna = desk("anna")
    anna.write(Order("naltrexone-oral-liquid", "3", "mg", "3 ml", "28"))
    anna.rest()
    slow = {"patient-matches": 600, "plan": 1200}  # milliseconds: the plan is still under way when the patient is found
    anna.page.route(
        "**/prescriptions/new/",
        lambda route: (anna.page.wait_for_timeout(slow.get(route.request.headers["hx-target"], 0)), route.continue_()),
    )
    with anna.page.expect_request("**/prescriptions/new/"):
        anna.page.get_by_label("Family name").fill("Lindqvister")
    anna.page.get_by_label("Dose", exact=True).fill("2.5")
    anna.page.locator("#plan").get_by_text("2.5 ml", exact=True).first.wait_for(timeout=10_000)
    anna.page.unroute_all(behavior="ignoreErrors")  # what keeps the draft may still be under way


def test_a_plan_that_could_not_follow_what_was_typed_stays_grey(desk):
    anna = desk("anna")
    anna.write(Order("naltrexone-oral-liquid", "3", "mg", "3 ml", "28"))
    plan = anna.page.locator("#plan")
    anna.rest()
    anna.page.route("**/prescriptions/new/", lambda route: route.abort())
    anna.page.get_by_label("Dose", exact=True).fill("2.5")
    anna.page.get_by_text("The server did not answer").wait_for()
    expect(plan).to_have_class("is-behind")
    expect(plan).to_have_css("opacity", "0.5")
    anna.page.unroute_all(behavior="ignoreErrors")
    anna.page.get_by_label("Dose", exact=True).fill("2")
    plan.get_by_text("2 ml", exact=True).first.wait_for()
    anna.rest()
    expect(plan).not_to_have_class("is-behind")


def test_a_name_typed_while_the_one_before_it_is_looked_up_breaks_nothing_off(desk):
    anna = desk("anna")
    anna.page.goto("/prescriptions/new/")
    anna.page.route("**/prescriptions/new/", lambda route: (anna.page.wait_for_timeout(300), route.continue_()))
    with anna.page.expect_request("**/prescriptions/new/"):
        anna.page.get_by_label("Given name").fill("Ada")
    with anna.page.expect_request("**/prescriptions/new/"):
        anna.page.get_by_label("Family name").fill("Lindqvist")
    anna.rest()
    assert anna.complaints == []
    anna.page.unroute_all(behavior="ignoreErrors")


def test_a_choice_made_while_an_answer_is_under_way_stays_although_the_answer_does_not_know_it(desk):
    anna = desk("anna")
    anna.write(CAPSULES)
    anna.page.route("**/prescriptions/new/", lambda route: (anna.page.wait_for_timeout(400), route.continue_()))
    anna.page.locator("#step-rows [name=step-1-product]").select_option("naltrexone-capsule 3 mg")
    anna.page.locator("#id_step-1-every").select_option("2")
    anna.page.locator("#plan").get_by_text("once every other day").first.wait_for()
    expect(anna.page.locator("#id_step-1-every")).to_have_value("2")
    anna.page.unroute_all(behavior="ignoreErrors")  # what keeps the draft may still be under way


def test_a_button_that_a_newer_answer_put_in_the_place_of_the_one_pressed_is_pressed_all_the_same(desk):
    anna = desk("anna")
    anna.write(replace(CAPSULES, dose="2.25", measure="What can be measured instead"))
    anna.page.route("**/prescriptions/new/", lambda route: (anna.page.wait_for_timeout(400), route.continue_()))
    with anna.page.expect_request("**/prescriptions/new/"):
        anna.page.get_by_label("Days to supply").fill("20")
    anna.page.get_by_role("button", name="3 mg instead of 2.25 mg").click()
    anna.page.get_by_text("Put into the form:").wait_for()
    expect(anna.page.get_by_label("Dose", exact=True)).to_have_value("3")
    expect(anna.page.get_by_label("Days to supply")).to_have_value("20")
    assert anna.complaints == []
    anna.page.unroute_all(behavior="ignoreErrors")


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


def test_a_card_that_was_opened_stays_open_while_the_plan_is_worked_out_anew(desk):
    anna = desk("anna")
    anna.write(CAPSULES)
    plan = anna.page.locator("#plan")
    plan.get_by_text("Why this date?").click()
    with anna.page.expect_response("**/prescriptions/new/"):
        anna.page.get_by_label("Days to supply").fill("20")
    plan.get_by_text("60 capsules").first.wait_for()
    expect(plan.locator(".limit.is-ruling")).to_be_visible()
    assert anna.complaints == []


def test_a_formulation_that_is_not_made_is_refused_with_its_reason(desk):
    anna = desk("anna")
    anna.page.goto("/prescriptions/new/")
    anna.page.locator("input[value=naltrexone-transdermal-patch]").check()
    anna.page.get_by_text("This cannot be made").wait_for()
    anna.shoot("entry-not-made")
    assert anna.serious_faults() == []
    anna.page.locator("input[value=baclofen-oral-suspension]").check()  # far above it in the list
    anna.page.locator("#formulations .choice-list").evaluate("(list) => list.scrollTo(0, list.scrollHeight)")
    assert anna.page.locator("#formulations .choice:has(input:checked)").evaluate(IS_IN_SIGHT)


def test_what_is_missing_is_said_at_the_field(desk):
    anna = desk("anna")
    anna.page.goto("/prescriptions/new/")
    anna.page.get_by_role("button", name="Enter and screen").click()
    patient = anna.page.get_by_role("group", name="Patient", exact=True)
    patient.get_by_text("Write the name as it shall stand on the label.").wait_for()
    anna.shoot("entry-missing")
    assert anna.serious_faults() == []


def test_it_works_without_any_script(desk):
    anna = desk("anna", script=False)
    page = anna.page
    page.goto("/prescriptions/new/")
    page.get_by_label("Given name").fill("Noa")
    page.get_by_label("Family name").fill("Script")
    page.get_by_label("Prescriber", exact=True).fill("Dr Mira Kovac")
    page.locator("input[value=naltrexone-capsule]").check()
    page.get_by_role("button", name="Show the plan").last.click()
    page.get_by_label("Strength", exact=True).select_option("3 mg")
    page.get_by_label("Dose", exact=True).fill("3 mg")
    page.get_by_label("Days to supply").fill("30")
    page.get_by_role("button", name="Show the plan").last.click()
    expect(page.get_by_text("1 capsule", exact=True)).to_be_visible()
    page.get_by_role("button", name="Add another dose step").click()
    expect(page.get_by_role("group", name="Dose 2")).to_be_visible()
    page.get_by_role("button", name="Remove dose 2").click()
    page.get_by_role("button", name="Enter and screen").click()
    page.get_by_role("heading", name="Noa Script").wait_for()
