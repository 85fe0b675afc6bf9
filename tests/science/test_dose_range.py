"""Dose range: a case that trips each bound, and one that just does not."""

import pytest

from formulations.science.dose_range import find_dose_findings
from formulations.science.findings import Severity
from formulations.science.regimen import DoseStep, plan_regimen
from formulations.science.specification import DoseLimit
from tests.science import samples
from tests.science.samples import amount


def above(text: str, severity: Severity, *, overridable: bool = True) -> DoseLimit:
    return DoseLimit("dose-above-range", severity, overridable, "above", amount(text), None,
                     titration_exempt=False, sources=("a",))  # fmt: skip


def below(text: str, *, titration_exempt: bool, overridable: bool = True) -> DoseLimit:
    return DoseLimit("dose-below-range", Severity.STOP, overridable, "below", None, amount(text),
                     titration_exempt=titration_exempt, sources=("b",))  # fmt: skip


BOUNDS = (
    above("4.5 mg", Severity.WARN),
    above("5 mg", Severity.STOP),
    above("10 mg", Severity.STOP, overridable=False),
    below("0.5 mg", titration_exempt=True),
)


def findings_of(*doses: str, times_a_day: int = 1, limits: tuple[DoseLimit, ...] = BOUNDS) -> list:
    steps = [DoseStep(amount(dose), times_a_day, 7) for dose in doses]
    return find_dose_findings(plan_regimen(steps, days=None), specification=samples.specification(dose_limits=limits))


@pytest.mark.parametrize("doses", [("0.5 mg",), ("4.5 mg",), ("0.5 mg", "4.5 mg"), ("4500 micrograms",)])
def test_doses_on_the_bounds_of_the_range_make_no_finding(doses: tuple[str, ...]) -> None:
    assert findings_of(*doses) == []


@pytest.mark.parametrize(
    ("dose", "severity", "overridable"),
    [
        ("4.6 mg", Severity.WARN, True),
        ("5 mg", Severity.WARN, True),
        ("5.1 mg", Severity.STOP, True),
        ("10 mg", Severity.STOP, True),
        ("10.1 mg", Severity.STOP, False),
    ],
)
def test_of_several_upper_bounds_only_the_most_severe_one_crossed_speaks(
    dose: str, severity: Severity, overridable: bool
) -> None:
    (finding,) = findings_of(dose)
    assert (finding.code, finding.severity, finding.overridable) == ("dose-above-range", severity, overridable)
    assert finding.about == f"{dose} a day"


def test_of_two_bounds_as_severe_as_each_other_the_first_of_the_specification_speaks() -> None:
    limits = (above("5 mg", Severity.WARN), above("4 mg", Severity.WARN))
    (finding,) = findings_of("6 mg", limits=limits)
    assert finding.values["limit"] == "5 mg"


def test_the_dose_per_day_counts_not_the_dose_per_taking() -> None:
    assert findings_of("2.25 mg", times_a_day=2) == []
    (finding,) = findings_of("2.3 mg", times_a_day=2)
    assert finding.about == "4.6 mg a day"


def test_the_highest_step_of_a_titration_is_held_against_the_upper_bound() -> None:
    (finding,) = findings_of("1.5 mg", "3 mg", "6 mg")
    assert finding.values == {"dose": "6 mg", "limit": "5 mg"}


def test_a_regimen_that_stays_below_the_range_is_another_product() -> None:
    (finding,) = findings_of("0.25 mg", "0.4 mg")
    assert (finding.code, finding.severity) == ("dose-below-range", Severity.STOP)


def test_a_titration_that_only_begins_below_the_range_informs() -> None:
    (finding,) = findings_of("0.25 mg", "0.4 mg", "0.5 mg")
    assert (finding.code, finding.severity, finding.overridable) == ("dose-below-range", Severity.INFORM, True)
    assert finding.about == "0.25 mg a day"


def test_a_dose_that_falls_below_the_range_later_is_no_titration() -> None:
    (finding,) = findings_of("1 mg", "0.25 mg")
    assert finding.severity is Severity.STOP


def test_a_bound_that_spares_no_titration_stops_at_its_first_step() -> None:
    strict = below("0.5 mg", titration_exempt=False, overridable=False)
    (finding,) = findings_of("0.25 mg", "0.5 mg", limits=(strict,))
    assert (finding.severity, finding.overridable) == (Severity.STOP, False)


def test_a_microgram_range_is_held_in_micrograms() -> None:
    bound = above("4 micrograms", Severity.WARN)
    assert findings_of("2 micrograms", times_a_day=2, limits=(bound,)) == []
    (finding,) = findings_of("0.005 mg", limits=(bound,))
    assert finding.code == "dose-above-range"


def test_every_other_day_changes_nothing_about_the_dose_of_a_day() -> None:
    limits = (above("4.5 mg", Severity.WARN),)
    step = DoseStep(amount("5 mg"), 1, 14, every=2)
    regimen = plan_regimen([step], days=None)
    (finding,) = find_dose_findings(regimen, specification=samples.specification(dose_limits=limits))
    assert finding.about == "5 mg a day, every other day"
