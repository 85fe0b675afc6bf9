"""Supply: how many containers, how full, when each is made, opened and thrown away."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from formulations.science.beyond_use import DateOutOfReach, find_discard_on, find_in_use, find_use_by, last_day
from formulations.science.filling import FillingRule, Intake, IntakeTooLarge, in_stock, portion_out
from formulations.science.law import Law
from formulations.science.measuring import Measure
from formulations.science.quantities import Quantity, total
from formulations.science.regimen import Regimen
from formulations.science.specification import ChosenFormula, Container


@dataclass(frozen=True)
class PlannedContainer:
    """One bottle or box of a supply. last_day: the last day of the regimen that is taken from it.

    number, of: counted through the whole order, so that a later batch goes on where the one before it stopped.
    is_made_now: whether it belongs to the batch made on the day of making; only such containers get a label.
    use_by: the use-by date of its batch, planned where the batch is not made yet. taken: what is taken from it.
    """

    number: int
    of: int
    amount: Quantity
    make_on: date
    open_on: date
    discard_on: date
    first_day: int
    last_day: int
    is_made_now: bool
    use_by: date
    taken: Quantity


@dataclass(frozen=True)
class Supply:
    """All containers of one supply. total: what all of them hold. needed: what the regimen takes."""

    total: Quantity
    needed: Quantity
    containers: tuple[PlannedContainer, ...]


@dataclass(frozen=True)
class SupplyTerms:
    """What a supply is planned under. use_by: of the batch made on made_on.

    starts_on: day 1 of the regimen; the day of making when left out. fills: the sizes in stock; every size when empty.
    containers_before: how many containers earlier batches of the same order took.
    """

    formula: ChosenFormula
    law: Law
    made_on: date
    use_by: date
    starts_on: date | None = None
    fills: tuple[Quantity, ...] = ()
    rule: FillingRule = FillingRule.FEWEST
    containers_before: int = 0

    @property
    def container(self) -> Container:
        """What is filled, in the sizes that are in stock."""
        return in_stock(self.formula.pack.container, fills=self.fills)

    def date_of(self, day: int) -> date:
        """The date of a day of the regimen. Raises DateOutOfReach past the calendar's end."""
        first = self.starts_on or self.made_on
        try:
            return first + timedelta(days=day - 1)
        except OverflowError as error:
            raise DateOutOfReach(f"day {day} from {first} is past the calendar's end; check the date") from error

    @property
    def days_open(self) -> int | None:
        """Days after the day of opening on which a container may still be used; None where nothing limits it."""
        in_use = find_in_use(self.formula)
        if in_use is None:
            return None
        return (last_day(self.made_on, days=in_use.days, law=self.law) - self.made_on).days

    def use_by_of_batch(self, make_on: date) -> date:
        """The use-by date of a batch: planned from law, studies and house limits where it is not made yet."""
        if make_on == self.made_on:
            return self.use_by
        return find_use_by(self.formula, law=self.law, made_on=make_on).date


def list_intakes(regimen: Regimen, *, measures: Sequence[Measure]) -> tuple[Intake, ...]:
    """Return every intake of a regimen in order, with the amount of preparation it uses up.

    measures: one for each step of the regimen, in its order. Source: arithmetic.
    """
    return tuple(
        Intake(day, measure.preparation)
        for step, measure in zip(regimen.steps, measures, strict=True)
        for day in step.days_taken
        for _ in range(step.times_a_day)
    )


def plan_supply(intakes: Sequence[Intake], *, terms: SupplyTerms) -> Supply:
    """Return the containers that cover every intake.

    The first batch is made on the day of making; one that could not be used on day 1 any more serves nobody. When a
    batch may no longer be used the next one is planned, made on the first day it is needed. Within a batch: as
    few containers as possible, then the least that is filled; each intake whole from one container. Another rule of
    the terms fills the least first, or takes one size throughout: the one that needs the fewest containers.
    Raises IntakeTooLarge when one intake is more than the largest fill. Source: arithmetic; house rule on the order.
    """
    if terms.rule is FillingRule.ONE_SIZE:
        return _in_one_size(intakes, terms=terms)
    drafts: list[PlannedContainer] = []
    rest = list(intakes)
    while rest:
        make_on = terms.date_of(rest[0].day)
        if not drafts and terms.date_of(rest[0].day) <= terms.use_by:
            make_on = terms.made_on
        use_by = terms.use_by_of_batch(make_on)
        served = [intake for intake in rest if terms.date_of(intake.day) <= use_by]
        drafts += _fill_batch(served, make_on=make_on, use_by=use_by, terms=terms)
        rest = rest[len(served) :]
    before = terms.containers_before
    containers = tuple(
        replace(draft, number=number, of=before + len(drafts)) for number, draft in enumerate(drafts, start=before + 1)
    )
    unit = containers[0].amount.unit
    return Supply(
        total=total([container.amount for container in containers], unit=unit),
        needed=total([intake.amount for intake in intakes], unit=unit),
        containers=containers,
    )


def spare_days(supply: Supply) -> int:
    """Return by how many days the first batch outlives the last day that is taken from it.

    Made so many days earlier it still lasts as long; each day sooner would be a day less of taking.
    Source: arithmetic on the dates of its containers.
    """
    batch = [one for one in supply.containers if one.make_on == supply.containers[0].make_on]
    last = batch[0].open_on + timedelta(days=batch[-1].last_day - batch[0].first_day)
    return (batch[0].use_by - last).days


def _in_one_size(intakes: Sequence[Intake], *, terms: SupplyTerms) -> Supply:
    """Return the supply in containers of one size: the fewest, then the least that is filled."""
    ways = []
    for fill in reversed(terms.container.fills):
        try:
            ways.append(plan_supply(intakes, terms=replace(terms, fills=(fill,), rule=FillingRule.FEWEST)))
        except IntakeTooLarge:
            if not ways:
                raise  # not even the largest holds it
    return min(ways, key=lambda way: (len(way.containers), way.total.to(way.needed.unit).value))


def _fill_batch(served: Sequence[Intake], *, make_on: date, use_by: date, terms: SupplyTerms) -> list[PlannedContainer]:
    """Return the containers of one batch, not yet numbered."""
    in_use = find_in_use(terms.formula)
    portions = portion_out(served, container=terms.container, days_open=terms.days_open, rule=terms.rule)
    return [
        PlannedContainer(
            number=0,
            of=0,
            amount=portion.fill,
            make_on=make_on,
            open_on=(open_on := terms.date_of(portion.first_day)),
            discard_on=find_discard_on(open_on, use_by=use_by, in_use=in_use, law=terms.law),
            first_day=portion.first_day,
            last_day=portion.last_day,
            is_made_now=make_on == terms.made_on,
            use_by=use_by,
            taken=portion.taken,
        )
        for portion in portions
    ]
