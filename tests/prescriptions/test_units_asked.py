"""Units are never assumed: what is asked back on the entry page, and what one click answers."""

import html
import re

import pytest
from django.test import Client

from pharmacy.prescriptions.models import Prescription

ADDRESS = "/prescriptions/new/"
LIQUID = {
    "given_name": "Ada",
    "family_name": "Lindqvist",
    "formulation": "naltrexone-oral-liquid",
    "step": "1",
    "step-1-dose": "4.5",
    "step-1-unit": "",
    "step-1-times_a_day": "1",
    "days": "28",
    "past": "1",
}
DROPS = LIQUID | {"formulation": "naltrexone-sublingual-drops"}


@pytest.fixture
def anna(world):
    client = Client()
    client.force_login(world.anna)
    return client


def page_of(client, fields, **changes) -> str:
    response = client.post(ADDRESS, fields | {"do": "plan"} | changes)
    return " ".join(html.unescape(response.content.decode()).replace("\xa0", " ").split())


def answers_on(page: str) -> list[tuple[str, str]]:
    return re.findall(r'name="do" value="(amount-[^"]+)"[^>]*>([^<]+)<', page)


def test_a_bare_number_is_refused_and_asked_back_in_each_unit_spelled_out(anna):
    page = page_of(anna, LIQUID)
    assert "4.5 of what?" in page
    assert answers_on(page) == [
        ("amount-1-4.5 mg", "4.5 mg, which is 4.5 ml"),
        ("amount-1-4.5 ml", "4.5 ml, which is 4.5 mg"),
    ]


def test_at_5_mg_per_ml_the_readings_show_that_they_are_fivefold_apart(anna):
    assert answers_on(page_of(anna, DROPS)) == [
        ("amount-1-4.5 mg", "4.5 mg, which is 0.9 ml"),
        ("amount-1-4.5 ml", "4.5 ml, which is 22.5 mg"),
    ]


def test_a_whole_number_may_be_drops_too_and_a_part_of_a_drop_is_never_offered(anna):
    assert ("amount-1-4 drops", "4 drops, which is 1 mg") in answers_on(page_of(anna, DROPS, **{"step-1-dose": "4"}))


def test_one_click_writes_number_and_unit_into_the_dose(anna):
    page = page_of(anna, LIQUID, do="amount-1-4.5 ml")
    assert 'name="step-1-dose" value="4.5"' in page
    assert '<option value="ml" selected>' in page
    assert answers_on(page) == []


def test_a_number_with_its_unit_is_not_asked_about(anna):
    assert answers_on(page_of(anna, LIQUID, **{"step-1-dose": "4.5 mg"})) == []
    assert answers_on(page_of(anna, LIQUID, **{"step-1-unit": "mg"})) == []


def test_ml_whose_number_is_a_dose_in_mg_too_are_asked_back_with_both_readings(anna):
    page = page_of(anna, DROPS, **{"step-1-unit": "ml"})
    assert answers_on(page) == [
        ("amount-1-22.5 mg", "22.5 mg, which is 4.5 ml, as written"),
        ("amount-1-4.5 mg", "4.5 mg, which is 0.9 ml"),
    ]
    assert answers_on(page_of(anna, DROPS, do="amount-1-4.5 mg", **{"step-1-unit": "ml"})) == []


def test_ml_whose_number_no_device_measures_in_mg_are_not(anna):
    assert answers_on(page_of(anna, DROPS, **{"step-1-dose": "0.9", "step-1-unit": "ml"})) == []


def test_a_dose_that_says_one_kind_of_unit_beside_another_is_refused(anna):
    page = page_of(anna, LIQUID, **{"step-1-dose": "4.5 mg", "step-1-unit": "ml"})
    assert "the dose says 4.5 mg, and ml is chosen beside it; make them agree" in page


def test_a_bare_number_is_never_entered(anna):
    response = anna.post(ADDRESS, LIQUID | {"do": "enter"})
    assert response.status_code == 422
    assert not Prescription.objects.exists()


@pytest.mark.parametrize("rest", ["x-4.5 mg", "1-much", "1-", "²-1 mg"])
def test_an_answer_that_is_none_changes_nothing_and_says_so(anna, rest):
    page = page_of(anna, LIQUID, do=f"amount-{rest}")
    assert "That was not done." in page
