"""Answers a list of what to avoid: which formulations and choices fit, why the others do not, how they are filled."""

from collections.abc import Iterable
from dataclasses import dataclass

from formulations.filling import FillShown, fills_shown
from formulations.reference.avoided import Avoided, Term, names_the_active, read_terms, together
from formulations.reference.properties import properties
from formulations.science.contents import Part, parts_of, unlisted_products
from formulations.science.fitting import Carrier, ChoiceFit, find_fit
from formulations.science.specification import Component, Excipient, Specification

ACTIVE = "active"
UNLISTED = "cream-base"  # the property of a ready-made base: what is in it stands on its maker's list alone


@dataclass(frozen=True)
class TermShown:
    """One thing to avoid, as it was written. means: what excipients may carry of it, in words.

    understood: whether every word of it was. A term that is understood and means nothing is no excipient's.
    """

    text: str
    means: tuple[str, ...]
    medicines: tuple[str, ...]
    understood: bool


@dataclass(frozen=True)
class Option:
    """One alternative that fits. fills: what a capsule takes of it, strength by strength."""

    name: str
    is_usual: bool
    fills: tuple[FillShown, ...]


@dataclass(frozen=True)
class ChoiceAnswer:
    """One choice: the alternatives that fit, and a sentence for each of the others."""

    name: str
    fitting: tuple[Option, ...]
    others: tuple[str, ...]


@dataclass(frozen=True)
class FormulationAnswer:
    """How one formulation fits. always_in: sentences on parts that nobody can choose away.

    ask_about: ready-made parts whose own parts are not listed, so that they were not compared.
    """

    code: str
    name: str
    fits: bool
    fits_as_usual: bool
    always_in: tuple[str, ...]
    choices: tuple[ChoiceAnswer, ...]
    ask_about: tuple[str, ...] = ()


@dataclass(frozen=True)
class Answer:
    """The whole answer. formulations: those that fit first, in the order given."""

    terms: tuple[TermShown, ...]
    formulations: tuple[FormulationAnswer, ...]

    @property
    def not_understood(self) -> tuple[str, ...]:
        """The terms, or parts of them, that were compared with nothing."""
        return tuple(term.text for term in self.terms if not term.understood)

    @property
    def fitting(self) -> int:
        """How many of the formulations fit."""
        return sum(one.fits for one in self.formulations)


def answer(text: str, *, specifications: Iterable[Specification]) -> Answer:
    """Return which formulations and choices fit somebody who avoids what a text lists.

    text: terms apart by commas or new lines, in anybody's words. Source: the specifications, `fitting.find_fit`.
    """
    listed = tuple(specifications)
    terms = read_terms(text, excipients=_excipients(listed))
    avoided = together(terms)
    found = [_formulation(one, avoided=avoided) for one in listed]
    in_order = sorted(found, key=lambda one: (not one.fits, not one.fits_as_usual))
    return Answer(tuple(_shown(term) for term in terms), tuple(in_order))


def _excipients(listed: tuple[Specification, ...]) -> tuple[Excipient, ...]:
    return tuple({one: None for specification in listed for one in specification.excipients})


def _shown(term: Term) -> TermShown:
    known = properties()
    named = [known[code].name for code in sorted(term.means.properties) if code in known]
    return TermShown(term.text, tuple(named), tuple(sorted(term.means.medicines)), term.means.known)


def _formulation(specification: Specification, *, avoided: Avoided) -> FormulationAnswer:
    fit = find_fit(specification, avoided=avoided.properties)
    is_active = names_the_active(avoided, active=specification.active_name)
    always_in = [_sentence(one) for one in fit.always_in]
    if is_active and not any(one.part.function == ACTIVE for one in fit.always_in):
        always_in.insert(0, f"{specification.active_name} is the active itself.")
    return FormulationAnswer(
        specification.code,
        specification.name,
        fit.fits and not is_active,
        fit.fits_as_usual and not is_active,
        tuple(always_in),
        tuple(_choice(one, specification=specification) for one in fit.choices),
        _not_compared(specification),
    )


def _not_compared(specification: Specification) -> tuple[str, ...]:
    bases = (part.name for part in _usual_parts(specification) if UNLISTED in part.properties)
    return (*bases, *unlisted_products(specification, components=specification.components))


def _usual_parts(specification: Specification) -> tuple[Part, ...]:
    fixed = [one for one in specification.components if not one.choice or one.is_default]
    return parts_of(specification, components=fixed)


def _choice(choice: ChoiceFit, *, specification: Specification) -> ChoiceAnswer:
    return ChoiceAnswer(
        choice.name,
        tuple(_option(one, specification=specification) for one in choice.fitting),
        (
            *(_sentence(one) for one in choice.carriers),
            *(f"{one.component.name} is refused as {choice.name}: {one.why}" for one in choice.refused),
        ),
    )


def _option(component: Component, *, specification: Specification) -> Option:
    return Option(component.name, component.is_default, fills_shown(component, specification=specification))


def _sentence(carrier: Carrier) -> str:
    known = properties()
    own = [code for code in carrier.carries if code not in known]
    carries = [known[code].name for code in carrier.carries if code in known]
    if not carries:
        return f"{carrier.part.name} ({carrier.part.function}) is {own[0].replace('-', ' ')} itself."
    return f"{carrier.part.name} ({carrier.part.function}) carries {', '.join(carries)}."
