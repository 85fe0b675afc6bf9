"""Directions in shorthand on the entry page, as a browser without any script uses it."""

import pytest
from django.test import Client

from pharmacy.prescriptions.models import Prescription

ADDRESS = "/prescriptions/new/"
LIQUID = {
    "given_name": "Ada",
    "family_name": "Lindqvist",
    "birth_date": "1980-02-14",
    "prescriber": "Dr Mira Kovac",
    "formulation": "naltrexone-oral-liquid",
    "step": "1",
    "days": "28",
    "past": "1",
}


@pytest.fixture
def anna(world):
    client = Client()
    client.force_login(world.anna)
    return client


def _text(response):
    return " ".join(response.content.decode().replace("\xa0", " ").split())


def _page(client, **changes):
    return _text(client.post(ADDRESS, LIQUID | {"do": "plan"} | changes))


def test_the_full_plain_text_stands_under_the_line_while_it_is_typed(anna):
    page = _page(anna, shorthand="1.5 mg po qhs x 14d then 3 mg nocte")
    assert "Take 1.5 mg by mouth at bedtime for 14 days, then 3 mg at bedtime until the supply ends." in page
    assert "Not in the doses yet" in page


def test_a_button_fills_the_dose_rows_from_it_and_the_plan_follows(anna):
    page = _page(anna, do="shorthand-fill", shorthand="1.5 mg qhs x 14d then 3 mg alt die")
    assert 'name="step-1-dose" value="1.5"' in page
    assert 'name="step-2-dose" value="3"' in page
    assert '<option value="2" selected>' in page
    assert "Not in the doses yet" not in page
    assert "Why this date?" in page


def test_what_is_not_understood_is_marked_and_fills_nothing_in(anna):
    page = _page(anna, do="shorthand-fill", shorthand="1.5 mg zzz nocte")
    assert '<span class="word-unknown">zzz</span>' in page
    assert 'name="step-1-dose" value=' not in page
    assert "answer what is marked" in page


def test_each_answer_is_one_click_and_goes_into_the_line(anna):
    page = _page(anna, shorthand="1.5 mg hs")
    assert 'value="answer-1.5 mg at bedtime"' in page
    page = _page(anna, do="answer-1.5 mg at bedtime", shorthand="1.5 mg hs")
    assert 'name="shorthand" value="1.5 mg at bedtime"' in page
    assert "Take 1.5 mg at bedtime until the supply ends." in page


def test_an_answer_that_makes_the_line_too_long_is_kept_whole_and_stops(anna):
    line = "1 mg nocte" + " then 1 mg nocte" * 18 + " ok"
    page = _page(anna, do=f"answer-{line}", shorthand="1 mg hs")
    assert f'name="shorthand" value="{line}"' in page
    assert "The line has 301 characters, and 300 is the most" in page


def test_entering_with_a_shorthand_that_is_not_understood_is_refused(anna):
    dose = {"step-1-dose": "1.5", "step-1-unit": "mg", "step-1-when": "bedtime", "step-1-times_a_day": "1"}
    response = anna.post(ADDRESS, LIQUID | dose | {"do": "enter", "shorthand": "1.5 mg od"})
    assert response.status_code == 422
    assert "what is meant?" in _text(response)
    assert not Prescription.objects.exists()


def test_entering_doses_that_differ_from_the_shorthand_is_refused(anna):
    dose = {"step-1-dose": "4.5", "step-1-unit": "mg", "step-1-when": "bedtime", "step-1-times_a_day": "1"}
    response = anna.post(ADDRESS, LIQUID | dose | {"do": "enter", "shorthand": "1.5 mg nocte"})
    assert response.status_code == 422
    assert not Prescription.objects.exists()


def test_doses_that_are_what_the_shorthand_says_are_entered(anna):
    dose = {"step-1-dose": "1500", "step-1-unit": "micrograms", "step-1-when": "bedtime", "step-1-times_a_day": "1"}
    dose = dose | {"step-1-dose": "1500 mcg", "step-1-unit": "mg"}
    response = anna.post(ADDRESS, LIQUID | dose | {"do": "enter", "shorthand": "1.5 mg nocte"})
    assert response.status_code == 302
    assert [str(step.dose) for step in Prescription.objects.get().steps.all()] == ["1,500 micrograms"]


def test_a_unit_that_the_formulation_is_not_taken_in_stops(anna):
    assert "2 capsules: the formulation chosen is taken in mg or ml" in _page(anna, shorthand="2 caps nocte")


def test_before_a_formulation_is_chosen_it_is_read_all_the_same(anna):
    page = _page(anna, formulation="", do="shorthand-fill", shorthand="2 caps nocte")
    assert "Take 2 capsules at bedtime until the supply ends." in page


def test_markup_in_the_shorthand_is_shown_as_text(anna):
    page = _page(anna, shorthand="<b>1 mg</b> nocte")
    assert "<b>1 mg" not in page
