"""A dose that cannot be measured: what is offered beside the stop, and what one click on it changes."""

import html
import re
from dataclasses import replace

import pytest
from django.test import Client

from formulations.models import DeviceCalibration
from formulations.science.quantities import Quantity
from formulations.science.regimen import DoseStep
from pharmacy.prescriptions.actions import enter_prescription, screen
from tests.world import ORDERS

ADDRESS = "/prescriptions/new/"
CAPSULES = {
    "given_name": "Ada",
    "family_name": "Lindqvist",
    "formulation": "naltrexone-capsule",
    "strength": "1.5 mg",
    "choice_filler": "lactose",
    "step": "1",
    "step-1-dose": "2.25",
    "step-1-unit": "mg",
    "step-1-times_a_day": "1",
    "step-1-when": "bedtime",
    "days": "30",
    "past": "1",
    "medicines": "levothyroxine",
}


@pytest.fixture
def anna(world):
    client = Client()
    client.force_login(world.anna)
    return client


def page_of(client, **changes) -> str:
    response = client.post(ADDRESS, CAPSULES | {"do": "plan"} | changes)
    return " ".join(html.unescape(response.content.decode()).replace("\xa0", " ").split())


def offers_on(page: str) -> list[str]:
    return re.findall(r'name="do" value="(offer-[^"]+)"', page)


def test_a_part_of_a_capsule_is_refused_with_strengths_products_and_doses_one_click_away(anna):
    page = page_of(anna)
    assert "May not be overridden" in page
    assert offers_on(page) == [
        "offer-product naltrexone-capsule: 2.25 mg",
        "offer-product naltrexone-sublingual-drops: 5 mg",
        "offer-dose capsule: 1.5 mg instead of 2.25 mg",
        "offer-dose capsule: 3 mg instead of 2.25 mg",
    ]
    assert "another route (sublingual): ask the prescriber" in page


def test_a_strength_on_request_goes_into_the_form_and_nothing_else_changes(anna):
    page = page_of(anna, do="offer-product naltrexone-capsule: 2.25 mg")
    assert 'name="other_strength" value="2.25 mg"' in page
    assert '<option value="on-request" selected>' in page
    assert 'name="step-1-dose" value="2.25"' in page
    assert '<option value="lactose" selected>' in page
    assert "levothyroxine" in page
    assert "Put into the form:</strong> Naltrexone hydrochloride capsules, 2.25 mg capsule; 1 capsule at a time" in page
    assert offers_on(page) == []


def test_another_product_goes_into_the_form_with_the_very_dose(anna):
    page = page_of(anna, do="offer-product naltrexone-oral-liquid: 1 mg", **{"step-1-dose": "2.3"})
    assert re.search(r'value="naltrexone-oral-liquid" checked', page)
    assert 'name="step-1-dose" value="2.3"' in page
    assert "2.3 ml" in page
    assert offers_on(page) == []


def test_a_nearest_dose_goes_into_the_form_and_the_shorthand_that_says_another_is_emptied_aloud(anna):
    page = page_of(anna, do="offer-dose capsule: 3 mg instead of 2.25 mg", shorthand="2.25 mg nocte")
    assert 'name="step-1-dose" value="3"' in page
    assert "The line of shorthand was emptied." in page
    assert "2 capsules" in page


def test_another_product_with_the_doses_as_written_leaves_the_shorthand_alone(anna):
    page = page_of(anna, do="offer-product naltrexone-capsule: 2.25 mg", shorthand="2.25 mg nocte")
    assert 'name="shorthand" value="2.25 mg nocte"' in page
    assert "was emptied" not in page


def test_an_offer_for_a_dose_that_was_typed_over_since_changes_nothing_and_says_so(anna):
    page = page_of(anna, do="offer-dose capsule: 3 mg instead of 2.25 mg", **{"step-1-dose": "1.5"})
    assert "no longer fits what is typed" in page
    assert 'name="step-1-dose" value="1.5"' in page


COURSE = {
    "step": "3",
    "step-1-days": "7",
    "step-1-product": "naltrexone-capsule 1.5 mg",
    "step-2-dose": "3",
    "step-2-unit": "mg",
    "step-2-days": "7",
    "step-2-product": "naltrexone-capsule 3 mg",
    "step-3-dose": "4.1",
    "step-3-unit": "mg",
    "step-3-product": "naltrexone-capsule 4.5 mg",
}


def rows_of(page: str) -> list[tuple[str, str, str]]:
    """Dose, what it is made as, and in which strength on request, row by row."""
    doses = re.findall(r'name="step-\d-dose" value="([^"]*)"', page)
    products = re.findall(r'<select name="step-\d-product".*?</select>', page)
    chosen = [re.findall(r'<option value="([^"]*)" selected>', one) for one in products]
    strengths = {int(row): text for row, text in re.findall(r'name="step-(\d)-strength" value="([^"]*)"', page)}
    return [
        (dose, one[0] if one else "", strengths.get(row, ""))
        for row, (dose, one) in enumerate(zip(doses, chosen, strict=True), start=1)
    ]


def test_in_a_course_each_step_that_cannot_be_measured_has_its_own_offers(anna):
    page = page_of(anna, **COURSE)
    assert "What can be measured instead for dose 1" in page
    assert "What can be measured instead for dose 3" in page
    assert offers_on(page) == [
        "offer-1 product naltrexone-capsule: 2.25 mg",
        "offer-1 product naltrexone-sublingual-drops: 5 mg",
        "offer-1 dose capsule: 1.5 mg instead of 2.25 mg",
        "offer-1 dose capsule: 3 mg instead of 2.25 mg",
        "offer-3 product naltrexone-capsule: 4.1 mg",
        "offer-3 product naltrexone-oral-liquid: 1 mg",
        "offer-3 product naltrexone-oral-liquid-unpreserved: 1 mg",
        "offer-3 dose capsule: 4.5 mg instead of 4.1 mg",
    ]


@pytest.mark.parametrize(
    ("offer", "row", "becomes"),
    [
        ("offer-1 dose capsule: 3 mg instead of 2.25 mg", 1, ("3", "naltrexone-capsule 1.5 mg", "")),
        ("offer-3 dose capsule: 4.5 mg instead of 4.1 mg", 3, ("4.5", "naltrexone-capsule 4.5 mg", "")),
        ("offer-3 product naltrexone-oral-liquid: 1 mg", 3, ("4.1", "naltrexone-oral-liquid 1 mg", "")),
        ("offer-1 product naltrexone-capsule: 2.25 mg", 1, ("2.25", "naltrexone-capsule on-request", "2.25 mg")),
    ],
)
def test_an_offer_in_a_course_changes_its_own_step_and_no_other(anna, offer, row, becomes):
    written = rows_of(page_of(anna, **COURSE))
    page = page_of(anna, do=offer, **COURSE)
    assert rows_of(page) == [*written[: row - 1], becomes, *written[row:]]
    assert f"Put into the form:</strong> for dose {row}, " in page
    assert not [one for one in offers_on(page) if one.startswith(f"offer-{row} ")]
    assert '<option value="1.5 mg" selected>' in page  # what is chosen for the whole order stays


def test_steps_of_one_product_take_an_offer_together_and_keep_the_doses_that_can_be_measured(anna):
    course = COURSE | {"step-2-product": "naltrexone-capsule 1.5 mg"}
    page = page_of(anna, do="offer-1 dose capsule: 1.5 mg instead of 2.25 mg", **course)
    assert [dose for dose, _, _ in rows_of(page)] == ["1.5", "3", "4.1"]
    page = page_of(anna, do="offer-1 product naltrexone-capsule: 0.75 mg", **course)
    assert [(product, strength) for _, product, strength in rows_of(page)] == [
        ("naltrexone-capsule on-request", "0.75 mg"),
        ("naltrexone-capsule on-request", "0.75 mg"),
        ("naltrexone-capsule 4.5 mg", ""),
    ]
    assert "for doses 1 to 2, " in page


def test_an_offer_that_was_for_the_step_of_another_number_changes_nothing(anna):
    page = page_of(anna, do="offer-2 dose capsule: 3 mg instead of 2.25 mg", **COURSE)
    assert "no longer fits what is typed" in page
    assert rows_of(page) == rows_of(page_of(anna, **COURSE))


def test_a_dose_that_can_be_measured_is_offered_nothing(anna):
    page = page_of(anna, **{"step-1-dose": "3"})
    assert offers_on(page) == []
    assert "What can be measured instead" not in page


def test_a_dropper_that_nobody_measured_is_named_with_the_page_where_it_is_described(anna):
    DeviceCalibration.objects.all().delete()
    page = page_of(anna, formulation="naltrexone-sublingual-drops")
    assert "Another device, once it is measured" in page
    assert 'href="/formulary/naltrexone-sublingual-drops/"' in page


def test_the_page_of_the_prescription_names_the_offers_in_words(anna, world):
    step = DoseStep(Quantity.read("2.25 mg"), 1, None, ("bedtime",))
    entry = replace(ORDERS["naltrexone-capsule"], strength=Quantity.read("1.5 mg"), steps=(step,))
    row = enter_prescription(entry=entry, by=world.anna)
    screen(prescription=row, by=world.anna)
    page = " ".join(anna.get(f"/prescriptions/{row.public_id}/").content.decode().replace("\xa0", " ").split())
    for words in (
        "What can be measured instead",
        "Naltrexone hydrochloride 5 mg/ml sublingual drops",
        "3 mg instead of",
    ):
        assert words in page
    assert "offer-" not in page
