"""What a step of a course may be made as: another strength, or another formulation of the same active."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from formulations.science.quantities import Quantity
from formulations.science.specification import Specification, Strength
from pharmacy.prescriptions.entry import StepProduct


@dataclass(frozen=True)
class OfferedProduct:
    """A product that a step may name: one strength of a formulation, with what was measured on its devices."""

    specification: Specification
    strength: Strength

    @property
    def key(self) -> str:
        """What the page posts for it: the code of the formulation and the amount."""
        return f"{self.specification.code} {self.strength.amount}"

    @property
    def words(self) -> str:
        """The formulation, with its strength where the name does not say it."""
        name = self.specification.name
        return name if str(self.strength) in name else f"{name}, {self.strength.amount}"

    @property
    def amount(self) -> Quantity | None:
        """The strength as an entry names it: None where the formulation comes in one alone."""
        return self.strength.amount if asks_strength(self.specification) else None

    def chosen(self, choices: dict[str, str]) -> StepProduct:
        """Return it as the product of a step. choices: the excipients chosen for this formulation."""
        return StepProduct(self.specification.code, self.amount, choices)


def asks_strength(specification: Specification) -> bool:
    """Return whether a strength has to be chosen: there are several, or any may be asked for."""
    return len(specification.strengths) > 1 or specification.strengths_on_request is not None


def offered_products(
    specification: Specification | None, *, others: Iterable[Specification]
) -> tuple[OfferedProduct, ...]:
    """Return what a step may be made as, the formulation chosen first; none before a choice, and where nothing differs.

    others: of the same active. One that holds another further active is no part of the same course.
    """
    if specification is None:
        return ()
    actives = _further_actives(specification)
    alike = [specification, *(one for one in others if _further_actives(one) == actives)]
    offered = tuple(OfferedProduct(one, strength) for one in alike for strength in one.strengths)
    return offered if len(offered) > 1 else ()


def named_by(data: Any, *, row: str, offered: tuple[OfferedProduct, ...]) -> OfferedProduct | None:
    """Return the product that a posted step names, or None for what is chosen above. row: "step-2"."""
    posted = str(data.get(f"{row}-product", "")) if data else ""
    return next((one for one in offered if one.key == posted), None)


def choices_to_list(offered: tuple[OfferedProduct, ...]) -> list[Any]:
    """Return the choices of a step: what is chosen above, its strengths, then the other formulations.

    One that is taken by another route says so: whether that is meant is for the prescriber.
    """
    above = offered[0].specification if offered else None
    own = [(one.key, one.words) for one in offered if one.specification is above]
    others = [(one.key, _with_route(one, above=above)) for one in offered if one.specification is not above]
    return [("", "as above"), *own, *([("Another formulation", others)] if others else [])]


def _with_route(product: OfferedProduct, *, above: Specification | None) -> str:
    is_same = above is not None and product.specification.route == above.route
    return product.words if is_same else f"{product.words} (another route: {product.specification.route})"


def _further_actives(specification: Specification) -> set[str]:
    return {one.labelled_as for one in specification.further_actives}
