"""The plan of one supply: regimen, measuring, containers and use-by date from one set of facts."""

from dataclasses import dataclass, replace
from datetime import date

from formulations.science.beyond_use import UseBy, find_use_by
from formulations.science.dead_space import find_dead_space
from formulations.science.dose_range import find_dose_findings
from formulations.science.doses import dose_in_mass, dosing_strength
from formulations.science.either_unit import find_either_unit
from formulations.science.explaining import Change, Made, what_would_change
from formulations.science.filling import FillingRule, Intake, IntakeTooLarge
from formulations.science.findings import Finding
from formulations.science.law import Law
from formulations.science.measuring import DoseNotMeasurable, Measure, choose_device
from formulations.science.plan_findings import find_supply_findings, label_language, not_measurable, regimen_cut
from formulations.science.quantities import Quantity, total
from formulations.science.regimen import DoseStep, Regimen, plan_regimen
from formulations.science.restrictions import find_restrictions
from formulations.science.specification import ChosenFormula, Device, Specification
from formulations.science.supply import Supply, SupplyTerms, list_intakes, plan_supply


@dataclass(frozen=True)
class Order:
    """What a prescription asks for, without the patient. sisters: other specifications of the same active.

    starts_on: day 1 of the regimen, where it is not the day of making; never before it.
    fills: the sizes of the container in stock; every size when empty. rule: what the supply is shared out for.
    containers_before: how many containers earlier batches of the same order took.
    """

    formula: ChosenFormula
    steps: tuple[DoseStep, ...]
    days: int | None
    made_on: date
    law: Law
    ingredient_expiry: date | None = None
    shortened_to: date | None = None
    sisters: tuple[Specification, ...] = ()
    starts_on: date | None = None
    fills: tuple[Quantity, ...] = ()
    rule: FillingRule = FillingRule.FEWEST
    containers_before: int = 0

    @property
    def first_day(self) -> date:
        """The date of day 1 of the regimen."""
        return max(self.made_on, self.starts_on) if self.starts_on else self.made_on


@dataclass(frozen=True)
class Plan:
    """What follows from an order. measures stand in the order of the regimen's steps.

    findings: dose range, mg-or-ml, dose-not-measurable, device-dead-space, restrictions on the chosen components,
    supply-outlives-use-by.
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

    @property
    def changes(self) -> tuple[Change, ...]:
        """What would give another use-by date."""
        order = self.order
        made = Made(
            order.formula, order.law, order.made_on, order.ingredient_expiry, order.shortened_to, sisters=order.sisters
        )
        return what_would_change(made, use_by=self.use_by)


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
        *find_either_unit(order.steps, formula=order.formula),
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
    device, measures = choose_device(doses, strength=dosing_strength(order.formula), devices=specification.devices)
    intakes = list_intakes(plan.regimen, measures=measures)
    supply = plan_supply(intakes, terms=terms_of(plan))
    return replace(
        plan,
        device=device,
        measures=measures,
        total_amount=total([intake.amount for intake in intakes], unit=intakes[0].amount.unit),
        supply=supply,
        findings=(
            *plan.findings,
            *find_dead_space(measures, device=device),
            *find_supply_findings(supply, use_by=plan.use_by),
        ),
    )


def intakes_of(plan: Plan) -> tuple[Intake, ...]:
    """Return every intake of a plan that can be measured, with what it uses up. Source: arithmetic."""
    return list_intakes(plan.regimen, measures=plan.measures)


def terms_of(plan: Plan) -> SupplyTerms:
    """Return what the supply of a plan is planned under. Source: the order and its use-by date."""
    order = plan.order
    return SupplyTerms(
        order.formula,
        order.law,
        made_on=order.made_on,
        use_by=plan.use_by.date,
        starts_on=order.first_day,
        fills=order.fills,
        rule=order.rule,
        containers_before=order.containers_before,
    )
