"""The use-by date, the limit that rules and the day of throwing away, for every case worked by hand."""

import pytest

from formulations.reference.loader import UnknownLaw, law
from formulations.science.beyond_use import find_discard_on, find_in_use, find_use_by
from formulations.science.life import NoUseByLimit
from formulations.science.specification import ChosenFormula
from tests.science.dated_preparations import prepared
from tests.science.worked import examples

CASES = examples("use_by")
FEWEST_CASES = 60


def formula_of(case: dict) -> ChosenFormula:
    """Return the preparation of a case with its filler and pack."""
    return prepared(case["preparation"], **{name: case[name] for name in ("filler", "pack") if name in case})


@pytest.mark.parametrize("case", [one for one in CASES if "refused" not in one.values[0]])
def test_the_use_by_date_and_its_ruling_limit_are_as_worked_by_hand(case: dict) -> None:
    edition = law(case["law"], on=case["made_on"])
    formula = formula_of(case)
    use_by = find_use_by(formula, law=edition, made_on=case["made_on"], ingredient_expiry=case.get("ingredient_expiry"))
    assert (use_by.date, use_by.ruled_by) == (case["use_by"], case["ruled_by"]), case["by_hand"]
    if "opened_on" in case:
        discard_on = find_discard_on(case["opened_on"], use_by=use_by.date, in_use=find_in_use(formula), law=edition)
        assert discard_on == case["discard_on"], case["by_hand"]


@pytest.mark.parametrize("case", [one for one in CASES if "refused" in one.values[0]])
def test_what_no_rule_dates_is_refused_by_name(case: dict) -> None:
    with pytest.raises((NoUseByLimit, UnknownLaw), match=case["refused"]):
        find_use_by(formula_of(case), law=law(case["law"], on=case["made_on"]), made_on=case["made_on"])


def test_the_table_covers_every_law_edition_and_both_rules_of_the_first_day() -> None:
    cases = [one.values[0] for one in CASES]
    dated = [(law(case["law"], on=case["made_on"]), case) for case in cases if "refused" not in case]
    assert len(cases) >= FEWEST_CASES
    assert {(edition.code, edition.valid_from.year) for edition, _ in dated} == {
        ("us", 2014), ("us", 2023), ("gb", 2018), ("de", 2023),
    }  # fmt: skip
    assert {edition.day_of_making_counts for edition, _ in dated} == {True, False}
    assert all(case["by_hand"] for case in cases)
    assert sum(1 for _, case in dated if (case["use_by"].month, case["use_by"].day) == (2, 29)) >= 4
