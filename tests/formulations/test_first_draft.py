"""What a new formulation begins with, whatever its dosage form, and where each thing that is missing is written."""

from dataclasses import replace

import pytest

from formulations.editing.outline import SECTIONS
from formulations.first_draft import Answers, first_draft
from formulations.reference.formulary import canonical_json
from formulations.science.dosage_forms import dosage_forms
from formulations.science.quantities import Quantity
from formulations.submission import Objection, objections_to
from formulations.views.mending import mended_in

FORMS = {form.name: form for form in dosage_forms()}
CREAM = Answers(
    name="Zinc oxide 10 % cream",
    code="zinc-oxide-cream",
    dosage_form="cream",
    route="cutaneous",
    active="zinc oxide",
    active_code="zinc-oxide",
    strengths=("100 mg",),
    dose_unit="mg",
)


def begun(name):
    return first_draft(replace(CREAM, dosage_form=name, route=FORMS[name].routes[0]))


@pytest.mark.parametrize("name", sorted(FORMS))
def test_every_dosage_form_has_a_start_that_can_be_kept(name):
    assert canonical_json(begun(name))


@pytest.mark.parametrize("name", sorted(FORMS))
def test_the_strength_is_stated_for_what_the_form_is_taken_in(name):
    assert [row["per"] for row in begun(name)["strengths"]] == [f"1 {FORMS[name].per.value}"]


@pytest.mark.parametrize("name", sorted(FORMS))
def test_every_device_can_measure_the_form(name):
    devices = begun(name)["devices"]
    assert devices
    assert {row["kind"] for row in devices} <= set(FORMS[name].devices)


@pytest.mark.parametrize("name", sorted(FORMS))
def test_the_amounts_of_a_container_can_be_read(name):
    assert [Quantity.read(fill) for fill in begun(name)["container"]["fills"]]


@pytest.mark.parametrize("name", sorted(FORMS))
def test_it_is_never_ready_to_be_submitted_and_each_thing_missing_has_its_place(name):
    objections = objections_to(begun(name))
    assert objections
    assert [one.message for one in objections if one.where and mended_in(one) is None] == []


def test_what_it_is_based_on_is_the_source_of_all_that_was_said():
    document = first_draft(replace(CREAM, source_title="A monograph", how_sure="official"))
    assert document["sources"][0] == {"code": "based-on", "title": "A monograph", "how_sure": "official"}
    assert document["strengths"][0]["source"] == "based-on"


def test_without_a_source_it_rests_on_a_house_rule_that_the_approver_answers_for():
    assert first_draft(CREAM)["strengths"][0]["source"] == "house-rule"


def test_what_the_formulary_knows_of_a_substance_comes_along():
    document = first_draft(replace(CREAM, known={"cas": "1314-13-2", "atc": "", "name": "zinc oxide, powder"}))
    assert (document["active"]["cas"], document["active"]["name"]) == ("1314-13-2", "zinc oxide, powder")
    assert "atc" not in document["active"]


def test_one_draft_does_not_change_the_next():
    first_draft(CREAM)["container"]["fills"].clear()
    assert first_draft(CREAM)["container"]["fills"] != []


@pytest.mark.parametrize(
    ("where", "key", "title"),
    [
        ("components[2].quantity", "components", "Components"),
        ("quality_checks", "quality-checks", "Quality checks"),
        ("leaflet.en[3].sentences", "leaflet-en-before-you-take", "Leaflet: before you take"),
        ("leaflet.en[99]", "leaflet-en-who-to-ask", "Leaflet: who to ask"),
    ],
)
def test_an_objection_leads_to_the_section_that_mends_it(where, key, title):
    place = mended_in(Objection("code", "message", where))
    assert (place.key, place.title) == (key, title)


def test_an_objection_about_the_whole_leads_nowhere():
    assert mended_in(Objection("code", "message")) is None


def test_every_section_of_the_editing_page_can_be_led_to_by_its_part_of_the_document():
    tops = {section.path[0] for section in SECTIONS}
    assert all(mended_in(Objection("code", "message", top)) for top in tops)
