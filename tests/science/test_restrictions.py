"""Restrictions on excipients and on properties: forbidden, conditional, preferred."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formulations.science.findings import Finding, Severity
from formulations.science.formula import choose_formula
from formulations.science.restrictions import EFFECTS, find_restrictions, objections_to_components
from formulations.science.specification import Component, Excipient, Restriction, Specification, StrengthRange
from tests.science import samples
from tests.science.samples import amount, strength_of

ACTIVE = Component("sampline", "sampline hydrochloride", "active", None)
CELLULOSE = Component("cellulose", "cellulose", "filler", None, choice="filler", is_default=True)
LACTOSE = Component("lactose", "lactose", "filler", None, choice="filler")
GEL = Component("gel-former", "gel former", "filler", None, choice="filler")
SHELL = Component("gel-former", "gel former", "shell", None, choice="shell", is_default=True)
EXCIPIENTS = (
    Excipient("sampline", "sampline hydrochloride", "sampline", (), ()),
    Excipient("cellulose", "cellulose", "cellulose", ("cellulose",), ()),
    Excipient("lactose", "lactose", "lactose", ("milk sugar",), ()),
    Excipient("gel-former", "gel former", "gel former", ("cellulose",), (), release_modifying=True),
    Excipient("chalk", "chalk", "chalk", (), ()),
)
CHALK = Restriction("chalk", ("filler",), "forbid", "forbidden-excipient", "may slow it", "expert opinion", ("x",))
SLOW = replace(CHALK, excipient="", property="release-modifying", finding_code="release-modifying-excipient")
ASK = replace(CHALK, excipient="lactose", effect="condition", finding_code="conditional-excipient", reason="ask first")
BEST = replace(CHALK, excipient="cellulose", effect="prefer", finding_code="preferred-excipient", reason="Studied")


def capsule(*restrictions: Restriction, **changes: object) -> Specification:
    plain = samples.specification(
        name="Sample capsules",
        strengths=(strength_of("1.5 mg per 1 capsule"),),
        strengths_on_request=StrengthRange(amount("0.5 mg"), amount("5 mg"), amount("1 capsule")),
        components=(ACTIVE, CELLULOSE, LACTOSE, GEL, SHELL),
        excipients=EXCIPIENTS,
        restrictions=restrictions,
    )
    return replace(plain, **changes)


def found(specification: Specification, *, elsewhere: tuple[Restriction, ...] = (), **choices: str) -> list[Finding]:
    formula = choose_formula(specification, strength=amount("1.5 mg"), choices=choices)
    return find_restrictions(formula, from_elsewhere=elsewhere)


def test_a_forbidden_filler_is_a_stop_that_nobody_overrides() -> None:
    (finding,) = found(capsule(CHALK), filler="chalk")
    assert (finding.code, finding.severity, finding.overridable) == ("forbidden-excipient", Severity.STOP, False)
    assert finding.message == "chalk as filler: may slow it"
    assert finding.values == {"function": "filler", "grade": "expert opinion"}


def test_an_allowed_filler_makes_no_finding() -> None:
    assert found(capsule(CHALK, SLOW), filler="lactose") == []


def test_a_rule_on_release_forbids_every_excipient_that_modifies_it_as_filler_and_allows_it_as_shell() -> None:
    assert found(capsule(SLOW)) == []
    (finding,) = found(capsule(SLOW), filler="gel-former")
    assert (finding.code, finding.about) == ("release-modifying-excipient", "gel former")


def test_a_rule_without_functions_reaches_every_component_that_carries_the_property() -> None:
    carries = replace(CHALK, excipient="", property="cellulose", functions=())
    assert [one.values["function"] for one in found(capsule(carries))] == ["filler", "shell"]


def test_a_rule_of_an_older_document_may_name_a_property_where_an_excipient_stands() -> None:
    older = replace(CHALK, excipient="milk sugar", functions=(), effect="condition")
    (finding,) = found(capsule(older), filler="lactose")
    assert (finding.severity, finding.overridable, finding.about) == (Severity.WARN, True, "lactose")
    assert found(capsule(older)) == []


def test_a_condition_warns_until_the_component_carries_a_written_reason() -> None:
    (open_one,) = found(capsule(ASK), filler="lactose")
    assert (open_one.severity, open_one.overridable, open_one.message) == (
        Severity.WARN,
        True,
        "lactose as filler: ask first",
    )
    reasoned = replace(LACTOSE, condition_met="Patients are asked at entry.")
    (met,) = found(capsule(ASK, components=(ACTIVE, CELLULOSE, reasoned)), filler="lactose")
    assert met.severity is Severity.INFORM
    assert met.message == "lactose as filler: ask first Written reason: Patients are asked at entry."


def test_where_another_is_preferred_the_choice_is_noted_and_the_preferred_one_is_silent() -> None:
    assert found(capsule(BEST)) == []
    (finding,) = found(capsule(BEST), filler="lactose")
    assert (finding.severity, finding.overridable) == (Severity.INFORM, True)
    assert finding.message == "lactose as filler: cellulose is preferred. Studied"


def test_a_preference_says_nothing_about_other_functions() -> None:
    assert all(one.values["function"] == "filler" for one in found(capsule(BEST), filler="lactose"))


def test_a_rule_of_the_whole_drug_is_found_although_another_specification_states_it() -> None:
    (finding,) = found(capsule(), elsewhere=(replace(SLOW, scope="drug"),), filler="gel-former")
    assert finding.severity is Severity.STOP


def test_a_forbidden_alternative_may_stand_where_its_own_rule_answers_it() -> None:
    assert objections_to_components(capsule(SLOW)) == []


def test_a_forbidden_alternative_that_no_rule_of_its_own_would_refuse_cannot_be_submitted() -> None:
    (objection,) = objections_to_components(capsule(), from_elsewhere=(replace(SLOW, scope="drug"),))
    assert objection.startswith("gel former as filler is forbidden in every specification it reaches: may slow it")


def test_a_forbidden_default_or_a_forbidden_part_without_choice_cannot_be_submitted() -> None:
    default = capsule(SLOW, components=(ACTIVE, replace(GEL, is_default=True), CELLULOSE))
    fixed = capsule(SLOW, components=(ACTIVE, replace(GEL, choice="")))
    for specification in (default, fixed):
        assert objections_to_components(specification) == [
            "gel former as filler is forbidden: may slow it Take another."
        ]


def test_a_condition_without_a_written_reason_cannot_be_submitted() -> None:
    assert objections_to_components(capsule(ASK)) == ["lactose as filler needs a written reason: ask first"]
    reasoned = replace(LACTOSE, condition_met="Patients are asked at entry.")
    assert objections_to_components(capsule(ASK, components=(ACTIVE, CELLULOSE, reasoned))) == []


def test_a_preference_never_keeps_a_specification_from_being_submitted() -> None:
    assert objections_to_components(capsule(BEST)) == []


RULES = st.builds(
    replace,
    st.just(CHALK),
    excipient=st.sampled_from(["cellulose", "lactose", "gel-former", "chalk", "absent"]),
    effect=st.sampled_from(EFFECTS),
    functions=st.sampled_from([("filler",), ("shell",), ("filler", "shell")]),
)


@given(rules=st.lists(RULES, max_size=6), filler=st.sampled_from(["cellulose", "lactose", "gel-former", "chalk"]))
def test_only_what_is_forbidden_stops_and_a_stop_is_never_overridable(rules: list[Restriction], filler: str) -> None:
    for finding in found(capsule(*rules), filler=filler):
        assert (finding.severity is Severity.STOP) == (not finding.overridable)


@given(rules=st.lists(RULES, max_size=4), more=RULES)
def test_a_further_rule_never_takes_a_finding_away(rules: list[Restriction], more: Restriction) -> None:
    before = [finding.message for finding in found(capsule(*rules), filler="lactose")]
    after = [finding.message for finding in found(capsule(*rules, more), filler="lactose")]
    assert all(after.count(message) >= before.count(message) for message in set(before))


@pytest.mark.parametrize("effect", EFFECTS)
def test_every_finding_carries_the_sources_of_its_rule(effect: str) -> None:
    rule = replace(CHALK, excipient="lactose", effect=effect, sources=("book: says so",))
    chosen = "cellulose" if effect == "prefer" else "lactose"
    (finding,) = found(capsule(rule), filler=chosen)
    assert finding.sources == ("book: says so",)
