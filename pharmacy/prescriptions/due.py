"""What is due soon: orders that go on, grouped by what can be made at once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet

from formulations.science.batch import quantity_made_now
from formulations.science.plan import Plan
from formulations.science.quantities import Quantity, total
from formulations.science.remaining import Going, due_on
from pharmacy.prescriptions.continuing import made_alike, next_entry
from pharmacy.prescriptions.entry import BadEntry
from pharmacy.prescriptions.models import Prescription, Stage
from pharmacy.prescriptions.orders import OrderOnRecord, orders_of
from pharmacy.prescriptions.planning import Planner, planner_of_a_list
from pharmacy.prescriptions.work_list import COUNTED
from pharmacy.staff.queries import the_pharmacy

MOST_DUE = 20  # planned on one page within a tenth of a second; the rest follows when these are entered
NOT_COME_FOR = 90  # days; house rule: nobody makes ahead for whom the last supply ended longer ago
GOING_IN_WORDS = {Going.LATER_BATCH: "next batch", Going.REPEAT: "repeat"}
MADE_AGAIN = "made again, since it was called back"


@dataclass(frozen=True)
class DueOrder:
    """One order that goes on. ready_on: when it has to be ready. is_late: whether that day has passed.

    is_short: whether it has to be ready later than usual, since made earlier it would not last as long.
    """

    first: Prescription
    needed_on: date
    ready_on: date
    is_late: bool
    is_short: bool = False


@dataclass(frozen=True)
class Share:
    """What one order takes of a batch made together. amount: as text. covers, of_days: days that it would last.

    is_ticked: whether it is proposed: it lasts for all of the part, or its own day is hardly later. why_not: else.
    """

    due: DueOrder
    going: str
    amount: str
    covers: int
    of_days: int
    is_ticked: bool
    why_not: str = ""


@dataclass(frozen=True)
class MadeAlike:
    """Orders of one preparation that are due. make_on: the day that suits all. total: what is made for those ticked."""

    product: str
    orders: tuple[DueOrder, ...]
    make_on: date
    shares: tuple[Share, ...] = ()
    total: str = ""

    @property
    def ticked(self) -> int:
        """For how many it would be made together."""
        return sum(share.is_ticked for share in self.shares)


def due_within(days: int, *, today: date) -> tuple[list[MadeAlike], int]:
    """Return what has to be ready within so many days, by preparation, the most urgent first, and how many are due.

    At most MOST_DUE orders are planned. The number says how many there are in all, counted as far as COUNTED.
    """
    lead_days = the_pharmacy().lead_days
    rows = needed_until(today + timedelta(days=days + lead_days), today=today)
    found = [_due(row, lead_days=lead_days, today=today) for row in rows[:MOST_DUE]]
    groups: dict[tuple[object, ...], list[DueOrder]] = {}
    for one in found:
        groups.setdefault(made_alike(one.first), []).append(one)
    sharing = _Sharing(orders_of([one.first for some in groups.values() if len(some) > 1 for one in some]))
    shown = [_alike(orders, sharing=sharing, today=today, lead_days=lead_days) for orders in groups.values()]
    return shown, rows.order_by()[: COUNTED + 1].count()


def needed_until(day: date, *, today: date) -> QuerySet[Prescription]:
    """Return the first prescriptions of orders that are needed again until a day, the most urgent first.

    Left out are those that nobody has come for in NOT_COME_FOR days; their pages still enter what comes next.
    """
    since = today - timedelta(days=NOT_COME_FOR)
    rows = Prescription.objects.filter(needed_on__gte=since, needed_on__lte=day).exclude(stage=Stage.REFUSED)
    related = rows.select_related("patient", "specification__formulation").defer("specification__content")
    return related.order_by("needed_on", "number")


def _due(row: Prescription, *, lead_days: int, today: date) -> DueOrder:
    needed = row.needed_on or today
    ready = due_on(needed, lead_days=lead_days, spare=row.spare_days)
    is_short = row.spare_days is not None and row.spare_days < lead_days
    return DueOrder(row, needed, ready, is_late=ready < today, is_short=is_short)


class _Sharing:
    """What the shares of all groups are worked out from, read at once."""

    def __init__(self, orders: Iterable[OrderOnRecord]) -> None:
        self.orders: Mapping[int, OrderOnRecord] = {order.first.pk: order for order in orders}
        firsts = [order.first for order in self.orders.values()]
        self.plan: Planner = planner_of_a_list({first.specification.formulation.code for first in firsts})


def _alike(orders: list[DueOrder], *, sharing: _Sharing, today: date, lead_days: int) -> MadeAlike:
    make_on = max(today, min(one.ready_on for one in orders))
    alike = MadeAlike(orders[0].first.product, tuple(orders), make_on)
    if len(orders) == 1:
        return alike
    shares = list(_shares(orders, sharing=sharing, make_on=make_on, lead_days=lead_days))
    amounts = [Quantity.read(share.amount) for share in shares if share.is_ticked]
    made = str(total(amounts, unit=amounts[0].unit)) if amounts else ""
    return MadeAlike(alike.product, alike.orders, make_on, tuple(shares), made)


def _shares(orders: Iterable[DueOrder], *, sharing: _Sharing, make_on: date, lead_days: int) -> Iterable[Share]:
    for due in orders:
        try:
            yield _share(due, sharing=sharing, make_on=make_on, lead_days=lead_days)
        except BadEntry as error:
            yield Share(due, "", "", covers=0, of_days=0, is_ticked=False, why_not=error.message)


def _share(due: DueOrder, *, sharing: _Sharing, make_on: date, lead_days: int) -> Share:
    order = sharing.orders[due.first.pk]
    part = order.remains.next
    if part is None:
        raise BadEntry("nothing remains of it; open the prescription", field="Order")
    plan = sharing.plan(next_entry(order, part=part), made_on=make_on)
    covers = _days_covered(plan)
    earlier = (due.ready_on - make_on).days  # than it would be made for this patient alone
    meets = covers == part.days or (covers > 0 and earlier <= lead_days)
    why_not = "" if meets else f"made {earlier} days before its own day"
    amount = str(quantity_made_now(plan.supply)) if plan.supply and covers else ""
    going = MADE_AGAIN if order.remains.is_made_again else GOING_IN_WORDS[part.going]
    return Share(due, going, amount, covers, part.days, is_ticked=meets, why_not=why_not)


def _days_covered(plan: Plan) -> int:
    """How many days the containers made on the day of making last."""
    containers = plan.supply.containers if plan.supply else ()
    if not any(box.is_made_now for box in containers):
        return 0
    later = [box.first_day for box in containers if not box.is_made_now]
    return min(later) - 1 if later else plan.regimen.days
