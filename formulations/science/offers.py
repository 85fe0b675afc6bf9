"""What can be measured instead, where a plan is refused: the nearest doses, other strengths, other formulations."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from formulations.science.doses import dose_in_mass, dosing_strength, is_dosed_as_it_is
from formulations.science.formula import choose_formula
from formulations.science.life import NoUseByLimit
from formulations.science.measuring import DoseNotMeasurable, measure_dose
from formulations.science.plan import Order, Plan, make_plan
from formulations.science.quantities import BadQuantity, Quantity
from formulations.science.regimen import DoseStep
from formulations.science.specification import Device, Specification, Strength

MOST_DEVICES = 2  # pairs of nearest doses; more would be farther off
MOST_PARTS = 20  # how many units of a strength made on request may share one dose


@dataclass(frozen=True)
class Changed:
    """A dose as ordered, and the dose that takes its place."""

    ordered: Quantity
    dose: Quantity


@dataclass(frozen=True)
class DosesInstead:
    """Doses near those ordered that one device measures. changes: only those that it cannot measure as ordered."""

    device: Device
    changes: tuple[Changed, ...]

    def dose_for(self, ordered: Quantity) -> Quantity:
        """Return the dose that takes the place of an ordered one; the same where it can be measured."""
        return next((one.dose for one in self.changes if one.ordered.same_as(ordered)), ordered)


@dataclass(frozen=True)
class ProductInstead:
    """The very doses, measured with another strength or formulation of the same active. plan: with that product."""

    plan: Plan

    @property
    def specification(self) -> Specification:
        """What would be made."""
        return self.plan.order.formula.specification

    @property
    def strength(self) -> Strength:
        """The strength that it would be made in."""
        return self.plan.order.formula.strength


@dataclass(frozen=True)
class Uncounted:
    """A device that would count doses, once the pharmacy has measured it on this preparation. why: what is missing."""

    device: Device
    why: str


def is_refused(plan: Plan) -> bool:
    """Return whether a dose of the plan cannot be measured. Source: the plan."""
    return plan.supply is None


def nearest_doses(plan: Plan) -> tuple[DosesInstead, ...]:
    """Return doses that devices of the formulation do measure: for each device all below, and all above those ordered.

    Nearest first, from two devices at most; none for a plan that is not refused. Each dose named is measured by the
    device named, and so is every dose that stays. Source: arithmetic on marks and counts; house rule on the order.
    """
    if not is_refused(plan):
        return ()
    refusals = {device: _refused_by(device, plan=plan) for device in plan.order.formula.specification.devices}
    if any(refused == [] for refused in refusals.values()):  # measured well enough: no container holds it
        return ()
    found = [near for device, refused in refusals.items() for near in _near(refused or [], device=device)]
    found.sort(key=_farthest)
    devices = list(dict.fromkeys(one.device.code for one in found))[:MOST_DEVICES]
    kept: dict[tuple[Changed, ...], DosesInstead] = {}
    for one in found:
        if one.device.code in devices:
            kept.setdefault(one.changes, one)
    return tuple(kept.values())


def not_yet_measured(plan: Plan) -> tuple[Uncounted, ...]:
    """Return the devices of a refused plan that would count doses once they are measured. Source: the devices."""
    if not is_refused(plan):
        return ()
    refusals = [(one, _refused_by(one, plan=plan)) for one in plan.order.formula.specification.devices]
    return tuple(Uncounted(one, str(why[0])) for one, why in refusals if why and why[0].to_be_measured)


def other_products(plan: Plan, *, specifications: Iterable[Specification]) -> tuple[ProductInstead, ...]:
    """Return the strengths and formulations that measure the very doses of a refused plan.

    specifications: others of the same active. The formulation's own strengths come first, then others of the same
    route, then the rest. None where the dose is an amount of the preparation itself: another preparation has another.
    Source: the plan that each of them makes.
    """
    formula = plan.order.formula
    if not is_refused(plan) or is_dosed_as_it_is(formula):
        return ()
    own = formula.specification
    others = sorted(specifications, key=lambda one: (one.route != own.route, one.name))
    doses = [step.dose for step in plan.regimen.steps]
    found: list[ProductInstead] = []
    for specification in (own, *(one for one in others if one.code != own.code)):
        for strength in _strengths(specification, doses=doses):
            if specification is own and strength == formula.strength:
                continue
            found += _planned(plan, specification=specification, strength=strength)
    return tuple(found)


def steps_in_mass(order: Order) -> tuple[DoseStep, ...]:
    """Return the ordered steps with each dose in the dose unit of the formulation. Raises BadQuantity.

    Source: arithmetic.
    """
    return tuple(replace(step, dose=dose_in_mass(step.dose, formula=order.formula)) for step in order.steps)


def _refused_by(device: Device, *, plan: Plan) -> list[DoseNotMeasurable] | None:
    """Why a device cannot measure each of the doses that it cannot; None for a device without its marks."""
    strength = dosing_strength(plan.order.formula)
    refusals: list[DoseNotMeasurable] = []
    for dose in dict.fromkeys(step.dose for step in plan.regimen.steps):
        try:
            measure_dose(dose, strength=strength, device=device)
        except DoseNotMeasurable as error:
            refusals.append(error)
        except BadQuantity:
            return None
    return refusals


def _near(refused: Sequence[DoseNotMeasurable], *, device: Device) -> list[DosesInstead]:
    """The nearest doses with one device: one way down and one way up; no way where some dose has none."""
    ways = ([(one.dose, one.below) for one in refused], [(one.dose, one.above) for one in refused])
    return [
        DosesInstead(device, tuple(Changed(dose, near) for dose, near in way if near is not None))
        for way in ways
        if way and all(near is not None for _, near in way)
    ]


def _farthest(near: DosesInstead) -> Decimal:
    """By what share of itself the dose that changes most would change."""
    return max(abs(one.dose.value - one.ordered.value) / one.ordered.value for one in near.changes)


def _strengths(specification: Specification, *, doses: Sequence[Quantity]) -> list[Strength]:
    """The strengths that a formulation is made in, and one made on request of which every dose is whole units."""
    wanted = specification.strengths_on_request
    if wanted is None or not wanted.per.unit.is_one_piece:
        return list(specification.strengths)
    shared = _largest_shared_part([dose.to(wanted.least.unit).value for dose in doses])
    parts = (shared / number for number in range(1, MOST_PARTS + 1))
    fitting = next((part for part in parts if part <= wanted.most.to(wanted.least.unit).value), None)
    if fitting is None or fitting < wanted.least.value:
        return list(specification.strengths)
    on_request = Strength(Quantity(fitting, wanted.least.unit), wanted.per)
    listed = any(one.amount.same_as(on_request.amount) for one in specification.strengths)
    return list(specification.strengths) if listed else [*specification.strengths, on_request]


def _largest_shared_part(amounts: Sequence[Decimal]) -> Decimal:
    """The largest amount of which each of these is a whole number (Euclid)."""
    shared = amounts[0]
    for amount in amounts[1:]:
        while amount:
            shared, amount = amount, shared % amount  # noqa: PLW2901  Euclid's two numbers change places
    return shared


def _planned(plan: Plan, *, specification: Specification, strength: Strength) -> list[ProductInstead]:
    order = plan.order
    try:
        formula = choose_formula(specification, strength=strength.amount, choices={})
        steps = tuple(replace(step, dose=step.dose.to(specification.dose_unit)) for step in steps_in_mass(order))
        made = make_plan(replace(order, formula=formula, steps=steps, sisters=(), fills=()))
    except (BadQuantity, NoUseByLimit):
        return []
    return [] if is_refused(made) else [ProductInstead(made)]
