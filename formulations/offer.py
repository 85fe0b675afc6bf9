"""What the entry form offers of one formulation: strengths, and the excipients to choose from."""

from dataclasses import dataclass

from formulations.science.formula import PACK
from formulations.science.quantities import Unit
from formulations.science.restrictions import excipients_by_code, forbids
from formulations.science.specification import Component, Pack, Specification, Strength, StrengthRange


@dataclass(frozen=True)
class Alternative:
    """One excipient or pack that may be chosen. refused: why it will be refused when chosen; empty when it will not."""

    code: str
    name: str
    is_default: bool
    refused: str


@dataclass(frozen=True)
class Choice:
    """A part of the preparation that the prescriber or pharmacist chooses, such as the filler of a capsule."""

    name: str
    alternatives: tuple[Alternative, ...]


@dataclass(frozen=True)
class Offer:
    """A formulation that can be prescribed."""

    code: str
    name: str
    dosage_form: str
    route: str
    dose_unit: Unit
    strengths: tuple[Strength, ...]
    on_request: StrengthRange | None
    choices: tuple[Choice, ...]


def offer_of(specification: Specification) -> Offer:
    """Return what the entry form offers of a specification. Source: the specification."""
    names = dict.fromkeys(component.choice for component in specification.components if component.choice)
    return Offer(
        code=specification.code,
        name=specification.name,
        dosage_form=specification.dosage_form,
        route=specification.route,
        dose_unit=specification.dose_unit,
        strengths=specification.strengths,
        on_request=specification.strengths_on_request,
        choices=(*(_choice(name, specification=specification) for name in names), *_packs(specification)),
    )


def _packs(specification: Specification) -> tuple[Choice, ...]:
    """Return the packs as a choice; none when there is only the usual one."""
    if not specification.other_packs:
        return ()
    usual = specification.usual_pack.code
    return (Choice(PACK, tuple(_pack(pack, is_default=pack.code == usual) for pack in specification.packs)),)


def _pack(pack: Pack, *, is_default: bool) -> Alternative:
    kept = f"{pack.storage.least_celsius} to {pack.storage.most_celsius} °C"
    return Alternative(pack.code, f"{pack.name}, {kept}", is_default, refused="")


def _choice(name: str, *, specification: Specification) -> Choice:
    components = [component for component in specification.components if component.choice == name]
    return Choice(name, tuple(_alternative(one, specification=specification) for one in components))


def _alternative(component: Component, *, specification: Specification) -> Alternative:
    known = excipients_by_code(specification)
    rules = specification.restrictions
    refused = [rule.reason for rule in rules if forbids(rule, component=component, known=known)]
    return Alternative(component.excipient, component.name, component.is_default, " ".join(refused))
