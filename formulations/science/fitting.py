"""Whether a formulation fits somebody who has to avoid something: which choices do, and why the others do not."""

from dataclasses import dataclass

from formulations.science.contents import Part, parts_of
from formulations.science.restrictions import excipients_by_code, forbids
from formulations.science.specification import Component, Specification


@dataclass(frozen=True)
class Carrier:
    """A part that carries what is avoided. carries: the properties, or its own code where it is named itself."""

    part: Part
    carries: tuple[str, ...]


@dataclass(frozen=True)
class Refused:
    """An alternative that a restriction forbids, and why."""

    component: Component
    why: str


@dataclass(frozen=True)
class ChoiceFit:
    """One choice of a formulation: the alternatives that fit, the usual one first, and why the others do not."""

    name: str
    fitting: tuple[Component, ...]
    carriers: tuple[Carrier, ...]
    refused: tuple[Refused, ...]


@dataclass(frozen=True)
class Fit:
    """How a formulation fits. always_in: parts without choice that carry what is avoided; then nothing can be done."""

    always_in: tuple[Carrier, ...]
    choices: tuple[ChoiceFit, ...]

    @property
    def fits(self) -> bool:
        """Whether it can be made without what is avoided."""
        return not self.always_in and all(choice.fitting for choice in self.choices)

    @property
    def fits_as_usual(self) -> bool:
        """Whether nothing has to be chosen for that: each choice fits with what is taken when nobody chooses."""
        return self.fits and all(choice.fitting[0].is_default for choice in self.choices)


def find_fit(specification: Specification, *, avoided: frozenset[str]) -> Fit:
    """Return which parts and choices of a formulation fit.

    avoided: codes of properties and excipients. An alternative that a restriction forbids never fits, whatever it
    carries. Source: the specification's excipients, source materials and restrictions.
    """
    fixed = [one for one in specification.components if not one.choice]
    names = dict.fromkeys(one.choice for one in specification.components if one.choice)
    return Fit(
        always_in=_carriers(parts_of(specification, components=fixed), avoided=avoided),
        choices=tuple(_choice(name, specification=specification, avoided=avoided) for name in names),
    )


def _choice(name: str, *, specification: Specification, avoided: frozenset[str]) -> ChoiceFit:
    listed = [one for one in specification.components if one.choice == name]
    refused = [refusal for one in listed for refusal in _refusal(one, specification=specification)]
    forbidden = {refusal.component.excipient for refusal in refused}
    allowed = [one for one in listed if one.excipient not in forbidden]
    own = [part for part in parts_of(specification, components=allowed) if part.choice]
    carriers = _carriers(tuple(own), avoided=avoided)
    carrying = {carrier.part.code for carrier in carriers}
    fitting = [one for one in allowed if one.excipient not in carrying]
    return ChoiceFit(name, tuple(sorted(fitting, key=lambda one: not one.is_default)), carriers, tuple(refused))


def _refusal(component: Component, *, specification: Specification) -> list[Refused]:
    known = excipients_by_code(specification)
    why = [rule.reason for rule in specification.restrictions if forbids(rule, component=component, known=known)]
    return [Refused(component, " ".join(why))] if why else []


def _carriers(parts: tuple[Part, ...], *, avoided: frozenset[str]) -> tuple[Carrier, ...]:
    met = [(part, sorted(avoided & {part.code, *part.properties})) for part in parts]
    return tuple(Carrier(part, tuple(codes)) for part, codes in met if codes)
