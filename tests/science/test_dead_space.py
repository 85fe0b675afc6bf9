"""Small doses and the dead space of a syringe's tip: each bound, and what just does not reach it."""

from dataclasses import replace

import pytest

from formulations.science.specification import Device
from tests.science import samples
from tests.science.samples import amount
from tests.science.test_plan import plan_of

STANDARD_TIP, LOW_DOSE_TIP = amount("0.148 ml"), amount("0.02 ml")
THREE_ML = samples.syringe("3 ml", mark="0.1 ml")


def found(dose: str, *devices: Device) -> list[str]:
    """The messages of the finding for a dose at 1 mg/ml, measured with one of these devices."""
    plan = plan_of(samples.formula(devices=devices), dose)
    return [one.message for one in plan.findings if one.code == "device-dead-space"]


@pytest.mark.parametrize(
    ("dose", "tip", "percent"),
    [
        ("1.9 mg", STANDARD_TIP, "8"),  # 0.148 / 1.9 is 7.8 %
        ("1 mg", STANDARD_TIP, "15"),  # 14.8 %
        ("0.3 mg", LOW_DOSE_TIP, "7"),  # 0.02 / 0.3 is 6.7 %
    ],
)
def test_a_small_dose_of_which_the_tip_holds_more_than_a_twentieth_is_asked_about(dose, tip, percent) -> None:
    (message,) = found(dose, replace(THREE_ML, dead_space=tip))
    assert f"up to {percent} % more or less may be given" in message
    assert str(tip) in message


@pytest.mark.parametrize(
    ("dose", "tip"),
    [("2 mg", STANDARD_TIP), ("0.4 mg", LOW_DOSE_TIP), ("1 mg", None)],  # 2 ml itself; a twentieth itself; not stated
)
def test_at_two_ml_at_a_twentieth_and_without_a_stated_tip_nothing_is_asked(dose, tip) -> None:
    assert found(dose, replace(THREE_ML, dead_space=tip)) == []


def test_a_dose_of_two_draws_is_asked_about_by_its_draws() -> None:
    """3.8 ml with a syringe of 3 ml is drawn up as 1.9 ml twice."""
    (message,) = found("3.8 mg", replace(THREE_ML, dead_space=STANDARD_TIP))
    assert message.startswith("1.9 ml is drawn up with")


def test_a_device_without_the_trouble_is_chosen_before_a_smaller_one_with_it() -> None:
    five = samples.syringe("5 ml", mark="0.1 ml")
    assert found("1.5 mg", replace(THREE_ML, dead_space=STANDARD_TIP), five) == []
