"""A pharmacist chooses what a supply is shared out for: the fewest containers, the least waste, or one size."""

from dataclasses import dataclass

from django.db import transaction

from formulations.science.filling import FillingRule
from formulations.science.plan import Plan
from formulations.science.quantities import Quantity
from formulations.science.waste import Proposal, left_over, propose
from pharmacy.ledger.actions import append_event
from pharmacy.prescriptions.models import Prescription, Stage
from pharmacy.prescriptions.objections import refuse_role
from pharmacy.staff.models import Role, User
from pharmacy.staff.refusals import Conflict

NAMES = {
    FillingRule.FEWEST: "Fewest containers",
    FillingRule.LEAST_WASTE: "Least waste",
    FillingRule.ONE_SIZE: "One size",
}
BEFORE_A_BATCH = (Stage.ENTERED, Stage.SCREENED)


class NotShared(Conflict):
    """A supply that is shared out already: its batch is made."""


@dataclass(frozen=True)
class ShownProposal:
    """One way of filling, ready for the page. fills: "2 x 10 ml, 3 x 30 ml"."""

    rule: str
    name: str
    fills: str
    containers: int
    made: str
    left_over: str
    is_chosen: bool


@transaction.atomic
def choose_filling(*, prescription: Prescription, rule: FillingRule, by: User) -> Prescription:
    """Return the prescription, to be shared out by a rule from now on.

    Raises NotShared once its batch is made, NotAllowed for the role.
    """
    refuse_role(by.role, may=(Role.PHARMACIST,), act="choose how a supply is shared out")
    held = Prescription.objects.select_for_update().get(pk=prescription.pk)
    if held.stage not in BEFORE_A_BATCH:
        message = f"Prescription {held.number} is {held.stage}; discard its batch first to fill it another way."
        raise NotShared(message)
    held.filling = rule.value
    held.save(update_fields=["filling"])
    subject = f"prescription:{held.number}"
    append_event(actor=by.username, verb="filling.chosen", subject=subject, facts={"rule": rule.value})
    return held


def ways_of_filling(plan: Plan) -> tuple[ShownProposal, ...]:
    """Return the ways of filling a plan, the one in force first; empty where there is nothing to choose."""
    proposals = propose(plan)
    return tuple(_shown(one) for one in proposals) if len(proposals) > 1 else ()


def waste_in_words(plan: Plan) -> str:
    """Return "59.85 ml needed, 90 ml made, 30.15 ml left over"; empty where nothing is left or nothing is planned."""
    if plan.supply is None or not left_over(plan.supply).value:
        return ""
    return f"{plan.supply.needed} needed, {plan.supply.total} made, {left_over(plan.supply)} left over"


def _shown(proposal: Proposal) -> ShownProposal:
    supply = proposal.supply
    fills = ", ".join(_of_size(count, size=size) for count, size in proposal.fills)
    return ShownProposal(
        proposal.rule.value,
        NAMES[proposal.rule],
        fills,
        len(supply.containers),
        str(supply.total),
        str(left_over(supply)),
        proposal.is_chosen,
    )


def _of_size(count: int, *, size: Quantity) -> str:
    return f"{count} × {size}"
