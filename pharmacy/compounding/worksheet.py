"""The worksheet of a batch: what to weigh or measure, with its arithmetic, and which containers to fill. Pure."""

from dataclasses import asdict, dataclass, replace
from decimal import Decimal

from formulations.contained import for_the_record, free_from
from formulations.science.batch import (
    ACTIVE,
    BatchAmounts,
    BatchLine,
    find_batch_amounts,
    further_active,
    quantity_made_now,
)
from formulations.science.day_text import day_in_words
from formulations.science.plan import Plan
from formulations.science.quantities import Quantity, plain_number
from formulations.science.rounding import Direction, round_amount, round_number
from formulations.science.specification import ChosenFormula
from formulations.science.supply import PlannedContainer, Supply

AS_NEEDED = "as much as is needed"
SHELL = "shell"
LEAST_STEP = Decimal("0.0001")  # finer than any balance or measure of a pharmacy


class NothingToMake(ValueError):
    """A plan that fills no container on the day of making, so that there is nothing to weigh for it."""


@dataclass(frozen=True)
class WorksheetLine:
    """One component to weigh or measure. amount: text as on paper. how: the arithmetic behind it."""

    name: str
    function: str
    amount: str
    how: str


@dataclass(frozen=True)
class FilledContainer:
    """One container to fill now. amount: text as on paper."""

    number: int
    of: int
    amount: str


@dataclass(frozen=True)
class Worksheet:
    """What to weigh and what to fill for one batch. container: its name. quantity: text of the whole batch.

    contains: what some people have to avoid, each with the parts that carry it. free_from: what no part carries.
    """

    quantity: str
    container: str
    lines: tuple[WorksheetLine, ...]
    containers: tuple[FilledContainer, ...]
    contains: tuple[str, ...] = ()
    free_from: tuple[str, ...] = ()

    def as_document(self) -> dict[str, object]:
        """Return the worksheet as JSON-ready values, the form in which a batch keeps it."""
        return asdict(self)


def containers_now(supply: Supply) -> tuple[PlannedContainer, ...]:
    """Return the containers of a supply that are made on the day of making."""
    return tuple(container for container in supply.containers if container.is_made_now)


def make_worksheet(plan: Plan) -> Worksheet:
    """Return what to weigh and fill for the containers made now.

    plan: one that fills a container on its day of making. Raises NothingToMake for one that does not, BadQuantity.
    Source: arithmetic (each component in proportion to the basis of the specification).
    """
    if plan.supply is None:
        raise NothingToMake("these doses cannot be measured, so there is nothing to weigh; change the prescription")
    if not containers_now(plan.supply):
        made_on, first_day = day_in_words(plan.order.made_on), day_in_words(plan.order.first_day)
        raise NothingToMake(f"nothing is filled on {made_on}; make it nearer to {first_day}")
    sheet = weigh(plan.order.formula, quantity=quantity_made_now(plan.supply))
    filled = tuple(FilledContainer(one.number, one.of, str(one.amount)) for one in containers_now(plan.supply))
    return replace(sheet, containers=filled)


def weigh(formula: ChosenFormula, *, quantity: Quantity) -> Worksheet:
    """Return what to weigh for a quantity of a preparation, without any container.

    quantity: in the unit of the basis. Raises BadQuantity. Source: arithmetic, as `make_worksheet`.
    """
    amounts = find_batch_amounts(formula, quantity=quantity)
    return Worksheet(
        quantity=str(amounts.quantity),
        container=formula.pack.container.name,
        lines=tuple(_line(line, amounts=amounts, formula=formula) for line in amounts.lines),
        containers=(),
        contains=for_the_record(formula),
        free_from=free_from(formula),
    )


def _line(line: BatchLine, *, amounts: BatchAmounts, formula: ChosenFormula) -> WorksheetLine:
    name, function = line.component.name, line.component.function
    if function == ACTIVE:
        return _active_line(line, amounts=amounts, formula=formula)
    if line.amount is None:
        return _product_line(line, amounts=amounts, formula=formula) or _uncounted_line(
            name, function=function, amounts=amounts
        )
    how = f"{line.component.quantity} for each {formula.specification.basis}, for {amounts.quantity}"
    return WorksheetLine(name, function, _text(line.amount), how)


def _active_line(line: BatchLine, *, amounts: BatchAmounts, formula: ChosenFormula) -> WorksheetLine:
    further = further_active(line.component, formula=formula)
    strength = further.strength if further else formula.strength
    how = f"{strength.amount} in each {_unit_of(strength.per)}, for {amounts.quantity}"
    return WorksheetLine(line.component.name, ACTIVE, _text(line.amount or amounts.active), how)


def _unit_of(per: Quantity) -> str:
    """Return what a strength counts per: "capsule", "ml"; "5 ml" where it is not one."""
    return per.unit.value if per.value == 1 else str(per)


def _product_line(line: BatchLine, *, amounts: BatchAmounts, formula: ChosenFormula) -> WorksheetLine | None:
    """Return how many tablets or capsules of a licensed product the active comes from; None for what is no product.

    Source: arithmetic (the active of the batch by what one of them holds as labelled).
    """
    materials = formula.specification.source_materials
    labelled = [one.labelled_mass_per_unit for one in materials if one.code == line.component.excipient]
    if not labelled or labelled[0] is None or not amounts.active.unit.is_mass:
        return None
    in_one = labelled[0]
    exact = amounts.active.to(in_one.unit).value / in_one.value
    needed = plain_number(round_number(exact, step=LEAST_STEP, direction=Direction.NEAREST))
    how = f"{_text(amounts.active)}, by {in_one} in each as labelled"
    return WorksheetLine(line.component.name, line.component.function, f"{needed} of {in_one}", how)


def _uncounted_line(name: str, *, function: str, amounts: BatchAmounts) -> WorksheetLine:
    if function == SHELL:
        return WorksheetLine(name, function, f"{amounts.quantity.value} shells", f"one for each of {amounts.quantity}")
    return WorksheetLine(name, function, AS_NEEDED, f"to make {amounts.quantity}")


def _text(amount: Quantity) -> str:
    return str(round_amount(amount, step=Quantity(LEAST_STEP, amount.unit), direction=Direction.NEAREST))
