"""What the same patient was given last."""

from datetime import date

import pytest

from formulations.science.formula import choose_formula
from formulations.science.quantities import Quantity
from pharmacy.prescriptions.screening import LastSupply
from tests.screening.cases import CAPSULE, MICROGRAM, screen, specification

LIQUID, DROPS = "naltrexone-oral-liquid", "naltrexone-sublingual-drops"
UNPRESERVED = "naltrexone-oral-liquid-unpreserved"


def last(code: str = CAPSULE, *, strength: str = "") -> LastSupply:
    facts = specification(code)
    asked = Quantity.read(strength) if strength else None
    formula = choose_formula(facts, strength=asked, choices={})
    day = date(2026, 10, 1)
    named = f"{facts.name}, {strength}" if strength else facts.name
    return LastSupply(code, named, facts.patient_name, formula.strength, formula.pack.container.name, day)


def test_another_strength_than_last_time_warns_and_names_both_and_the_day_in_words():
    (finding,) = screen(strength="3 mg", last_supply=last(strength="1.5 mg")).findings
    assert (finding.code, finding.severity.value) == ("strength-changed", "warn")
    assert (
        "The last supply, on 1 October 2026, was Naltrexone hydrochloride capsules, 1.5 mg; "
        "this is Naltrexone hydrochloride capsules, 3 mg: 1 capsule now holds 3 mg, and held 1.5 mg."
    ) in finding.message


def test_the_same_strength_needs_no_finding_in_whatever_unit_it_is_written():
    assert screen(strength="1.5 mg", last_supply=last(strength="1500 micrograms")).findings == ()


def test_a_stronger_liquid_than_last_time_says_what_1_ml_holds_now_and_held_before():
    (finding,) = screen(code=DROPS, last_supply=last(LIQUID)).findings
    assert "1 ml now holds 5 mg, and held 1 mg" in finding.message
    assert LIQUID not in finding.message


@pytest.mark.parametrize(("before", "now"), [(MICROGRAM, CAPSULE), (LIQUID, UNPRESERVED)])
def test_another_formulation_than_last_time_warns_by_name_even_at_the_same_strength(before, now):
    (finding,) = screen(code=now, strength="1.5 mg", last_supply=last(before)).findings
    assert finding.values["before"] == specification(before).name


def test_a_first_supply_changes_nothing():
    assert screen(strength="3 mg", last_supply=None).findings == ()
