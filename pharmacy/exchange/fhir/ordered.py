"""What a Medication asks to be made: formulation, strength, and the excipients chosen for this patient."""

from collections.abc import Callable

from formulations.science.quantities import Quantity, Unit
from formulations.science.restrictions import excipients_by_code, forbids
from formulations.science.specification import Specification
from pharmacy.exchange.fhir.amounts import read_strength
from pharmacy.exchange.fhir.coding import CHOICE, EXCIPIENT, FORMULATION, codes_in, text_of
from pharmacy.exchange.fhir.element import Element
from pharmacy.exchange.fhir.medications import Medicine, is_active

FindSpecification = Callable[[str], Specification]


def read_formulation(medicine: Medicine) -> str:
    """Return the code of the formulation. Raises BadBundle when several are named.

    Source: this project's code system (docs/dispense.md).
    """
    codes = set(codes_in(medicine.concept, system=FORMULATION))
    if len(codes) != 1:
        raise medicine.concept.bad(f"names {len(codes)} formulations; name one", name="coding")
    return codes.pop()


def read_asked_strength(medicine: Medicine, *, specification: Specification) -> Quantity | None:
    """Return the amount of active in one unit; None where the Medication does not say.

    Of two actives it is the first one's, by which the dose is measured; the other's has to be what goes with it.
    Raises BadBundle for an active that the formulation does not hold, and for a strength per mL of what is counted.
    Source: FHIR R4, Medication.ingredient.strength.
    """
    stated = [one for one in _ingredients(medicine) if is_active(one) and one.has("strength")]
    active = [one for one in stated if not _goes_with_the_first(one, specification=specification)]
    if not active:
        return None
    if len(active) > 1:
        raise active[1].bad(
            f"is a second active ingredient that {specification.code} does not hold; leave it out", name="strength"
        )
    strength = active[0].child("strength", do="write it")
    amount, per = read_strength(strength)
    if per not in _units_of(specification):
        wanted = " or ".join(sorted(unit.value for unit in _units_of(specification)))
        raise strength.bad(
            f"is per {per.value}, but {specification.code} is made per {wanted}; correct it", name="denominator"
        )
    return amount


def _goes_with_the_first(ingredient: Element, *, specification: Specification) -> bool:
    """Whether it is a further active of the formulation. Raises BadBundle when its strength is another."""
    if not ingredient.has("itemCodeableConcept"):
        return False
    text = text_of(ingredient.child("itemCodeableConcept", do="name it")).casefold()
    named = [one for one in specification.further_actives if text in (one.code, one.labelled_as.casefold())]
    if not named:
        return False
    strength = ingredient.child("strength", do="write it")
    amount, per = read_strength(strength)
    if per is not named[0].per.unit or not (amount * named[0].per.value).same_as(named[0].amount):
        raise strength.bad(f"is not the {named[0].strength} of {named[0].labelled_as} in {specification.code}")
    return True


def read_choices(medicine: Medicine, *, specification: Specification) -> dict[str, str]:
    """Return the excipients chosen for this patient: {"filler": "lactose"}.

    An ingredient with isActive false is a choice, named by a coding of system urn:secundum:excipient or by the name of
    the excipient; a coding of system urn:secundum:choice says for what, where the excipient alone does not.
    Raises BadBundle for an excipient that the specification does not know, and for two choices of one kind.
    Source: this project's code systems (docs/dispense.md).
    """
    choices: dict[str, str] = {}
    for ingredient in _ingredients(medicine):
        if is_active(ingredient) or not ingredient.has("itemCodeableConcept"):
            continue
        item = ingredient.child("itemCodeableConcept", do="name it")
        code = _excipient(item, specification=specification)
        kind = _kind_of_choice(item, code, specification=specification)
        if kind and choices.setdefault(kind, code) != code:
            raise item.bad(f"chooses a second {kind}; keep one", name="coding")
    return choices


def _excipient(item: Element, *, specification: Specification) -> str:
    """The code given, or the component that the text names."""
    codes = codes_in(item, system=EXCIPIENT)
    if len(codes) == 1:
        return codes[0]
    text = text_of(item).casefold()
    named = {one.excipient for one in specification.components if text in (one.name.casefold(), one.excipient)}
    if codes or len(named) != 1:
        raise item.bad(f"does not name one excipient of {specification.code}; {_choices(specification)}")
    return named.pop()


def _kind_of_choice(item: Element, code: str, *, specification: Specification) -> str:
    """What an excipient is chosen for; empty for a component that is always in."""
    kinds = set(codes_in(item, system=CHOICE))
    kinds = kinds or {one.choice for one in specification.components if one.excipient == code}
    if len(kinds) != 1:
        raise item.bad(f"does not say what {code!r} is chosen for; {_choices(specification)}")
    return kinds.pop()


def _choices(specification: Specification) -> str:
    known = excipients_by_code(specification)
    parts = [
        one
        for one in specification.components
        if one.choice and not any(forbids(rule, component=one, known=known) for rule in specification.restrictions)
    ]
    offered = [f"{one.choice} {one.excipient}" for one in parts]
    return f"write one of these with the systems {CHOICE} and {EXCIPIENT}: {', '.join(offered) or 'none'}"


def _ingredients(medicine: Medicine) -> tuple[Element, ...]:
    return medicine.medication.children("ingredient") if medicine.medication else ()


def _units_of(specification: Specification) -> set[Unit]:
    on_request = specification.strengths_on_request
    return {one.per.unit for one in specification.strengths} | ({on_request.per.unit} if on_request else set())
