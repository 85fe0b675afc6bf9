"""What ships besides naltrexone: other drugs, of as many kinds as a pharmacy makes, each number with its source."""

import pytest

from formulations.reference.formulary import sha256_of, shipped_documents, specification_from
from formulations.science.dosage_forms import objections_to_form
from formulations.science.restrictions import objections_to_components
from tests.documents.a_paper import ENGLISH

DOCUMENTS = {
    document["formulation"]["code"]: document
    for document in shipped_documents()
    if not document["formulation"]["code"].startswith("naltrexone-")
}
MADE = {
    code: specification_from(document, version=1, sha256=sha256_of(document)) for code, document in DOCUMENTS.items()
}
DRAFTS = {code for code, document in DOCUMENTS.items() if "stays_draft" in document["formulation"]}
ALL = pytest.mark.parametrize("code", sorted(MADE))
USABLE = pytest.mark.parametrize("code", sorted(MADE.keys() - DRAFTS))


def test_more_than_twelve_formulations_of_other_drugs_can_be_approved_and_one_stays_a_draft_for_a_reason() -> None:
    assert len(MADE.keys() - DRAFTS) >= 12
    assert {"nystatin-oral-suspension"} == DRAFTS
    assert len(DOCUMENTS["nystatin-oral-suspension"]["formulation"]["stays_draft"]) > 30


def test_they_are_of_as_many_kinds_as_a_pharmacy_makes() -> None:
    assert {one.dosage_form for one in MADE.values()} >= {
        "capsule", "cream", "gel", "oral drops", "oral liquid", "oral powder", "oral suspension", "pessary",
        "suppository",
    }  # fmt: skip
    assert {one.route for one in MADE.values()} >= {"oral", "perianal", "rectal", "vaginal"}


@ALL
def test_nothing_in_it_breaks_its_form_or_a_rule_of_its_drug(code: str) -> None:
    assert objections_to_form(MADE[code]) == []
    assert objections_to_components(MADE[code], from_elsewhere=()) == []


@ALL
def test_every_source_that_is_named_stands_in_the_file_with_how_sure_we_are_of_it(code: str) -> None:
    document = DOCUMENTS[code]
    known = {one["code"]: one["how_sure"] for one in document["sources"]}
    assert {text.partition(": ")[0] for text in named_in(document)} == known.keys()
    assert set(known.values()) <= {"official", "study", "second-hand", "not-confirmed", "house-rule"}


@USABLE
def test_no_study_dose_or_rule_of_screening_rests_on_memory_alone(code: str) -> None:
    document = DOCUMENTS[code]
    known = {one["code"]: one["how_sure"] for one in document["sources"]}
    assert {"official", "study"} & set(known.values())
    for rule in (*document["studies"], *document["dose_limits"], *document["screening"]):
        assert {known[text.partition(": ")[0]] for text in named_in(rule)} - {"not-confirmed"}, rule["code"]


def named_in(value: object) -> list[str]:
    """Return every source that a part of a document names, at any depth."""
    if isinstance(value, list):
        return [found for one in value for found in named_in(one)]
    if not isinstance(value, dict):
        return []
    own = [value["source"]] if isinstance(value.get("source"), str) else list(value.get("sources", ()))
    return [one for one in own if isinstance(one, str)] + [one for each in value.values() for one in named_in(each)]


@USABLE
def test_each_is_screened_bounded_in_dose_and_recognised_as_an_allergy(code: str) -> None:
    one = MADE[code]
    actives = {component.excipient for component in one.components if component.function == "active"}
    terms = {term for excipient in one.excipients if excipient.code in actives for term in excipient.avoid_terms}
    assert one.screening
    assert "dose-above-range" in {limit.code for limit in one.dose_limits}
    assert terms, code


@USABLE
def test_each_says_how_it_is_made_and_what_is_checked(code: str) -> None:
    document = DOCUMENTS[code]
    assert document["method"]
    assert document["equipment"]
    assert document["quality_checks"]
    assert document["hazard"]


def test_two_have_a_second_active_with_its_amount() -> None:
    second = {code: [str(active.strength) for active in one.further_actives] for code, one in MADE.items()}
    assert {code: amounts for code, amounts in second.items() if amounts} == {
        "estriol-estradiol-cream": ["0.5 mg/g"],
        "spironolactone-hydrochlorothiazide-oral-suspension": ["5 mg/ml"],
    }


def test_the_potency_of_vitamin_d_and_nystatin_is_an_activity_and_no_mass() -> None:
    strengths = [str(MADE[code].strengths[0]) for code in ("cholecalciferol-oral-drops", "nystatin-oral-suspension")]
    assert strengths == ["5,000 units per ml", "100,000 units per ml"]


def test_powders_suppositories_and_pessaries_are_dosed_by_the_piece() -> None:
    pieces = {str(one.strengths[0].per.unit.value) for one in MADE.values() if one.strengths[0].per.unit.is_one_piece}
    assert pieces == {"capsule", "sachet", "suppository", "pessary"}


def test_each_way_to_measure_on_each_route_has_its_direction() -> None:
    for one in MADE.values():
        for device in one.devices:
            assert ENGLISH.say(f"directions.{one.route}.{device.kind}", measured="x", times="y")


def test_omeprazole_is_in_8_4_per_cent_sodium_bicarbonate() -> None:
    parts = {one.excipient: str(one.quantity) for one in MADE["omeprazole-oral-suspension"].components}
    assert (parts["omeprazole"], parts["sodium-bicarbonate"]) == ("200 mg", "8.4 g")


def test_the_draft_is_shown_to_be_one_without_study_and_without_formula_that_was_published() -> None:
    assert MADE["nystatin-oral-suspension"].studies == ()
