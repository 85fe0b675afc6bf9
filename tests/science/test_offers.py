"""What is offered where a dose cannot be measured: nearest doses, other strengths, other products."""

from dataclasses import replace
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from formulations.science.measuring import measure_dose
from formulations.science.offers import is_refused, nearest_doses, not_yet_measured, other_products
from formulations.science.plan import Order, Plan, make_plan
from formulations.science.quantities import Quantity, Unit
from formulations.science.regimen import DoseStep
from formulations.science.specification import ChosenFormula, StrengthRange
from tests.science import samples
from tests.science.samples import MADE_ON, amount

ON_REQUEST = StrengthRange(amount("0.5 mg"), amount("4.5 mg"), amount("1 capsule"))


def planned(formula: ChosenFormula, *doses: str) -> Plan:
    steps = tuple(DoseStep(amount(dose), 1, 7) for dose in doses)
    return make_plan(Order(formula=formula, steps=steps, days=None, made_on=MADE_ON, law=samples.law()))


def near(formula: ChosenFormula, *doses: str) -> list[tuple[str, ...]]:
    return [
        (one.device.name, *(str(change.dose) for change in one.changes))
        for one in nearest_doses(planned(formula, *doses))
    ]


def products(plan: Plan, *others: ChosenFormula) -> list[tuple[str, str, str]]:
    found = other_products(plan, specifications=[one.specification for one in others])
    return [(one.specification.code, str(one.strength), one.plan.measures[0].text) for one in found]


def test_a_dose_between_two_marks_is_offered_on_the_marks_beside_it_of_the_two_finest_syringes() -> None:
    assert near(samples.formula(), "0.777 mg") == [
        ("1 ml oral syringe marked every 0.01 ml", "0.78 mg"),
        ("1 ml oral syringe marked every 0.01 ml", "0.77 mg"),
        ("3 ml oral syringe marked every 0.1 ml", "0.8 mg"),
        ("3 ml oral syringe marked every 0.1 ml", "0.7 mg"),
    ]


def test_a_dose_below_what_a_syringe_measures_reliably_is_offered_only_above() -> None:
    syringe = samples.syringe("1 ml", mark="0.01 ml", least="0.11 ml")
    assert near(samples.formula(devices=(syringe,)), "0.1 mg") == [
        ("1 ml oral syringe marked every 0.01 ml", "0.11 mg")
    ]


def test_the_least_reliable_volume_itself_needs_no_offer() -> None:
    syringe = samples.syringe("1 ml", mark="0.01 ml", least="0.11 ml")
    assert near(samples.formula(devices=(syringe,)), "0.11 mg") == []


def test_part_of_a_capsule_is_offered_as_whole_ones() -> None:
    assert near(samples.capsules("1.5 mg"), "2.25 mg") == [
        (samples.CAPSULES.name, "1.5 mg"),
        (samples.CAPSULES.name, "3 mg"),
    ]


def test_every_dose_of_a_titration_that_cannot_be_measured_changes_at_once_and_no_other() -> None:
    (down, up) = nearest_doses(planned(samples.capsules("1.5 mg"), "1 mg", "1.5 mg", "4 mg"))[:1] * 2
    assert [(str(one.ordered), str(one.dose)) for one in up.changes] == [("1 mg", "1.5 mg"), ("4 mg", "4.5 mg")]
    assert str(down.dose_for(amount("1.5 mg"))) == "1.5 mg"
    assert str(down.dose_for(amount("4000 micrograms"))) == "4.5 mg"


def test_a_strength_made_on_request_gives_every_dose_in_whole_capsules() -> None:
    plan = planned(samples.capsules("1.5 mg", strengths_on_request=ON_REQUEST), "2.25 mg", "1.5 mg")
    assert products(plan) == [("sample-liquid", "0.75 mg", "3 capsules")]


def test_a_strength_on_request_is_the_largest_that_fits_so_that_the_fewest_are_taken() -> None:
    plan = planned(samples.capsules("1.5 mg", strengths_on_request=ON_REQUEST), "5 mg")
    assert products(plan) == [("sample-liquid", "2.5 mg", "2 capsules")]


def test_a_strength_on_request_below_the_least_that_is_made_is_not_offered() -> None:
    plan = planned(samples.capsules("1.5 mg", strengths_on_request=ON_REQUEST), "0.4 mg")
    assert products(plan) == []


def test_another_formulation_of_the_same_active_that_measures_the_very_dose_is_offered() -> None:
    liquid, capsules = samples.formula(code="liquid"), samples.capsules("1.5 mg", code="capsules")
    assert products(planned(capsules, "2.3 mg"), liquid) == [("liquid", "1 mg/ml", "2.3 ml")]


def test_a_formulation_that_cannot_measure_it_either_is_not_offered() -> None:
    liquid, capsules = samples.formula(code="liquid"), samples.capsules("1.5 mg", code="capsules")
    assert products(planned(capsules, "2.3333 mg"), liquid) == []


def test_the_same_route_stands_before_another() -> None:
    capsules = samples.capsules("1.5 mg", code="capsules")
    skin, mouth = samples.formula(code="a", name="A", route="on the skin"), samples.formula(code="b", name="B")
    assert [code for code, *_ in products(planned(capsules, "2.3 mg"), skin, mouth)] == ["b", "a"]


def test_a_dose_of_preparation_is_offered_no_other_product_because_it_is_another_amount_there() -> None:
    per_g = samples.strength_of("10 mg per 1 g")
    cream = samples.formula(
        strength="10 mg per 1 g", dose_unit=Unit.GRAM, strengths=(per_g,), devices=(samples.pump("0.5 g"),)
    )
    plan = planned(cream, "0.75 g")
    assert products(plan, samples.formula(code="liquid")) == []
    assert [str(one.changes[0].dose) for one in nearest_doses(plan)] == ["0.5 g", "1 g"]


def test_a_dropper_that_was_not_measured_is_named_as_waiting_for_it() -> None:
    plan = planned(samples.drops(devices=(samples.dropper(measured=""),)), "0.25 mg")
    assert [one.device.kind for one in not_yet_measured(plan)] == ["dropper"]
    assert nearest_doses(plan) == ()


def test_a_plan_that_can_be_measured_is_offered_nothing() -> None:
    plan = planned(samples.formula(), "1.5 mg")
    assert (nearest_doses(plan), not_yet_measured(plan), products(plan, samples.formula(code="b"))) == ((), (), [])


def test_one_intake_too_large_for_any_bottle_has_no_nearest_dose() -> None:
    plan = planned(samples.formula(container=samples.bottles("5 ml")), "6 mg")
    assert is_refused(plan)
    assert nearest_doses(plan) == ()


def test_the_finding_carries_the_device_and_the_doses_below_and_above() -> None:
    (finding,) = [one for one in planned(samples.formula(), "0.777 mg").findings if one.code == "dose-not-measurable"]
    assert finding.values == {
        "device": "1 ml oral syringe marked every 0.01 ml",
        "below": "0.77 mg",
        "above": "0.78 mg",
    }


@settings(max_examples=60, deadline=None)
@given(st.lists(st.decimals(min_value=Decimal("0.01"), max_value=9, places=3), min_size=1, max_size=3, unique=True))
def test_whatever_is_offered_is_measured_by_the_device_named(doses: list[Decimal]) -> None:
    formula = samples.formula()
    plan = planned(formula, *(f"{dose:f} mg" for dose in doses))
    for offer in nearest_doses(plan):
        for step in plan.regimen.steps:
            measure_dose(offer.dose_for(step.dose), strength=formula.strength, device=offer.device)
        assert all(not one.dose.same_as(one.ordered) for one in offer.changes)
    capsules = samples.capsules("1.5 mg", strengths_on_request=ON_REQUEST)
    for product in other_products(plan, specifications=[replace(capsules.specification, code="capsules")]):
        ordered = [Quantity(dose, Unit.MILLIGRAM) for dose in doses]
        assert [step.dose for step in product.plan.regimen.steps] == ordered
