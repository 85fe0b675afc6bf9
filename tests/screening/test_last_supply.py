"""What the same patient was given last."""

from datetime import date

from formulations.science.quantities import Quantity
from pharmacy.prescriptions.screening import LastSupply
from tests.screening.cases import CAPSULE, MICROGRAM, screen


def last(strength: str, *, code: str = CAPSULE) -> LastSupply:
    return LastSupply(formulation_code=code, strength=Quantity.read(strength), supplied_on=date(2026, 10, 1))


def test_another_strength_than_last_time_warns_and_names_both():
    (finding,) = screen(strength="3 mg", last_supply=last("1.5 mg")).findings
    assert (finding.code, finding.severity.value) == ("strength-changed", "warn")
    assert "The last supply (2026-10-01) was 1.5 mg; this is 3 mg." in finding.message


def test_the_same_strength_needs_no_finding_in_whatever_unit_it_is_written():
    assert screen(strength="1.5 mg", last_supply=last("1500 micrograms")).findings == ()


def test_another_formulation_than_last_time_warns():
    (finding,) = screen(strength="1.5 mg", last_supply=last("1.5 mg", code=MICROGRAM)).findings
    assert finding.values["before"] == MICROGRAM


def test_a_first_supply_changes_nothing():
    assert screen(strength="3 mg", last_supply=None).findings == ()
