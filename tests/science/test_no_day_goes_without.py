"""Whatever is ordered of what ships: no container outside its life, no day without, no dose off the device's marks."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from formulations.reference import loader
from formulations.reference.formulary import sha256_of, shipped_documents, specification_from
from formulations.science.doses import dosing_strength
from formulations.science.filling import FillingRule
from formulations.science.formula import choose_formula
from formulations.science.measuring import dose_delivered
from formulations.science.plan import Order, Plan, make_plan
from formulations.science.quantities import Quantity, Unit
from formulations.science.regimen import DoseStep
from formulations.science.specification import ChosenFormula
from tests.science.samples import MADE_ON

CODES = [one["formulation"]["code"] for one in shipped_documents() if "unavailable_reason" not in one["formulation"]]
COUNTED = {"dropper": Unit.DROP, "pump": Unit.PUMP_STROKE}
BESIDE_THE_MARK = Decimal("1.013")


@cache
def formula_of(code: str, *, number: int = 0) -> ChosenFormula:
    """Return a shipped formulation in one of its strengths, its droppers and pumps measured. number: from 0."""
    document = next(one for one in shipped_documents() if one["formulation"]["code"] == code)
    specification = specification_from(document, version=1, sha256=sha256_of(document))
    strength = (
        specification.strengths[number].amount if specification.strengths else specification.strengths_on_request.least
    )
    devices = tuple(
        replace(one, measured="measured", density=one.density or Decimal(1)) for one in specification.devices
    )
    return choose_formula(replace(specification, devices=devices), strength=strength, choices={})


@st.composite
def doses(draw: st.DrawFn, formula: ChosenFormula) -> Quantity:
    """Draw a dose: some marks, drops, strokes or whole units of one of its devices, and now and then a bit beside."""
    device = draw(st.sampled_from(formula.specification.devices))
    count = Decimal(draw(st.integers(1, 9)))
    unit = formula.strength.per.unit if device.kind == "whole-unit" else COUNTED.get(device.kind)
    amount = Quantity(count, unit) if unit else Quantity(count * 5 * device.mark.value, device.mark.unit)
    dose = dose_delivered(amount, strength=dosing_strength(formula), device=device)
    return dose * (BESIDE_THE_MARK if draw(st.integers(0, 9)) == 9 else 1)


@st.composite
def orders(draw: st.DrawFn, code: str) -> Order:
    """Draw an order: one or two steps, some of every other day, sizes in stock, day 1 up to 60 days from now."""
    formula = formula_of(code)
    step = st.builds(
        DoseStep, doses(formula), st.integers(1, 3), st.integers(1, 60), every=st.sampled_from([1, 1, 2, 7])
    )
    return Order(
        formula=formula,
        steps=tuple(draw(st.lists(step, min_size=1, max_size=2))),
        days=None,
        made_on=MADE_ON,
        law=loader.law(draw(st.sampled_from(["us", "gb", "de"]))),
        starts_on=draw(st.none() | st.integers(0, 60).map(lambda days: MADE_ON + timedelta(days=days))),
        fills=tuple(draw(st.lists(st.sampled_from(formula.pack.container.fills), max_size=2, unique=True))),
        rule=draw(st.sampled_from(FillingRule)),
        containers_before=draw(st.integers(0, 3)),
    )


@pytest.mark.parametrize("code", CODES)
def test_no_plan_fails_a_day_a_date_or_a_dose(code: str) -> None:
    planned = 0

    @settings(max_examples=20)
    @given(orders(code))
    def every_order(order: Order) -> None:
        nonlocal planned
        plan = make_plan(order)
        if plan.supply is None:
            assert "dose-not-measurable" in {finding.code for finding in plan.findings}
            return
        planned += 1
        never_outside_its_life(plan)
        no_day_without(plan)
        every_dose_is_measured(plan)

    every_order()
    assert planned, "no order of this formulation could be planned, so nothing was tried"


def never_outside_its_life(plan: Plan) -> None:
    first = plan.order.first_day
    for container in plan.supply.containers:
        last_taken = first + timedelta(days=container.last_day - 1)
        assert container.make_on <= container.open_on <= last_taken <= container.discard_on <= container.use_by
        assert container.use_by == (plan.use_by.date if container.is_made_now else container.use_by)
        assert container.is_made_now is (container.make_on == plan.order.made_on)
        assert container.taken.value <= container.amount.value


def no_day_without(plan: Plan) -> None:
    days = [day for step in plan.regimen.steps for day in step.days_taken]
    for day in days:
        serving = [one for one in plan.supply.containers if one.first_day <= day <= one.last_day]
        assert serving, f"day {day} has no container"
    numbers = [one.number for one in plan.supply.containers]
    before = plan.order.containers_before
    assert numbers == list(range(before + 1, before + len(numbers) + 1))
    taken = sum(container.taken.value for container in plan.supply.containers)
    assert (
        taken
        == plan.supply.needed.value
        == sum(
            measure.preparation.to(plan.supply.needed.unit).value * step.times_a_day * len(step.days_taken)
            for step, measure in zip(plan.regimen.steps, plan.measures, strict=True)
        )
    )


def every_dose_is_measured(plan: Plan) -> None:
    for step, measure in zip(plan.regimen.steps, plan.measures, strict=True):
        assert sum(draw.value for draw in measure.draws) == measure.amount.value
        if plan.device.mark and plan.device.capacity:
            assert all(draw.value % plan.device.mark.to(draw.unit).value == 0 for draw in measure.draws)
            assert all(draw <= plan.device.capacity for draw in measure.draws)
        else:
            assert all(draw.value == draw.value.to_integral_value() for draw in measure.draws)
        given_dose = dose_delivered(measure.amount, strength=dosing_strength(plan.order.formula), device=plan.device)
        off = abs(given_dose.to(step.dose.unit).value - step.dose.value) / step.dose.value
        assert off < Decimal("0.000001")


def test_a_formulation_in_two_sizes_and_day_one_next_year_is_planned_too() -> None:
    order = Order(formula_of("naltrexone-oral-liquid"), (DoseStep(Quantity.read("4.5 mg"), 1, 28),), None, MADE_ON,
                  loader.law("us"), starts_on=date(2027, 1, 1))  # fmt: skip
    supply = make_plan(order).supply
    assert [(one.make_on, one.open_on) for one in supply.containers] == [(date(2027, 1, 1), date(2027, 1, 1))]
    assert not any(one.is_made_now for one in supply.containers)
