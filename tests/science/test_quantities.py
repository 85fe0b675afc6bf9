"""Amounts: read from text or refused, and written in one form."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formulations.science.quantities import BadQuantity, Quantity, Unit, read_number, total

POSITIVE = st.decimals(min_value=0, max_value=99999, places=4)


@pytest.mark.parametrize(
    ("text", "on_paper"),
    [
        ("0.5 mg", "0.5 mg"),
        ("0.50 mg", "0.5 mg"),
        ("3.0 mg", "3 mg"),
        ("1000 mg", "1,000 mg"),
        ("1234567.5 mg", "1,234,567.5 mg"),
        ("1 mcg", "1 microgram"),
        ("2 µg", "2 micrograms"),
        ("0.5 ug", "0.5 micrograms"),
        ("1 capsule", "1 capsule"),
        ("2 {capsule}", "2 capsules"),
        ("4.5 mL", "4.5 ml"),
        ("1 [drp]", "1 drop"),
        ("10000 IU", "10,000 units"),
        ("10000 international units", "10,000 units"),
        ("1 [iU]", "1 unit"),
        ("5000000 units", "5,000,000 units"),
        ("2 sachets", "2 sachets"),
        ("2 {suppository}", "2 suppositories"),
        ("1 pessaries", "1 pessary"),
    ],
)
def test_an_amount_is_written_without_trailing_zero_and_with_micrograms_spelled_out(text: str, on_paper: str) -> None:
    assert str(Quantity.read(text)) == on_paper


@pytest.mark.parametrize(
    "text",
    [
        "",
        "mg",
        "4.5",
        ".5 mg",
        "5. mg",
        "4,5 mg",
        "-1 mg",
        "+1 mg",
        "1e3 mg",
        "NaN mg",
        "Infinity mg",
        "٤ mg",
        "1 mg mg",
        "1 spoon",
        "4.5 ml\u202e",
        "1234567890123 mg",
        "ultra-low",
        "ultra low dose 1 mg",
        "very low",
        "low dose 4.5 mg",
    ],
)
def test_text_that_is_no_plain_amount_is_refused(text: str) -> None:
    with pytest.raises(BadQuantity):
        Quantity.read(text)


@pytest.mark.parametrize("value", [Decimal("NaN"), Decimal("Infinity"), Decimal(-1), 0.1, 1])
def test_only_exact_finite_numbers_from_zero_on_are_amounts(value: object) -> None:
    with pytest.raises(BadQuantity):
        Quantity(value, Unit.MILLIGRAM)


def test_masses_convert_into_each_other_exactly() -> None:
    assert str(Quantity.read("250 micrograms").to(Unit.MILLIGRAM)) == "0.25 mg"
    assert str(Quantity.read("0.0045 g").to(Unit.MILLIGRAM)) == "4.5 mg"
    assert Quantity.read("0.5 mg").same_as(Quantity.read("500 micrograms"))
    assert not Quantity.read("0.5 mg").same_as(Quantity.read("0.5 ml"))


def test_a_mass_does_not_become_a_volume() -> None:
    with pytest.raises(BadQuantity, match=r"4\.5 mg cannot be stated in ml"):
        Quantity.read("4.5 mg").to(Unit.MILLILITRE)


def test_unlike_amounts_are_not_added_or_compared() -> None:
    with pytest.raises(BadQuantity):
        Quantity.read("1 mg") + Quantity.read("1 ml")
    with pytest.raises(BadQuantity):
        assert Quantity.read("1 mg") < Quantity.read("1 capsule")


@pytest.mark.parametrize("unit", list(Unit))
def test_every_unit_reads_back_from_paper_and_from_its_code(unit: Unit) -> None:
    for amount in (Quantity(Decimal(1), unit), Quantity(Decimal(2), unit)):
        assert Quantity.read(str(amount)) == amount
    if unit not in (Unit.PUMP_STROKE, Unit.DEGREE_CELSIUS):
        assert Quantity.read(f"2 {unit.ucum}").unit is unit


def test_units_of_activity_never_stand_as_iu_on_paper() -> None:
    words = {word for unit in Unit for word in unit.words}
    assert not {word for word in words if word.lower() == "iu"}


def test_an_amount_is_not_divided_by_nothing() -> None:
    with pytest.raises(BadQuantity, match="cannot be divided"):
        Quantity.read("1 mg") / Quantity.read("0 mg")


def test_equal_amounts_in_two_units_are_each_at_least_and_at_most_the_other() -> None:
    half, same = Quantity.read("0.5 mg"), Quantity.read("500 micrograms")
    assert half >= same
    assert half <= same
    assert not half > same
    assert not half < same
    assert str(half - same) == "0 mg"


def test_an_amount_that_no_pharmacy_holds_is_refused() -> None:
    with pytest.raises(BadQuantity, match="more than any pharmacy holds"):
        Quantity(Decimal(10) ** 24, Unit.GRAM)


def test_taking_away_more_than_there_is_leaves_no_amount() -> None:
    with pytest.raises(BadQuantity, match="negative"):
        Quantity.read("1 mg") - Quantity.read("2 mg")


def test_a_sum_is_stated_in_the_unit_asked_for() -> None:
    amounts = [Quantity.read("1 mg"), Quantity.read("500 micrograms")]
    assert str(total(amounts, unit=Unit.MILLIGRAM)) == "1.5 mg"
    assert str(total([], unit=Unit.MILLILITRE)) == "0 ml"


def test_a_number_too_long_for_a_pharmacy_is_refused() -> None:
    with pytest.raises(BadQuantity, match="more than 12 digits"):
        read_number("1" * 13)


@given(POSITIVE, st.sampled_from(Unit))
def test_what_is_written_reads_back_as_the_same_amount_once_the_commas_of_thousands_are_taken_out(
    value: Decimal, unit: Unit
) -> None:
    amount = Quantity(value, unit)
    assert Quantity.read(str(amount).replace(",", "")) == amount


def test_a_comma_is_never_read_because_half_the_world_writes_it_for_the_point() -> None:
    with pytest.raises(BadQuantity):
        Quantity.read("1,500 mg")


@given(POSITIVE, st.sampled_from(Unit))
def test_no_amount_on_paper_ends_in_a_zero_decimal_or_begins_with_a_point(value: Decimal, unit: Unit) -> None:
    number = str(Quantity(value, unit)).split()[0]
    assert not number.startswith(".")
    assert not number.endswith(".")
    assert "." not in number or not number.endswith("0")
