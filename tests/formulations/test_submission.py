"""What speaks against a submission: each reason trips, and just does not."""

from copy import deepcopy

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from formulations.reference.formulary import shipped_documents
from formulations.science.specification import Restriction
from formulations.submission import objections_to
from tests.formulations.written import ASSESSED, complete

LIQUID = "naltrexone-oral-liquid"
DOUBTFUL = {"code": "doubtful", "title": "A paper that nobody could get", "how_sure": "not-confirmed"}


def found(document, **with_):
    return [(one.code, one.where) for one in objections_to(document, **with_)]


def messages(document, **with_):
    return [one.message for one in objections_to(document, **with_)]


def made_by(code=LIQUID, **changes):
    """A complete document with rows of it changed: `studies=[...]` replaces the whole table."""
    return complete(code, **changes)


def with_doubtful_source(code=LIQUID):
    document = complete(code)
    document["sources"].append(DOUBTFUL)
    return document


SHIPPED = [one["formulation"]["code"] for one in shipped_documents() if one["formulation"]["code"].startswith("nal")]
MADE = [code for code in SHIPPED if "components" in complete(code)]


@pytest.mark.parametrize("code", MADE)
def test_nothing_speaks_against_a_complete_document(code):
    assert found(complete(code)) == []


@pytest.mark.parametrize(
    ("part", "code", "said"),
    [
        ("method", "missing-method", "the steps of making"),
        ("equipment", "missing-equipment", "the equipment"),
        ("quality_checks", "missing-quality-checks", "at least one quality check with its limits"),
        ("appearance", "missing-appearance", "what the finished preparation looks like"),
        ("hazard", "missing-hazard", "how dangerous making it is"),
    ],
)
def test_each_part_of_the_record_is_asked_for_by_name(part, code, said):
    document = complete()
    del document[part]
    (objection,) = objections_to(document)
    assert (objection.code, objection.where) == (code, part)
    assert said in objection.message
    assert objection.source == "USP <795>, master formulation record"


def test_an_empty_method_is_no_method():
    assert found(complete(method=[])) == [("missing-method", "method")]


def test_a_method_of_which_nothing_is_signed_is_refused():
    steps = [{"text": "Weigh.", "source": "house-rule"}, {"text": "Mix.", "required": False, "source": "house-rule"}]
    assert found(complete(method=steps)) == [("no-required-step", "method")]


def test_a_quality_check_without_limits_cannot_be_read():
    check = {"code": "mass", "name": "mass", "method": "weigh ten", "source": "house-rule"}
    assert found(complete(quality_checks=[check])) == [("unreadable", "quality_checks[1].limits")]


def test_every_fault_of_a_document_is_told_and_not_only_the_first():
    document = complete()
    document["strengths"][0]["amount"] = "a little"
    document["components"][1]["source"] = "nowhere"
    document["colour"] = "blue"
    assert {where for _, where in found(document)} >= {"strengths[1].amount", "components[2].source", "colour"}


def test_a_default_that_a_restriction_forbids_is_refused():
    document = complete()
    for component in document["components"]:
        if component.get("choice") == "filler":
            component["is_default"] = component["excipient"] == "calcium-carbonate"
    (objection,) = objections_to(document)
    assert objection.code == "restricted-component"
    assert document["components"][int(objection.where[11:-1]) - 1]["excipient"] == "calcium-carbonate"
    assert "Calcium carbonate may lower the absorption" in objection.message


def test_a_forbidden_part_without_alternative_is_refused():
    document = complete()
    chalk = {"excipient": "calcium-carbonate", "function": "filler", "quantity": "10 mg", "source": "house-rule"}
    document["components"].append(chalk)
    assert found(document) == [("restricted-component", f"components[{len(document['components'])}]")]


def test_a_forbidden_alternative_stays_listed_so_that_asking_for_it_is_answered():
    fillers = [one["excipient"] for one in complete()["components"] if one.get("choice") == "filler"]
    assert "calcium-carbonate" in fillers
    assert found(complete()) == []


def conditional(**more):
    document = complete()
    document["restrictions"].append(
        {
            "excipient": "sucrose", "functions": ["filler"], "effect": "condition", "grade": "expert opinion",
            "finding_code": "conditional-excipient", "reason": "Some people do not tolerate it.",
            "sources": ["house-rule"],
        }
    )  # fmt: skip
    sucrose = next(one for one in document["components"] if one["excipient"] == "sucrose")
    sucrose |= more
    return document


def test_what_a_condition_is_set_on_needs_a_written_reason():
    (message,) = messages(conditional())
    assert (
        message.startswith("lactose monohydrate as filler needs a written reason")
        or "needs a written reason" in message
    )


def test_with_the_written_reason_it_may_be_submitted():
    assert found(conditional(condition_met="Patients are asked at entry.")) == []


def test_a_rule_of_the_whole_drug_reaches_a_document_that_does_not_state_it():
    rule = Restriction(
        excipient="gelatine-shell", functions=("shell",), effect="forbid", finding_code="forbidden-excipient",
        reason="It dissolves late.", grade="study", sources=("x",), scope="drug",
    )  # fmt: skip
    (objection,) = objections_to(complete(), drug_rules=(rule,))
    assert (objection.code, "It dissolves late" in objection.message) == ("restricted-component", True)


@pytest.mark.parametrize(
    "sentence", ["This medicine cures fatigue.", "It has no side effects.", "A miracle for many people."]
)
def test_a_claim_in_the_leaflet_is_refused_with_the_sentence(sentence):
    document = complete()
    document["leaflet"]["en"][1]["sentences"][0]["text"] = sentence
    (objection,) = objections_to(document)
    assert (objection.code, objection.where) == ("claim", "leaflet.en[2].sentences[1]")
    assert sentence in objection.message


def test_a_claim_on_the_label_is_refused():
    document = complete()
    document["label_warnings"][0]["text"] = "A miracle for many people."
    assert found(document) == [("claim", "label_warnings[1]")]


@pytest.mark.parametrize(
    ("key", "where"), [("strengths", "strengths[1]"), ("studies", "studies[1]"), ("house_limits", "house_limits[1]")]
)
def test_a_dose_or_a_date_that_rests_on_nothing_confirmed_keeps_a_draft_a_draft(key, where):
    document = with_doubtful_source("naltrexone-capsule")
    document[key][0]["source"] = "doubtful"
    (objection,) = objections_to(document)
    assert (objection.code, objection.where) == ("source-not-confirmed", where)
    assert "A paper that nobody could get" in objection.message


def test_a_dose_limit_and_an_in_use_limit_rest_on_what_was_confirmed():
    document = with_doubtful_source()
    document["dose_limits"][0]["sources"] = ["house-rule", "doubtful: it says so"]
    document["in_use"] = {"code": "in-use", "days": 28, "why": "Opened often.", "source": "doubtful"}
    assert found(document) == [("source-not-confirmed", "in_use"), ("source-not-confirmed", "dose_limits[1]")]


def test_what_is_no_dose_and_no_date_may_rest_on_a_source_not_confirmed():
    document = with_doubtful_source()
    document["components"][1]["source"] = "doubtful"
    assert found(document) == []


def test_a_source_that_a_person_confirmed_carries_a_dose():
    document = with_doubtful_source()
    document["strengths"][0]["source"] = "doubtful"
    assert found(document, confirmed={DOUBTFUL["title"]}) == []


@pytest.mark.parametrize("key", [key for key in ASSESSED if key != "light"])
def test_a_study_says_what_was_measured_and_who_assessed_it(key):
    document = complete()
    del document["studies"][0][key]
    assert found(document) == [("study-without-details", f"studies[1].{key}")]


def test_a_study_need_not_say_what_the_paper_leaves_open_about_light():
    document = complete()
    document["studies"][0].pop("light")
    assert found(document) == []


def test_what_nobody_sees_is_refused_where_it_stands():
    document = complete()
    document["components"][1]["why"] = "The filler\u200b of the study."
    (objection,) = objections_to(document)
    assert (objection.code, objection.where) == ("hidden-characters", "components[2].why")
    assert "U+200B ZERO WIDTH SPACE" in objection.message


@pytest.mark.parametrize("rubbish", [{}, {"components": 5}, {"leaflet": {"en": [3, {"sentences": "no"}]}}])
def test_rubbish_is_answered_and_does_not_fail(rubbish):
    assert "unreadable" in [code for code, _ in found(rubbish)]


plain = st.none() | st.booleans() | st.integers() | st.text(max_size=5)
values = st.recursive(
    plain, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
)


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_whatever_stands_in_the_place_of_a_table_is_answered(data):
    document = deepcopy(complete())
    holder, key = document, data.draw(st.sampled_from(sorted(document)))
    for _ in range(data.draw(st.integers(0, 3))):
        inner = holder[key]
        if not isinstance(inner, dict | list) or not inner:
            break
        holder, key = inner, data.draw(st.sampled_from(sorted(inner) if isinstance(inner, dict) else range(len(inner))))
    holder[key] = data.draw(values)
    assert isinstance(objections_to(document), tuple)
