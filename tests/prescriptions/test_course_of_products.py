"""A course that changes its formulation: an oral liquid for two weeks, then capsules of the same active."""

from dataclasses import replace
from datetime import date

import pytest
from django.test import Client

from formulations.reference.papers import language
from formulations.science.quantities import Quantity
from formulations.science.regimen import DoseStep
from pharmacy.documents.gathering import gather_facts
from pharmacy.documents.wording.course import course_sentences
from pharmacy.prescriptions.actions import screen
from pharmacy.prescriptions.course_acts import enter_course
from pharmacy.prescriptions.entry import BadEntry, KnownEntry, StepProduct
from pharmacy.prescriptions.models import Prescription
from pharmacy.prescriptions.queries import open_findings
from tests.prescriptions.test_course import _made
from tests.prescriptions.test_drafts import BEGUN, Window
from tests.prescriptions.test_entry_page import ADDRESS, CAPSULES, _text
from tests.world import ORDERS, on_day

DAY_1 = date(2026, 11, 22)
CAPSULE = StepProduct("naltrexone-capsule", Quantity.read("4.5 mg"), {"filler": "microcrystalline-cellulose"})
LIQUID_THEN_CAPSULES = replace(
    ORDERS["naltrexone-oral-liquid"],
    steps=(DoseStep(Quantity.read("1.5 mg"), 1, 14), DoseStep(Quantity.read("4.5 mg"), 1, 28)),
    products=(None, CAPSULE),
    days=None,
    starts_on=DAY_1,
)
POSTED = CAPSULES | {
    "formulation": "naltrexone-oral-liquid",
    "step": "2",
    "step-1-dose": "1.5",
    "step-1-days": "14",
    "step-2-dose": "1",
    "step-2-unit": "capsule",
    "step-2-days": "28",
    "step-2-product": "naltrexone-capsule 4.5 mg",
    "choice_naltrexone-capsule.filler": "microcrystalline-cellulose",
    "days": "",
    "repeats_allowed": "2",
}
LACTOSE = {"choice_naltrexone-capsule.filler": "lactose"}


@pytest.fixture
def anna(world):
    client = Client()
    client.force_login(world.anna)
    return client


def test_a_step_is_written_in_the_units_of_its_own_product_and_its_excipients_are_chosen_too(anna):
    page = anna.post(ADDRESS, POSTED | {"do": "plan"})
    first, second = (form for form in page.context["page"].steps.forms)
    assert [unit.value for unit in first.units] == ["mg", "ml"]
    assert [unit.value for unit in second.units] == ["mg", "capsule"]
    text = _text(page)
    assert "Filler of Naltrexone hydrochloride capsules" in text
    # 14 days of 1.5 ml; then 28 days of one capsule of 4.5 mg
    assert "21 ml" in text
    assert "Then, part 2 of 2: days 15 to 42" in text
    assert "May be repeated 2 times: this part alone, 28 days each, at the last dose." in text
    assert "28 capsules" in text


def test_a_product_of_another_active_is_no_part_of_the_course_and_is_never_dropped_in_silence(anna):
    page = _text(anna.post(ADDRESS, POSTED | {"do": "plan", "step-2-product": "hydrocortisone-capsule 2 mg"}))
    assert "hydrocortisone-capsule 2 mg is no other product of what is chosen above" in page
    answer = anna.post(ADDRESS, POSTED | {"do": "plan"})
    offered = [words for _, words in _offered(answer)]
    assert not [words for words in offered if "ydrocortisone" in words]
    assert "Naltrexone hydrochloride capsules, 4.5 mg" in offered
    assert "Naltrexone hydrochloride 10 mg/g cream (another route: transdermal)" in offered


def _offered(answer) -> list[tuple[str, str]]:
    choices = answer.context["page"].steps.forms[1].fields["product"].choices
    (others,) = [one for key, one in choices if key == "Another formulation"]
    return others


def test_a_number_without_a_unit_is_asked_back_in_the_units_of_its_step(anna):
    page = _text(anna.post(ADDRESS, POSTED | {"do": "plan", "step-2-unit": ""}))
    assert "1 capsule, which is 4.5 mg" in page


def test_each_part_is_screened_for_what_is_in_its_own_product(world):
    allergic = replace(LIQUID_THEN_CAPSULES, known=(KnownEntry("allergy", "sodium benzoate"),))
    with on_day(DAY_1):
        liquid, capsules = enter_course(entry=allergic, by=world.anna)
        for part in (liquid, capsules):
            screen(prescription=part, by=world.anna)
    about = [{finding.about for finding in open_findings(part)} for part in (liquid, capsules)]
    assert "sodium benzoate" in " ".join(about[0])
    assert "sodium benzoate" not in " ".join(about[1])


def test_a_later_product_that_holds_what_is_not_tolerated_is_found_while_it_is_typed(anna):
    page = _text(anna.post(ADDRESS, POSTED | LACTOSE | {"do": "plan", "allergies": "lactose"}))
    later = page[page.index("Then, part 2 of 2") :]
    assert "lactose" in later
    fine = _text(anna.post(ADDRESS, POSTED | {"do": "plan", "allergies": "lactose"}))
    assert fine.count("stop") < page.count("stop")


def test_a_dose_that_the_next_product_cannot_give_is_refused_with_what_can(anna):
    page = _text(anna.post(ADDRESS, POSTED | {"do": "plan", "step-2-dose": "3", "step-2-unit": "mg"}))
    later = page[page.index("Then, part 2 of 2") :]
    assert "What can be measured instead for dose 2" in later
    # one capsule of 4.5 mg is not 3 mg: in another strength, as another product, or another dose
    assert 'value="offer-2 product naltrexone-capsule: 3 mg"' in later
    assert 'value="offer-2 dose capsule: 4.5 mg instead of 3 mg"' in later


def test_entering_names_every_part_with_a_link_and_keeps_what_each_is_made_of(anna):
    page = _text(anna.post(ADDRESS, POSTED | {"do": "enter"}, follow=True))
    first, second = Prescription.objects.order_by("number")
    assert (first.product, second.product) == (
        "Naltrexone hydrochloride 1 mg/ml oral liquid",
        "Naltrexone hydrochloride capsules, 4.5 mg",
    )
    assert second.choices["filler"] == "microcrystalline-cellulose"
    for row in (first, second):
        assert f'<a href="/prescriptions/{row.public_id}/">Prescription {row.number}</a> ({row.product})' in page


def test_the_product_and_the_excipients_of_each_step_come_back_with_the_draft(world):
    window = Window(world.anna)
    window.keep(**POSTED)
    page = window.client.get(f"{BEGUN}{window.ids['draft']}/").context["page"]
    assert [form["product"].value() for form in page.steps.forms] == [None, "naltrexone-capsule 4.5 mg"]
    assert page.product["choice_naltrexone-capsule.filler"].value() == "microcrystalline-cellulose"
    window.do("add-step", **POSTED)
    again = window.client.get(f"{BEGUN}{window.ids['draft']}/").context["page"]
    assert [form["product"].value() for form in again.steps.forms][:2] == [None, "naltrexone-capsule 4.5 mg"]


def test_label_and_leaflet_name_the_other_product_with_its_strength(world):
    with on_day(DAY_1):
        liquid, capsules = enter_course(entry=LIQUID_THEN_CAPSULES, by=world.anna)
        facts, last = (gather_facts(_made(part, world=world), language=language("en")) for part in (liquid, capsules))
    (said,) = course_sentences(facts, language=language("en"))
    # day 15 is 22 Nov + 14 days
    assert said.replace("\xa0", " ") == (
        "From 2026 Dec 6, use naltrexone hydrochloride capsules 4.5 mg instead. Do not use both."
    )
    assert course_sentences(last, language=language("en")) == []


def test_a_product_that_may_not_be_made_leaves_nothing_entered(world):
    tablets = StepProduct("naltrexone-tablet", Quantity.read("4.5 mg"))
    with on_day(DAY_1), pytest.raises(BadEntry, match="cannot be made"):
        enter_course(entry=replace(LIQUID_THEN_CAPSULES, products=(None, tablets)), by=world.anna)
    assert not Prescription.objects.exists()


ON_REQUEST = {
    "step-2-product": "naltrexone-capsule on-request",
    "step-2-strength": "2.25 mg",
    "step-2-dose": "2.25",
    "step-2-unit": "mg",
}


def test_a_step_may_name_a_strength_that_is_made_on_request(anna):
    page = _text(anna.post(ADDRESS, POSTED | ON_REQUEST | {"do": "plan"}))
    assert "Any from 0.5 mg to 4.5 mg." in page
    later = page[page.index("Then, part 2 of 2") :]
    assert "2.25 mg capsule" in later
    assert "28 capsules" in later  # one a day
    anna.post(ADDRESS, POSTED | ON_REQUEST | {"do": "enter"})
    assert Prescription.objects.latest("number").product == "Naltrexone hydrochloride capsules, 2.25 mg"


@pytest.mark.parametrize(
    ("strength", "complaint"),
    [
        ("", "Write the strength that this dose is made in, such as 2.25 mg."),
        ("soon", "unit"),
        ("12 mg", "is not made as 12 mg; choose 1.5 mg, 3 mg, 4.5 mg or any from 0.5 mg to 4.5 mg."),
        ("2 ml", "is not made as 2 ml; choose 1.5 mg"),
    ],
)
def test_a_strength_that_is_not_made_is_refused_at_its_field_and_nothing_is_entered(anna, strength, complaint):
    answer = anna.post(ADDRESS, POSTED | ON_REQUEST | {"do": "enter", "step-2-strength": strength})
    assert complaint in answer.context["page"].steps.forms[1].errors["strength"][0]
    assert not Prescription.objects.exists()


def test_a_listed_strength_that_is_written_out_is_the_listed_product(anna):
    steps = {"step-1-product": "naltrexone-capsule 4.5 mg", "step-1-dose": "4.5", "step-1-unit": "mg"}
    page = _text(anna.post(ADDRESS, POSTED | steps | ON_REQUEST | {"do": "plan", "step-2-strength": "4500 micrograms"}))
    assert "part 2 of 2" not in page


def test_a_further_step_begins_in_the_strength_of_the_one_before_it(anna):
    page = anna.post(ADDRESS, POSTED | ON_REQUEST | {"do": "add-step"}).context["page"]
    assert [form["strength"].value() for form in page.steps.forms[1:]] == ["2.25 mg", "2.25 mg"]


def test_entering_without_who_prescribed_it_is_refused_where_the_label_has_to_name_them(anna):
    page = _text(anna.post(ADDRESS, POSTED | {"do": "enter", "prescriber": ""}))
    assert "the label has to name who prescribed it (law: United States, USP &lt;795&gt;" in page
    assert not Prescription.objects.exists()
