"""Components that do not add up, or do not fit the strength, are said beside the table. Numbers are worked by hand."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formulations.science.component_check import check_components
from formulations.science.component_parts import component_shares

ACTIVE = {"excipient": "drug", "function": "active"}
WATER = {"excipient": "water", "function": "vehicle"}


def draft(
    *components: dict[str, Any], basis: str = "100 ml", strength: str = "1 mg", per: str = "1 ml", **more: Any
) -> Any:
    """A draft with these components; each is named by its code."""
    codes = dict.fromkeys(str(row.get("excipient", "")) for row in components)
    densities = {"glycerol": {"density": "1.26 g/ml"}}
    return {
        "preparation": {"basis": basis},
        "active": {"code": "drug"},
        "strengths": [{"amount": strength, "per": per}],
        "excipients": [{"code": code, "name": code, **densities.get(code, {})} for code in codes],
        "components": list(components),
        **more,
    }


def part(excipient: str, function: str, quantity: str = "", **more: Any) -> dict[str, Any]:
    return {"excipient": excipient, "function": function, **({"quantity": quantity} if quantity else {}), **more}


def wrong(document: Any) -> list[str]:
    """What must be changed, as it is said."""
    return [remark.text for remark in check_components(document) if remark.wrong]


def said(document: Any) -> list[str]:
    """What is only worth a look."""
    return [remark.text for remark in check_components(document) if not remark.wrong]


CREAM = {"basis": "100 g", "strength": "10 mg", "per": "1 g"}


def test_a_liquid_of_masses_and_volumes_made_up_with_water_is_in_order_and_says_what_cannot_be_added() -> None:
    document = draft(
        part("drug", "active", "100 mg"),
        part("benzoate", "preservative", "0.1 g"),
        part("glycerol", "sweetener", "20 ml"),
        WATER,
    )
    assert wrong(document) == []
    assert said(document) == [
        "drug and benzoate are masses and glycerol is not: they cannot be added up to 100 ml; water makes up to 100 ml."
    ]


def test_a_liquid_of_masses_and_volumes_that_nothing_makes_up_is_wrong() -> None:
    document = draft(part("drug", "active", "100 mg"), part("glycerol", "sweetener", "20 ml"))
    assert wrong(document) == [
        "drug is a mass and glycerol is not: they cannot be added up to 100 ml: "
        "leave one component open, so that it makes up to 100 ml."
    ]


@pytest.mark.parametrize(
    ("amount", "faults"), [("100 mg", 0), ("0.1 g", 0), ("100000 mcg", 0), ("99 mg", 1), ("1 g", 1)]
)
def test_one_milligram_in_a_millilitre_needs_a_hundred_milligrams_in_a_hundred_millilitres(
    amount: str, faults: int
) -> None:
    assert len(wrong(draft(part("drug", "active", amount), WATER))) == faults


def test_an_active_that_disagrees_says_both_amounts_and_stands_at_its_row() -> None:
    remarks = [one for one in check_components(draft(WATER, part("drug", "active", "50 mg"))) if one.wrong]
    assert [(one.text, one.row) for one in remarks] == [("drug: 50 mg in 100 ml, but 1 mg in 1 ml needs 100 mg.", 1)]


def test_an_active_may_fit_any_of_several_strengths() -> None:
    strengths = [{"amount": "1 mg", "per": "1 ml"}, {"amount": "5 mg", "per": "1 ml"}]
    assert wrong(draft(part("drug", "active", "500 mg"), WATER, strengths=strengths)) == []
    faults = wrong(draft(part("drug", "active", "400 mg"), WATER, strengths=strengths))
    assert faults == ["drug: 400 mg in 100 ml, but 1 mg in 1 ml or 5 mg in 1 ml needs 100 mg or 500 mg."]


def test_a_second_active_is_held_to_its_own_amount() -> None:
    other = [{"code": "lidocaine", "amount": "20 mg", "per": "1 ml"}]
    document = draft(ACTIVE, part("lidocaine", "active", "1 g"), WATER, further_actives=other)
    assert wrong(document) == ["lidocaine: 1 g in 100 ml, but 20 mg in 1 ml needs 2,000 mg."]


def test_a_strength_per_gram_cannot_be_compared_with_a_basis_of_millilitres() -> None:
    document = draft(part("drug", "active", "100 mg"), WATER, per="1 g")
    assert wrong(document) == []
    assert "cannot be compared" in said(document)[0]


def test_a_cream_adds_up_to_its_basis() -> None:
    document = draft(part("drug", "active", "1 g"), part("base", "base", "99 g"), **CREAM)
    assert wrong(document) == []
    assert said(document) == ["The components add up to 100 g, the basis."]


def test_a_cream_that_is_two_grams_short_is_wrong() -> None:
    document = draft(part("drug", "active", "1 g"), part("base", "base", "97 g"), **CREAM)
    assert wrong(document) == [
        "The components add up to 98 g, 2 g short of the basis of 100 g: "
        "correct an amount, or leave one component open."
    ]


def test_a_cream_that_is_over_its_basis_is_wrong() -> None:
    document = draft(part("drug", "active", "1 g"), part("base", "base", "99.5 g"), **CREAM)
    assert wrong(document) == ["drug and base add up to 100.5 g, more than the basis of 100 g."]


def test_what_makes_up_to_the_basis_is_worked_out() -> None:
    document = draft(part("drug", "active", "1 g"), part("glycol", "humectant", "5 g"), part("base", "base"), **CREAM)
    assert said(document) == ["6 g are stated; base makes up the other 94 g."]


def test_an_active_left_to_the_strength_counts_with_what_the_strength_asks() -> None:
    document = draft(ACTIVE, part("base", "base"), **CREAM)
    assert said(document) == ["1 g are stated; base makes up the other 99 g."]
    assert component_shares(document)[0] == "1 % w/w, as the strength says"


def test_a_volume_in_a_cream_is_added_through_its_density() -> None:
    # 10 ml of glycerol at 1.26 g/ml are 12.6 g; with 1 g of active 86.4 g are left
    document = draft(
        part("drug", "active", "1 g"), part("glycerol", "humectant", "10 ml"), part("base", "base"), **CREAM
    )
    assert said(document) == ["13.6 g are stated; base makes up the other 86.4 g."]


def test_a_volume_in_a_cream_without_a_density_cannot_be_added() -> None:
    document = draft(part("drug", "active", "1 g"), part("oil", "humectant", "10 ml"), part("base", "base"), **CREAM)
    assert said(document) == [
        "oil is a volume and drug is not: they cannot be added up to 100 g; base makes up to 100 g."
    ]


def test_volumes_alone_add_up() -> None:
    document = draft(ACTIVE, part("glycerol", "sweetener", "60 ml"), part("syrup", "vehicle", "50 ml"))
    assert wrong(document) == ["glycerol and syrup add up to 110 ml, more than the basis of 100 ml."]


def test_only_one_component_may_be_left_open() -> None:
    document = draft(ACTIVE, WATER, part("syrup", "vehicle"))
    assert "water and syrup are without an amount: only one may be left open (as much as is needed)." in wrong(document)


def test_the_alternatives_of_a_choice_count_as_one_open_component() -> None:
    fillers = [
        part("cellulose", "filler", choice="filler", is_default=True),
        part("lactose", "filler", choice="filler"),
    ]
    shells = [part("gelatine", "shell", choice="shell", is_default=True), part("hypromellose", "shell", choice="shell")]
    document = draft(ACTIVE, *fillers, *shells, basis="1 capsule", strength="1.5 mg", per="1 capsule")
    assert wrong(document) == []


@pytest.mark.parametrize(("usual", "have"), [((), "has none"), ((True, True), "has 2: cellulose and lactose")])
def test_a_choice_needs_exactly_one_usual_component(usual: tuple[bool, ...], have: str) -> None:
    names = ["cellulose", "lactose"]
    fillers = [part(name, "filler", choice="filler", is_default=bool(usual)) for name in names]
    assert wrong(draft(ACTIVE, *fillers))[0] == f"The choice “filler” needs exactly one usual component and {have}."


def test_a_choice_of_one_is_worth_a_look() -> None:
    assert said(draft(ACTIVE, part("lactose", "filler", choice="filler", is_default=True)))[0].startswith(
        "lactose is the only"
    )


def test_one_substance_twice_in_one_function_is_wrong_at_the_second_row() -> None:
    remarks = check_components(
        draft(ACTIVE, part("glycerol", "sweetener", "5 ml"), part("glycerol", "sweetener", "9 ml"), WATER)
    )
    assert [(one.text, one.row) for one in remarks if one.wrong] == [
        ("glycerol stands here twice as sweetener; make it one row.", 2)
    ]


def test_one_substance_in_two_functions_is_in_order() -> None:
    document = draft(ACTIVE, part("glycerol", "sweetener", "5 ml"), part("glycerol", "cosolvent", "9 ml"), WATER)
    assert wrong(document) == []


def test_a_component_without_a_function_is_wrong() -> None:
    assert "glycerol: choose what it is for." in wrong(draft(ACTIVE, part("glycerol", "", "5 ml"), WATER))


def test_components_without_an_active_are_wrong() -> None:
    assert "No component is the active or the product it is taken from." in wrong(draft(WATER))


def test_a_whole_tablet_may_carry_the_active() -> None:
    assert wrong(draft(part("tablet", "source-material"), WATER)) == []


@pytest.mark.parametrize(
    ("typed", "heard"),
    [
        ("5 drachms", "unit 'drachms' is not known"),
        ("five", "needs a number and a unit"),
        ("5 %", "5 % is a share"),
        ("0 g", "0 is no amount"),
    ],
)
def test_an_amount_that_is_none_is_said_at_its_row(typed: str, heard: str) -> None:
    remarks = [one for one in check_components(draft(ACTIVE, part("glycerol", "sweetener", typed), WATER)) if one.wrong]
    assert [one.row for one in remarks] == [1]
    assert heard in remarks[0].text


def test_a_draft_without_a_basis_is_told_to_state_it() -> None:
    assert any("basis is not stated" in text for text in wrong(draft(ACTIVE, WATER, basis="")))


def test_shares_are_grams_in_a_hundred_millilitres_and_millilitres_in_a_hundred() -> None:
    document = draft(
        part("drug", "active", "100 mg"),
        part("acid", "antioxidant", "0.5 g"),
        part("glycerol", "sweetener", "20 ml"),
        WATER,
    )
    assert component_shares(document) == ("0.1 % w/v", "0.5 % w/v", "20 % v/v", "as much as is needed")


def test_shares_do_not_depend_on_the_size_of_the_basis() -> None:
    assert component_shares(draft(part("acid", "antioxidant", "0.15 g"), basis="30 ml")) == ("0.5 % w/v",)


def test_shares_of_a_cream_are_mass_in_mass_and_of_a_capsule_mass_in_one() -> None:
    assert component_shares(draft(part("drug", "active", "500 mg"), basis="50 g")) == ("1 % w/w",)
    assert component_shares(draft(part("lactose", "filler", "25 g"), basis="100 capsules")) == ("0.25 g in 1 capsule",)


def test_a_tiny_share_is_not_rounded_away() -> None:
    # 100 micrograms in 100 ml are 0.0001 g in 100 ml
    assert component_shares(draft(part("drug", "active", "100 micrograms"))) == ("0.0001 % w/v",)


def test_units_of_activity_are_told_for_one_millilitre() -> None:
    assert component_shares(draft(part("nystatin", "active", "10000000 units"))) == ("100,000 units in 1 ml",)


def test_an_active_of_several_strengths_and_a_shell_say_why_they_have_no_amount() -> None:
    strengths = [{"amount": f"{amount} mg", "per": "1 capsule"} for amount in (1, 3)]
    document = draft(ACTIVE, part("gelatine", "shell"), basis="1 capsule", strengths=strengths)
    assert component_shares(document) == ("as the strength says", "one for each")


def test_an_empty_draft_says_nothing() -> None:
    assert check_components({}) == ()
    assert component_shares({}) == ()


AMOUNTS = st.sampled_from(["", "1 g", "0.5 mg", "3 ml", "2 capsules", "5 %", "x", "0 ml", "7 units", "1,5 g"])
COMPONENTS = st.fixed_dictionaries(
    {
        "excipient": st.sampled_from(["drug", "water", "glycerol", ""]),
        "function": st.sampled_from(["active", "vehicle", "shell", "source-material", ""]),
        "quantity": AMOUNTS,
        "choice": st.sampled_from(["", "filler"]),
        "is_default": st.booleans(),
    }
)


@given(rows=st.lists(COMPONENTS, max_size=6), basis=AMOUNTS, strength=AMOUNTS, per=AMOUNTS)
def test_whatever_is_typed_is_answered_and_every_remark_stands_at_a_row_that_is_there(
    rows: list[dict[str, Any]], basis: str, strength: str, per: str
) -> None:
    document = draft(*rows, basis=basis, strength=strength, per=per)
    assert all(remark.row is None or 0 <= remark.row < len(rows) for remark in check_components(document))
    assert len(component_shares(document)) == len(rows)
