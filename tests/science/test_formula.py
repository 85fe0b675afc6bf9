"""Choosing strength and alternatives."""

from dataclasses import replace

import pytest

from formulations.science.formula import BadChoice, choose_formula
from formulations.science.specification import Component, Excipient, Specification, StrengthRange
from tests.science import samples
from tests.science.samples import amount, strength_of

CELLULOSE = Component("cellulose", "cellulose", "filler", None, choice="filler", is_default=True)
LACTOSE = Component("lactose", "lactose", "filler", None, choice="filler")
SHELL = Component("hypromellose", "hypromellose", "shell", None, choice="shell", is_default=True)
ACTIVE = Component("sampline", "sampline hydrochloride", "active", None)


def capsule(**changes: object) -> Specification:
    plain = samples.specification(
        name="Sample capsules",
        strengths=(strength_of("1.5 mg per 1 capsule"), strength_of("3 mg per 1 capsule")),
        strengths_on_request=StrengthRange(amount("0.5 mg"), amount("5 mg"), amount("1 capsule")),
        components=(ACTIVE, CELLULOSE, LACTOSE, SHELL),
        excipients=tuple(
            Excipient(code, code, code, contains, ())
            for code, contains in [("cellulose", ()), ("lactose", ("milk sugar",)), ("hypromellose", ()), ("chalk", ())]
        ),
    )
    return replace(plain, **changes)


def chosen(*, strength: str = "1.5 mg", **choices: str) -> list[str]:
    formula = choose_formula(capsule(), strength=amount(strength), choices=choices)
    return [component.excipient for component in formula.components]


def test_choices_left_out_or_empty_take_their_default() -> None:
    assert chosen() == chosen(filler="") == ["sampline", "cellulose", "hypromellose"]


def test_a_filler_is_chosen_for_one_patient() -> None:
    assert chosen(filler="lactose") == ["sampline", "lactose", "hypromellose"]


def test_a_choice_that_the_specification_does_not_have_is_refused() -> None:
    with pytest.raises(BadChoice, match="no choice of 'flavour'; what can be chosen: filler, shell"):
        chosen(flavour="mint")


def test_an_excipient_that_is_not_known_is_refused_with_those_that_are_offered() -> None:
    with pytest.raises(BadChoice, match="'sand' cannot be the filler; choose one of cellulose, lactose"):
        chosen(filler="sand")


def test_a_choice_without_a_default_must_be_made() -> None:
    specification = capsule(components=(replace(CELLULOSE, is_default=False), LACTOSE))
    with pytest.raises(BadChoice, match="'nothing' cannot be the filler"):
        choose_formula(specification, strength=amount("1.5 mg"), choices={})


@pytest.mark.parametrize("strength", ["1.5 mg", "1500 micrograms", "0.5 mg", "5 mg", "2.75 mg"])
def test_a_strength_kept_ready_or_within_the_range_is_made(strength: str) -> None:
    formula = choose_formula(capsule(), strength=amount(strength), choices={})
    assert formula.strength.amount.same_as(amount(strength))
    assert formula.strength.per == amount("1 capsule")


@pytest.mark.parametrize("strength", ["0.49 mg", "5.01 mg", "50 mg", "1.5 ml"])
def test_a_strength_outside_the_range_is_refused_with_what_is_offered(strength: str) -> None:
    with pytest.raises(BadChoice, match=r"1\.5 mg, 3 mg or any from 0\.5 mg to 5 mg"):
        choose_formula(capsule(), strength=amount(strength), choices={})


def test_a_formulation_of_several_strengths_needs_one_named() -> None:
    with pytest.raises(BadChoice, match="needs a strength"):
        choose_formula(capsule(), strength=None, choices={})


def test_a_formulation_of_one_strength_needs_none_named() -> None:
    formula = choose_formula(samples.specification(), strength=None, choices={})
    assert str(formula.strength) == "1 mg/ml"


def test_a_formulation_of_one_strength_is_not_made_in_another() -> None:
    with pytest.raises(BadChoice, match="is not made as 2 mg; choose 1 mg/ml"):
        choose_formula(samples.specification(), strength=amount("2 mg"), choices={})
