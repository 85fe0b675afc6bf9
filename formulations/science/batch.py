"""A batch: how much of each component goes into the quantity that is made."""

from dataclasses import dataclass
from decimal import Decimal

from formulations.science.concentration import dose_within
from formulations.science.potency import Certificate, MassToWeigh, SubstanceForm, mass_to_weigh
from formulations.science.quantities import BadQuantity, Quantity, total
from formulations.science.rounding import Direction, round_amount
from formulations.science.specification import ChosenFormula, Component, FurtherActive
from formulations.science.supply import Supply

ACTIVE = "active"


@dataclass(frozen=True)
class BatchLine:
    """One component of a batch. amount: None for as much as is needed to reach the batch quantity."""

    component: Component
    amount: Quantity | None


@dataclass(frozen=True)
class BatchAmounts:
    """What goes into a batch. quantity: what is made, overage included. active: mass of active as labelled."""

    quantity: Quantity
    active: Quantity
    lines: tuple[BatchLine, ...]


def quantity_made_now(supply: Supply) -> Quantity:
    """Return what the containers of the batch made now hold together. Source: arithmetic."""
    now = [container.amount for container in supply.containers if container.is_made_now]
    return total(now, unit=supply.total.unit)


def find_batch_amounts(
    formula: ChosenFormula, *, quantity: Quantity, overage_percent: Decimal = Decimal(0)
) -> BatchAmounts:
    """Return the amount of each component for a quantity of the preparation, and the mass of active as labelled.

    quantity: in the unit of the basis (ml, g or capsules). overage_percent: made in addition, capsules rounded up.
    The active follows the chosen strength, a second active its own amount per unit; every other component its
    quantity per basis.
    Raises BadQuantity for a quantity of 0, one in another unit, or an overage below 0. Source: arithmetic.
    """
    if not quantity.value or overage_percent < 0:
        raise BadQuantity(f"a batch of {quantity} with {overage_percent} % overage cannot be made; check both")
    made = quantity * (1 + overage_percent / 100)
    if made.unit.is_count:
        made = round_amount(made, step=Quantity(Decimal(1), made.unit), direction=Direction.UP)
    active = dose_within(made, strength=formula.strength)
    return BatchAmounts(
        quantity=made,
        active=active,
        lines=tuple(_line(component, active=active, made=made, formula=formula) for component in formula.components),
    )


def active_to_weigh(
    amounts: BatchAmounts, *, labelled_as: SubstanceForm, weighed_as: SubstanceForm, certificate: Certificate
) -> MassToWeigh:
    """Return the mass of the substance at hand to weigh for a batch, not rounded yet.

    Raises BadCertificate. Source: `potency.mass_to_weigh`.
    """
    return mass_to_weigh(amounts.active, labelled_as=labelled_as, weighed_as=weighed_as, certificate=certificate)


def on_balance(mass: Quantity, *, readable: Quantity) -> Quantity:
    """Return a mass as the balance can show it: to the nearest step that it reads.

    Raises BadQuantity when readable is 0 or no mass. Source: arithmetic.
    """
    return round_amount(mass, step=readable, direction=Direction.NEAREST)


def further_active(component: Component, *, formula: ChosenFormula) -> FurtherActive | None:
    """Return the second active that a component is, or None for the one that doses. Source: the specification."""
    return next((one for one in formula.specification.further_actives if one.code == component.excipient), None)


def _line(component: Component, *, active: Quantity, made: Quantity, formula: ChosenFormula) -> BatchLine:
    if component.function == ACTIVE:
        further = further_active(component, formula=formula)
        return BatchLine(component, dose_within(made, strength=further.strength) if further else active)
    if component.quantity is None:
        return BatchLine(component, None)
    basis = formula.specification.basis
    exact = component.quantity.value * made.to(basis.unit).value / basis.value
    return BatchLine(component, Quantity(exact, component.quantity.unit))
