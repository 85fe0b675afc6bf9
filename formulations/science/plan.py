"""The plan of one supply: regimen, measuring, containers and use-by date from one set of facts."""

from dataclasses import dataclass, replace
from datetime import date

from formulations.science.beyond_use import UseBy, find_use_by
from formulations.science.dose_range import find_dose_findings
from formulations.science.doses import dose_in_mass
from formulations.science.filling import IntakeTooLarge
from formulations.science.findings import Finding
from formulations.science.formula import find_restrictions
from formulations.science.measuring import DoseNotMeasurable, Measure, choose_device
from formulations.science.plan_findings import find_supply_findings, label_language, not_measurable, regimen_cut
from formulations.science.quantities import Quantity, total
from formulations.science.regimen import DoseStep, Regimen, plan_regimen
from formulations.science.specification import ChosenFormula, Device, Law
from formulations.science.supply import Supply, SupplyTerms, list_intakes, plan_supply


@dataclass(frozen=True)
class Order:
    """What a prescription asks for, without the patient."""

    formula: ChosenFormula
    steps: tuple[DoseStep, ...]
    days: int | None
    made_on: date
    law: Law
    ingredient_expiry: date | None = None
    shortened_to: date | None = None


@dataclass(frozen=True)
class Plan:
    """What follows from an order. measures stand in the order of the regimen's steps.

    findings: dose range, dose-not-measurable, restrictions on the chosen components, supply-outlives-use-by.
    device, supply and measures are None or empty only together with a dose-not-measurable finding.
    """

    order: Order
    regimen: Regimen
    device: Device | None
    measures: tuple[Measure, ...]
    total_amount: Quantity | None
    use_by: UseBy
    supply: Supply | None
    findings: tuple[Finding, ...]


def make_plan(order: Order) -> Plan:
    """Return the plan of a supply: what is taken, how it is measured, in which containers, and until when.

    Doses may be ordered in mass, ml, capsules, drops or strokes; the plan states them in the specification's dose unit.
    A dose out of range or not measurable is a finding, not an error.
    Raises BadRegimen or BadQuantity for steps that make no sense, and what `find_use_by` raises.
    Source: the modules it asks.
    """
    steps = [replace(step, dose=dose_in_mass(step.dose, formula=order.formula)) for step in order.steps]
    regimen = plan_regimen(steps, days=order.days)
    use_by = find_use_by(
        order.formula,
        law=order.law,
        made_on=order.made_on,
        ingredient_expiry=order.ingredient_expiry,
        shortened_to=order.shortened_to,
    )
    findings = [
        *find_dose_findings(regimen, specification=order.formula.specification),
        *find_restrictions(order.formula),
        *regimen_cut(steps, regimen=regimen),
        *label_language(order.law),
    ]
    bare = Plan(order, regimen, device=None, measures=(), total_amount=None, use_by=use_by, supply=None,
                findings=tuple(findings))  # fmt: skip
    try:
        return _with_supply(bare)
    except (DoseNotMeasurable, IntakeTooLarge) as error:
        return replace(bare, findings=(*findings, not_measurable(error, regimen=regimen)))


def _with_supply(plan: Plan) -> Plan:
    """Return the plan with device, measures and containers. Raises DoseNotMeasurable and IntakeTooLarge."""
    order, specification = plan.order, plan.order.formula.specification
    doses = [step.dose for step in plan.regimen.steps]
    device, measures = choose_device(doses, strength=order.formula.strength, devices=specification.devices)
    intakes = list_intakes(plan.regimen, measures=measures)
    terms = SupplyTerms(order.formula, order.law, made_on=order.made_on, use_by=plan.use_by.date)
    supply = plan_supply(intakes, terms=terms)
    return replace(
        plan,
        device=device,
        measures=measures,
        total_amount=total([intake.amount for intake in intakes], unit=intakes[0].amount.unit),
        supply=supply,
        findings=(*plan.findings, *find_supply_findings(supply, use_by=plan.use_by)),
    )
