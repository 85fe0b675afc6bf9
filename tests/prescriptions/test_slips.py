"""Ten-fold slips: against the patient's last dose and against the range, and the doses that just are none."""

from dataclasses import replace
from datetime import date

import pytest

from formulations.science.quantities import Quantity
from formulations.science.regimen import DoseStep, plan_regimen
from pharmacy.prescriptions.actions import enter_prescription, refuse, screen
from pharmacy.prescriptions.entry import PatientEntry
from pharmacy.prescriptions.last_dose import last_dose_among
from pharmacy.prescriptions.past_supplies import of_same_active
from pharmacy.prescriptions.planning import plan_entry
from pharmacy.prescriptions.slips import LastDose, find_slips
from tests.screening.cases import CAPSULE, MICROGRAM, specification
from tests.world import ORDERS

LIQUID = ORDERS["naltrexone-oral-liquid"]


def slips(*doses: str, last: str | None = None, code: str = CAPSULE, times: int = 1):
    regimen = plan_regimen([DoseStep(Quantity.read(dose), times, 7) for dose in doses], days=None)
    before = LastDose(Quantity.read(last), date(2026, 3, 3)) if last else None
    return find_slips(regimen, specification=specification(code), last=before)


def test_a_tenth_of_the_last_dose_is_asked_about_with_both_doses_and_the_day():
    (finding,) = slips("0.45 mg", "4.5 mg", last="4.5 mg")
    assert (finding.code, finding.severity.value) == ("ten-fold-slip", "warn")
    assert "0.45 mg now, 4.5 mg on the last prescription of 3 March 2026: 10 times less." in finding.message
    assert finding.values == {"now": "0.45 mg", "before": "4.5 mg", "before on": "2026-03-03", "fold": "10"}


@pytest.mark.parametrize(
    ("now", "before", "asked"),
    [
        ("4 mg", "0.5 mg", True),  # eightfold
        ("3.9 mg", "0.5 mg", False),  # 7.8-fold: not yet
        ("0.5 mg", "4 mg", True),
        ("0.51 mg", "4 mg", False),
        ("4.5 mg", "4.5 mg", False),
        ("4500 micrograms", "4.5 mg", False),
        ("4.5 mg", "450 micrograms", True),
    ],
)
def test_eightfold_up_or_down_is_asked_about_and_just_less_is_not(now, before, asked):
    assert bool(slips(now, last=before)) is asked


def test_a_titration_that_ends_far_above_its_first_dose_is_no_slip():
    assert slips("0.5 mg", "1.5 mg", "4.5 mg", last="0.5 mg") == ()


def test_a_dose_of_another_kind_is_not_compared():
    assert slips("1 g", code="diltiazem-gel", last="10 mg") == ()


@pytest.mark.parametrize(
    ("dose", "usual"),
    [
        ("45 mg", "4.5 mg"),
        ("10.1 mg", "1.01 mg"),
        ("450 mg", "4.5 mg"),
        ("4500 mg", "4.5 mg"),
        ("0.045 mg", "4.5 mg"),
        ("0.25 mg", "2.5 mg"),
    ],
)
def test_a_dose_past_the_gravest_bound_whose_tenth_is_within_is_asked_about(dose, usual):
    findings = slips(dose)
    assert [one.values["within"] for one in findings] == [f"{usual} a day"]


@pytest.mark.parametrize("doses", [("10 mg",), ("5.1 mg",), ("4.5 mg",), ("0.25 mg", "0.5 mg"), ("99999 mg",)])
def test_a_dose_that_just_is_within_or_that_no_slip_explains_is_not(doses):
    assert slips(*doses) == ()


def test_the_dose_per_day_counts_against_the_range():
    (finding,) = slips("15 mg", times=3)
    assert finding.values == {"now": "45 mg a day", "within": "4.5 mg a day"}


def test_mg_for_micrograms_is_a_thousandfold_slip():
    (finding,) = slips("4000 micrograms", code=MICROGRAM)
    assert finding.values["within"] == "4 micrograms a day"


def _entered(world, dose, **changes):
    step = DoseStep(Quantity.read(dose), 1, None, ("bedtime",))
    return enter_prescription(entry=replace(LIQUID, steps=(step,), **changes), by=world.anna)


def test_screening_compares_with_the_last_prescription_of_the_same_active(world):
    _entered(world, "4.5 mg", written_on=date(2026, 3, 3))
    row = _entered(world, "0.5 mg")
    found = {one.code: one for one in screen(prescription=row, by=world.anna)}
    assert found["ten-fold-slip"].about == "0.5 mg at once, 4.5 mg before"
    assert found["ten-fold-slip"].is_open


def test_a_dose_ordered_in_drops_is_compared_as_the_mass_it_holds(world):
    drops = ORDERS["naltrexone-sublingual-drops"]
    enter_prescription(entry=replace(drops, steps=(DoseStep(Quantity.read("18 drops"), 1, None),)), by=world.anna)
    row = _entered(world, "0.5 mg")
    earlier = of_same_active(row.patient.public_id, formulation="naltrexone-oral-liquid")
    last = last_dose_among(earlier, before=row.number)
    assert str(last.dose) == "4.5 mg"


def test_a_refused_prescription_and_another_active_do_not_count(world):
    row = _entered(world, "4.5 mg")
    refuse(prescription=row, by=world.anna, reason="wrong patient")
    for code in ("naltrexone-capsule", "baclofen-oral-suspension"):
        assert last_dose_among(of_same_active(row.patient.public_id, formulation=code)) is None


def test_while_a_prescription_is_typed_the_slip_stands_beside_it(world):
    patient = _entered(world, "4.5 mg").patient.public_id
    entry = replace(LIQUID, patient=PatientEntry("", "", public_id=patient),
                    steps=(DoseStep(Quantity.read("0.45 mg"), 1, None),))  # fmt: skip
    _, screening = plan_entry(entry, made_on=date(2026, 11, 22))
    assert "ten-fold-slip" in [one.code for one in screening.findings]
