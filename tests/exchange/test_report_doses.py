"""How the doses of an order are read for the entry page: never guessed, every refusal by its path."""

from typing import Any

import pytest

from formulations.science.quantities import Quantity
from formulations.science.regimen import DoseStep
from tests.exchange.reports import bundle_of, dosage, order, report_on, the_order

DAILY = {"frequency": 1, "period": 1, "periodUnit": "d"}
DOSE = Quantity.read("1.5 mg")


def steps_of(**repeat: Any) -> tuple[DoseStep, ...]:
    return the_order(report_on(bundle_of(order(dosageInstruction=[dosage(repeat=repeat)])))).steps


def refusal(*dosages: dict[str, Any]) -> str:
    found = the_order(report_on(bundle_of(order(dosageInstruction=list(dosages)))))
    assert found.steps == ()
    (remark,) = found.remarks
    return remark


@pytest.mark.parametrize(
    ("repeat", "step"),
    [
        (DAILY, DoseStep(DOSE, 1, None)),
        ({"frequency": 1, "period": 2, "periodUnit": "d"}, DoseStep(DOSE, 1, None, every=2)),
        ({"frequency": 1, "period": 48, "periodUnit": "h"}, DoseStep(DOSE, 1, None, every=2)),
        ({"frequency": 1, "period": 8, "periodUnit": "h"}, DoseStep(DOSE, 3, None, hours_apart=8)),
        ({"frequency": 1, "period": 1, "periodUnit": "wk"}, DoseStep(DOSE, 1, None, every=7)),
        ({"period": 3, "periodUnit": "d", "when": ["HS"]}, DoseStep(DOSE, 1, None, ("bedtime",), every=3)),
        (
            {"frequency": 2, "period": 2, "periodUnit": "d", "when": ["MORN", "HS"]},
            DoseStep(DOSE, 2, None, ("morning", "bedtime"), every=2),
        ),
        (DAILY | {"timeOfDay": ["08:00:00"]}, DoseStep(DOSE, 1, None, ("morning",))),
    ],
)
def test_a_rhythm_of_whole_days_is_read(repeat: dict[str, Any], step: DoseStep) -> None:
    assert steps_of(**repeat) == (step,)


@pytest.mark.parametrize(
    ("repeat", "element"),
    [
        ({"frequency": 2, "period": 2, "periodUnit": "d"}, "repeat.frequency: 2 times in 2 days leaves open"),
        ({"frequency": 1, "period": 36, "periodUnit": "h"}, "repeat.period: 36 is not a whole number of days"),
        ({"frequency": 1, "period": 32, "periodUnit": "d"}, "repeat.period: 32 is not a whole number of days"),
        ({"frequency": 1, "period": 1, "periodUnit": "mo"}, "repeat.periodUnit: 'mo' is not a period"),
        (DAILY | {"dayOfWeek": ["mon"]}, "repeat.dayOfWeek"),
        (
            {"frequency": 1, "period": 12, "periodUnit": "h", "when": ["MORN", "EVE"]},
            "says every 12 hours, day and night, and names times of day",
        ),
        (DAILY | {"count": 3}, "repeat.count"),
        (DAILY | {"when": ["ACM"]}, "repeat.when: a list of 1 holds 'ACM'"),
        ({"frequency": 1, "period": 2, "periodUnit": "d", "when": ["MORN", "HS"]}, "names 2 times of day"),
    ],
)
def test_a_rhythm_that_leaves_something_open_is_refused_by_its_path(repeat: dict[str, Any], element: str) -> None:
    assert element in refusal(dosage(repeat=repeat))


def test_every_other_day_by_its_abbreviation_is_read() -> None:
    every_other = dosage() | {"timing": {"code": {"coding": [{"code": "QOD"}]}}}
    assert the_order(report_on(bundle_of(order(dosageInstruction=[every_other])))).steps == (
        DoseStep(DOSE, 1, None, every=2),
    )


def test_an_abbreviation_that_is_not_known_is_refused_and_not_passed_over() -> None:
    assert "coding[0].code: 'BED' is none of" in refusal(
        dosage() | {"timing": {"code": {"coding": [{"code": "BED"}]}, "repeat": DAILY}}
    )


def test_a_titration_is_read_in_the_order_of_its_sequence() -> None:
    week = {"boundsDuration": {"value": 1, "code": "wk"}, **DAILY}
    second = dosage(sequence=2, doseAndRate=[{"doseQuantity": {"value": 3, "unit": "mg"}}])
    found = the_order(report_on(bundle_of(order(dosageInstruction=[second, dosage(sequence=1, repeat=week)]))))
    assert found.steps == (DoseStep(DOSE, 1, 7), DoseStep(Quantity.read("3 mg"), 1, None))


@pytest.mark.parametrize(
    ("change", "element"),
    [
        (
            {"doseAndRate": [{"doseRange": {"low": {"value": 1, "unit": "mg"}, "high": {"value": 2, "unit": "mg"}}}]},
            "doseAndRate[0].doseRange",
        ),
        ({"doseAndRate": [{"doseQuantity": {"value": 1, "unit": "TAB"}}]}, "doseQuantity.unit: 'TAB'"),
        ({"doseAndRate": [{"doseQuantity": {"value": 1}}]}, "doseQuantity.code: is missing"),
        ({"asNeededBoolean": True}, "asNeededBoolean: true asks for doses as needed"),
        ({"maxDosePerLifetime": {"value": 9, "unit": "mg"}}, "maxDosePerLifetime"),
    ],
)
def test_a_dose_that_is_not_one_dose_a_time_is_refused_by_its_path(change: dict[str, Any], element: str) -> None:
    assert element in refusal(dosage(**change))


def limit(value: str, *, days: int = 1) -> dict[str, Any]:
    most = {"value": float(value), "unit": "mg"}
    return {"maxDosePerPeriod": {"numerator": most, "denominator": {"value": days, "code": "d"}}}


def test_a_limit_that_the_dose_keeps_is_read_and_one_it_crosses_is_refused() -> None:
    kept = order(dosageInstruction=[dosage(**limit("1.5"))])
    assert the_order(report_on(bundle_of(kept))).steps == (DoseStep(DOSE, 1, None),)
    assert "maxDosePerPeriod: an object allows 1.4 mg in 1 days, but 1.5 mg is to be taken" in refusal(
        dosage(**limit("1.4"))
    )


def test_a_limit_over_days_counts_the_days_on_which_it_is_taken() -> None:
    every_other = {"frequency": 1, "period": 2, "periodUnit": "d"}
    kept = order(dosageInstruction=[dosage(repeat=every_other, **limit("6", days=7))])
    assert len(the_order(report_on(bundle_of(kept))).steps) == 1
    assert "allows 5.9 mg in 7 days, but 6 mg is to be taken" in refusal(
        dosage(repeat=every_other, **limit("5.9", days=7))
    )


def test_words_alone_are_kept_as_words_and_no_dose_is_made_of_them() -> None:
    said = {"text": "1.5 mg at night,\nincrease as told", "patientInstruction": "with water"}
    found = the_order(report_on(bundle_of(order(dosageInstruction=[said], note=[{"text": "call me"}]))))
    assert found.steps == ()
    assert found.directions == ("1.5 mg at night, increase as told",)
    assert found.notes == ("with water", "call me")
    assert "dosageInstruction[0].timing: is missing" in found.remarks[0]
