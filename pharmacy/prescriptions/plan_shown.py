"""The plan as a page shows it: words and rows ready to be written down, nothing left to compute."""

from dataclasses import dataclass
from datetime import date

from formulations.science.beyond_use import Limit
from formulations.science.findings import Finding
from formulations.science.measuring import Measure
from formulations.science.plan import Plan
from formulations.science.regimen import PlannedStep
from formulations.science.specification import Strength
from formulations.science.supply import PlannedContainer

TIMES = {1: "once a day", 2: "twice a day"}
AT = {"morning": "in the morning", "noon": "at noon", "evening": "in the evening", "bedtime": "at bedtime"}
CHART_WIDTH, CHART_HEIGHT, LEAST_HEIGHT = 1000, 100, 4


@dataclass(frozen=True)
class ShownDose:
    """What is taken on a stretch of days. x, y, width, height: its bar in the picture of the regimen."""

    days: str
    take: str
    dose: str
    how_often: str
    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True)
class ShownFinding:
    """A finding of the plan, in the shape that the finding card takes."""

    severity: str
    message: str
    about: str
    sources: tuple[str, ...]
    overridable: bool
    settled_at: None = None


@dataclass(frozen=True)
class ShownPlan:
    """A plan, ready for the page."""

    name: str
    strength: str
    doses: tuple[ShownDose, ...]
    device: str
    measured: str
    total_dose: str
    total_amount: str
    filled: str
    arithmetic: tuple[str, ...]
    containers: tuple[PlannedContainer, ...]
    container_name: str
    made_on: date
    use_by: date
    ruling: Limit | None
    other_limits: tuple[Limit, ...]
    days: int
    findings: tuple[ShownFinding, ...]
    notes: tuple[ShownFinding, ...]
    law: str


def show_plan(plan: Plan, *, findings: tuple[Finding, ...] = ()) -> ShownPlan:
    """Return a plan ready for the page. findings: those about the patient, besides the plan's own."""
    specification = plan.order.formula.specification
    shown = [show_finding(one) for one in sorted((*plan.findings, *findings), key=_most_serious_first)]
    limits = plan.use_by.limits
    return ShownPlan(
        name=specification.name,
        strength=show_strength(plan.order.formula.strength),
        doses=_doses(plan),
        device=plan.device.name if plan.device else "",
        measured=plan.device.measured if plan.device else "",
        total_dose=str(plan.regimen.total_dose),
        total_amount=str(plan.total_amount or ""),
        filled=str(plan.supply.total) if plan.supply else "",
        arithmetic=_arithmetic(plan),
        containers=plan.supply.containers if plan.supply else (),
        container_name=specification.container.name,
        made_on=plan.order.made_on,
        use_by=plan.use_by.date,
        ruling=next((one for one in limits if one.code == plan.use_by.ruled_by), None),
        other_limits=tuple(sorted((one for one in limits if one.code != plan.use_by.ruled_by), key=_nearest_first)),
        days=plan.regimen.days,
        findings=tuple(one for one in shown if one.severity != "inform"),
        notes=tuple(one for one in shown if one.severity == "inform"),
        law=plan.order.law.name,
    )


def show_finding(finding: Finding) -> ShownFinding:
    """Return a finding in the shape that the finding card takes."""
    return ShownFinding(finding.severity.value, finding.message, finding.about, finding.sources, finding.overridable)


def show_strength(strength: Strength) -> str:
    """Return a strength as on the page: "1.5 mg capsule", "1 mg/ml"."""
    return f"{strength} {strength.per.unit.value}" if strength.per.unit.is_count else str(strength)


def _most_serious_first(finding: Finding) -> int:
    return ("stop", "warn", "inform").index(finding.severity.value)


def _nearest_first(limit: Limit) -> tuple[bool, date]:
    return (not limit.applies, limit.date)


def _doses(plan: Plan) -> tuple[ShownDose, ...]:
    regimen = plan.regimen
    most = max(step.dose.value * step.times_a_day for step in regimen.steps)
    measures = [measure.text for measure in plan.measures] or [""] * len(regimen.steps)
    return tuple(
        _dose(step, take=take, days=regimen.days, share=step.dose.value * step.times_a_day / most)
        for step, take in zip(regimen.steps, measures, strict=True)
    )


def _dose(step: PlannedStep, *, take: str, days: int, share: object) -> ShownDose:
    height = max(LEAST_HEIGHT, int(CHART_HEIGHT * share))  # type: ignore[operator]
    start = CHART_WIDTH * (step.from_day - 1) // days
    end = CHART_WIDTH * step.to_day // days
    return ShownDose(
        days=_days(step),
        take=take,
        dose=str(step.dose),
        how_often=" and ".join(AT[when] for when in step.when) or TIMES.get(step.times_a_day, _times(step)),
        x=start,
        y=CHART_HEIGHT - height,
        width=max(1, end - start - (3 if end < CHART_WIDTH else 0)),
        height=height,
    )


def _arithmetic(plan: Plan) -> tuple[str, ...]:
    """Return how much is taken, line by line; empty when a dose cannot be measured. Source: arithmetic."""
    if plan.supply is None:
        return ()
    lines = [_line(step, measure=one) for step, one in zip(plan.regimen.steps, plan.measures, strict=True)]
    count = len(plan.supply.containers)
    filled = f"{plan.supply.total} in {count} container{'s' if count > 1 else ''}, the least that holds it"
    return (*lines, f"In all: {plan.supply.needed}", f"Filled: {filled}")


def _line(step: PlannedStep, *, measure: Measure) -> str:
    days = step.to_day - step.from_day + 1
    used = measure.preparation * (step.times_a_day * days)
    return f"{_days(step)}: {measure.preparation} × {step.times_a_day} a day × {days} days = {used}"


def _times(step: PlannedStep) -> str:
    return f"{step.times_a_day} times a day"


def _days(step: PlannedStep) -> str:
    if step.from_day == step.to_day:
        return f"Day {step.from_day}"
    return f"Days {step.from_day} to {step.to_day}"
