"""Each finding code has one case that trips it and one that just does not; a code without its pair fails here.

The pair of `screening-failed` stands in tests/checks: what trips it is a specification that was really damaged.
"""

import pytest

from tests.screening.pairs import Dose, Patient, Slip, pairs
from tests.screening.test_findings_document import DRUG, other_rows, rows

ELSEWHERE = {"screening-failed"}
PAIRS = pairs()


@pytest.mark.parametrize(("code", "formulation", "trips", "near"), PAIRS, ids=[f"{row[1]}-{row[0]}" for row in PAIRS])
def test_a_finding_has_a_case_that_trips_it_and_one_that_just_does_not(
    code: str, formulation: str, trips: Patient | Dose | Slip, near: Patient | Dose | Slip
) -> None:
    assert code in trips.codes(formulation)
    assert code not in near.codes(formulation)


def test_every_code_on_the_page_of_findings_has_its_pair() -> None:
    tried = {code for code, formulation, _, _ in PAIRS} | ELSEWHERE
    assert {row[0].strip("`") for row in rows(columns=5)} - tried == set()


def test_every_rule_of_every_other_shipped_drug_has_its_pair() -> None:
    tried = {(formulation, code) for code, formulation, _, _ in PAIRS if not formulation.startswith(f"{DRUG}-")}
    shipped = {
        (formulation, one.partition(" ")[0])
        for formulation, (codes, _) in other_rows().items()
        for one in codes.split("; ")
    }
    assert shipped - tried == set()
