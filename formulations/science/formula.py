"""Choosing: a specification becomes the formula for one patient, with one strength and one of each alternative."""

from collections.abc import Mapping

from formulations.science.quantities import Quantity
from formulations.science.specification import USUAL_PACK, ChosenFormula, Component, Pack, Specification, Strength

PACK = "pack"  # the name of the choice among containers and storage


class BadChoice(ValueError):
    """A strength, an excipient or a pack that the specification does not offer; the message lists what it does."""


def choose_formula(
    specification: Specification, *, strength: Quantity | None, choices: Mapping[str, str]
) -> ChosenFormula:
    """Return the specification with its choices made.

    strength: mass of active per unit; None takes the only strength. choices: choice name to excipient code
    ("filler": "lactose"), and "pack" to the code of a pack; a choice left out or empty takes its default. An
    excipient that is known but not offered is taken all the same, so that the restriction on it is found and shown.
    Raises BadChoice. Source: the specification.
    """
    return ChosenFormula(
        specification=specification,
        strength=_choose_strength(specification, amount=strength),
        components=_choose_components(
            specification, choices={name: code for name, code in choices.items() if name != PACK}
        ),
        chosen_pack=_choose_pack(specification, code=choices.get(PACK, "")),
    )


def choices_of(formula: ChosenFormula) -> dict[str, str]:
    """Return every choice made, by name: excipients, and the pack where it is not the usual one.

    `choose_formula` makes the same formula of them again. Source: the formula.
    """
    excipients = {part.choice: part.excipient for part in formula.components if part.choice}
    return excipients | ({PACK: formula.chosen_pack.code} if formula.chosen_pack else {})


def _choose_pack(specification: Specification, *, code: str) -> Pack | None:
    if code in ("", USUAL_PACK):
        return None
    for pack in specification.other_packs:
        if pack.code == code:
            return pack
    offered = ", ".join(pack.code for pack in specification.packs)
    raise BadChoice(f"{specification.name} comes in no pack {code!r}; choose one of {offered}")


def _choose_strength(specification: Specification, *, amount: Quantity | None) -> Strength:
    if amount is None:
        if len(specification.strengths) == 1 and specification.strengths_on_request is None:
            return specification.strengths[0]
        raise BadChoice(f"{specification.name} needs a strength; choose {_strengths_offered(specification)}")
    for strength in specification.strengths:
        if strength.amount.same_as(amount):
            return strength
    wanted = specification.strengths_on_request
    if wanted is not None and amount.unit.is_mass and wanted.least <= amount <= wanted.most:
        return Strength(amount.to(wanted.least.unit), wanted.per)
    raise BadChoice(f"{specification.name} is not made as {amount}; choose {_strengths_offered(specification)}")


def _strengths_offered(specification: Specification) -> str:
    offered = ", ".join(str(strength) for strength in specification.strengths)
    wanted = specification.strengths_on_request
    return f"{offered} or any from {wanted.least} to {wanted.most}" if wanted else offered


def _choose_components(specification: Specification, *, choices: Mapping[str, str]) -> tuple[Component, ...]:
    alternatives: dict[str, list[Component]] = {}
    for component in specification.components:
        if component.choice:
            alternatives.setdefault(component.choice, []).append(component)
    for name in choices:
        if name not in alternatives:
            known = ", ".join(alternatives) or "nothing"
            raise BadChoice(f"{specification.name} has no choice of {name!r}; what can be chosen: {known}")
    chosen = [
        _choose_one(specification, among=among, code=choices.get(name, "")) for name, among in alternatives.items()
    ]
    return (*(component for component in specification.components if not component.choice), *chosen)


def _choose_one(specification: Specification, *, among: list[Component], code: str) -> Component:
    wanted = [part for part in among if (part.excipient == code if code else part.is_default)]
    if wanted:
        return wanted[0]
    known = [excipient for excipient in specification.excipients if excipient.code == code]
    if known:
        return Component(code, known[0].name, among[0].function, quantity=among[0].quantity, choice=among[0].choice)
    offered = ", ".join(component.excipient for component in among)
    raise BadChoice(f"{code or 'nothing'!r} cannot be the {among[0].choice}; choose one of {offered}")
