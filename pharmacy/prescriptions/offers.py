"""What a pharmacy can measure instead of a dose that it cannot: nearest doses, other strengths, other products."""

from dataclasses import dataclass, field, replace
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
from pharmacy.prescriptions.course import CoursePart
from pharmacy.prescriptions.forms.pattern import with_steps_of
from pharmacy.prescriptions.forms.step_product import ON_REQUEST, OfferedProduct, strength_as_typed
from pharmacy.staff.clock import today

TAKEN_UP = "offer_taken"  # the name under which the page is told what was put into it


@dataclass(frozen=True)
class StretchOfSteps:
    """Steps of a course that are made as one product. first: of the page, from 1. offered: what a step may name."""

    first: int
    count: int
    offered: tuple[OfferedProduct, ...]

    @property
    def words(self) -> str:
        """Which doses of the page they are: "dose 2", "doses 2 to 4"."""
        last = self.first + self.count - 1
        return f"dose {self.first}" if self.count == 1 else f"doses {self.first} to {last}"

    def named(self, product: ProductInstead) -> OfferedProduct | None:
        """Return the product as a step names it, or None where no step may."""
        strength, specification = product.strength, product.specification
        return next((one for one in self.offered if one.covers(strength, of=specification)), None)


@dataclass(frozen=True)
class Way:
    """One way out, as a page shows it. act: what its button does. words: what would be taken. note: what to mind.

    steps: the doses that go into the form; written: as they stand there. product: strength and formulation, where they
    change. stretch: the steps of a course that it is for; None where it is for the whole order.
    """

    act: str
    words: str
    note: str
    steps: tuple[DoseStep, ...]
    written: tuple[DoseStep, ...]
    product: ProductInstead | None = None
    stretch: StretchOfSteps | None = None

    @property
    def keeps_doses(self) -> bool:
        """Whether the doses stay as they were written."""
        return self.steps == self.written


@dataclass(frozen=True)
class Instead:
    """All that is offered for a refused plan. waiting: devices that would count doses once they are measured.

    about: which doses of a course it is for; empty for a whole order.
    """

    doses: tuple[Way, ...] = ()
    strengths: tuple[Way, ...] = ()
    products: tuple[Way, ...] = ()
    waiting: tuple[Uncounted, ...] = field(default=())
    formulation: str = ""
    about: str = ""

    @property
    def ways(self) -> tuple[Way, ...]:
        """Every way out, in the order of the page."""
        return (*self.doses, *self.strengths, *self.products)


def stretch_of(part: CoursePart, *, offered: tuple[OfferedProduct, ...]) -> StretchOfSteps:
    """Return the steps that a part of a course has on the page. offered: what a step may name."""
    return StretchOfSteps(part.first_step, len(part.entry.steps), offered)


def ways_instead(plan: Plan, *, stretch: StretchOfSteps | None = None) -> Instead | None:
    """Return what can be measured instead of a refused plan, or None for a plan that can be measured. Three queries.

    stretch: the steps of the course that the plan is of; what no step may name is not offered to them.
    """
    if not is_refused(plan):
        return None
    code = plan.order.formula.specification.code
    found = other_products(plan, specifications=of_same_active(code, on=today()))
    found = tuple(one for one in found if stretch is None or stretch.named(one))
    ways = [_product_way(one, plan=plan, stretch=stretch) for one in found]
    return Instead(
        doses=tuple(_dose_way(one, plan=plan, stretch=stretch) for one in nearest_doses(plan)),
        strengths=tuple(way for way, one in zip(ways, found, strict=True) if one.specification.code == code),
        products=tuple(way for way, one in zip(ways, found, strict=True) if one.specification.code != code),
        waiting=not_yet_measured(plan),
        formulation=code,
        about=stretch.words if stretch else "",
    )


def _dose_way(near: DosesInstead, *, plan: Plan, stretch: StretchOfSteps | None) -> Way:
    changes = ", ".join(f"{one.dose} instead of {one.ordered}" for one in near.changes)
    written = steps_in_mass(plan.order)
    return Way(
        act=f"{_offer(stretch)}dose {near.device.code}: {changes}",
        words=changes,
        note=f"device: {near.device.name}; another dose needs the prescriber’s word",
        steps=tuple(replace(step, dose=near.dose_for(step.dose)) for step in written),
        written=written,
        stretch=stretch,
    )


def _product_way(instead: ProductInstead, *, plan: Plan, stretch: StretchOfSteps | None) -> Way:
    specification, strength, made = instead.specification, instead.strength, instead.plan
    per = f" {strength.per.unit.value}" if strength.per.unit.is_one_piece else ""
    taken = ", then ".join(dict.fromkeys(measure.text for measure in made.measures))
    same_route = specification.route == plan.order.formula.specification.route
    notes = [f"{taken} at a time" if made.measures else "", f"use by {made.use_by.date:%-d %B %Y}"]
    notes += [] if same_route else [f"another route ({specification.route}): ask the prescriber"]
    words = specification.name if str(strength) in specification.name else f"{specification.name}, {strength}{per}"
    return Way(
        act=f"{_offer(stretch)}product {specification.code}: {strength.amount}",
        words=words,
        note="; ".join(note for note in notes if note),
        steps=made.order.steps,
        written=plan.order.steps,
        product=instead,
        stretch=stretch,
    )


def _offer(stretch: StretchOfSteps | None) -> str:
    """How the act of a button begins: of a course with the step that it is for."""
    return f"offer-{stretch.first} " if stretch else "offer-"


def taken_up(data: Any, *, way: Way) -> Any:
    """Return posted data in which a way out stands: its doses, and its formulation and strength where they change.

    In a course only the steps that it is for change. Choices of another formulation go back to what is usual there. A
    line of shorthand is emptied where it would say other doses. Nothing else changes.
    """
    if way.stretch is not None:
        changed = _in_steps(data, way=way, stretch=way.stretch)
    else:
        changed = with_steps_of(data, steps=way.steps)
    if not way.keeps_doses:
        changed["shorthand"] = ""
    if way.product is None or way.stretch is not None:
        return changed
    return _with_product(changed, product=way.product)


def _in_steps(data: Any, *, way: Way, stretch: StretchOfSteps) -> Any:
    changed = data.copy()
    named = stretch.named(way.product) if way.product else None
    for number, (step, written) in enumerate(zip(way.steps, way.written, strict=True), start=stretch.first):
        if step.dose != written.dose:
            changed[f"step-{number}-dose"] = plain_number(step.dose.value).replace(",", "")
            changed[f"step-{number}-unit"] = step.dose.unit.value
        if way.product is not None and named is not None:
            changed[f"step-{number}-product"] = named.key
            on_request = named.strength is None
            changed[f"step-{number}-strength"] = strength_as_typed(way.product.strength.amount) if on_request else ""
    return changed


def _with_product(changed: Any, *, product: ProductInstead) -> Any:
    specification, strength = product.specification, product.strength
    if changed.get("formulation") != specification.code:
        for name in [name for name in changed if name.startswith("choice_")]:
            del changed[name]
    changed["formulation"] = specification.code
    is_listed = any(one.amount.same_as(strength.amount) for one in specification.strengths)
    changed["strength"] = str(strength.amount) if is_listed else ON_REQUEST
    changed["other_strength"] = "" if is_listed else strength_as_typed(strength.amount)
    return changed
