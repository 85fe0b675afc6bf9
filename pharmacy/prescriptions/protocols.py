"""The drug's own protocols on the entry page: what the formulation chosen knows, and one filled in as dose steps."""

from dataclasses import dataclass
from typing import Any

from formulations.queries.sisters import of_same_active
from formulations.science.regimen import DoseStep
from formulations.science.specification import MadeAs, Protocol, Specification
from formulations.science.step_text import step_in_words
from pharmacy.prescriptions.entry import BadEntry
from pharmacy.prescriptions.forms.pattern import with_steps_of
from pharmacy.prescriptions.forms.step_product import OfferedProduct, offered_products, strength_as_typed
from pharmacy.prescriptions.planning import in_use
from pharmacy.staff.clock import today

MOST_SHOWN = 3  # steps; of a longer protocol the first and the last are shown
MOST_LOOKED_AT = 60  # other formulations of one active that a step may be made as
FIELD = "Protocol"


@dataclass(frozen=True)
class ShownProtocol:
    """A protocol as it is offered. steps: as lines, shortened in the middle; sources: each with how sure it is."""

    code: str
    name: str
    steps: tuple[str, ...]
    why: str
    sources: tuple[str, ...]


def show_protocols(specification: Specification | None) -> tuple[ShownProtocol, ...]:
    """Return the protocols of the formulation chosen, in its order; none before a choice."""
    return tuple(_shown(one) for one in specification.protocols) if specification else ()


def fill_protocol(data: Any, code: str) -> Any:
    """Return posted data in which the dose steps are those of a protocol of the formulation chosen.

    A step that names what it is made as is given that product. What stood in the shorthand is taken out, because it
    says other doses. Raises BadEntry for a protocol that the formulation does not have, with those that it has, and for
    a product that may not be made here.
    """
    specification = in_use(str(data.get("formulation", "")))
    for protocol in specification.protocols:
        if protocol.code == code:
            changed = with_steps_of(data, steps=protocol.steps)
            changed["shorthand"] = ""
            return _with_products(changed, protocol=protocol, specification=specification)
    known = ", ".join(one.name for one in specification.protocols) or "none"
    raise BadEntry(f"{specification.name} has no protocol {code[:60]!r}; it has: {known}", field=FIELD)


def _shown(protocol: Protocol) -> ShownProtocol:
    products = protocol.products or (None,) * len(protocol.steps)
    lines = [_line(step, made=made) for step, made in zip(protocol.steps, products, strict=True)]
    if len(lines) > MOST_SHOWN:
        lines = [lines[0], f"… {len(lines) - 2} steps between …", lines[-1]]
    return ShownProtocol(protocol.code, protocol.name, tuple(lines), protocol.why, protocol.sources)


def _line(step: DoseStep, *, made: MadeAs | None) -> str:
    words = step_in_words(step)
    return f"{words}, made as {str(made).replace('-', ' ')}" if made else words


def _with_products(changed: Any, *, protocol: Protocol, specification: Specification) -> Any:
    """Return posted data in which the steps of a protocol have the products that they name."""
    if not protocol.products:
        return changed
    others = of_same_active(specification.code, on=today(), most=MOST_LOOKED_AT)
    offered = offered_products(specification, others=others)
    for number, made in enumerate(protocol.products, start=1):
        if made is not None:
            product = _product(made, offered=offered, step=number)
            changed[f"step-{number}-product"] = product.key
            on_request = made.strength if product.strength is None else None
            changed[f"step-{number}-strength"] = strength_as_typed(on_request) if on_request else ""
    return changed


def _product(made: MadeAs, *, offered: tuple[OfferedProduct, ...], step: int) -> OfferedProduct:
    """Return the product that a step names. Raises BadEntry where it may not be made, with what to do."""
    for one in offered:
        if one.specification.code == made.formulation and _is_strength(one, made=made):
            return one
    why = f"step {step} of it is made as {made}, which may not be made here now as part of this order"
    raise BadEntry(f"{why}; have that formulation approved, or write the steps by hand", field=FIELD)


def _is_strength(product: OfferedProduct, *, made: MadeAs) -> bool:
    """Whether a product is in the strength named, or stands for it because any is made on request."""
    if made.strength is None:
        return product.amount is None and product.strength is not None
    return product.strength is None or product.strength.amount.same_as(made.strength)
