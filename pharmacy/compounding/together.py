"""Batches that are made at once for several patients: one sheet with what is weighed for all of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from formulations.science.plan import Plan
from formulations.science.quantities import Quantity, total
from pharmacy.compounding.models import Batch
from pharmacy.compounding.queries import in_force
from pharmacy.compounding.worksheet import Worksheet, containers_now, weigh
from pharmacy.prescriptions.continuing import MOST_TOGETHER, made_alike
from pharmacy.prescriptions.models import Prescription, Stage
from pharmacy.prescriptions.planning import plan_as_it_stands
from pharmacy.prescriptions.queries import open_findings
from pharmacy.staff.refusals import Conflict


class NotTogether(Conflict):
    """Prescriptions that cannot stand on one sheet; the message says which and why."""


@dataclass(frozen=True)
class TogetherRow:
    """One patient's share. amount: of the containers made now. state: what it waits for, or its lot."""

    prescription: Prescription
    amount: str
    containers: str
    batch: Batch | None
    state: str


@dataclass(frozen=True)
class TogetherSheet:
    """What is made at once. sheet: the amounts for all of it. made_on: the day that was agreed, if there is one."""

    product: str
    version: int
    made_on: date | None
    rows: tuple[TogetherRow, ...]
    sheet: Worksheet


def sheet_of(ids: Sequence[UUID]) -> TogetherSheet:
    """Return the sheet of several prescriptions of one preparation. ids: their public ids.

    Raises NotTogether for none, too many, ones that are not alike, or ones that have nothing to make.
    """
    related = Prescription.objects.select_related("patient", "specification__formulation").prefetch_related("steps")
    prescriptions = list(related.filter(public_id__in=ids[: MOST_TOGETHER + 1]).order_by("number"))
    _refuse(prescriptions)
    plans = [plan_as_it_stands(one) for one in prescriptions]
    made = [_made_now(plan, prescription=one) for plan, one in zip(plans, prescriptions, strict=True)]
    first = prescriptions[0]
    return TogetherSheet(
        product=first.product,
        version=first.specification.version,
        made_on=min((one.due_on for one in prescriptions if one.due_on), default=None),
        rows=tuple(_row(one, plan=plan) for one, plan in zip(prescriptions, plans, strict=True)),
        sheet=weigh(plans[0].order.formula, quantity=total(made, unit=made[0].unit)),
    )


def _refuse(prescriptions: list[Prescription]) -> None:
    if not prescriptions:
        raise NotTogether("No prescription was named. Tick those to be made together on the list of what is due.")
    if len(prescriptions) > MOST_TOGETHER:
        raise NotTogether(f"More than {MOST_TOGETHER} do not stand on one sheet. Make them in two lots.")
    alike = {(made_alike(one), one.specification_id) for one in prescriptions}
    if len(alike) > 1:
        raise NotTogether("These prescriptions are not of one preparation and version; make them apart.")


def _made_now(plan: Plan, *, prescription: Prescription) -> Quantity:
    boxes = containers_now(plan.supply) if plan.supply else ()
    if not boxes:
        raise NotTogether(f"Nothing is made now for prescription {prescription.number}; leave it out.")
    return total([box.amount for box in boxes], unit=boxes[0].amount.unit)


def _row(prescription: Prescription, *, plan: Plan) -> TogetherRow:
    batch = in_force(prescription).first()
    boxes = containers_now(plan.supply) if plan.supply else ()
    return TogetherRow(
        prescription=prescription,
        amount=str(_made_now(plan, prescription=prescription)),
        containers=", ".join(f"{box.number} of {box.of}: {box.amount}" for box in boxes),
        batch=batch,
        state=f"lot {batch.lot}" if batch else _waits_for(prescription),
    )


def _waits_for(prescription: Prescription) -> str:
    if prescription.stage == Stage.ENTERED:
        return "to be screened"
    count = open_findings(prescription).count()
    return f"{count} to settle" if count else "ready to be made"
