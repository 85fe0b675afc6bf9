"""What a pharmacy can measure instead of a dose that it cannot: nearest doses, other strengths, other products."""

from dataclasses import dataclass, field
from typing import Any

from formulations.queries.sisters import of_same_active
from formulations.science.offers import (
    DosesInstead,
    ProductInstead,
    Uncounted,
    is_refused,
    nearest_doses,
    not_yet_measured,
    other_products,
    steps_in_mass,
)
from formulations.science.plan import Plan
from formulations.science.quantities import plain_number
from formulations.science.regimen import DoseStep
from pharmacy.prescriptions.forms.pattern import with_steps_of
from pharmacy.prescriptions.forms.product import ON_REQUEST
from pharmacy.staff.clock import today

TAKEN_UP = "offer_taken"  # the name under which the page is told what was put into it


@dataclass(frozen=True)
class Way:
    """One way out, as a page shows it. act: what its button does. words: what would be taken. note: what to mind.

    steps: the doses that go into the form. product: strength and formulation, where they change. keeps_doses: whether
    the doses stay as they were written.
    """

    act: str
    words: str
    note: str
    steps: tuple[DoseStep, ...]
    product: ProductInstead | None = None
    keeps_doses: bool = False


@dataclass(frozen=True)
class Instead:
    """All that is offered for a refused plan. waiting: devices that would count doses once they are measured."""

    doses: tuple[Way, ...] = ()
    strengths: tuple[Way, ...] = ()
    products: tuple[Way, ...] = ()
    waiting: tuple[Uncounted, ...] = field(default=())
    formulation: str = ""

    @property
    def ways(self) -> tuple[Way, ...]:
        """Every way out, in the order of the page."""
        return (*self.doses, *self.strengths, *self.products)


def ways_instead(plan: Plan) -> Instead | None:
    """Return what can be measured instead of a refused plan, or None for a plan that can be measured. Three queries."""
    if not is_refused(plan):
        return None
    code = plan.order.formula.specification.code
    found = other_products(plan, specifications=of_same_active(code, on=today()))
    ways = [_product_way(one, plan=plan) for one in found]
    return Instead(
        doses=tuple(_dose_way(one, plan=plan) for one in nearest_doses(plan)),
        strengths=tuple(way for way, one in zip(ways, found, strict=True) if one.specification.code == code),
        products=tuple(way for way, one in zip(ways, found, strict=True) if one.specification.code != code),
        waiting=not_yet_measured(plan),
        formulation=code,
    )


def _dose_way(near: DosesInstead, *, plan: Plan) -> Way:
    changes = ", ".join(f"{one.dose} instead of {one.ordered}" for one in near.changes)
    ordered = steps_in_mass(plan.order)
    steps = tuple(DoseStep(near.dose_for(step.dose), step.times_a_day, step.days, step.when, step.every)
                  for step in ordered)  # fmt: skip
    note = f"device: {near.device.name}; another dose needs the prescriber’s word"
    return Way(f"offer-dose {near.device.code}: {changes}", changes, note, steps)


def _product_way(instead: ProductInstead, *, plan: Plan) -> Way:
    specification, strength, made = instead.specification, instead.strength, instead.plan
    per = f" {strength.per.unit.value}" if strength.per.unit.is_one_piece else ""
    taken = ", then ".join(dict.fromkeys(measure.text for measure in made.measures))
    same_route = specification.route == plan.order.formula.specification.route
    notes = [f"{taken} at a time" if made.measures else "", f"use by {made.use_by.date:%-d %B %Y}"]
    notes += [] if same_route else [f"another route ({specification.route}): ask the prescriber"]
    words = specification.name if str(strength) in specification.name else f"{specification.name}, {strength}{per}"
    return Way(
        act=f"offer-product {specification.code}: {strength.amount}",
        words=words,
        note="; ".join(note for note in notes if note),
        steps=made.order.steps,
        product=instead,
        keeps_doses=made.order.steps == plan.order.steps,
    )


def names_products(data: Any) -> bool:
    """Return whether a step of the page names its own product: then an offer for one product cannot be put in."""
    return any(name.startswith("step-") and name.endswith("-product") and data[name] for name in data or ())


def taken_up(data: Any, *, way: Way) -> Any:
    """Return posted data in which a way out stands: its doses, and its formulation and strength where they change.

    Choices of another formulation go back to what is usual there. A line of shorthand is emptied where it would say
    other doses. Nothing else changes.
    """
    changed = with_steps_of(data, steps=way.steps)
    if not way.keeps_doses:
        changed["shorthand"] = ""
    if way.product is None:
        return changed
    return _with_product(changed, product=way.product)


def _with_product(changed: Any, *, product: ProductInstead) -> Any:
    specification, strength = product.specification, product.strength
    if changed.get("formulation") != specification.code:
        for name in [name for name in changed if name.startswith("choice_")]:
            del changed[name]
    changed["formulation"] = specification.code
    is_listed = any(one.amount.same_as(strength.amount) for one in specification.strengths)
    amount = f"{plain_number(strength.amount.value).replace(',', '')} {strength.amount.unit_word}"
    changed["strength"] = str(strength.amount) if is_listed else ON_REQUEST
    changed["other_strength"] = "" if is_listed else amount
    return changed
