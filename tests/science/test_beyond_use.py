"""The use-by date: the earliest limit that binds, which one ruled, and why the others do not."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formulations.science.beyond_use import (
    DateOutOfReach,
    IngredientExpired,
    NotShorter,
    UseBy,
    find_discard_on,
    find_use_by,
    is_expired,
    last_day,
)
from formulations.science.explaining import Made, what_would_change
from formulations.science.life import NoUseByLimit
from formulations.science.specification import ChosenFormula, Component, HouseLimit
from tests.science import samples
from tests.science.samples import MADE_ON

DAY_14, DAY_35, DAY_60 = date(2026, 12, 5), date(2026, 12, 26), date(2027, 1, 20)


def dated(formula: ChosenFormula, **changes: object) -> UseBy:
    return find_use_by(formula, **{"law": samples.law(), "made_on": MADE_ON, **changes})


def limit(use_by: UseBy, code: str) -> object:
    return next(limit for limit in use_by.limits if limit.code == code)


@pytest.mark.parametrize(
    ("today", "expired"), [(date(2026, 12, 4), False), (date(2026, 12, 5), False), (date(2026, 12, 6), True)]
)
def test_a_preparation_is_expired_on_the_day_after_its_use_by_date_and_not_before(today: date, expired: bool) -> None:
    assert is_expired(date(2026, 12, 5), today=today) is expired


def test_without_evidence_the_laws_default_rules() -> None:
    use_by = dated(samples.formula())
    assert (use_by.date, use_by.ruled_by) == (DAY_35, "us-preserved-aqueous")


def test_a_study_of_exactly_this_preparation_replaces_the_default_where_it_shows_that_preservation_works() -> None:
    use_by = dated(samples.formula(studies=(samples.study(microbial_evidence=True),)))
    assert (use_by.date, use_by.ruled_by) == (DAY_60, "sample-study")
    assert "set aside: the study sample study" in limit(use_by, "us-preserved-aqueous").why
    assert not limit(use_by, "us-preserved-aqueous").applies


def test_a_study_without_microbial_evidence_does_not_lengthen_a_form_that_the_law_wants_it_for() -> None:
    use_by = dated(samples.formula(studies=(samples.study(),)))
    assert (use_by.date, use_by.ruled_by) == (DAY_35, "us-preserved-aqueous")
    assert "asks for proof that the preservation works" in limit(use_by, "sample-study").why


def test_no_study_lengthens_an_unpreserved_liquid_with_water() -> None:
    study = samples.study(microbial_evidence=True)
    use_by = dated(samples.formula(law_category="nonpreserved-aqueous", studies=(study,)))
    assert use_by.date == DAY_14
    assert "lets no study lengthen" in limit(use_by, "sample-study").why


@pytest.mark.parametrize(
    ("difference", "reason"),
    [
        ({"vehicle": "other-syrup"}, "its vehicle is other syrup, ours is syrup"),
        ({"container": "glass"}, "its container is glass, ours is amber bottle"),
        ({"storage": "room"}, "its storage is room, ours is fridge"),
        ({"least_strength": samples.amount("2 mg"), "most_strength": samples.amount("5 mg")}, "it covers 2 mg to 5 mg"),
        ({"least_strength": samples.amount("0.1 mg"), "most_strength": samples.amount("0.9 mg")}, "ours is 1 mg/ml"),
    ],
)
def test_a_study_of_something_else_is_set_aside_and_says_what_differs(difference: dict, reason: str) -> None:
    use_by = dated(samples.formula(studies=(samples.study(microbial_evidence=True, **difference),)))
    assert use_by.date == DAY_35
    assert reason in limit(use_by, "sample-study").why


@pytest.mark.parametrize("bounds", [("1 mg", "5 mg"), ("0.1 mg", "1 mg"), ("500 micrograms", "0.002 g")])
def test_a_strength_on_the_bound_of_a_study_is_covered(bounds: tuple[str, str]) -> None:
    least, most = map(samples.amount, bounds)
    study = samples.study(microbial_evidence=True, least_strength=least, most_strength=most)
    assert dated(samples.formula(studies=(study,))).date == DAY_60


def test_a_study_gives_at_most_what_the_law_lets_studies_give() -> None:
    law = samples.law(extension_ceiling_days=200)
    study = samples.study(days=360, vehicle="cellulose", container="jar", least_strength=samples.amount("0.5 mg"),
                          most_strength=samples.amount("5 mg"))  # fmt: skip
    use_by = dated(samples.capsules(studies=(study,), vehicle="cellulose"), law=law)
    assert (use_by.date, use_by.ruled_by) == (date(2027, 6, 9), "us-extension-ceiling")
    assert limit(use_by, "us-extension-ceiling").source == "sample"
    law = samples.law(extension_ceiling_days=200, extension_source=samples.PAPER)
    assert (
        limit(dated(samples.capsules(studies=(study,), vehicle="cellulose"), law=law), "us-extension-ceiling").source
        == "Sample paper, 2020"
    )


def capsules_filled_with(filler: str) -> ChosenFormula:
    study = samples.study(days=360, vehicle="cellulose", container="jar", least_strength=samples.amount("0.5 mg"),
                          most_strength=samples.amount("5 mg"))  # fmt: skip
    formula = samples.capsules(studies=(study,), house_limits=(samples.house_limit(90, applies="no-law"),))
    part = Component(filler, filler, "filler", None, choice="filler")
    return ChosenFormula(formula.specification, formula.strength, (part,))


def test_the_vehicle_of_a_capsule_is_the_filler_chosen_for_the_patient() -> None:
    law = samples.law_without_ceilings()
    assert dated(capsules_filled_with("cellulose"), law=law).ruled_by == "sample-study"
    other = dated(capsules_filled_with("lactose"), law=law)
    assert other.ruled_by == "house-limit"
    assert "its vehicle is cellulose, ours is lactose" in limit(other, "sample-study").why


def test_a_matching_study_that_found_a_shorter_life_binds_even_without_microbial_evidence() -> None:
    use_by = dated(samples.formula(studies=(samples.study(days=10),)))
    assert (use_by.date, use_by.ruled_by) == (date(2026, 12, 1), "sample-study")


def test_a_study_as_long_as_the_default_needs_no_leave_of_the_law_and_sets_nothing_aside() -> None:
    use_by = dated(samples.formula(studies=(samples.study(days=35),)))
    assert use_by.date == DAY_35
    assert all(limit.applies for limit in use_by.limits)


def test_a_study_sets_aside_the_house_limits_that_it_outlasts_and_no_others() -> None:
    house = tuple(samples.house_limit(days, applies="no-law") for days in (10, 20, 30))
    formula = samples.formula(house_limits=house, studies=(samples.study(days=20),))
    limits = dated(formula, law=samples.law_without_ceilings()).limits
    assert [limit.days for limit in limits if not limit.applies] == [10]


def test_of_two_matching_studies_the_shorter_rules() -> None:
    longer = samples.study(code="longer", days=90, microbial_evidence=True)
    use_by = dated(samples.formula(studies=(longer, samples.study(microbial_evidence=True))))
    assert use_by.ruled_by == "sample-study"


def test_a_house_limit_for_every_case_binds_besides_the_law() -> None:
    use_by = dated(samples.formula(house_limits=(samples.house_limit(28),)))
    assert (use_by.date, use_by.ruled_by) == (date(2026, 12, 19), "house-limit")
    assert "house limit of this pharmacy" in limit(use_by, "house-limit").why


def test_a_house_limit_for_lands_without_a_ceiling_is_not_used_where_the_law_sets_one() -> None:
    formula = samples.formula(house_limits=(samples.house_limit(28, applies="no-law"),))
    assert [limit.code for limit in dated(formula).limits] == ["us-preserved-aqueous"]


def test_where_the_law_sets_no_ceiling_the_house_limit_rules_and_a_matching_study_replaces_it() -> None:
    law, house = samples.law_without_ceilings(), (samples.house_limit(35, applies="no-law"),)
    assert dated(samples.formula(house_limits=house), law=law).date == date(2026, 12, 27)
    longer = dated(samples.formula(house_limits=house, studies=(samples.study(),)), law=law)
    assert (longer.date, longer.ruled_by) == (date(2027, 1, 21), "sample-study")


def test_where_neither_law_nor_pharmacy_sets_a_limit_nothing_is_dated() -> None:
    with pytest.raises(NoUseByLimit, match="add a house limit with its reason"):
        dated(samples.formula(), law=samples.law_without_ceilings())


@pytest.mark.parametrize(
    ("expiry", "ruled_by"),
    [
        (date(2026, 12, 25), "ingredient-expiry"),
        (date(2026, 12, 26), "us-preserved-aqueous"),
        (date(2026, 12, 27), "us-preserved-aqueous"),
        (MADE_ON, "ingredient-expiry"),
    ],
)
def test_nothing_outlives_its_ingredients(expiry: date, ruled_by: str) -> None:
    use_by = dated(samples.formula(), ingredient_expiry=expiry)
    assert (use_by.date, use_by.ruled_by) == (min(expiry, DAY_35), ruled_by)


def test_an_ingredient_that_expired_the_day_before_is_not_used() -> None:
    with pytest.raises(
        IngredientExpired, match="expired on 21 November 2026, before the day of making 22 November 2026"
    ):
        dated(samples.formula(), ingredient_expiry=date(2026, 11, 21))


def test_a_person_may_shorten_the_date_down_to_the_day_of_making() -> None:
    assert dated(samples.formula(), shortened_to=date(2026, 12, 1)).ruled_by == "shortened-by-pharmacist"
    assert dated(samples.formula(), shortened_to=MADE_ON).date == MADE_ON


def test_a_person_may_not_lengthen_the_date_by_a_day() -> None:
    with pytest.raises(NotShorter, match="a person may only shorten it"):
        dated(samples.formula(), shortened_to=date(2026, 12, 27))


def test_a_person_may_not_lengthen_what_an_ingredient_limits() -> None:
    with pytest.raises(NotShorter):
        dated(samples.formula(), ingredient_expiry=date(2026, 12, 1), shortened_to=date(2026, 12, 2))


def test_a_person_may_not_date_it_before_it_was_made() -> None:
    with pytest.raises(NotShorter, match="before the day of making"):
        dated(samples.formula(), shortened_to=date(2026, 11, 21))


def test_a_day_past_the_calendar_is_refused() -> None:
    with pytest.raises(DateOutOfReach, match="past the calendar's end"):
        dated(samples.formula(), made_on=date(9999, 12, 31))


@pytest.mark.parametrize(
    ("opened_on", "discard_on"),
    [
        (date(2026, 11, 22), date(2026, 12, 19)),
        (date(2026, 11, 29), date(2026, 12, 26)),
        (date(2026, 11, 30), date(2026, 12, 26)),
    ],
)
def test_an_opened_bottle_is_never_dated_past_its_shortest_limit(opened_on: date, discard_on: date) -> None:
    found = find_discard_on(opened_on, use_by=DAY_35, in_use=samples.in_use(28), law=samples.law())
    assert found == discard_on


def test_a_container_without_an_in_use_life_keeps_until_its_use_by_date() -> None:
    assert find_discard_on(MADE_ON, use_by=DAY_35, in_use=None, law=samples.law()) == DAY_35


DAYS = st.integers(min_value=1, max_value=400)
STUDIES = st.builds(
    samples.study,
    days=DAYS,
    microbial_evidence=st.booleans(),
    vehicle=st.sampled_from(["syrup", "other"]),
    storage=st.sampled_from(["fridge", "room"]),
)
FORMULAS = st.builds(
    samples.formula,
    law_category=st.sampled_from(["preserved-aqueous", "nonpreserved-aqueous", "other-nonaqueous", "unheard-of"]),
    studies=st.lists(STUDIES, max_size=3).map(tuple),
    house_limits=st.lists(st.builds(samples.house_limit, DAYS, applies=st.sampled_from(["always", "no-law"])),
                          min_size=1, max_size=3).map(lambda limits: (*limits, samples.house_limit(300))),
)  # fmt: skip
LAWS = st.sampled_from([samples.law(), samples.law_without_ceilings()])
EXPIRIES = st.none() | st.integers(min_value=0, max_value=400).map(lambda days: MADE_ON + timedelta(days=days))


@given(FORMULAS, LAWS, EXPIRIES)
def test_a_use_by_date_never_passes_any_limit_that_binds_and_is_one_of_them(
    formula: ChosenFormula, law: object, expiry: date | None
) -> None:
    use_by = find_use_by(formula, law=law, made_on=MADE_ON, ingredient_expiry=expiry)
    binding = [limit for limit in use_by.limits if limit.applies]
    assert use_by.date == min(limit.date for limit in binding) >= MADE_ON
    assert (use_by.ruled_by, use_by.date) in [(limit.code, limit.date) for limit in binding]
    assert expiry is None or use_by.date <= expiry


@given(FORMULAS, LAWS, EXPIRIES, st.builds(samples.house_limit, DAYS, applies=st.sampled_from(["always", "no-law"])))
def test_one_limit_more_never_lengthens_a_life(
    formula: ChosenFormula, law: object, expiry: date | None, limit: HouseLimit
) -> None:
    before = find_use_by(formula, law=law, made_on=MADE_ON)
    limits = (*formula.specification.house_limits, limit)
    stricter = replace(formula, specification=replace(formula.specification, house_limits=limits))
    assert find_use_by(stricter, law=law, made_on=MADE_ON, ingredient_expiry=expiry).date <= before.date


@given(FORMULAS, LAWS, EXPIRIES)
def test_what_would_change_a_date_really_gives_another(
    formula: ChosenFormula, law: object, expiry: date | None
) -> None:
    use_by = find_use_by(formula, law=law, made_on=MADE_ON, ingredient_expiry=expiry)
    changes = what_would_change(Made(formula, law, MADE_ON, ingredient_expiry=expiry), use_by=use_by)
    assert all((change.date > use_by.date) == change.is_later and change.date != use_by.date for change in changes)
    assert all(last_day(MADE_ON, days=change.days, law=law) == change.date for change in changes)


@given(FORMULAS, LAWS)
def test_only_a_study_that_may_lengthen_sets_a_default_aside(formula: ChosenFormula, law: object) -> None:
    limits = find_use_by(formula, law=law, made_on=MADE_ON).limits
    set_aside = [limit for limit in limits if not limit.applies and limit.code != "sample-study"]
    studies = [limit for limit in limits if limit.applies and limit.code == "sample-study"]
    assert all(any(study.days > default.days for study in studies) for default in set_aside)


@given(FORMULAS)
def test_the_strictest_law_category_is_never_passed_by_any_study(formula: ChosenFormula) -> None:
    use_by = find_use_by(formula, law=samples.law(), made_on=MADE_ON)
    if formula.specification.law_category == "nonpreserved-aqueous":
        assert use_by.date <= DAY_14
    assert use_by.date <= last_day(MADE_ON, days=300, law=samples.law())
