"""What remains of an order, in words and rows ready for the page."""

from dataclasses import dataclass
from datetime import date, timedelta

from formulations.science.remaining import Going, due_on
from pharmacy.prescriptions.continuing import objections_to_continuing
from pharmacy.prescriptions.models import Prescription, Stage
from pharmacy.prescriptions.orders import OrderOnRecord
from pharmacy.staff.clock import today
from pharmacy.staff.queries import the_pharmacy

MADE_AGAIN = "Enter what is made again"
NEXT = {Going.LATER_BATCH: "Enter the next batch", Going.REPEAT: "Enter the repeat"}
FOLLOWS = {"": "the first supply", "later-batch": "a later batch", "repeat": "a repeat", "next-product": "next product"}


@dataclass(frozen=True)
class ShownPart:
    """One prescription of an order. what: how it follows. state: where it stands, in words.

    called_back: the days that were left of its supply when its lot was called back from the patient.
    """

    prescription: Prescription
    what: str
    state: str
    called_back: int = 0


@dataclass(frozen=True)
class ShownOrder:
    """An order ready for the page. button: what enters the next part, empty when none may be entered; then why_not.

    next_days: how many days the next part and those after it have to last. is_again: whether the next part takes the
    place of what was called back. is_short: whether, made the usual days ahead, it would not last as long.
    """

    asked: int
    supplied: int
    remains: int
    repeats: int
    next_due_on: date | None
    needed_on: date | None
    lasts_until: date | None
    next_days: int
    button: str
    why_not: str
    parts: tuple[ShownPart, ...]
    on_its_way: Prescription | None
    is_in_parts: bool
    is_again: bool = False
    is_short: bool = False


def show_order(order: OrderOnRecord) -> ShownOrder:
    """Return an order ready for the page."""
    part = order.remains.next
    objections = objections_to_continuing(order)
    needed, lead_days = part.needed_on if part else None, the_pharmacy().lead_days
    spare = part.spare if part else None
    called_back = {row.pk: days for row, days in order.called_back}
    return ShownOrder(
        asked=order.remains.asked,
        supplied=order.remains.supplied,
        remains=order.remains.remains,
        repeats=order.first.repeats_allowed,
        next_due_on=_next_due(needed, lead_days=lead_days, spare=spare, at_once=order.remains.is_made_again),
        needed_on=needed,
        lasts_until=needed - timedelta(days=1) if needed else None,
        next_days=part.days if part else 0,
        button=(MADE_AGAIN if order.remains.is_made_again else NEXT[part.going]) if part and not objections else "",
        why_not=" ".join(objections),
        parts=tuple(_part(row, called_back=called_back.get(row.pk, 0)) for row in order.rows),
        on_its_way=order.on_its_way,
        is_in_parts=len(order.rows) > 1 or part is not None,
        is_again=order.remains.is_made_again,
        is_short=spare is not None and spare < lead_days,
    )


def _next_due(needed: date | None, *, lead_days: int, spare: int | None, at_once: bool) -> date | None:
    """When the next part has to be ready; what is made again because it was called back, not before today."""
    if needed is None:
        return None
    due = due_on(needed, lead_days=lead_days, spare=spare)
    return max(today(), due) if at_once else due


def _part(row: Prescription, *, called_back: int) -> ShownPart:
    return ShownPart(row, FOLLOWS[row.follows_as], Stage(row.stage).label.lower(), called_back)
