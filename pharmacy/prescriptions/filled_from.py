"""What a supply is filled from: the sizes in stock, the rule, and the containers that earlier batches took."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from formulations.science.filling import FillingRule
from formulations.science.quantities import Quantity
from formulations.science.specification import Container
from pharmacy.prescriptions.models import ContainerSize, Prescription, Stage

LATER_BATCH = Prescription.Follows.LATER_BATCH


@dataclass(frozen=True)
class FilledFrom:
    """What a supply is filled from. fills: the sizes in stock; every size of the container when empty."""

    fills: tuple[Quantity, ...] = ()
    rule: FillingRule = FillingRule.FEWEST
    containers_before: int = 0


def sizes_in_stock(container: Container) -> tuple[Quantity, ...]:
    """Return the sizes of a container that are in stock; empty where nothing was taken off the list.

    A size that nobody has spoken of counts as kept, so that a new specification can be made at once.
    """
    return _kept(container, gone=ContainerSize.objects.filter(container=container.code, in_stock=False))


def stock_read_once() -> Callable[[Container], tuple[Quantity, ...]]:
    """Return what answers as `sizes_in_stock` does, for many containers from one query."""
    gone = list(ContainerSize.objects.filter(in_stock=False))
    return lambda container: _kept(container, gone=[row for row in gone if row.container == container.code])


def _kept(container: Container, *, gone: Iterable[ContainerSize]) -> tuple[Quantity, ...]:
    fills = {row.fill for row in gone}
    return tuple(fill for fill in container.fills if fill not in fills) if fills else ()


def filled_now(prescription: Prescription, *, container: Container) -> FilledFrom:
    """Return what a prescription would be filled from today."""
    rule = FillingRule(prescription.filling) if prescription.filling else FillingRule.FEWEST
    return FilledFrom(sizes_in_stock(container), rule, containers_of_earlier_batches(prescription))


def filled_as(plan: dict[str, Any]) -> FilledFrom:
    """Return what a batch on record was filled from. plan: as the batch keeps it."""
    kept = plan.get("filling", {})
    return FilledFrom(
        tuple(Quantity.read(text) for text in kept.get("fills", [])),
        FillingRule(kept.get("rule", FillingRule.FEWEST.value)),
        kept.get("containers_before", 0),
    )


def containers_of_earlier_batches(prescription: Prescription) -> int:
    """Return how many containers the earlier batches of the same order took, so that a later one goes on counting."""
    if prescription.follows_as != LATER_BATCH or prescription.continues_id is None:
        return 0
    first = Prescription.objects.filter(pk=prescription.continues_id)
    others = Prescription.objects.filter(continues=prescription.continues_id, follows_as=LATER_BATCH)
    earlier = first | others.filter(from_day__lt=prescription.from_day)
    made = earlier.exclude(stage=Stage.REFUSED).filter(batches__discarded_at__isnull=True)
    plans = made.values_list("batches__plan", flat=True)
    return sum(box["is_made_now"] for plan in plans if plan for box in plan["supply"]["containers"])
