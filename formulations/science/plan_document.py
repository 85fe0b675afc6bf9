"""The plan as a plain document, ready for JSON: amounts as text as on paper, dates as ISO text."""

from formulations.science.beyond_use import Limit, UseBy
from formulations.science.explaining import Change
from formulations.science.findings import Finding
from formulations.science.measuring import Measure
from formulations.science.plan import Plan
from formulations.science.quantities import plain_number
from formulations.science.regimen import PlannedStep
from formulations.science.specification import ChosenFormula, Device
from formulations.science.supply import PlannedContainer, Supply


def plan_as_document(plan: Plan) -> dict[str, object]:
    """Return the keys regimen, device, supply, filling, use_by, strength and pack of the dispense record.

    device, supply and the measures are None where a dose is not measurable. Source: the contract of `dispense`.
    """
    return {
        "strength": str(plan.order.formula.strength),
        "regimen": _regimen(plan),
        "device": _device(plan.device) if plan.device else None,
        "supply": _supply(plan.supply) if plan.supply else None,
        "pack": pack_in_words(plan.order.formula),
        "use_by": use_by_as_document(plan),
        "filling": _filling(plan),
    }


def use_by_as_document(plan: Plan) -> dict[str, object]:
    """Return the use-by date, every limit looked at, and what would change it. Source: the contract of `dispense`."""
    return _use_by(plan.use_by) | {"changes": [_change(change) for change in plan.changes]}


def pack_in_words(formula: ChosenFormula) -> str:
    """Return container and storage: "amber bottle, 2 to 8 °C". Source: the pack that was chosen."""
    pack = formula.pack
    return f"{pack.container.name}, {pack.storage.least_celsius} to {pack.storage.most_celsius} °C"


def finding_as_document(finding: Finding) -> dict[str, object]:
    """Return one finding of the dispense record, not yet settled. Source: the contract of `dispense`."""
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "message": finding.message,
        "about": finding.about,
        "sources": list(finding.sources),
        "overridable": finding.overridable,
        "values": dict(finding.values),
        "settled": None,
    }


def _regimen(plan: Plan) -> dict[str, object]:
    measures: list[Measure | None] = [*plan.measures] or [None] * len(plan.regimen.steps)
    return {
        "starts_on": plan.order.first_day.isoformat(),
        "days": plan.regimen.days,
        "total_dose": str(plan.regimen.total_dose),
        "total_amount": str(plan.total_amount) if plan.total_amount else None,
        "steps": [_step(step, measure=measure) for step, measure in zip(plan.regimen.steps, measures, strict=True)],
    }


def _step(step: PlannedStep, *, measure: Measure | None) -> dict[str, object]:
    return {
        "from_day": step.from_day,
        "to_day": step.to_day,
        "dose": str(step.dose),
        "measure": measure.text if measure else None,
        "times_a_day": step.times_a_day,
        "when": list(step.when),
        "every": step.every,
        **({"hours_apart": step.hours_apart} if step.hours_apart else {}),
    }


def _device(device: Device) -> dict[str, object]:
    facts: dict[str, object] = {"code": device.code, "name": device.name, "kind": device.kind}
    if device.capacity:
        facts["capacity"] = str(device.capacity)
    if device.mark:
        facts["mark"] = str(device.mark)
    if device.dead_space:
        facts["dead_space"] = str(device.dead_space)
    if device.units_per_ml:
        facts["drops_per_ml"] = plain_number(device.units_per_ml)
    if device.amount_per_stroke:
        facts["amount_per_stroke"] = str(device.amount_per_stroke)
    if device.measured:
        facts["measured"] = device.measured
    return facts


def _supply(supply: Supply) -> dict[str, object]:
    return {
        "total": str(supply.total),
        "needed": str(supply.needed),
        "containers": [_container(container) for container in supply.containers],
    }


def _filling(plan: Plan) -> dict[str, object]:
    """The sizes that were in stock, the rule, and the containers of earlier batches: what the supply rests on."""
    order = plan.order
    return {
        "fills": [str(fill) for fill in order.fills],
        "rule": order.rule.value,
        "containers_before": order.containers_before,
    }


def _container(container: PlannedContainer) -> dict[str, object]:
    return {
        "number": container.number,
        "of": container.of,
        "amount": str(container.amount),
        "make_on": container.make_on.isoformat(),
        "open_on": container.open_on.isoformat(),
        "discard_on": container.discard_on.isoformat(),
        "use_by": container.use_by.isoformat(),
        "first_day": container.first_day,
        "last_day": container.last_day,
        "is_made_now": container.is_made_now,
    }


def _use_by(use_by: UseBy) -> dict[str, object]:
    """The date is never after any of `limits`; `replaced` holds the shorter defaults that a matching study replaced."""
    replaced = [limit for limit in use_by.limits if not limit.applies and limit.date < use_by.date]
    return {
        "date": use_by.date.isoformat(),
        "ruled_by": use_by.ruled_by,
        "limits": [_limit(limit) for limit in use_by.limits if limit not in replaced],
        "replaced": [_limit(limit) for limit in replaced],
    }


def _change(change: Change) -> dict[str, object]:
    return {
        "what": change.text,
        "date": change.date.isoformat(),
        "days": change.days,
        "is_later": change.is_later,
        "source": change.source,
    }


def _limit(limit: Limit) -> dict[str, object]:
    return {
        "code": limit.code,
        "date": limit.date.isoformat(),
        "days": limit.days,
        "why": limit.why,
        "source": limit.source,
        "applies": limit.applies,
        "kind": limit.kind,
    }
