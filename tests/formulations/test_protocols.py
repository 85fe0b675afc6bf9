"""Protocols of dosing in the formulary: what is read, what is refused, and what ships."""

from copy import deepcopy
from datetime import date
from typing import Any

import pytest

from formulations.comparing.changes import changes_between
from formulations.editing.outline import section_named
from formulations.reference import loader
from formulations.reference.formulary import sha256_of, shipped_documents, specification_from
from formulations.reference.formulary.checking import faults_in
from formulations.science.dose_range import find_dose_findings
from formulations.science.formula import choose_formula
from formulations.science.plan import Order, make_plan
from formulations.science.regimen import plan_regimen
from formulations.science.specification import Protocol, Specification
from formulations.written_out import write_section

OPEN_SUPPLY = 120  # days, longer than the closed steps of any protocol that ships with an open end


def _shipped(code: str) -> dict[str, Any]:
    return deepcopy(next(one for one in shipped_documents() if one["formulation"]["code"] == code))


def _all() -> list[Any]:
    found = []
    for document in shipped_documents():
        if document.get("protocols"):
            facts = specification_from(document, version=1, sha256=sha256_of(document))
            found += [pytest.param(facts, one, id=f"{facts.code}-{one.code}") for one in facts.protocols]
    return found


CAPSULE = _shipped("naltrexone-capsule")


def _with(**changes: Any) -> tuple[str, ...]:
    document = deepcopy(CAPSULE)
    document["protocols"][0] |= changes
    return tuple(str(fault) for fault in faults_in(document))


@pytest.mark.parametrize(("specification", "protocol"), _all())
def test_every_protocol_that_ships_can_be_measured_and_lies_in_the_range(
    specification: Specification, protocol: Protocol
) -> None:
    days = None if protocol.steps[-1].days else OPEN_SUPPLY
    formula = choose_formula(specification, strength=specification.strengths[0].amount, choices={})
    measured = [one for one in specification.devices if one.kind in ("dropper", "pump")]
    if not measured:  # drops and strokes wait for the pharmacy's own count; the worked titrations measure those
        plan = make_plan(Order(formula, protocol.steps, days, made_on=date(2026, 11, 22), law=loader.law("us")))
        assert [one for one in plan.findings if one.code == "dose-not-measurable"] == []
    found = find_dose_findings(plan_regimen(protocol.steps, days=days), specification=specification)
    assert {one.severity.value for one in found} <= {"inform", "warn"}


@pytest.mark.parametrize(("specification", "protocol"), _all())
def test_every_protocol_says_how_sure_each_source_is(specification: Specification, protocol: Protocol) -> None:
    assert protocol.sources
    assert all("(expert opinion): " in one or "(house rule): " in one for one in protocol.sources)


def test_the_drops_protocol_is_the_worked_titration() -> None:
    document = _shipped("naltrexone-sublingual-drops")
    facts = specification_from(document, version=1, sha256="0" * 64)
    drops = next(one for one in facts.protocols if one.code == "drops-0-25-to-4-5")
    regimen = plan_regimen(drops.steps, days=None)
    assert (regimen.days, str(regimen.total_dose)) == (126, "299.25 mg")


def test_a_specification_without_protocols_keeps_its_hash() -> None:
    document = _shipped("baclofen-oral-suspension")
    assert "protocols" not in document
    assert sha256_of(document) == "041dc56a843640b8ae53cd469febcb74a890081ebafca55940044d61ade52bb6"


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"steps": ["1.5 mg qod"]}, "step 1, “1.5 mg qod”, is no dose step"),
        ({"steps": ["1.5 mg once a day", "3 mg once a day"]}, "only the last step may run until the supply ends"),
        ({"steps": []}, "there is no dose step"),
        ({"steps": ["1.5 mg twice a day at bedtime"]}, "taken 2 times a day but names bedtime"),
        ({"steps": ["5 ml once a day"]}, "must be dosed in mg, or in what its devices measure"),
        ({"steps": ["2 mg once a day, made as naltrexone-capsule 12 mg"]}, "is not made as 12 mg; choose 1.5 mg"),
        ({"steps": ["2 mg once a day, made as naltrexone-capsule 3 mgg"]}, "names no strength that can be read"),
        ({"steps": ["2 mg once a day, made as naltrexone-oral-liquid 3 ml"]}, "is made in 3 ml, which is no strength"),
        ({"steps": ["2 mg once a day, made as Capsules"]}, "is no dose step"),
        ({"sources": []}, "must list at least one source"),
        ({"sources": ["nobody: says so"]}, "names 'nobody', which is not among the sources listed"),
        ({"price": "1"}, "is a key that is not known here"),
        ({"code": "bedtime-3"}, "is listed twice"),
    ],
)
def test_a_protocol_that_cannot_be_used_is_refused_with_its_place(changes: dict[str, Any], fault: str) -> None:
    found = _with(**changes)
    assert any(fault in one and "protocols" in one for one in found), found


def test_capsules_may_be_counted_in_a_protocol() -> None:
    assert _with(steps=["2 capsules once a day"]) == ()


def test_a_changed_protocol_is_one_change_of_its_row() -> None:
    changed = deepcopy(CAPSULE)
    changed["protocols"][1]["name"] = "Half for a week"
    (change,) = changes_between(CAPSULE, changed)
    assert change.path == ("protocols", 1, "name")


def test_it_is_written_out_with_its_steps_and_how_sure_it_is() -> None:
    section = write_section(CAPSULE, "protocols")
    line = section.lines[0]
    assert line.name == "One capsule of 1.5 mg, then two, then three"
    assert line.value.startswith("1.5 mg once a day at bedtime for 14 days; 3 mg once a day")
    assert [one.how_sure for one in line.cited] == ["expert opinion", "house rule"]


def test_a_draft_has_a_section_for_protocols() -> None:
    assert section_named("protocols").path == ("protocols",)


def test_a_step_may_name_what_it_is_made_as_and_one_that_names_nothing_reads_as_before() -> None:
    document = deepcopy(CAPSULE)
    document["protocols"][0]["steps"] = [
        "1.5 mg once a day for 14 days, made as naltrexone-oral-liquid",
        "2.25 mg once a day for 14 days, made as naltrexone-capsule 2.25 mg",
        "4.5 mg once a day",
    ]
    assert faults_in(document) == ()
    facts = specification_from(document, version=1, sha256=sha256_of(document))
    named = facts.protocols[0]
    assert [str(one) for one in named.products] == ["naltrexone-oral-liquid", "naltrexone-capsule 2.25 mg", "None"]
    assert [str(step.dose) for step in named.steps] == ["1.5 mg", "2.25 mg", "4.5 mg"]
    assert facts.protocols[1].products == ()


def test_a_dose_of_another_product_is_stated_in_what_both_are_dosed_in() -> None:
    (fault,) = _with(steps=["1.5 ml once a day, made as naltrexone-oral-liquid"])
    assert "must be dosed in mg, or in what its devices measure" in fault
