"""A titration by pattern and a course of two products, written on the entry page while it renews its own parts."""

from datetime import date

from playwright.sync_api import Page, expect


def _choose(page: Page, formulation: str) -> None:
    with page.expect_response("**/prescriptions/new/"):
        page.locator(f"input[value={formulation}]").check()


def _begin(anna, formulation: str) -> Page:
    page = anna.page
    page.goto("/prescriptions/new/")
    page.get_by_label("Given name").fill("Gia")
    page.get_by_label("Family name").fill("Pattern")
    _choose(page, formulation)
    page.get_by_text("Fill in the doses by a pattern").click()
    return page


def test_one_more_drop_each_week_is_filled_in_by_drops(desk):
    anna = desk("anna")
    page = _begin(anna, "naltrexone-sublingual-drops")
    for name, typed in {"first": "1", "by": "1", "last": "18", "every_days": "7"}.items():
        page.locator(f"#id_pattern-{name}").fill(typed)
    page.locator("#id_pattern-unit").select_option("drop")
    page.locator("#pattern").get_by_role("button", name="Fill in the doses").click()
    page.get_by_label("Days to supply").fill("126")
    # 7 x (1 + 2 + ... + 18) = 1,197 drops of 0.25 mg; 20 drops to the ml
    expect(page.locator("#plan")).to_contain_text("299.25 mg, 1,197 drops, 59.85 ml")
    assert anna.complaints == []


def test_a_pause_sets_the_first_day_on_the_page_and_keeps_it_while_somebody_types_on(desk):
    anna = desk("anna")
    page = _begin(anna, "naltrexone-oral-liquid")
    page.locator("#id_pattern-kind").select_option("pause")
    page.locator("#id_pattern-first").fill("3")
    page.locator("#id_pattern-every_days").fill("5")
    page.locator("#pattern").get_by_role("button", name="Fill in the doses").click()
    field = page.get_by_label("First day")
    expect(field).not_to_have_value("")
    first = date.fromisoformat(field.input_value())
    page.get_by_label("Days to supply").fill("14")
    expect(page.locator("#plan .plan-steps")).to_contain_text(f"{first:%-d %b}")
    assert anna.complaints == []


def test_a_second_dose_in_another_formulation_brings_its_units_its_excipients_and_its_plan(desk):
    anna = desk("anna")
    page = _begin(anna, "naltrexone-oral-liquid")
    page.get_by_label("Dose", exact=True).fill("1.5")
    page.get_by_label("Unit", exact=True).first.select_option("mg")
    page.get_by_label("For days").fill("14")
    page.get_by_role("button", name="Add another dose step").click()
    page.locator("#id_step-2-dose").fill("1")
    page.locator("#id_step-2-days").fill("28")
    page.locator("#id_step-2-product").select_option("naltrexone-capsule 4.5 mg")
    expect(page.get_by_label("Filler of Naltrexone hydrochloride capsules")).to_be_visible()
    page.locator("#id_step-2-unit").select_option("capsule")
    expect(page.locator("#plan")).to_contain_text("Then, part 2 of 2: days 15 to 42")
    expect(page.locator("#plan")).to_contain_text("28 capsules")
    assert page.locator("#id_step-2-dose").input_value() == "1"
    anna.shoot("course-of-two-products")
    assert anna.serious_faults() == []
    assert anna.complaints == []
