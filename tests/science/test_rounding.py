"""Rounding: the direction is kept, whatever the value."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formulations.science.quantities import BadQuantity, Quantity
from formulations.science.rounding import Direction, round_amount, round_number

VALUES = st.decimals(min_value=0, max_value=10**9, places=6)
STEPS = st.sampled_from([Decimal(step) for step in ("0.0001", "0.01", "0.1", "0.2", "0.5", "1", "30")])


@given(VALUES, STEPS, st.sampled_from(Direction))
def test_a_rounded_value_is_a_step_less_than_one_step_away(value: Decimal, step: Decimal, direction: Direction) -> None:
    rounded = round_number(value, step=step, direction=direction)
    assert rounded % step == 0
    assert abs(rounded - value) < step


@given(VALUES, STEPS)
def test_up_is_never_below_and_down_is_never_above(value: Decimal, step: Decimal) -> None:
    up = round_number(value, step=step, direction=Direction.UP)
    down = round_number(value, step=step, direction=Direction.DOWN)
    assert down <= value <= up


@given(VALUES, STEPS)
def test_nearest_is_at_most_half_a_step_away(value: Decimal, step: Decimal) -> None:
    rounded = round_number(value, step=step, direction=Direction.NEAREST)
    assert abs(rounded - value) * 2 <= step


@given(VALUES, STEPS, st.sampled_from(Direction))
def test_rounding_twice_changes_nothing_more(value: Decimal, step: Decimal, direction: Direction) -> None:
    once = round_number(value, step=step, direction=direction)
    assert round_number(once, step=step, direction=direction) == once


@pytest.mark.parametrize("step", ["0", "-0.1"])
def test_there_is_no_rounding_to_a_step_of_nothing(step: str) -> None:
    with pytest.raises(BadQuantity, match="no step"):
        round_number(Decimal(1), step=Decimal(step), direction=Direction.UP)


def test_an_amount_is_not_rounded_to_a_step_of_another_kind() -> None:
    with pytest.raises(BadQuantity):
        round_amount(Quantity.read("1.234 mg"), step=Quantity.read("0.1 ml"), direction=Direction.UP)


def test_an_amount_is_rounded_to_a_step_in_another_unit_of_its_kind() -> None:
    rounded = round_amount(Quantity.read("1.2344 mg"), step=Quantity.read("1 microgram"), direction=Direction.UP)
    assert str(rounded) == "1.235 mg"
