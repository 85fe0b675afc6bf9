"""The entry page, as a browser without any script uses it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from pharmacy.prescriptions.models import Prescription
from pharmacy.staff.clock import today
from tests.world import entered

ADDRESS = "/prescriptions/new/"
CAPSULES = {
    "given_name": "Ada",
    "family_name": "Lindqvist",
    "birth_date": "1980-02-14",
    "prescriber": "Dr Mira Kovac",
    "formulation": "naltrexone-capsule",
    "strength": "1.5 mg",
    "step": "1",
    "step-1-dose": "3",
    "step-1-unit": "mg",
    "step-1-times_a_day": "1",
    "step-1-when": "bedtime",
    "days": "30",
    "past": "1",
}


@pytest.fixture
def anna(world):
    client = Client()
    client.force_login(world.anna)
    return client


@pytest.fixture
def tom(world):
    client = Client()
    client.force_login(world.tom)
    return client


def _text(response):
    return " ".join(response.content.decode().replace("\xa0", " ").split())


def _plan(client, **changes):
    return _text(client.post(ADDRESS, CAPSULES | {"do": "plan"} | changes))


def test_a_fresh_page_says_how_to_begin_and_complains_of_nothing(anna):
    page = _text(anna.get(ADDRESS))
    assert "Choose a formulation and write a dose" in page
    assert "invalid-feedback" not in page


def test_formulations_that_are_not_made_stand_there_with_the_reason(anna):
    page = _text(anna.get(ADDRESS))
    assert page.count("Not made here.") == 2


def test_the_plan_shows_what_is_taken_the_supply_the_date_and_why(anna):
    page = _plan(anna)
    for words in ("2 capsules", "at bedtime", "60 capsules", "Why this date?", "rules"):
        assert words in page


def test_while_somebody_types_the_plan_arrives_alone_and_reads_as_on_the_page(anna):
    whole = _plan(anna)
    alone = _text(anna.post(ADDRESS, CAPSULES | {"do": "plan"}, headers={"HX-Trigger": "entry-parts"}))
    assert alone.startswith('<div id="plan">')
    assert alone.strip() in whole


def test_nothing_is_stored_by_looking_at_the_plan(anna):
    _plan(anna)
    assert not Prescription.objects.exists()


def test_a_formulation_that_is_not_made_is_refused_with_its_reason(anna):
    page = _plan(anna, formulation="naltrexone-transdermal-patch")
    assert "This cannot be made" in page


def test_findings_stand_beside_what_is_typed(anna):
    page = _plan(anna, medicines="tramadol 50 mg\nzzyzx drops", allergies="lactose", **{"choice_filler": "lactose"})
    for words in ("finding-line-stop", "tramadol", "lactose", "was not checked", "zzyzx drops"):
        assert words in page


@pytest.mark.parametrize("dose", ["ultra-low", "very low", "low dose"])
def test_a_dose_in_words_is_refused_with_the_reason(anna, dose):
    assert "means doses a hundredfold apart; write number and unit" in _plan(anna, **{"step-1-dose": dose})


@pytest.mark.parametrize("dose", ["4,5", "-1", "1e3", "NaN", "½"])
def test_a_dose_that_is_no_number_is_named_with_its_value(anna, dose):
    page = _plan(anna, **{"step-1-dose": dose})
    assert "invalid-feedback" in page
    assert "Why this date?" not in page


def test_a_dose_may_carry_its_own_unit(anna):
    assert "2 capsules" in _plan(anna, **{"step-1-dose": "3000 micrograms"})


def test_a_unit_of_another_formulation_is_refused_and_never_changed_in_silence(anna):
    page = _plan(anna, **{"step-1-unit": "drop"})
    assert "This formulation is not measured in drop" in page


def test_no_unit_is_chosen_beforehand_for_a_dose_that_is_still_empty(anna):
    page = _plan(anna, formulation="naltrexone-microgram-liquid", **{"step-1-dose": "", "step-1-unit": "mg"})
    assert '<option value="" selected>choose</option>' in page
    assert '<option value="micrograms">' in page
    assert "not measured in" not in page


def test_fields_nobody_came_to_yet_are_asked_for_only_beside_the_plan(anna):
    page = _plan(anna, given_name="", family_name="", strength="")
    assert "Choose a strength." in page
    assert "invalid-feedback" not in page


def test_a_dose_step_is_added_and_taken_away_without_a_script(anna):
    page = _text(anna.post(ADDRESS, CAPSULES | {"do": "add-step", "step-1-days": "7"}))
    assert 'name="step-2-dose"' in page
    two = CAPSULES | {"step": "2", "step-1-days": "7", "step-2-dose": "4.5", "step-2-unit": "mg"}
    page = _text(anna.post(ADDRESS, two | {"do": "remove-step-1"}))
    assert 'name="step-2-dose"' not in page
    assert 'name="step-1-dose" value="4.5"' in page


def test_a_patient_on_record_is_offered_while_the_name_is_typed(anna, world):
    patient = entered(world).patient
    page = _text(anna.post(ADDRESS, {"do": "plan", "given_name": "ad", "family_name": "Lind"}))
    assert str(patient.public_id) in page
    assert "born 14 Feb 1980" in page


def test_the_patient_with_this_name_and_day_of_birth_is_ticked_until_somebody_chooses(anna, world):
    patient = entered(world).patient
    ticked = f'value="{patient.public_id}" checked'
    assert ticked in _plan(anna)
    assert ticked not in _plan(anna, birth_date="1981-02-14")
    assert ticked not in _plan(anna, patient="")


def test_a_pharmacist_enters_and_screens_at_once(anna, world):
    response = anna.post(ADDRESS, CAPSULES | {"do": "enter"})
    row = Prescription.objects.get()
    assert response["Location"] == reverse("prescriptions:page", args=[row.public_id])
    assert (row.stage, row.entered_by) == ("screened", world.anna)


def test_a_technician_enters_and_leaves_the_screening(tom):
    tom.post(ADDRESS, CAPSULES | {"do": "enter"})
    assert Prescription.objects.get().stage == "entered"


def test_an_entry_without_a_name_is_not_stored_and_the_page_says_what_is_missing(anna):
    response = anna.post(ADDRESS, CAPSULES | {"do": "enter", "given_name": "", "family_name": ""})
    assert response.status_code == 422
    assert "Write the name as it shall stand on the label." in _text(response)
    assert not Prescription.objects.exists()


def test_what_keeps_a_page_from_being_entered_is_named_at_its_top_with_the_way_to_the_field(anna):
    text = _text(anna.post(ADDRESS, CAPSULES | {"do": "enter", "family_name": "", "given_name": "", "step-1-dose": ""}))
    top = text.partition("Nothing was entered yet.")[2].partition("</ul>")[0]
    assert "Write the name as it shall stand on the label." in top
    assert '<a href="#id_step-1-dose">Write how much is taken at once, such as 1.5.</a>' in top


def test_an_entry_the_science_refuses_is_not_stored_and_says_why(anna):
    response = anna.post(ADDRESS, CAPSULES | {"do": "enter", "days": ""})
    assert response.status_code == 422
    assert "neither the days to supply nor the days of the last step are given" in _text(response)
    assert not Prescription.objects.exists()


def test_another_strength_on_request_is_planned(anna):
    page = _plan(anna, strength="on-request", other_strength="2.5 mg", **{"step-1-dose": "2.5"})
    assert "1 capsule" in page


def test_a_stopped_medicine_needs_the_day_of_its_last_intake(anna):
    page = _plan(anna, **{"past-1-text": "morphine"})
    assert "Write the day of the last intake; it decides what is found." in page


@pytest.mark.parametrize("nonsense", ["", "-4", "1000000", "x", "²"])
def test_a_count_of_rows_that_is_nonsense_shows_one_row(anna, nonsense):
    response = anna.post(ADDRESS, CAPSULES | {"do": "plan", "step": nonsense})
    assert response.status_code == 200


def test_the_number_of_queries_does_not_grow_with_the_patients(anna, world):
    def queries(**more: str) -> int:
        with CaptureQueriesContext(connection) as made:
            anna.post(ADDRESS, CAPSULES | {"do": "plan"}, headers={"HX-Request": "true"} | more)
        return len(made)

    entered(world)
    queries()  # the first of a session writes it
    with_one = queries()
    for _ in range(5):
        entered(world)
    assert queries() == with_one
    assert with_one <= 28
    assert queries(**{"HX-Trigger": "entry-parts"}) <= 13  # the plan alone, with every few letters


TITRATION = {
    "do": "pattern",
    "pattern-kind": "stepwise",
    "pattern-first": "1.5",
    "pattern-by": "1.5",
    "pattern-last": "4.5",
    "pattern-unit": "mg",
    "pattern-every_days": "14",
    "pattern-when": "bedtime",
}


def test_a_pattern_fills_in_the_dose_steps_and_the_plan_follows(anna):
    answer = anna.post(ADDRESS, CAPSULES | TITRATION)
    steps = [(form["dose"].value(), form["days"].value()) for form in answer.context["page"].steps.forms]
    assert steps == [("1.5", "14"), ("3", "14"), ("4.5", "")]
    # 14 x 1 + 14 x 2 + 2 x 3 = 48 capsules of 1.5 mg in 30 days
    assert "48 capsules" in _text(answer)


def test_a_halved_dose_returns_after_its_days(anna):
    halved = TITRATION | {"pattern-kind": "halve", "pattern-first": "3", "pattern-every_days": "7"}
    page = anna.post(ADDRESS, CAPSULES | halved).context["page"]
    assert [(form["dose"].value(), form["days"].value()) for form in page.steps.forms] == [("1.5", "7"), ("3", "")]


def test_a_pattern_that_misses_its_goal_says_what_it_reaches_and_leaves_the_steps_alone(anna):
    answer = anna.post(ADDRESS, CAPSULES | TITRATION | {"pattern-by": "0.4"})
    assert "never comes to 4.5 mg, but to 4.3 mg or 4.7 mg" in _text(answer)
    assert [form["dose"].value() for form in answer.context["page"].steps.forms] == ["3"]


def test_a_pattern_with_an_empty_amount_says_what_to_write(anna):
    assert "Write all amounts of the pattern" in _text(anna.post(ADDRESS, CAPSULES | TITRATION | {"pattern-last": ""}))


def test_every_other_day_is_one_choice_of_a_pattern_and_halves_the_supply(anna):
    answer = anna.post(ADDRESS, CAPSULES | TITRATION | {"pattern-every": "2"})
    assert [form["every"].value() for form in answer.context["page"].steps.forms] == ["2", "2", "2"]
    # on 7, 7 and 1 days (29): 7 x 1 + 7 x 2 + 1 x 3 = 24 capsules of 1.5 mg
    assert "24 capsules" in _text(answer)
    assert "once every other day, at bedtime" in _text(answer)


def test_a_pause_sets_the_first_day_and_keeps_the_dose(anna):
    paused = TITRATION | {"pattern-kind": "pause", "pattern-first": "3", "pattern-every_days": "10"}
    page = anna.post(ADDRESS, CAPSULES | paused).context["page"]
    assert [(form["dose"].value(), form["days"].value()) for form in page.steps.forms] == [("3", "")]
    assert page.order["starts_on"].value() == (today() + timedelta(days=10)).isoformat()


def test_a_spacing_that_is_none_is_refused(anna):
    assert "invalid-feedback" in _plan(anna, **{"step-1-every": "0"})
    assert "invalid-feedback" in _plan(anna, **{"step-1-every": "32"})


def test_a_spacing_that_is_not_listed_is_kept_as_it_was_posted(anna):
    assert '<option value="10" selected>every 10 days</option>' in _plan(anna, **{"step-1-every": "10"})


def test_every_8_hours_is_one_choice_and_the_plan_says_it_so(anna):
    by_the_clock = {"step-1-every": "8h", "step-1-times_a_day": "3", "step-1-when": []}
    page = _plan(anna, **by_the_clock)
    assert "every 8 hours" in page.partition("What is taken")[2]
    assert "180 capsules" in page  # 2 capsules, 3 times a day, for 30 days
    assert "invalid-feedback" not in page
    anna.post(ADDRESS, CAPSULES | {"do": "enter"} | by_the_clock)
    (step,) = Prescription.objects.get().steps.all()
    assert (step.times_a_day, step.hours_apart, step.every) == (3, 8, 1)


def test_hours_and_times_a_day_that_do_not_agree_are_refused_with_both(anna):
    page = _plan(anna, **{"step-1-every": "8h", "step-1-times_a_day": "4", "step-1-when": []})
    assert "Every 8 hours is 3 times a day, and not 4; make them agree." in page


def test_a_first_day_years_away_is_a_slip(anna):
    response = anna.post(ADDRESS, CAPSULES | {"do": "enter", "starts_on": "2036-01-01"})
    assert response.status_code == 422
    assert "1 January 2036 is more than 366 days from today; check the year" in _text(response)
