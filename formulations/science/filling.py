"""Filling: intakes of one batch shared out over containers: the fewest, or those that leave the least over."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import Enum

from formulations.science.quantities import Quantity
from formulations.science.specification import Container

Cost = tuple[Decimal | int, Decimal | int]  # what counts first, and what decides between equals


class IntakeTooLarge(ValueError):
    """One intake that is more than the largest container of the formulation holds."""


class FillingRule(Enum):
    """What a supply is shared out for. FEWEST is the rule unless a pharmacist chooses another."""

    FEWEST = "fewest-containers"
    LEAST_WASTE = "least-waste"
    ONE_SIZE = "one-size"


@dataclass(frozen=True)
class Intake:
    """One taking: on which day of the regimen, and how much preparation it uses up."""

    day: int
    amount: Quantity


@dataclass(frozen=True)
class Portion:
    """One container of a batch. fill: what it is filled with. taken: what is taken from it, never more than fill."""

    fill: Quantity
    taken: Quantity
    first_day: int
    last_day: int


@dataclass(frozen=True)
class _Split:
    """The best way to share out the intakes from one on: how many containers, their fills, where the next begins."""

    containers: int
    filled: Decimal
    next_start: int
    fill: Decimal


def in_stock(container: Container, *, fills: Sequence[Quantity]) -> Container:
    """Return a container with those of its fills that are kept; all of them where none is kept, or none is named.

    Source: the pharmacy's list of sizes in stock.
    """
    kept = tuple(fill for fill in container.fills if fill in fills)
    return replace(container, fills=kept or container.fills)


def portion_out(
    intakes: Sequence[Intake],
    *,
    container: Container,
    days_open: int | None,
    rule: FillingRule = FillingRule.FEWEST,
) -> tuple[Portion, ...]:
    """Return the containers that hold these intakes: as few as possible, then the least filled in all.

    days_open: days after the day of opening on which a container may still be used; None is no limit. Each intake
    comes whole from one container. Where several ways are equal, earlier containers serve longer.
    rule: LEAST_WASTE asks for the least filled first, then for few containers.
    Raises IntakeTooLarge. Source: arithmetic (shortest path over the points where one container follows another).
    """
    filler = _Filler(intakes, container=container, days_open=days_open, rule=rule)
    best = [_Split(0, Decimal(0), len(intakes), fill=Decimal(0))]  # from the last intake backwards
    for start in reversed(range(len(intakes))):
        best.append(filler.best_from(start, later=best))
    return tuple(filler.portions(best))


class _Filler:
    """The amounts of one batch, summed up once, with the container they go into."""

    def __init__(
        self, intakes: Sequence[Intake], *, container: Container, days_open: int | None, rule: FillingRule
    ) -> None:
        self.intakes, self.container, self.days_open = intakes, container, days_open
        self.least_waste = rule is FillingRule.LEAST_WASTE
        self.unit = container.fills[0].unit
        self.fills = sorted(fill.to(self.unit).value for fill in container.fills)
        behind = container.stays_behind
        self.stays_behind = behind.to(self.unit).value if behind else Decimal(0)
        self.sums = [Decimal(0)]
        for intake in intakes:
            self.sums.append(self.sums[-1] + intake.amount.to(self.unit).value)

    def best_from(self, start: int, *, later: list[_Split]) -> _Split:
        """Return the best split of the intakes from start on; later[-1] is the best from start + 1 on."""
        best: tuple[*Cost, int, Decimal] | None = None  # what it costs, the later end first, the fill
        before = self.sums[start]
        for end in range(start + 1, len(self.intakes) + 1):
            fill = self.fill_for(self.sums[end] - before)
            if fill is None or not self.lasts(start, last=end - 1):
                break
            follows = later[len(self.intakes) - end]
            way = (*self.in_order(follows.containers + 1, filled=follows.filled + fill), -end, fill)
            if best is None or way < best:
                best = way
        if best is None:
            raise IntakeTooLarge(self._too_large(self.intakes[start]))
        return self.split(next_start=-best[2], fill=best[3], follows=later[len(self.intakes) + best[2]])

    def in_order(self, containers: int, *, filled: Decimal) -> Cost:
        """Return what a way costs, with what the rule looks at first in front."""
        return (filled, containers) if self.least_waste else (containers, filled)

    def split(self, *, next_start: int, fill: Decimal, follows: _Split) -> _Split:
        """Return a container of this fill, followed by the best way from the next one on."""
        return _Split(follows.containers + 1, follows.filled + fill, next_start, fill=fill)

    def fill_for(self, amount: Decimal) -> Decimal | None:
        """Return the fill for what is taken: the exact count, or the smallest fill that holds it; None if none does.

        What stays behind in the container is filled on top, so that the last dose can be drawn whole.
        """
        needed = amount + self.stays_behind
        for fill in self.fills:
            if fill >= needed:
                return amount if self.container.counted else fill
        return None

    def lasts(self, start: int, *, last: int) -> bool:
        """Whether a container opened for one intake may still be used for the last one."""
        return self.days_open is None or self.intakes[last].day <= self.intakes[start].day + self.days_open

    def portions(self, best: list[_Split]) -> list[Portion]:
        """Return the containers along the best path from the first intake."""
        portions, start = [], 0
        while start < len(self.intakes):
            split = best[len(self.intakes) - start]
            taken = Quantity(self.sums[split.next_start] - self.sums[start], self.unit)
            first, last = self.intakes[start].day, self.intakes[split.next_start - 1].day
            portions.append(Portion(Quantity(split.fill, self.unit), taken, first_day=first, last_day=last))
            start = split.next_start
        return portions

    def _too_large(self, intake: Intake) -> str:
        largest = Quantity(self.fills[-1], self.unit)
        return (
            f"one intake of {intake.amount} is more than the largest {self.container.name} of {largest} holds; "
            "lower the dose or add a larger fill to the specification"
        )
