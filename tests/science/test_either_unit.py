"""mg for ml: which number could be either, and which just could not."""

import pytest

from formulations.science.either_unit import find_either_unit, readings_of
from formulations.science.findings import Severity
from formulations.science.quantities import Unit
from formulations.science.regimen import DoseStep
from formulations.science.specification import DoseLimit
from tests.science import samples
from tests.science.samples import amount

RANGE = tuple(
    DoseLimit("range", Severity.STOP, overridable=False, message="out of range", above=above, below=below,
              titration_exempt=False, sources=())
    for above, below in ((amount("10 mg"), None), (None, amount("0.5 mg")))
)  # fmt: skip
FIVE = {
    "strength": "5 mg per 1 ml",
    "strengths": (samples.strength_of("5 mg per 1 ml"),),
    "devices": (samples.dropper(), samples.syringe("1 ml", mark="0.01 ml", least="0.11 ml")),
    "dose_limits": RANGE,
}


def found(dose: str, *, times: int = 1, **changes: object) -> list[tuple[str, str, str]]:
    steps = [DoseStep(amount(dose), times, None)]
    findings = find_either_unit(steps, formula=samples.formula(**{**FIVE, **changes}))
    return [(one.severity.value, one.values["as written"], one.values["in the other unit"]) for one in findings]


def test_4_5_ml_of_5_mg_per_ml_is_asked_back_because_4_5_mg_is_a_dose_too() -> None:
    assert found("4.5 ml") == [("warn", "4.5 ml, which is 22.5 mg", "4.5 mg, which is 0.9 ml")]


def test_1_mg_of_5_mg_per_ml_is_noted_because_1_ml_would_be_a_dose_of_5_mg() -> None:
    assert found("1 mg") == [("inform", "1 mg, which is 0.2 ml", "1 ml, which is 5 mg")]


@pytest.mark.parametrize(
    ("dose", "why"),
    [
        ("4.5 mg", "4.5 ml would be 22.5 mg, past any bound"),
        ("2.1 mg", "2.1 ml would be 10.5 mg, past any bound"),
        ("0.4 ml", "0.4 mg is below the range"),
        ("11 ml", "11 mg is past any bound"),
        ("900 micrograms", "900 ml is no reading of a dose in micrograms"),
        ("18 drops", "drops are neither"),
    ],
)
def test_a_number_that_is_no_dose_in_the_other_unit_is_not_asked_about(dose: str, why: str) -> None:
    assert found(dose) == [], why


def test_a_number_that_no_device_measures_in_the_other_unit_is_not_asked_about() -> None:
    assert found("3.333 ml") == []


def test_the_dose_a_day_decides_whether_the_other_reading_is_in_range() -> None:
    assert found("2 mg") != []  # 2 ml is 10 mg a day
    assert found("2 mg", times=2) == []  # 2 ml twice is 20 mg a day


def test_at_1_mg_per_ml_both_readings_are_the_same_dose_and_nothing_is_asked() -> None:
    one = {
        "strength": "1 mg per 1 ml",
        "strengths": (samples.strength_of("1 mg per 1 ml"),),
        "devices": samples.SYRINGES,
    }
    assert found("4.5 ml", **one) == []
    assert found("4.5 mg", **one) == []


def test_without_a_range_the_measure_alone_decides() -> None:
    assert found("4.5 ml", dose_limits=()) == [("warn", "4.5 ml, which is 22.5 mg", "4.5 mg, which is 0.9 ml")]


def test_a_volume_that_came_out_of_a_division_is_said_so_that_a_person_can_read_it() -> None:
    formula = samples.formula(strength="3 mg per 1 ml", strengths=(samples.strength_of("3 mg per 1 ml"),))
    readings = readings_of(amount("1 mg").value, formula=formula)
    assert readings is not None
    assert readings.as_mass == "1 mg, which is about 0.333 ml"


def test_capsules_and_a_cream_dosed_in_g_have_no_two_readings() -> None:
    assert readings_of(amount("2 mg").value, formula=samples.capsules()) is None
    cream = samples.formula(
        strength="10 mg per 1 g", strengths=(samples.strength_of("10 mg per 1 g"),), dose_unit=Unit.GRAM
    )
    assert readings_of(amount("2 g").value, formula=cream) is None
