"""Choosing a device: one for the whole regimen, the fewest draws, then the smallest."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formulations.science.measuring import (
    DoseNotMeasurable,
    UnknownDeviceKind,
    choose_device,
    device_kinds,
    dose_delivered,
    measure_dose,
)
from formulations.science.quantities import BadQuantity, Quantity, Unit
from formulations.science.specification import Device, Strength
from tests.science import samples
from tests.science.samples import amount

LIQUID = samples.strength_of("1 mg per 1 ml")


def chosen(*doses: str) -> str:
    device, _ = choose_device([amount(dose) for dose in doses], strength=LIQUID, devices=samples.SYRINGES)
    return device.name


def test_each_kind_of_device_is_found_by_name() -> None:
    assert device_kinds() == ("dropper", "oral-syringe", "pump", "topical-syringe", "whole-unit")


def test_4_5_ml_is_measured_in_one_draw_of_the_5_ml_syringe_that_has_the_mark() -> None:
    assert chosen("4.5 mg") == "5 ml oral syringe marked every 0.5 ml"


def test_a_small_dose_takes_the_smallest_syringe_that_holds_it() -> None:
    assert chosen("0.5 mg") == "1 ml oral syringe marked every 0.01 ml"
    assert chosen("1.5 mg") == "3 ml oral syringe marked every 0.1 ml"


def test_a_titration_gets_one_syringe_for_all_of_its_steps() -> None:
    assert chosen("1.5 mg", "3 mg") == "3 ml oral syringe marked every 0.1 ml"
    assert chosen("1.5 mg", "3 mg", "4.5 mg") == "5 ml oral syringe marked every 0.5 ml"


def test_two_draws_of_a_small_syringe_are_taken_only_when_no_larger_one_has_the_mark() -> None:
    assert chosen("3.3 mg") == "3 ml oral syringe marked every 0.1 ml"
    assert chosen("3.4 mg") == "5 ml oral syringe marked every 0.2 ml"


def test_measures_stand_in_the_order_of_the_doses() -> None:
    doses = [amount(dose) for dose in ("3 mg", "1.5 mg", "3 mg")]
    _, measures = choose_device(doses, strength=LIQUID, devices=samples.SYRINGES)
    assert [measure.text for measure in measures] == ["3 ml", "1.5 ml", "3 ml"]


def test_doses_that_no_single_syringe_measures_are_refused() -> None:
    with pytest.raises(DoseNotMeasurable, match=r"0\.75 mg cannot be measured \(3 ml oral syringe marked every 0\.1"):
        chosen("0.75 mg", "4.5 mg", "5 mg")


def test_a_refusal_names_the_device_with_the_finest_scale() -> None:
    with pytest.raises(DoseNotMeasurable, match=r"nearest doses that can be: 0\.77 mg and 0\.78 mg"):
        chosen("0.777 mg")


def test_a_formulation_without_a_device_measures_nothing() -> None:
    with pytest.raises(DoseNotMeasurable, match="names none"):
        choose_device([amount("1 mg")], strength=LIQUID, devices=())


def test_a_dropper_that_was_not_measured_gives_way_to_a_syringe() -> None:
    devices = (samples.dropper(measured=""), samples.syringe("1 ml", mark="0.01 ml"))
    device, _ = choose_device([amount("0.25 mg")], strength=samples.strength_of("5 mg per 1 ml"), devices=devices)
    assert device.kind == "oral-syringe"


def test_a_kind_of_device_that_nobody_wrote_is_refused_with_the_kinds_that_exist() -> None:
    with pytest.raises(UnknownDeviceKind, match="'spoon' is not known; use one of dropper, oral-syringe"):
        measure_dose(amount("1 mg"), strength=LIQUID, device=Device("spoon", "spoon", "spoon"))


@pytest.mark.parametrize("known", [{}, {"capacity": amount("5 ml")}, {"mark": amount("0.5 ml")}])
def test_a_syringe_without_capacity_or_marks_is_a_gap_in_the_specification(known: dict) -> None:
    device = Device("bare", "oral-syringe", "bare syringe", **known)
    with pytest.raises(BadQuantity, match="bare syringe has no capacity or no marks"):
        measure_dose(amount("1 mg"), strength=LIQUID, device=device)


@pytest.mark.parametrize(
    ("dose", "reason"),
    [
        ("0.2 mg", r"0\.2 ml is less than the 0\.3 ml it measures reliably"),
        ("2.25 mg", r"2\.25 ml is not on its marks, one every 0\.1 ml"),
        ("7 mg", "7 ml is more than 2 fillings of 3 ml"),
    ],
)
def test_a_refusal_says_what_is_wrong_with_the_volume(dose: str, reason: str) -> None:
    device = samples.syringe("3 ml", mark="0.1 ml", least="0.3 ml")
    with pytest.raises(DoseNotMeasurable, match=reason):
        measure_dose(amount(dose), strength=LIQUID, device=device)


def test_a_pump_that_delivers_volume_of_a_cream_needs_its_density() -> None:
    cream = samples.strength_of("10 mg per 1 g")
    with pytest.raises(BadQuantity, match="give the density"):
        measure_dose(amount("5 mg"), strength=cream, device=samples.pump("0.5 ml"))


@pytest.mark.parametrize(
    ("device", "taken"),
    [(samples.dropper(measured=""), "1 drop"), (samples.pump(measured=""), "1 pump stroke")],
)
def test_drops_and_strokes_have_no_dose_until_they_are_measured(device: Device, taken: str) -> None:
    with pytest.raises(BadQuantity, match="not been measured"):
        dose_delivered(amount(taken), strength=samples.strength_of("5 mg per 1 ml"), device=device)


MARKS = st.sampled_from(["0.01", "0.1", "0.2", "0.5"])
STRENGTHS = st.decimals(min_value=Decimal("0.1"), max_value=100, places=1)


@given(STRENGTHS, MARKS, st.integers(min_value=1, max_value=400))
def test_a_volume_on_a_mark_is_measured_and_reads_back_as_the_dose(mg: Decimal, mark: str, number: int) -> None:
    strength = Strength(Quantity(mg, Unit.MILLIGRAM), amount("1 ml"))
    device = samples.syringe("5 ml", mark=f"{mark} ml")
    volume = Decimal(mark) * number
    dose = Quantity(volume * mg, Unit.MILLIGRAM)
    if volume > 10:
        with pytest.raises(DoseNotMeasurable):
            measure_dose(dose, strength=strength, device=device)
        return
    measure = measure_dose(dose, strength=strength, device=device)
    assert dose_delivered(measure.amount, strength=strength, device=device) == dose
    assert sum(draw.value for draw in measure.draws) == volume == measure.preparation.value
    assert all(draw.value % Decimal(mark) == 0 and draw.value <= 5 for draw in measure.draws)


@given(st.decimals(min_value=0, max_value=20, places=3), MARKS)
def test_the_nearest_doses_named_in_a_refusal_can_be_measured_and_lie_on_both_sides(ml: Decimal, mark: str) -> None:
    device = samples.syringe("5 ml", mark=f"{mark} ml", least="0.3 ml" if mark == "0.1" else None)
    dose = Quantity(ml, Unit.MILLIGRAM)
    try:
        measure = measure_dose(dose, strength=LIQUID, device=device)
    except DoseNotMeasurable as refusal:
        for near in filter(None, (refusal.below, refusal.above)):
            measure_dose(near, strength=LIQUID, device=device)
        assert refusal.below is None or refusal.below < dose
        assert refusal.above is None or refusal.above > dose
        assert refusal.below or refusal.above
    else:
        assert measure.amount.value == ml


@given(st.integers(min_value=1, max_value=18), st.decimals(min_value=10, max_value=40, places=1))
def test_any_number_of_drops_reads_back_as_itself_whatever_was_measured(count: int, per_ml: Decimal) -> None:
    strength, device = samples.strength_of("5 mg per 1 ml"), samples.dropper(str(per_ml))
    drops = Quantity(Decimal(count), Unit.DROP)
    dose = dose_delivered(drops, strength=strength, device=device)
    measure = measure_dose(dose, strength=strength, device=device)
    assert measure.amount == drops
    assert Decimal(0) <= measure.preparation.value - count / per_ml < Decimal("0.0001")


@given(st.integers(min_value=1, max_value=3), st.decimals(min_value=Decimal("0.01"), max_value=50, places=2))
def test_capsules_counted_and_read_back_are_the_dose(count: int, mg: Decimal) -> None:
    strength = Strength(Quantity(mg, Unit.MILLIGRAM), amount("1 capsule"))
    dose = Quantity(mg * count, Unit.MILLIGRAM)
    measure = measure_dose(dose, strength=strength, device=samples.CAPSULES)
    assert measure.amount.value == count
    assert dose_delivered(measure.amount, strength=strength, device=samples.CAPSULES) == dose


def test_capsules_without_a_most_are_counted_without_bound() -> None:
    device = replace(samples.CAPSULES, most_units=None)
    measure = measure_dose(amount("15 mg"), strength=samples.strength_of("1.5 mg per 1 capsule"), device=device)
    assert measure.text == "10 capsules"


def test_a_volume_that_came_out_of_a_division_is_said_so_that_a_person_can_read_it() -> None:
    syringe = Device("s", "topical-syringe", "syringe", amount("1 ml"), amount("0.01 ml"), density=Decimal("0.95"))
    cream = Strength(amount("10 mg"), amount("1 g"))
    with pytest.raises(DoseNotMeasurable, match=r"about 0\.5263 ml is not on its marks"):  # 0.5 g / 0.95 g/ml
        measure_dose(amount("5 mg"), strength=cream, device=syringe)


def test_a_volume_too_small_to_shorten_is_never_said_to_be_0_ml() -> None:
    syringe = Device("s", "oral-syringe", "syringe", amount("1 ml"), amount("0.01 ml"))
    liquid = Strength(amount("1 mg"), amount("1 ml"))
    with pytest.raises(DoseNotMeasurable, match=r"0\.00001 ml is less than"):
        measure_dose(Quantity(Decimal("0.00001"), Unit.MILLIGRAM), strength=liquid, device=syringe)
