"""What a preparation contains and is free from, from the parts that are used."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formulations.science.contents import contents_of, contradicted_claims, free_from
from formulations.science.specification import (
    ChosenFormula,
    Component,
    Excipient,
    SourceMaterial,
    Specification,
)
from tests.science import samples
from tests.science.samples import strength_of

MEANINGS = {
    "lactose": frozenset({"lactose"}),
    "colourants": frozenset({"colourant"}),
    "gelatine": frozenset({"gelatine"}),
    "gluten": frozenset({"gluten"}),
}
ACTIVE = Component("sampline", "sampline hydrochloride", "active", None)
CELLULOSE = Component("cellulose", "cellulose", "filler", None, choice="filler", is_default=True)
LACTOSE = Component("milk-sugar", "lactose monohydrate", "filler", None, choice="filler")
WHITE = Component("white-shell", "white gelatine shell", "shell", None, choice="shell", is_default=True)
CLEAR = Component("plant-shell", "plant shell", "shell", None, choice="shell")
EXCIPIENTS = (
    Excipient("cellulose", "cellulose", "cellulose", ("cellulose",), ()),
    Excipient("milk-sugar", "lactose monohydrate", "lactose", ("lactose", "milk"), ()),
    Excipient("white-shell", "white gelatine shell", "gelatine", ("gelatine", "titanium-dioxide", "colourant"), ()),
    Excipient("plant-shell", "plant shell", "hypromellose", ("cellulose",), ()),
)
TABLET = SourceMaterial(
    "tablet", "sampline 50 mg tablet", "licensed tablet", "crushed", ("lactose", "milk"), ("lactose", "silica")
)
POWDER = SourceMaterial("powder", "sampline powder", "bulk powder", "as it is", ())


def means(word: str) -> frozenset[str]:
    return MEANINGS.get(word, frozenset())


def capsule(*claims: str, **changes: object) -> Specification:
    plain = samples.specification(
        components=(ACTIVE, CELLULOSE, LACTOSE, WHITE, CLEAR), excipients=EXCIPIENTS, free_from=claims
    )
    return replace(plain, **changes)


def made_of(*components: Component, specification: Specification) -> ChosenFormula:
    return ChosenFormula(specification, strength_of("1 mg per 1 ml"), components)


def test_the_shell_counts_among_the_contents() -> None:
    contents = contents_of(made_of(ACTIVE, CELLULOSE, WHITE, specification=capsule()))
    assert [(one.property, one.carriers) for one in contents] == [
        ("cellulose", ("cellulose",)),
        ("colourant", ("white gelatine shell",)),
        ("gelatine", ("white gelatine shell",)),
        ("titanium-dioxide", ("white gelatine shell",)),
    ]


def test_what_two_parts_carry_names_both() -> None:
    (cellulose,) = contents_of(made_of(ACTIVE, CELLULOSE, CLEAR, specification=capsule()))
    assert cellulose.carriers == ("cellulose", "plant shell")


def test_a_tablet_that_the_active_may_be_taken_from_brings_its_lactose_along() -> None:
    specification = capsule(source_materials=(POWDER, TABLET))
    carriers = {one.property: one.carriers for one in contents_of(made_of(ACTIVE, CLEAR, specification=specification))}
    assert carriers["lactose"] == ("sampline 50 mg tablet",)


def test_a_tablet_that_stands_among_the_components_is_not_counted_twice() -> None:
    traces = Component("tablet", "excipients of the tablet", "source-material", None)
    known = (*EXCIPIENTS, Excipient("tablet", "excipients of the tablet", "traces", ("lactose", "milk"), ()))
    specification = capsule(excipients=known, source_materials=(TABLET,))
    carriers = {one.property: one.carriers for one in contents_of(made_of(traces, specification=specification))}
    assert carriers["lactose"] == ("excipients of the tablet",)


def test_free_from_is_said_only_of_what_no_part_carries() -> None:
    specification = capsule("lactose", "colourants", "gelatine")
    plain = made_of(ACTIVE, CELLULOSE, CLEAR, specification=specification)
    white = made_of(ACTIVE, LACTOSE, WHITE, specification=specification)
    assert free_from(plain, means=means) == ("lactose", "colourants", "gelatine")
    assert free_from(white, means=means) == ()


def test_free_from_is_never_said_of_what_the_specification_does_not_list() -> None:
    assert free_from(made_of(ACTIVE, CELLULOSE, specification=capsule("gelatine")), means=means) == ("gelatine",)


def test_a_word_that_is_not_understood_is_never_claimed() -> None:
    assert free_from(made_of(ACTIVE, CELLULOSE, specification=capsule("nastiness")), means=means) == ()


def test_a_claim_that_the_usual_parts_contradict_cannot_be_submitted() -> None:
    assert contradicted_claims(capsule("colourants"), means=means) == [
        "It is called free from colourants, and white gelatine shell (shell) carries it."
    ]


def test_a_claim_may_stand_that_only_an_alternative_contradicts() -> None:
    assert contradicted_claims(capsule("lactose", "gluten"), means=means) == []


def test_a_claim_that_a_source_of_the_active_contradicts_cannot_be_submitted() -> None:
    specification = capsule("lactose", source_materials=(POWDER, TABLET))
    assert contradicted_claims(specification, means=means) == [
        "It is called free from lactose, and sampline 50 mg tablet (source-material) carries it."
    ]


def test_a_claim_that_is_not_understood_cannot_be_submitted() -> None:
    (objection,) = contradicted_claims(capsule("nastiness"), means=means)
    assert "'nastiness'" in objection


PARTS = st.lists(st.sampled_from([ACTIVE, CELLULOSE, LACTOSE, WHITE, CLEAR]), unique=True)


@given(parts=PARTS, claims=st.lists(st.sampled_from([*MEANINGS, "nastiness"]), unique=True))
def test_nothing_is_ever_both_contained_and_called_free_from(parts: list[Component], claims: list[str]) -> None:
    formula = made_of(*parts, specification=capsule(*claims))
    carried = {one.property for one in contents_of(formula)}
    assert all(means(word).isdisjoint(carried) for word in free_from(formula, means=means))


@pytest.mark.parametrize("word", MEANINGS)
def test_a_specification_without_objections_may_print_the_claim_of_its_usual_parts(word: str) -> None:
    specification = capsule(word)
    usual = [one for one in specification.components if not one.choice or one.is_default]
    may_be_printed = free_from(made_of(*usual, specification=specification), means=means) == (word,)
    assert may_be_printed == (contradicted_claims(specification, means=means) == [])
