"""One order and everything that was made of it: the prescription that it began with, its later batches, its repeats."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Prefetch
from django.utils import timezone

from formulations.science.remaining import Asked, MadePart, Remains, next_day_of_taking, until_called_back, what_remains
from pharmacy.prescriptions.models import Prescription, Stage
from pharmacy.prescriptions.planning import ordered_steps
from pharmacy.staff import clock

Follows = Prescription.Follows
GOES_ON = (Follows.LATER_BATCH, Follows.REPEAT)


@dataclass(frozen=True)
class OrderOnRecord:
    """An order as far as it has come. first: the prescription that it began with. rows: all of it, oldest first.

    on_its_way: the newest prescription of it that has no batch yet; None when each has one, or when there is a gap to
    fill before it. called_back: those whose supply was called back from the patient, with how many days of it.
    """

    first: Prescription
    rows: tuple[Prescription, ...]
    remains: Remains
    on_its_way: Prescription | None
    called_back: tuple[tuple[Prescription, int], ...] = ()

    @property
    def newest(self) -> Prescription:
        """The prescription that was entered last."""
        return self.rows[-1]

    @property
    def needed_on(self) -> date | None:
        """The first day without medicine, while something remains and nobody has entered it yet."""
        return self.remains.next.needed_on if self.remains.next and not self.on_its_way else None

    @property
    def spare_days(self) -> int | None:
        """How many days before it is needed the next part may be made without losing a day of its life."""
        return self.remains.next.spare if self.remains.next and not self.on_its_way else None


@dataclass(frozen=True)
class _Followers:
    """What goes on from some prescriptions. firsts: by the key of what goes on, the key of the first of its order.

    of_more_products: the firsts whose course has another product; such a course is repeated with its last one.
    """

    firsts: dict[int, int]
    of_more_products: set[int]

    def first_of(self, row: Prescription) -> int:
        """Return the key of the first prescription of the order that a row is of."""
        return self.firsts.get(row.pk, row.pk)


def first_of(prescription: Prescription) -> Prescription:
    """Return the prescription that an order began with: of a later batch and of a repeat, the one they go on from."""
    row = prescription
    while row.continues is not None and row.follows_as in GOES_ON:
        row = row.continues
    return row


def order_of(prescription: Prescription) -> OrderOnRecord:
    """Return the whole order that a prescription belongs to; what was refused does not count."""
    return orders_of([first_of(prescription)])[0]


def orders_of(firsts: Sequence[Prescription]) -> list[OrderOnRecord]:
    """Return the orders that began with these prescriptions, each as `order_of` does. Six queries at most for all."""
    if not firsts:
        return []
    followers = _followers(firsts)
    rows: dict[int, list[Prescription]] = {first.pk: [] for first in firsts}
    for row in _rows(firsts, followers=followers):
        rows[followers.first_of(row)].append(row)
    return [_order(first, rows=tuple(rows[first.pk]), followers=followers) for first in firsts]


def keep_needed_on(prescription: Prescription) -> None:
    """Write down when the order of a prescription is needed next, so that the due list finds it without reading plans.

    Every act that makes, discards, calls back, enters or refuses a part of an order calls this.
    """
    order = order_of(prescription)
    Prescription.objects.filter(pk=order.first.pk).update(needed_on=order.needed_on, spare_days=order.spare_days)


def days_called_back(prescription: Prescription) -> int:
    """Return how many days of a prescription's supply the patient had left when its lot was called back; 0 else."""
    return next((days for row, days in order_of(prescription).called_back if row == prescription), 0)


def _followers(firsts: Iterable[Prescription]) -> _Followers:
    """Look for what goes on from each prescription by its key alone: one question over all would read every row."""
    rows = Prescription.objects.order_by().values_list("pk", "continues_id", "follows_as")
    found = list(rows.filter(continues__in=[first.pk for first in firsts]))
    going_on = {pk: before for pk, before, how in found if how in GOES_ON}
    repeats = [pk for pk, _, how in found if how == Follows.REPEAT]
    later = {pk: going_on[repeat] for pk, repeat, _ in rows.filter(continues__in=repeats, follows_as__in=GOES_ON)}
    return _Followers(going_on | later, {before for _, before, how in found if how == Follows.NEXT_PRODUCT})


def _rows(firsts: Sequence[Prescription], *, followers: _Followers) -> Iterable[Prescription]:
    keys = [*(first.pk for first in firsts), *followers.firsts]
    rows = Prescription.objects.filter(pk__in=keys).exclude(stage=Stage.REFUSED)
    related = rows.select_related("continues", "specification__formulation", "patient", "prescriber")
    batches = firsts[0].batches.model.objects.filter(discarded_at__isnull=True)
    in_force = Prefetch("batches", batches.select_related("recall").defer("worksheet"), to_attr="in_force")
    with_plans = related.defer("specification__content").prefetch_related("steps", "known_facts", in_force)
    return with_plans.order_by("number")


def _order(first: Prescription, *, rows: tuple[Prescription, ...], followers: _Followers) -> OrderOnRecord:
    first = next((row for row in rows if row.pk == first.pk), first)  # this one brought its steps along
    repeats = 0 if first.pk in followers.of_more_products else first.repeats_allowed  # a course repeats its last one
    parts = {row: _made(row, first=first) for row in rows if _batch_in_force(row)}
    open_rows = [row for row in rows if row not in parts]
    entered = [_start(row, first=first) for row in open_rows]
    remains = what_remains(Asked(first.days, repeats), parts=list(parts.values()), entered=entered)
    return OrderOnRecord(
        first=first,
        rows=rows or (first,),
        remains=remains,
        on_its_way=open_rows[-1] if open_rows and not remains.is_gap else None,
        called_back=tuple((row, part.called_back) for row, part in parts.items() if part.called_back),
    )


def _batch_in_force(row: Prescription) -> Any:
    """The batch of a row that was not discarded, with its recall if it has one; None before it is made."""
    batches: list[Any] = row.in_force  # type: ignore[attr-defined]
    return batches[0] if batches else None


def _start(row: Prescription, *, first: Prescription) -> tuple[int, int]:
    """Which supply of the order a row belongs to, and the day of that supply on which it begins."""
    of_supply = row.continues if row.follows_as == Follows.LATER_BATCH and row.continues else row
    supply = (of_supply.from_day - 1) // first.days if of_supply.follows_as == Follows.REPEAT else 0
    return supply, row.from_day if row.follows_as == Follows.LATER_BATCH else 1


def _made(row: Prescription, *, first: Prescription) -> MadePart:
    """What the batch of a row covers, as far as the patient can use it."""
    batch = _batch_in_force(row)
    later = [box for box in batch.plan["supply"]["containers"] if not box["is_made_now"]]
    covered = later[0]["first_day"] - 1 if later else row.days
    supply, from_day = _start(row, first=first)
    part = MadePart(
        supply=supply,
        from_day=from_day,
        until_day=from_day + covered - 1,
        next_on=date.fromisoformat(later[0]["open_on"]) if later else _after_the_last(row, plan=batch.plan),
        is_supplied=row.stage == Stage.SUPPLIED,
        life=(batch.use_by - batch.made_on).days,
        spare=_spare_of_the_next(later) if later else None,
    )
    recall = getattr(batch, "recall", None)
    if recall is None or not part.is_supplied:
        return part
    starts_on = date.fromisoformat(batch.plan["regimen"]["starts_on"])
    called_back_on = timezone.localtime(recall.recalled_at, clock.zone()).date()
    return until_called_back(part, steps=ordered_steps(row), starts_on=starts_on, called_back_on=called_back_on)


def _spare_of_the_next(later: list[dict[str, Any]]) -> int | None:
    """By how many days the next batch, made on the day it is needed, outlives its last day. later: as a plan has it."""
    batch = [box for box in later if box["make_on"] == later[0]["make_on"]]
    last = date.fromisoformat(batch[0]["open_on"]) + timedelta(days=batch[-1]["last_day"] - batch[0]["first_day"])
    return (date.fromisoformat(batch[0]["use_by"]) - last).days if "use_by" in batch[0] else None


def _after_the_last(row: Prescription, *, plan: dict[str, Any]) -> date:
    """The next day of taking after a supply that is whole, in the rhythm of its last step."""
    day = next_day_of_taking(ordered_steps(row), days=row.days)
    return date.fromisoformat(plan["regimen"]["starts_on"]) + timedelta(days=day - 1)
