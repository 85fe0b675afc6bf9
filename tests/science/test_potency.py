"""Potency: what cannot be right is refused, and water is taken off once."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formulations.science.batch import active_to_weigh, find_batch_amounts, on_balance
from formulations.science.potency import BadCertificate, Basis, Certificate, SubstanceForm, form_factor, mass_to_weigh
from formulations.science.quantities import BadQuantity
from tests.science import samples

SALT = SubstanceForm("sample hydrochloride", Decimal(300), carries="hydrogen chloride")
HYDRATE = SubstanceForm("sample dihydrate", Decimal(300), carries="hydrogen chloride", waters=Decimal(2))
PURE = Certificate(Decimal(100), Basis.ANHYDROUS)


def test_the_record_shows_every_factor_and_why() -> None:
    certificate = Certificate(Decimal("98.5"), Basis.ANHYDROUS, Decimal("8.7"))
    weighed = mass_to_weigh(samples.amount("100 mg"), labelled_as=SALT, weighed_as=HYDRATE, certificate=certificate)
    reasons = [why for _, why in weighed.factors]
    assert reasons == [
        "sample hydrochloride to sample dihydrate, dry",
        "water 8.7 %, measured",
        "assay 98.5 % anhydrous",
    ]


@given(st.decimals(min_value=1, max_value=20, places=2))
def test_with_measured_water_the_hydrate_named_on_the_bottle_changes_nothing(water: Decimal) -> None:
    certificate = Certificate(Decimal(99), Basis.ANHYDROUS, water)
    masses = [
        mass_to_weigh(samples.amount("100 mg"), labelled_as=SALT, weighed_as=form, certificate=certificate).amount
        for form in (SALT, HYDRATE)
    ]
    assert masses[0] == masses[1]


def test_an_assay_as_is_leaves_the_water_of_the_certificate_alone() -> None:
    wet = Certificate(Decimal(90), Basis.AS_IS, Decimal(8))
    dry = Certificate(Decimal(90), Basis.AS_IS)
    masses = [
        mass_to_weigh(samples.amount("90 mg"), labelled_as=SALT, weighed_as=HYDRATE, certificate=certificate).amount
        for certificate in (wet, dry)
    ]
    assert masses[0] == masses[1]
    assert str(on_balance(masses[0], readable=samples.amount("0.01 mg"))) == "100 mg"


def test_a_batch_is_weighed_by_its_labelled_mass() -> None:
    amounts = find_batch_amounts(samples.formula(), quantity=samples.amount("150 ml"))
    certificate = Certificate(Decimal(100), Basis.ANHYDROUS, Decimal("8.7"))
    weighed = active_to_weigh(amounts, labelled_as=SALT, weighed_as=HYDRATE, certificate=certificate)
    assert str(on_balance(weighed.amount, readable=samples.amount("0.1 mg"))) == "164.3 mg"  # 150 / 0.913


@pytest.mark.parametrize("assay", ["0", "-1", "110.01", "980"])
def test_an_assay_that_cannot_be_right_is_refused(assay: str) -> None:
    with pytest.raises(BadCertificate, match="assay"):
        Certificate(Decimal(assay), Basis.ANHYDROUS)


@pytest.mark.parametrize("water", ["-0.1", "100"])
def test_a_water_content_that_cannot_be_right_is_refused(water: str) -> None:
    with pytest.raises(BadCertificate, match="water"):
        Certificate(Decimal(100), Basis.ANHYDROUS, Decimal(water))


def test_forms_of_two_different_bases_are_not_turned_into_each_other() -> None:
    other = SubstanceForm("another substance", Decimal(250))
    with pytest.raises(BadCertificate, match="not forms of one base"):
        form_factor(SALT, weighed_as=other)
    with pytest.raises(BadCertificate, match="not forms of one base"):
        mass_to_weigh(samples.amount("1 mg"), labelled_as=SALT, weighed_as=other, certificate=PURE)


@pytest.mark.parametrize(
    "wrong", [{"base_molar_mass": Decimal(0)}, {"waters": Decimal(-1)}, {"carries": "hydrogen peroxide"}]
)
def test_a_substance_that_cannot_exist_is_refused(wrong: dict) -> None:
    with pytest.raises(BadCertificate, match="sample"):
        SubstanceForm(**{"name": "sample", "base_molar_mass": Decimal(300), **wrong})


@pytest.mark.parametrize(("quantity", "overage"), [("0 ml", "0"), ("100 ml", "-1")])
def test_a_batch_of_nothing_is_refused(quantity: str, overage: str) -> None:
    with pytest.raises(BadQuantity, match="cannot be made"):
        find_batch_amounts(samples.formula(), quantity=samples.amount(quantity), overage_percent=Decimal(overage))


def test_a_liquid_is_not_made_by_the_capsule() -> None:
    with pytest.raises(BadQuantity):
        find_batch_amounts(samples.formula(), quantity=samples.amount("30 capsules"))
