"""What the shipped specifications of naltrexone say, against the table of the formulary that was agreed."""

from decimal import Decimal

import pytest

from formulations.reference.formulary import sha256_of, shipped_documents, specification_from
from formulations.science.quantities import Quantity, Unit
from formulations.science.restrictions import excipients_by_code, forbids, objections_to_components
from formulations.science.specification import Specification

MADE = {
    document["formulation"]["code"]: specification_from(document, version=1, sha256=sha256_of(document))
    for document in shipped_documents()
    if document["formulation"]["code"].startswith("naltrexone-") and "unavailable_reason" not in document["formulation"]
}
LIQUID, CAPSULE = MADE["naltrexone-oral-liquid"], MADE["naltrexone-capsule"]
PLAIN, DROPS = MADE["naltrexone-oral-liquid-unpreserved"], MADE["naltrexone-sublingual-drops"]
HYDRATE = Decimal("1.0954")  # 413.89 / 377.86
CREAM, MICRO = MADE["naltrexone-cream"], MADE["naltrexone-microgram-liquid"]
ALL = pytest.mark.parametrize("specification", MADE.values(), ids=MADE)


def amount(text: str) -> Quantity:
    return Quantity.read(text)


@ALL
def test_strength_is_labelled_as_the_hydrochloride(specification: Specification) -> None:
    assert specification.active_name == "naltrexone hydrochloride"


@ALL
def test_every_component_is_an_excipient_of_the_document(specification: Specification) -> None:
    assert {one.excipient for one in specification.components} == {one.code for one in specification.excipients}


@ALL
def test_every_formulation_is_screened_for_opioids_and_bounded_in_dose(specification: Specification) -> None:
    assert {"opioid-analgesic", "opioid-dependence-treatment"} <= {rule.code for rule in specification.screening}
    assert {"dose-above-range", "dose-below-range"} == {limit.code for limit in specification.dose_limits}


@ALL
def test_an_allergy_to_the_active_itself_can_be_recognised(specification: Specification) -> None:
    active = next(one for one in specification.components if one.function == "active")
    assert "naltrexone" in next(one for one in specification.excipients if one.code == active.excipient).avoid_terms


@pytest.mark.parametrize(
    ("specification", "strengths"),
    [
        (LIQUID, ["1 mg/ml"]), (PLAIN, ["1 mg/ml"]), (DROPS, ["5 mg/ml"]), (CREAM, ["10 mg/g"]),
        (MICRO, ["1 microgram per ml"]), (CAPSULE, ["1.5 mg", "3 mg", "4.5 mg"]),
    ],
)  # fmt: skip
def test_strengths(specification: Specification, strengths: list[str]) -> None:
    assert [str(strength) for strength in specification.strengths] == strengths


def test_capsules_are_made_on_request_from_half_a_milligram_to_4_5() -> None:
    request = CAPSULE.strengths_on_request
    assert request is not None
    assert (str(request.least), str(request.most)) == ("0.5 mg", "4.5 mg")


def test_only_capsules_come_in_other_strengths_on_request() -> None:
    assert [one.code for one in MADE.values() if one.strengths_on_request] == ["naltrexone-capsule"]


@pytest.mark.parametrize("specification", [LIQUID, PLAIN, DROPS, MICRO])
def test_liquids_stand_in_the_refrigerator_away_from_light(specification: Specification) -> None:
    storage = specification.storage
    assert (storage.least_celsius, storage.most_celsius) == (2, 8)
    assert (storage.protect_from_light, storage.do_not_freeze) == (True, True)


@pytest.mark.parametrize("specification", [CAPSULE, CREAM])
def test_capsules_and_cream_stand_at_room_temperature(specification: Specification) -> None:
    assert (specification.storage.least_celsius, specification.storage.most_celsius) == (20, 25)


@pytest.mark.parametrize(
    ("specification", "category"),
    [
        (LIQUID, "preserved-aqueous"), (PLAIN, "nonpreserved-aqueous"), (CAPSULE, "other-nonaqueous"),
        (DROPS, "nonpreserved-aqueous"), (CREAM, "preserved-aqueous"), (MICRO, "nonpreserved-aqueous"),
    ],
)  # fmt: skip
def test_the_law_puts_each_formulation_into_its_category(specification: Specification, category: str) -> None:
    assert specification.law_category == category


@pytest.mark.parametrize(
    ("specification", "days", "applies"),
    [
        (LIQUID, 35, "no-law"), (PLAIN, 14, "no-law"), (CAPSULE, 180, "no-law"), (DROPS, 14, "no-law"),
        (CREAM, 28, "always"), (MICRO, 14, "no-law"),
    ],
)  # fmt: skip
def test_house_limits(specification: Specification, days: int, applies: str) -> None:
    assert [(limit.days, limit.applies) for limit in specification.house_limits] == [(days, applies)]


def test_studies_are_listed_with_what_each_holds_for() -> None:
    assert [(one.code, one.days, one.vehicle, one.storage) for one in LIQUID.studies] == [
        ("fawcett-1997-refrigerator", 60, LIQUID.vehicle, "refrigerator"),
        ("fawcett-1997-room", 30, LIQUID.vehicle, "room-temperature"),
        ("polonini-2016", 90, "syrspend-sf-ph4", "refrigerator"),
        ("polonini-2016-room", 90, "syrspend-sf-ph4", "room-temperature"),
    ]
    assert [(one.code, one.days, one.vehicle) for one in CAPSULE.studies] == [
        ("cote-2018", 360, "microcrystalline-cellulose")
    ]


def test_no_study_of_a_liquid_shows_that_its_preservative_keeps_working() -> None:
    assert not any(study.microbial_evidence for study in LIQUID.studies)


@pytest.mark.parametrize("specification", [PLAIN, DROPS, CREAM, MICRO])
def test_where_no_study_was_found_none_is_listed(specification: Specification) -> None:
    assert specification.studies == ()


def test_only_the_preserved_liquid_has_a_life_of_its_own_once_opened() -> None:
    assert {one.code: one.in_use.days for one in MADE.values() if one.in_use} == {"naltrexone-oral-liquid": 28}


@pytest.mark.parametrize("specification", [LIQUID, PLAIN, MICRO])
def test_oral_syringes_carry_their_printed_marks(specification: Specification) -> None:
    assert [(str(one.capacity), str(one.mark)) for one in specification.devices] == [
        ("1 ml", "0.01 ml"), ("3 ml", "0.1 ml"), ("5 ml", "0.2 ml"), ("5 ml", "0.5 ml"), ("10 ml", "0.2 ml"),
    ]  # fmt: skip


def test_a_1_ml_syringe_measures_nothing_at_or_below_a_tenth_of_a_millilitre() -> None:
    assert LIQUID.devices[0].least == amount("0.11 ml")


def test_a_nominal_drop_or_stroke_is_not_a_measured_one() -> None:
    dropper, pump = DROPS.devices[0], CREAM.devices[0]
    assert (dropper.units_per_ml, dropper.measured) == (Decimal(20), "")
    assert (pump.amount_per_stroke, pump.measured) == (amount("0.15 g"), "")


def test_the_preserved_liquid_is_the_published_formula() -> None:
    assert {one.excipient: str(one.quantity) for one in LIQUID.components if one.quantity} == {
        "naltrexone-hydrochloride": "100 mg", "ascorbic-acid": "0.5 g", "sodium-benzoate": "0.1 g", "glycerol": "20 ml",
    }  # fmt: skip
    assert LIQUID.basis == amount("100 ml")


def test_the_cream_adds_up_to_100_g() -> None:
    grams = [one.quantity.to(Unit.GRAM).value for one in CREAM.components if one.quantity]
    assert sum(grams) == Decimal(100)


def test_the_microgram_liquid_holds_a_thousandth_of_the_starting_liquid() -> None:
    thin = {one.excipient: one.quantity for one in MICRO.components if one.quantity}
    for component in LIQUID.components:
        if component.quantity:
            assert (thin[component.excipient] * 1000).same_as(component.quantity), component.excipient


def test_the_unpreserved_liquid_is_active_and_sterile_water_alone() -> None:
    assert [one.excipient for one in PLAIN.components] == ["naltrexone-hydrochloride", "sterile-water"]


def test_the_preserved_liquid_carries_no_lactose_and_the_drops_a_trace() -> None:
    assert not any("lactose" in one.contains for one in LIQUID.excipients)
    assert "lactose" in LIQUID.free_from
    assert any("lactose" in one.contains for one in DROPS.excipients)
    assert "lactose" not in DROPS.free_from


def test_fillers_and_shells_can_be_chosen_and_have_one_default_each() -> None:
    defaults = {one.choice: one.excipient for one in CAPSULE.components if one.is_default}
    assert defaults == {"filler": "microcrystalline-cellulose", "shell": "gelatine-shell"}
    assert "hypromellose-shell" in {one.excipient for one in CAPSULE.components if one.choice == "shell"}


def test_calcium_carbonate_is_forbidden_as_filler_by_expert_opinion() -> None:
    rule = next(one for one in CAPSULE.restrictions if one.excipient == "calcium-carbonate")
    assert (rule.effect, rule.finding_code, rule.grade) == ("forbid", "forbidden-excipient", "expert opinion")


def test_release_modifying_polymers_are_forbidden_as_filler_by_one_rule_and_no_shell_is() -> None:
    (rule,) = [one for one in CAPSULE.restrictions if one.finding_code == "release-modifying-excipient"]
    assert (rule.property, rule.functions, rule.scope) == ("release-modifying", ("filler",), "drug")
    assert rule.effect == "forbid"
    assert {one.code for one in CAPSULE.excipients if one.release_modifying} == {
        "hypromellose", "hydroxypropylcellulose", "ethylcellulose", "carbomer", "sodium-alginate", "polyethylene-oxide",
        "shellac", "methacrylate-copolymer",
    }  # fmt: skip


def test_every_forbidden_filler_can_be_asked_for_so_that_the_answer_is_a_finding() -> None:
    known = excipients_by_code(CAPSULE)
    refused = {
        one.excipient
        for one in CAPSULE.components
        for rule in CAPSULE.restrictions
        if forbids(rule, component=one, known=known)
    }
    assert len(refused) == 9
    assert refused == {one.code for one in CAPSULE.excipients if one.release_modifying} | {"calcium-carbonate"}


def test_the_other_fillers_are_lactose_on_a_written_condition_and_the_preferred_cellulose() -> None:
    effects = {one.excipient or one.property: one.effect for one in CAPSULE.restrictions}
    assert effects["lactose"] == "condition"
    assert effects["microcrystalline-cellulose"] == "prefer"


@ALL
def test_no_shipped_specification_breaks_a_rule_of_its_drug(specification: Specification) -> None:
    elsewhere = tuple(rule for rule in CAPSULE.restrictions if rule.scope == "drug")
    assert objections_to_components(specification, from_elsewhere=elsewhere) == []


def test_drops_and_microgram_liquid_say_their_own_use_on_the_label() -> None:
    assert "The dose is in micrograms, not in mg." in MICRO.label_warnings
    assert "Use only on your skin." in CREAM.label_warnings


def test_only_the_drops_are_made_from_tablets_and_everything_else_from_powder_with_the_hydrate_factor() -> None:
    powders = {"naltrexone-hydrochloride-powder": Decimal(1), "naltrexone-hydrochloride-dihydrate-powder": HYDRATE}
    for one in MADE.values():
        materials = {material.code: material.factor for material in one.source_materials}
        assert materials == ({"naltrexone-50mg-tablet": None} if one is DROPS else powders), one.code


def test_the_tablet_brings_its_own_excipients_lactose_and_iron_oxides_among_them() -> None:
    (tablet,) = DROPS.source_materials
    assert {"lactose", "colourant", "milk"} <= set(tablet.contains)
    assert {"lactose monohydrate", "iron oxides", "magnesium stearate"} <= set(tablet.excipients)


def test_patch_and_tablet_ship_with_a_reason_instead_of_a_specification() -> None:
    reasons = {
        one["formulation"]["code"]: one["formulation"]["unavailable_reason"]
        for one in shipped_documents()
        if "unavailable_reason" in one["formulation"]
    }
    assert set(reasons) == {"naltrexone-transdermal-patch", "naltrexone-tablet"}
    assert all(reason.startswith("No specification is approved: ") for reason in reasons.values())
