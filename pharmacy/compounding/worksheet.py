"""The worksheet of a batch: what to weigh or measure, with its arithmetic, and which containers to fill. Pure."""

from dataclasses import asdict, dataclass
from decimal import Decimal

from formulations.science.plan import Plan
from formulations.science.quantities import Quantity, total
from formulations.science.rounding import Direction, round_amount
from formulations.science.specification import ChosenFormula, Component, Strength
from formulations.science.supply import PlannedContainer, Supply

AS_NEEDED = "as much as is needed"
LEAST_STEP = Decimal("0.0001")  # finer than any balance or measure of a pharmacy


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


def quantity_now(supply: Supply) -> Quantity:
    """Return what the containers made now hold together. Source: arithmetic."""
    return total([container.amount for container in containers_now(supply)], unit=supply.total.unit)


def make_worksheet(plan: Plan) -> Worksheet:
    """Return what to weigh and fill for the containers made now.

    plan: a plan that can be measured, so with a supply. Raises BadQuantity when the basis of the specification and
    the batch are of different kinds. Source: arithmetic (each component in proportion to the basis).
    """
    if plan.supply is None:
        message = "a plan that cannot be measured has no worksheet"
        raise ValueError(message)
    formula, made = plan.order.formula, quantity_now(plan.supply)
    return Worksheet(
        quantity=str(made),
        container=formula.specification.container.name,
        lines=tuple(_line(component, formula=formula, made=made) for component in formula.components),
        containers=tuple(FilledContainer(one.number, one.of, str(one.amount)) for one in containers_now(plan.supply)),
    )


def _line(component: Component, *, formula: ChosenFormula, made: Quantity) -> WorksheetLine:
    if component.function == "active":
        return _active_line(component, strength=formula.strength, made=made)
    if component.quantity is None:
        return WorksheetLine(component.name, component.function, AS_NEEDED, f"to make {made}")
    basis = formula.specification.basis
    amount = _in_proportion(component.quantity, made=made, basis=basis)
    how = f"{component.quantity} for each {basis}, for {made}"
    return WorksheetLine(component.name, component.function, str(amount), how)


def _active_line(component: Component, *, strength: Strength, made: Quantity) -> WorksheetLine:
    amount = _in_proportion(strength.amount, made=made, basis=strength.per)
    how = f"{strength.amount} in each {strength.per}, for {made}"
    return WorksheetLine(component.name, component.function, str(amount), how)


def _in_proportion(amount: Quantity, *, made: Quantity, basis: Quantity) -> Quantity:
    whole = Quantity(amount.value * made.to(basis.unit).value / basis.value, amount.unit)
    return round_amount(whole, step=Quantity(LEAST_STEP, amount.unit), direction=Direction.NEAREST)
