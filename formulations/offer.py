"""What the entry form offers of one formulation: strengths, and the excipients to choose from."""

from dataclasses import dataclass

from formulations.science.quantities import Unit
from formulations.science.specification import Component, Restriction, Specification, Strength, StrengthRange


@dataclass(frozen=True)
class Alternative:
    """One excipient that may be chosen. refused: why it will be refused when chosen; empty when it will not."""

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
        choices=tuple(_choice(name, specification=specification) for name in names),
    )


def _choice(name: str, *, specification: Specification) -> Choice:
    components = [component for component in specification.components if component.choice == name]
    return Choice(name, tuple(_alternative(one, restrictions=specification.restrictions) for one in components))


def _alternative(component: Component, *, restrictions: tuple[Restriction, ...]) -> Alternative:
    refused = [rule.reason for rule in restrictions if forbids(rule, component=component)]
    return Alternative(component.excipient, component.name, component.is_default, " ".join(refused))


def forbids(rule: Restriction, *, component: Component) -> bool:
    """Return whether a restriction forbids a component in the function that it has. Source: the restriction."""
    return rule.effect == "forbid" and rule.excipient == component.excipient and component.function in rule.functions
