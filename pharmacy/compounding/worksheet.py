"""The worksheet of a batch: what to weigh or measure, with its arithmetic, and which containers to fill. Pure."""

from dataclasses import asdict, dataclass
from decimal import Decimal

from formulations.science.batch import ACTIVE, BatchAmounts, BatchLine, find_batch_amounts, quantity_made_now
from formulations.science.plan import Plan
from formulations.science.quantities import Quantity
from formulations.science.rounding import Direction, round_amount
from formulations.science.specification import ChosenFormula
from formulations.science.supply import PlannedContainer, Supply

AS_NEEDED = "as much as is needed"
SHELL = "shell"
LEAST_STEP = Decimal("0.0001")  # finer than any balance or measure of a pharmacy


class NothingToMake(ValueError):
    """A plan that cannot be measured has no containers, so there is nothing to weigh for it."""


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
    """What to weigh and what to fill for one batch. container: its name. quantity: text of the whole batch."""

    quantity: str
    container: str
    lines: tuple[WorksheetLine, ...]
    containers: tuple[FilledContainer, ...]

    def as_document(self) -> dict[str, object]:
        """Return the worksheet as JSON-ready values, the form in which a batch keeps it."""
        return asdict(self)


def containers_now(supply: Supply) -> tuple[PlannedContainer, ...]:
    """Return the containers of a supply that are made on the day of making."""
    return tuple(container for container in supply.containers if container.is_made_now)


def make_worksheet(plan: Plan) -> Worksheet:
    """Return what to weigh and fill for the containers made now.

    plan: a plan that can be measured. Raises NothingToMake for one that cannot, BadQuantity.
    Source: arithmetic (each component in proportion to the basis of the specification).
    """
    if plan.supply is None:
        raise NothingToMake("these doses cannot be measured, so there is nothing to weigh; change the prescription")
    formula = plan.order.formula
    amounts = find_batch_amounts(formula, quantity=quantity_made_now(plan.supply))
    return Worksheet(
        quantity=str(amounts.quantity),
        container=formula.specification.container.name,
        lines=tuple(_line(line, amounts=amounts, formula=formula) for line in amounts.lines),
        containers=tuple(FilledContainer(one.number, one.of, str(one.amount)) for one in containers_now(plan.supply)),
    )


def _line(line: BatchLine, *, amounts: BatchAmounts, formula: ChosenFormula) -> WorksheetLine:
    name, function = line.component.name, line.component.function
    if function == ACTIVE:
        how = f"{formula.strength.amount} in each {formula.strength.per}, for {amounts.quantity}"
        return WorksheetLine(name, function, _text(amounts.active), how)
    if line.amount is None:
        return _uncounted_line(name, function=function, amounts=amounts)
    how = f"{line.component.quantity} for each {formula.specification.basis}, for {amounts.quantity}"
    return WorksheetLine(name, function, _text(line.amount), how)


def _uncounted_line(name: str, *, function: str, amounts: BatchAmounts) -> WorksheetLine:
    if function == SHELL:
        return WorksheetLine(name, function, f"{amounts.quantity.value} shells", f"one for each of {amounts.quantity}")
    return WorksheetLine(name, function, AS_NEEDED, f"to make {amounts.quantity}")


def _text(amount: Quantity) -> str:
    return str(round_amount(amount, step=Quantity(LEAST_STEP, amount.unit), direction=Direction.NEAREST))
