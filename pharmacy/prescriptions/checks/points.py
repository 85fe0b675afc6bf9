"""What was weighed of a preparation, point by point, in the words of its plan."""

from formulations.science.beyond_use import find_in_use
from formulations.science.plan import Plan
from formulations.science.plan_document import pack_in_words
from formulations.science.regimen import PlannedStep, hours_in_words
from formulations.science.specification import Component

Point = dict[str, str]


def points_of(plan: Plan) -> list[Point]:
    """Return the points of the plausibility check, each with what was looked at; the findings are kept beside them.

    Source: ApBetrO section 7(1b): dose; route; kind, amount and compatibility of the ingredients and their constant
    quality; shelf life.
    """
    formula, specification = plan.order.formula, plan.order.formula.specification
    return [
        _point("Dose", "; ".join(_dose(step) for step in plan.regimen.steps)),
        _point("Measured", plan.device.name if plan.device else "no device measures these doses"),
        _point("Route", f"{specification.route}, as {specification.dosage_form}"),
        _point("Ingredients", "; ".join(_component(one) for one in formula.components)),
        _point("Compatibility", _restrictions(plan)),
        _point("Pack", pack_in_words(formula)),
        _point("Shelf life", _shelf_life(plan)),
    ]


def _point(name: str, says: str) -> Point:
    return {"point": name, "says": says}


def _dose(step: PlannedStep) -> str:
    days = f"days {step.from_day} to {step.to_day}"
    often = hours_in_words(step.hours_apart) if step.hours_apart else f"{step.times_a_day} a day"
    return f"{days}: {step.dose}, {often}"


def _component(component: Component) -> str:
    return f"{component.name} ({component.function}) {component.quantity or 'up to the amount'}"


def _restrictions(plan: Plan) -> str:
    rules = plan.order.formula.specification.restrictions
    met = [one for one in plan.findings if one.code in {rule.finding_code for rule in rules}]
    looked_at = f"{len(rules)} restriction{'' if len(rules) == 1 else 's'} of the specification looked at"
    return f"{looked_at}; {len(met)} met" if rules else "the specification names no restriction"


def _shelf_life(plan: Plan) -> str:
    ruling = next(one for one in plan.use_by.limits if one.code == plan.use_by.ruled_by)
    days = (plan.use_by.date - plan.order.made_on).days + 1
    in_use = find_in_use(plan.order.formula)
    opened = f"; once opened {in_use.days} days" if in_use else ""
    return f"{days} days, the day of making counted: {ruling.why.rstrip('.')}{opened} ({plan.order.law.name})"
