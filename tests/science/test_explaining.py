"""What would change a use-by date: computed by the rules that date everything, never written by hand."""

from dataclasses import replace
from datetime import date

import pytest

from formulations.science.beyond_use import find_use_by
from formulations.science.explaining import Change, Made, what_would_change
from formulations.science.specification import ChosenFormula, Specification
from tests.science import samples
from tests.science.dated_preparations import FRIDGE, GLASS, PREPARATIONS, house, liquid, prepared, study
from tests.science.samples import MADE_ON

LAW = samples.law()
PROOF = "with proof that the preservation works"


def changes(formula: ChosenFormula, **facts: object) -> dict[str, tuple[int, bool]]:
    """Return what would change the date of a formula made under the sample law: days and whether later, by text."""
    made = Made(formula, **{"law": LAW, "made_on": MADE_ON, **facts})
    use_by = find_use_by(
        formula, law=made.law, made_on=MADE_ON, ingredient_expiry=made.ingredient_expiry, shortened_to=made.shortened_to
    )
    return {one.text: (one.days, one.is_later) for one in what_would_change(made, use_by=use_by)}


def of(specification: Specification) -> ChosenFormula:
    """Return a specification in its one strength and usual pack."""
    return ChosenFormula(specification, specification.strengths[0], specification.components)


def test_a_study_of_this_very_liquid_lacks_only_the_proof() -> None:
    assert changes(prepared("studied"))[PROOF] == (60, True)


def test_a_study_in_another_vehicle_is_named_with_what_else_it_needs() -> None:
    other = study("other", days=90, vehicle="suspending-vehicle", vehicle_name="SuspendWell")
    found = changes(of(liquid("preserved-aqueous", no_law=35, studies=(other,))))
    assert found[f"in SuspendWell, {PROOF}"] == (90, True)


def test_a_study_that_differs_in_two_things_is_no_near_miss() -> None:
    far = study("far", days=90, vehicle="other", storage="room-temperature")
    assert "other" not in " ".join(changes(of(liquid("preserved-aqueous", no_law=35, studies=(far,)))))


def test_a_study_that_would_give_no_more_days_is_not_worth_saying() -> None:
    short = study("short", days=20, vehicle="other")
    assert not any("other" in text for text in changes(of(liquid("preserved-aqueous", no_law=35, studies=(short,)))))


@pytest.mark.parametrize(
    ("difference", "text"),
    [
        ({"container": "glass-bottle"}, "filled into this container: glass bottle"),
        ({"storage": "freezer"}, "stored at this: freezer"),
        (
            {"least_strength": samples.amount("2 mg"), "most_strength": samples.amount("5 mg")},
            "in a strength of 2 mg to 5 mg",
        ),
        ({"preservative": "sodium-benzoate"}, "preserved with sodium benzoate"),
        ({"active": "sampline-base"}, "made with sampline base"),
    ],
)  # fmt: skip
def test_each_single_difference_is_said_in_words(difference: dict, text: str) -> None:
    near = study("near", days=90, microbial_evidence=True, **difference)
    specification = liquid("preserved-aqueous", no_law=35, studies=(near,), active_code="sampline-hydrochloride")
    assert changes(of(specification))[text] == (90, True)


def test_a_study_kept_from_light_does_not_hold_for_what_stands_in_the_light() -> None:
    near = study("near", days=90, microbial_evidence=True, light="protected")
    bright = replace(FRIDGE, protect_from_light=False)
    assert changes(of(liquid("preserved-aqueous", no_law=35, studies=(near,), storage=bright)))["kept from light"] == (
        90, True,
    )  # fmt: skip


def test_no_study_is_offered_where_the_law_lets_none_lengthen() -> None:
    near = study("near", days=90, vehicle="other", microbial_evidence=True)
    found = changes(of(liquid("nonpreserved-aqueous", no_law=14, studies=(near,))))
    assert not any("other" in text for text in found)


def test_another_category_of_the_same_law_is_reckoned() -> None:
    assert changes(prepared("unpreserved"))["with a preservative in it"] == (35, True)


def test_a_sister_in_the_preserved_vehicle_stands_for_the_category() -> None:
    sister = replace(PREPARATIONS["preserved"], name="Sample preserved liquid")
    found = changes(prepared("unpreserved"), sisters=(sister,))
    assert found["in the preserved vehicle, as Sample preserved liquid"] == (35, True)
    assert "with a preservative in it" not in found


def test_a_sister_in_another_form_or_strength_is_no_comparison() -> None:
    other_form = replace(PREPARATIONS["preserved"], dosage_form="cream")
    other_strength = replace(PREPARATIONS["preserved"], strengths=(samples.strength_of("5 mg per 1 ml"),))
    found = changes(prepared("unpreserved"), sisters=(other_form, other_strength))
    assert not any(text.startswith("in the preserved vehicle") for text in found)


def test_another_pack_is_dated_too_and_may_be_earlier() -> None:
    found = changes(prepared("studied"))
    assert found["in this pack: amber bottle kept warm, 20 to 25 °C"] == (30, False)


def test_the_pharmacys_own_limit_is_named_when_it_rules() -> None:
    assert changes(prepared("cream"))["without this pharmacy's own limit house-28"] == (35, True)


def test_an_ingredient_that_rules_is_all_there_is_to_say() -> None:
    found = changes(prepared("studied"), ingredient_expiry=date(2026, 12, 1))
    assert found == {"with ingredients that expire on 26 December 2026 or later": (35, True)}


def test_a_date_that_a_person_shortened_waits_for_that_person_alone() -> None:
    found = changes(prepared("studied"), shortened_to=date(2026, 12, 1))
    assert found == {"without the pharmacist's earlier date": (35, True)}


def test_an_ingredient_that_expires_on_the_ruling_day_changes_nothing() -> None:
    preserved = replace(PREPARATIONS["preserved"], law_category="unheard-of", other_packs=())
    assert changes(of(preserved), ingredient_expiry=date(2026, 12, 26)) == {}


def test_the_latest_comes_first_and_carries_its_source() -> None:
    made = Made(prepared("studied"), LAW, MADE_ON)
    found = what_would_change(made, use_by=find_use_by(made.formula, law=LAW, made_on=MADE_ON))
    assert [one.date for one in found] == sorted((one.date for one in found), reverse=True)
    assert next(one for one in found if one.text == PROOF) == Change(
        "study", PROOF, date(2027, 1, 20), 60, is_later=True, source="Sample paper, 2020"
    )


def test_a_capsule_in_another_filler_is_a_near_miss() -> None:
    law = samples.law_without_ceilings()
    assert changes(prepared("capsules", filler="lactose"), law=law)["in cellulose"] == (360, True)


def test_what_cannot_be_dated_in_another_pack_is_left_out() -> None:
    only_cold = replace(samples.law(), ceilings=tuple(replace(one, storage=("refrigerator",)) for one in LAW.ceilings))
    found = changes(of(liquid("preserved-aqueous", no_law=35)), law=only_cold)
    assert not any("kept warm" in text for text in found)


def test_two_packs_alike_change_nothing() -> None:
    twin = replace(liquid("preserved-aqueous", no_law=35).other_packs[0], storage=FRIDGE, container=GLASS)
    same = replace(liquid("preserved-aqueous", no_law=35), law_category="other-nonaqueous", other_packs=(twin,))
    assert changes(of(same)) == {}


def test_a_house_limit_that_alone_binds_is_not_wished_away() -> None:
    law = samples.law_without_ceilings()
    formula = of(replace(PREPARATIONS["preserved"], house_limits=(house(20, applies="always"),), other_packs=()))
    assert changes(formula, law=law) == {}
