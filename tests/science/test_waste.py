"""Waste: what is left over is shown, and a pharmacist sees the ways of filling that differ."""

from dataclasses import replace

from formulations.science.filling import FillingRule
from formulations.science.plan import Order, Plan, make_plan
from formulations.science.regimen import DoseStep
from formulations.science.waste import left_over, propose
from tests.science import samples
from tests.science.samples import MADE_ON, amount

TITRATION = tuple(DoseStep(amount("0.25 mg") * week, 1, 7) for week in range(1, 19))


def plan_of(*fills: str, rule: FillingRule = FillingRule.FEWEST, life: int = 28) -> Plan:
    drops = samples.drops(
        container=samples.bottles(*fills), law_category="none", house_limits=(samples.house_limit(life),)
    )
    return make_plan(Order(drops, TITRATION, None, MADE_ON, samples.law(), rule=rule))


def shown(plan: Plan) -> list[tuple[str, list[str], str]]:
    return [
        (one.rule.value, [f"{count} x {size}" for count, size in one.fills], str(left_over(one.supply)))
        for one in propose(plan)
    ]


def test_the_drops_titration_may_be_filled_in_fewer_bottles_or_with_less_waste_or_in_one_size() -> None:
    assert shown(plan_of("10 ml", "30 ml")) == [
        ("fewest-containers", ["3 x 30 ml", "2 x 10 ml"], "50.15 ml"),
        ("least-waste", ["1 x 30 ml", "6 x 10 ml"], "30.15 ml"),
        ("one-size", ["5 x 30 ml"], "90.15 ml"),
    ]


def test_what_a_pharmacist_chose_comes_first_and_is_marked() -> None:
    proposals = propose(plan_of("10 ml", "30 ml", rule=FillingRule.LEAST_WASTE))
    assert [(one.rule, one.is_chosen) for one in proposals] == [
        (FillingRule.LEAST_WASTE, True), (FillingRule.FEWEST, False), (FillingRule.ONE_SIZE, False),
    ]  # fmt: skip


def test_ways_that_come_to_the_same_bottles_are_shown_once() -> None:
    assert shown(plan_of("10 ml", life=14)) == [("fewest-containers", ["11 x 10 ml"], "50.15 ml")]


def test_capsules_are_counted_out_so_that_there_is_nothing_to_choose() -> None:
    order = Order(samples.capsules(), (DoseStep(amount("1.5 mg"), 1, 150),), None, MADE_ON, samples.law())
    assert [(one.rule, str(left_over(one.supply))) for one in propose(make_plan(order))] == [
        (FillingRule.FEWEST, "0 capsules")
    ]


def test_a_dose_that_cannot_be_measured_has_no_way_of_filling() -> None:
    plan = plan_of("10 ml")
    steps = (DoseStep(amount("0.3 mg"), 1, 7),)
    assert propose(make_plan(replace(plan.order, steps=steps))) == ()
