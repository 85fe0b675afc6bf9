"""Waste: what is left over of a supply, and the ways of filling it that a pharmacist may choose between."""

from dataclasses import dataclass, replace

from formulations.science.filling import FillingRule
from formulations.science.plan import Plan, intakes_of, terms_of
from formulations.science.quantities import Quantity
from formulations.science.supply import Supply, plan_supply


@dataclass(frozen=True)
class Proposal:
    """One way of filling. is_chosen: whether the plan is filled so."""

    rule: FillingRule
    supply: Supply
    is_chosen: bool

    @property
    def fills(self) -> tuple[tuple[int, Quantity], ...]:
        """How many containers of each size, the largest first."""
        return count_fills(self.supply)


def left_over(supply: Supply) -> Quantity:
    """Return what is made and never taken: 90 ml made, 59.85 ml needed, 30.15 ml left over. Source: arithmetic."""
    made = supply.total.to(supply.needed.unit)
    return Quantity(made.value - supply.needed.value, made.unit)


def count_fills(supply: Supply) -> tuple[tuple[int, Quantity], ...]:
    """Return how many containers of each size a supply takes, the largest first. Source: arithmetic."""
    amounts = [container.amount for container in supply.containers]
    sizes = sorted(set(amounts), key=lambda amount: -amount.value)
    return tuple((amounts.count(size), size) for size in sizes)


def propose(plan: Plan) -> tuple[Proposal, ...]:
    """Return the ways of filling a supply that differ from each other, what the plan does first.

    The fewest containers is what a plan does unless a pharmacist chose otherwise; the others are the least waste and
    one size throughout. Empty for a plan that cannot be measured; one for what is counted out exactly.
    Source: arithmetic; house rule on the order (docs/decisions.md).
    """
    if plan.supply is None:
        return ()
    chosen = Proposal(plan.order.rule, plan.supply, is_chosen=True)
    proposals = [chosen]
    for rule in () if plan.order.formula.pack.container.counted else FillingRule:
        other = _filled_by(rule, plan=plan)
        if all(count_fills(other) != one.fills for one in proposals):
            proposals.append(Proposal(rule, other, is_chosen=False))
    return tuple(proposals)


def _filled_by(rule: FillingRule, *, plan: Plan) -> Supply:
    return plan_supply(intakes_of(plan), terms=replace(terms_of(plan), rule=rule))
