"""What a step of a course may be made as: another strength, or another formulation of the same active."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from formulations.science.quantities import BadQuantity, Quantity, plain_number
from formulations.science.specification import Specification, Strength
from pharmacy.prescriptions.entry import StepProduct

ON_REQUEST = "on-request"


@dataclass(frozen=True)
class OfferedProduct:
    """A product that a step may name: one strength of a formulation, with what was measured on its devices.

    strength: None for any that the formulation makes on request, as long as none is written.
    """

    specification: Specification
    strength: Strength | None

    @property
    def key(self) -> str:
        """What the page posts for it: the code of the formulation and the amount."""
        return f"{self.specification.code} {self.strength.amount if self.strength else ON_REQUEST}"

    @property
    def words(self) -> str:
        """The formulation, with its strength where the name does not say it."""
        name = self.specification.name
        if self.strength is None:
            return f"{name}, another strength"
        return name if str(self.strength) in name else f"{name}, {self.strength.amount}"

    @property
    def amount(self) -> Quantity | None:
        """The strength as an entry names it: None where the formulation comes in one alone."""
        return self.strength.amount if self.strength and asks_strength(self.specification) else None

    def chosen(self, choices: dict[str, str]) -> StepProduct:
        """Return it as the product of a step. choices: the excipients chosen for this formulation."""
        return StepProduct(self.specification.code, self.amount, choices)

    def covers(self, strength: Strength, *, of: Specification) -> bool:
        """Whether it is this strength of this formulation, or stands for it because it is made on request."""
        is_same = self.specification.code == of.code
        return is_same and (self.strength is None or self.strength.amount.same_as(strength.amount))

    def in_strength(self, text: str) -> "OfferedProduct":
        """Return it in the strength written; as it is where one is settled already, and where none can be read."""
        wanted = self.specification.strengths_on_request
        if self.strength is not None or wanted is None:
            return self
        try:
            amount = read_strength(text)
        except BadQuantity:
            return self
        amount = amount.to(wanted.least.unit) if amount.unit.is_mass else amount
        return replace(self, strength=Strength(amount, wanted.per))


def asks_strength(specification: Specification) -> bool:
    """Return whether a strength has to be chosen: there are several, or any may be asked for."""
    return len(specification.strengths) > 1 or specification.strengths_on_request is not None


def read_strength(text: str) -> Quantity:
    """Return a strength as it is written; a bare number is mg. Raises BadQuantity."""
    has_unit = any(character.isalpha() for character in text)
    return Quantity.read((text if has_unit or not text else f"{text} mg").replace(",", ""))


def strength_as_typed(amount: Quantity) -> str:
    """Return a strength as somebody would type it: "2.25 mg"."""
    return f"{plain_number(amount.value).replace(',', '')} {amount.unit_word}"


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
    offered = tuple(OfferedProduct(one, strength) for one in alike for strength in _strengths(one))
    return offered if len(offered) > 1 else ()


def named_by(data: Any, *, row: str, offered: tuple[OfferedProduct, ...]) -> OfferedProduct | None:
    """Return the product that a posted step names, or None for what is chosen above. row: "step-2"."""
    posted = str(data.get(f"{row}-product", "")) if data else ""
    named = next((one for one in offered if one.key == posted), None)
    return named.in_strength(str(data.get(f"{row}-strength", ""))) if named else None


def names_products(data: Any) -> bool:
    """Return whether a step of the page names its own product."""
    return any(name.startswith("step-") and name.endswith("-product") and data[name] for name in data or ())


def choices_to_list(offered: tuple[OfferedProduct, ...]) -> list[Any]:
    """Return the choices of a step: what is chosen above, its strengths, then the other formulations.

    One that is taken by another route says so: whether that is meant is for the prescriber.
    """
    above = offered[0].specification if offered else None
    own = [(one.key, one.words) for one in offered if one.specification is above]
    others = [(one.key, _with_route(one, above=above)) for one in offered if one.specification is not above]
    return [("", "as above"), *own, *([("Another formulation", others)] if others else [])]


def _strengths(specification: Specification) -> tuple[Strength | None, ...]:
    on_request = (None,) if specification.strengths_on_request else ()
    return (*specification.strengths, *on_request)


def _with_route(product: OfferedProduct, *, above: Specification | None) -> str:
    is_same = above is not None and product.specification.route == above.route
    return product.words if is_same else f"{product.words} (another route: {product.specification.route})"


def _further_actives(specification: Specification) -> set[str]:
    return {one.labelled_as for one in specification.further_actives}
