"""The dosage forms that can be made, one module each, found by name: a new form is one module and its worked examples.

Each module gives one value, `FORM`: what the form is called, what its strength is per, by which routes it is given,
what may measure it, and what must be asked of its specification besides.
"""

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from formulations.science.quantities import Unit
from formulations.science.specification import Specification


class UnknownDosageForm(ValueError):
    """A dosage form that no module describes."""


@dataclass(frozen=True)
class Ask:
    """One thing that a form asks of its specification. holds: whether the specification has it."""

    wanted: str
    holds: Callable[[Specification], bool]


@dataclass(frozen=True)
class DosageForm:
    """One dosage form. per: what its strength is stated for. devices: the kinds that may measure a dose of it."""

    name: str
    per: Unit
    routes: tuple[str, ...]
    devices: tuple[str, ...]
    asks: tuple[Ask, ...] = ()

    @property
    def is_counted(self) -> bool:
        """Whether it is handed over and taken in whole pieces, rather than poured or squeezed out."""
        return self.per.is_one_piece


@cache
def dosage_forms() -> tuple[DosageForm, ...]:
    """Return every dosage form, in the order of their names. Source: the modules of this package."""
    modules = (importlib.import_module(f"{__name__}.{found.name}") for found in pkgutil.iter_modules(__path__))
    return tuple(sorted((module.FORM for module in modules), key=lambda form: form.name))


def form_named(name: str) -> DosageForm:
    """Return one dosage form. Raises UnknownDosageForm, naming those that exist. Source: the modules here."""
    for form in dosage_forms():
        if form.name == name:
            return form
    known = ", ".join(form.name for form in dosage_forms())
    raise UnknownDosageForm(f"dosage form {name!r} is not known; use one of {known}")


def routes() -> tuple[str, ...]:
    """Return every route by which some form is given. Source: the modules of this package."""
    return tuple(sorted({route for form in dosage_forms() for route in form.routes}))


def objections_to_form(specification: Specification) -> list[str]:
    """Return what a specification lacks for its dosage form, one sentence each; none means that it fits.

    Raises UnknownDosageForm. Source: the module of the form.
    """
    form = form_named(specification.dosage_form)
    return [
        *_route(form, specification=specification),
        *_strengths(form, specification=specification),
        *_devices(form, specification=specification),
        *_container(form, specification=specification),
        *(f"The {form.name} must {ask.wanted}." for ask in form.asks if not ask.holds(specification)),
    ]


def _route(form: DosageForm, *, specification: Specification) -> list[str]:
    if specification.route in form.routes:
        return []
    return [f"The {form.name} is not given by the route {specification.route}; use {' or '.join(form.routes)}."]


def _strengths(form: DosageForm, *, specification: Specification) -> list[str]:
    wanted = specification.strengths_on_request
    stated = [strength.per for strength in specification.strengths] + ([wanted.per] if wanted else [])
    stated += [active.per for active in specification.further_actives]
    return [
        f"The {form.name} states its strength per {form.per.value}, not per {per}."
        for per in dict.fromkeys(stated)
        if per.unit is not form.per
    ]


def _devices(form: DosageForm, *, specification: Specification) -> list[str]:
    return [
        f"The {form.name} is not measured with the {device.name} ({device.kind}); use {' or '.join(form.devices)}."
        for device in specification.devices
        if device.kind not in form.devices
    ]


def _container(form: DosageForm, *, specification: Specification) -> list[str]:
    packs = (specification.container, *(pack.container for pack in specification.other_packs))
    return [
        f"The {container.name} must {'be filled by count' if form.is_counted else 'not be filled by count'}."
        for container in packs
        if container.counted != form.is_counted
    ]
