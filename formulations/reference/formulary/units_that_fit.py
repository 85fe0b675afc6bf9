"""Amounts that can be read but are of the wrong kind: a strength in millilitres, a syringe marked in milligrams."""

from collections.abc import Iterable, Sequence

from formulations.reference.faults import Fault, Place
from formulations.science.formula import BadChoice, choose_formula
from formulations.science.measuring import units_taken_in
from formulations.science.quantities import BadQuantity, Quantity, Unit
from formulations.science.specification import Container, MadeAs, Specification

ACTIVE = "a mass or units of activity"
VOLUME = "a volume in ml"
PREPARATION = "ml, g or whole pieces"


def wrong_units(specification: Specification) -> tuple[Fault, ...]:
    """Return a fault for each amount whose unit cannot be meant where it stands; none when all fit.

    Source: house rule: a strength is active per preparation, a dose active, a fill preparation, a syringe in ml.
    """
    return (
        *_of_strengths(specification),
        *_of_devices(specification),
        *_of_containers(specification),
        *_of_limits(specification),
        *_of_protocols(specification),
    )


def _of_strengths(specification: Specification) -> Iterable[Fault]:
    for place, strength in enumerate(specification.strengths):
        yield from _active(strength.amount, at=("strengths", place, "amount"))
        yield from _preparation(strength.per, at=("strengths", place, "per"))
    for place, further in enumerate(specification.further_actives):
        yield from _active(further.amount, at=("further_actives", place, "amount"))
        yield from _preparation(further.per, at=("further_actives", place, "per"))
    if request := specification.strengths_on_request:
        yield from _active(request.least, at=("strengths_on_request", "least"))
        yield from _active(request.most, at=("strengths_on_request", "most"))
        yield from _preparation(request.per, at=("strengths_on_request", "per"))
    yield from _preparation(specification.basis, at=("preparation", "basis"))
    if not specification.dose_unit.is_strength:
        yield Fault(0, ("preparation", "dose_unit"), f"must be {ACTIVE}", specification.dose_unit.value)


def _of_devices(specification: Specification) -> Iterable[Fault]:
    for place, device in enumerate(specification.devices):
        volumes = {key: getattr(device, key) for key in ("capacity", "mark", "least", "dead_space")}
        for key, amount in volumes.items():
            if amount is not None and amount.unit is not Unit.MILLILITRE:
                yield Fault(0, ("devices", place, key), f"must be {VOLUME}", str(amount))
        if device.amount_per_stroke is not None:
            yield from _preparation(device.amount_per_stroke, at=("devices", place, "nominal_amount_per_stroke"))


def _of_containers(specification: Specification) -> Iterable[Fault]:
    if not specification.strengths:
        return
    per = specification.strengths[0].per
    yield from _of_container(specification.container, per=per, at=("container",))
    for place, pack in enumerate(specification.other_packs):
        yield from _of_container(pack.container, per=per, at=("other_packs", place, "container"))


def _of_container(container: Container, *, per: Quantity, at: Place) -> Iterable[Fault]:
    for amount, key in [*((fill, "fills") for fill in container.fills), (container.stays_behind, "stays_behind")]:
        if amount is not None and _kind(amount.unit) != _kind(per.unit):
            problem = f"must be in the unit that the strength is stated for, {per.unit.words[0]}"
            yield Fault(0, (*at, key), problem, str(amount))


def _of_limits(specification: Specification) -> Iterable[Fault]:
    for place, limit in enumerate(specification.dose_limits):
        for key, amount in (("above", limit.above), ("below", limit.below)):
            if amount is not None and _kind(amount.unit) != _kind(specification.dose_unit):
                problem = f"must be in the kind of unit that doses are in, {specification.dose_unit.value}"
                yield Fault(0, ("dose_limits", place, key), problem, str(amount))
    for place, study in enumerate(specification.studies):
        yield from _active(study.least_strength, at=("studies", place, "least_strength"))
        yield from _active(study.most_strength, at=("studies", place, "most_strength"))
    for place, material in enumerate(specification.source_materials):
        if material.labelled_mass_per_unit is not None:
            yield from _active(
                material.labelled_mass_per_unit, at=("source_materials", place, "labelled_mass_per_unit")
            )


def _of_protocols(specification: Specification) -> Iterable[Fault]:
    if not specification.strengths:
        return
    per = specification.strengths[0].per.unit
    taken_in = {per, *(unit for device in specification.devices for unit in units_taken_in(device, per=per))}
    for place, protocol in enumerate(specification.protocols):
        products = protocol.products or (None,) * len(protocol.steps)
        yield from _own_strengths(products, specification=specification, at=("protocols", place, "steps"))
        for dose in (step.dose for step in protocol.steps):
            if _kind(dose.unit) != _kind(specification.dose_unit) and dose.unit not in taken_in:
                problem = f"must be dosed in {specification.dose_unit.value}, or in what its devices measure"
                yield Fault(0, ("protocols", place, "steps"), problem, str(dose))


def _own_strengths(products: Sequence[MadeAs | None], *, specification: Specification, at: Place) -> Iterable[Fault]:
    """The strengths of this formulation that a protocol names and that are not made; of others their own file says."""
    for made in products:
        if made is None or made.formulation != specification.code:
            continue
        try:
            choose_formula(specification, strength=made.strength, choices={})
        except (BadChoice, BadQuantity) as error:
            yield Fault(0, at, f"name a product that is not made: {error}", str(made))


def _active(amount: Quantity, *, at: Place) -> Iterable[Fault]:
    if not amount.unit.is_strength:
        yield Fault(0, at, f"must be {ACTIVE}", str(amount))
    elif not amount.value:
        yield Fault(0, at, "must be above 0", str(amount))


def _preparation(amount: Quantity, *, at: Place) -> Iterable[Fault]:
    fits = amount.unit.is_mass or amount.unit is Unit.MILLILITRE or amount.unit.is_one_piece
    if not fits:
        yield Fault(0, at, f"must be {PREPARATION}", str(amount))
    elif not amount.value:
        yield Fault(0, at, "must be above 0", str(amount))


def _kind(unit: Unit) -> Unit:
    return Unit.MILLIGRAM if unit.is_mass else unit
