"""The plan of one supply, from an order to containers, dates and findings, and as a document."""

import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formulations.science.batch import quantity_made_now
from formulations.science.findings import Finding, Severity
from formulations.science.plan import Order, Plan, make_plan
from formulations.science.plan_document import finding_as_document, plan_as_document
from formulations.science.quantities import BadQuantity, Quantity, Unit
from formulations.science.regimen import BadRegimen, DoseStep
from formulations.science.specification import ChosenFormula, Component, DoseLimit, Restriction
from tests.science import samples
from tests.science.samples import MADE_ON, amount


def plan_of(formula: ChosenFormula, *doses: str, days: int | None = 7, **changes: object) -> Plan:
    steps = tuple(DoseStep(amount(dose), 1, days) for dose in doses)
    return make_plan(replace(Order(formula, steps, None, MADE_ON, samples.law()), **changes))


def codes(plan: Plan) -> list[str]:
    return [finding.code for finding in plan.findings]


def test_thirty_nights_of_4_5_mg_are_one_bottle_of_150_ml() -> None:
    plan = plan_of(samples.formula(), "4.5 mg", days=30)
    assert plan.device.code == "syringe-5ml-0.5ml"
    assert [measure.text for measure in plan.measures] == ["4.5 ml"]
    assert str(plan.total_amount) == "135 ml"
    assert [str(bottle.amount) for bottle in plan.supply.containers] == ["150 ml"]
    assert plan.findings == ()


def test_doses_may_be_ordered_in_ml_capsules_drops_or_strokes_and_are_stated_in_mass() -> None:
    cream = samples.formula(strength="10 mg per 1 g", devices=(samples.pump(),), container=samples.bottles("30 g"))
    doses = {
        "4.5 ml": samples.formula(),
        "3 capsules": samples.capsules("1.5 mg"),
        "18 drops": samples.drops(),
        "3 pump strokes": cream,
        "0.0045 g": samples.formula(),
        "4500 micrograms": samples.formula(),
    }
    stated = [str(plan_of(formula, dose).regimen.steps[0].dose) for dose, formula in doses.items()]
    assert stated == ["4.5 mg"] * 6


def test_a_microgram_product_states_its_doses_in_micrograms() -> None:
    formula = samples.formula(strength="1 microgram per 1 ml", dose_unit=Unit.MICROGRAM)
    assert str(plan_of(formula, "0.002 mg").regimen.total_dose) == "14 micrograms"


def test_a_drop_without_an_end_of_digits_is_rounded_to_be_written_and_still_counts_as_one_drop() -> None:
    plan = plan_of(samples.drops(devices=(samples.dropper("24"),)), "7 drops")
    assert str(plan.regimen.steps[0].dose) == "1.4583 mg"  # 7 / 24 x 5 = 1.45833...
    assert plan.measures[0].text == "7 drops"


@pytest.mark.parametrize(
    ("formula", "dose", "reason"),
    [
        (samples.formula(), "3 drops", "cannot be turned into a dose; state the dose in mg"),
        (samples.formula(), "1 capsule", "cannot be turned into a dose"),
        (samples.capsules(), "4.5 ml", "cannot be turned into a dose"),
        (samples.drops(devices=(samples.dropper(measured=""),)), "3 drops", "not been measured; measure them"),
    ],
)
def test_a_dose_in_a_unit_that_has_no_mass_here_is_refused(formula: ChosenFormula, dose: str, reason: str) -> None:
    with pytest.raises(BadQuantity, match=reason):
        plan_of(formula, dose)


def test_steps_that_make_no_sense_are_refused_and_not_planned() -> None:
    with pytest.raises(BadRegimen):
        plan_of(samples.formula(), "0 mg")
    with pytest.raises(BadRegimen):
        plan_of(samples.formula())


def test_a_dose_between_marks_is_a_stop_that_nobody_overrides_and_leaves_no_supply() -> None:
    plan = plan_of(samples.formula(devices=(samples.syringe("5 ml", mark="0.2 ml"),)), "4.5 mg")
    (finding,) = plan.findings
    assert (finding.code, finding.severity, finding.overridable) == ("dose-not-measurable", Severity.STOP, False)
    assert "4.4 mg and 4.6 mg" in finding.message
    assert finding.about == "4.5 mg"
    assert (plan.device, plan.supply, plan.measures, plan.total_amount) == (None, None, (), None)
    assert plan.use_by.date == date(2026, 12, 26)


def test_an_intake_that_no_bottle_holds_is_the_same_stop() -> None:
    plan = plan_of(samples.formula(container=samples.bottles("3 ml")), "4.5 mg")
    assert codes(plan) == ["dose-not-measurable"]


def test_a_supply_that_outlives_its_use_by_date_informs() -> None:
    plan = plan_of(samples.formula(), "1 mg", days=36)
    (finding,) = plan.findings
    assert (finding.code, finding.severity) == ("supply-outlives-use-by", Severity.INFORM)
    assert finding.sources == ("Sample pharmacopoeia, section 1",)
    assert "1 of 2 containers is made later, the first on 27 December 2026" in finding.message


def test_a_supply_that_ends_on_its_use_by_date_needs_no_finding() -> None:
    assert plan_of(samples.formula(), "1 mg", days=35).findings == ()


def test_steps_after_the_end_of_the_supply_are_told() -> None:
    steps = (DoseStep(amount("1 mg"), 1, 7), DoseStep(amount("2 mg"), 1, 7))
    cut = make_plan(Order(samples.formula(), steps, 13, MADE_ON, samples.law()))
    assert (codes(cut), cut.regimen.days) == (["supply-ends-before-regimen"], 13)
    assert codes(make_plan(Order(samples.formula(), steps, 14, MADE_ON, samples.law()))) == []


def test_an_open_last_step_that_is_never_reached_is_told() -> None:
    steps = (DoseStep(amount("1 mg"), 1, 14), DoseStep(amount("2 mg"), 1, None))
    assert codes(make_plan(Order(samples.formula(), steps, 14, MADE_ON, samples.law()))) == [
        "supply-ends-before-regimen"
    ]
    assert codes(make_plan(Order(samples.formula(), steps, 15, MADE_ON, samples.law()))) == []


def test_a_law_that_asks_for_a_label_in_another_language_is_told() -> None:
    plan = plan_of(samples.formula(), "1 mg", law=samples.law(name="Germany", label_language="de"))
    (finding,) = plan.findings
    assert (finding.code, finding.severity) == ("label-language", Severity.INFORM)
    assert "Germany asks for a label in the language 'de'" in finding.message


def test_dose_range_and_restrictions_come_with_the_plan() -> None:
    limit = DoseLimit("dose-above-range", Severity.WARN, overridable=True, message="high", above=amount("4.5 mg"),
                      below=None, titration_exempt=False, sources=("x",))  # fmt: skip
    forbidden = Restriction("syrup", ("vehicle",), "forbid", "forbidden-excipient", "no", "expert opinion", ("x",))
    formula = samples.formula(dose_limits=(limit,), restrictions=(forbidden,))
    assert codes(plan_of(formula, "5 mg")) == ["dose-above-range", "forbidden-excipient"]
    assert codes(plan_of(formula, "4.5 mg")) == ["forbidden-excipient"]


def test_later_batches_do_not_inherit_a_date_that_a_person_shortened() -> None:
    plan = plan_of(samples.formula(), "1 mg", days=40, shortened_to=date(2026, 11, 26))
    days = [(bottle.first_day, bottle.last_day, str(bottle.use_by)) for bottle in plan.supply.containers]
    assert days == [(1, 5, "2026-11-26"), (6, 40, "2026-12-31")]


def test_the_titration_by_drops_reads_as_in_the_contract() -> None:
    steps = tuple(DoseStep(amount("0.25 mg") * week, 1, 7) for week in range(1, 19))
    document = plan_as_document(make_plan(Order(samples.drops(), steps, None, MADE_ON, samples.law())))
    regimen, supply = document["regimen"], document["supply"]
    assert (regimen["days"], regimen["total_dose"], regimen["total_amount"]) == (126, "299.25 mg", "59.85 ml")
    assert regimen["steps"][0] == {
        "from_day": 1, "to_day": 7, "dose": "0.25 mg", "measure": "1 drop", "times_a_day": 1, "when": [],
        "every": 1,
    }  # fmt: skip
    assert regimen["steps"][17]["measure"] == "18 drops"
    assert document["device"]["drops_per_ml"] == "20"
    assert document["strength"] == "5 mg/ml"
    assert (document["use_by"]["date"], document["use_by"]["ruled_by"]) == ("2026-12-05", "us-nonpreserved-aqueous")
    first = supply["containers"][0]
    assert (first["make_on"], first["open_on"], first["discard_on"]) == ("2026-11-22", "2026-11-22", "2026-12-05")
    assert len({container["make_on"] for container in supply["containers"]}) == 9


@pytest.mark.parametrize(
    "formula",
    [
        samples.formula(),
        samples.formula(devices=()),
        samples.capsules("4.5 mg"),
        samples.drops(),
        samples.formula(
            strength="10 mg per 1 g", devices=(samples.pump("0.45 g"),), container=samples.bottles("30 g", "50 g")
        ),
    ],
)
def test_a_plan_is_ready_for_json_whatever_the_device(formula: ChosenFormula) -> None:
    document = plan_as_document(plan_of(formula, "4.5 mg"))
    assert set(document) == {"regimen", "device", "supply", "filling", "use_by", "strength", "pack"}
    assert json.loads(json.dumps(document)) == document


def test_a_dose_that_is_not_measurable_has_no_measure_device_or_supply_in_the_document() -> None:
    document = plan_as_document(plan_of(samples.formula(devices=()), "4.5 mg"))
    assert (document["device"], document["supply"]) == (None, None)
    assert document["regimen"]["steps"][0]["measure"] is None
    assert document["regimen"]["total_amount"] is None


def test_no_limit_in_the_document_is_earlier_than_the_date_and_what_a_study_replaced_stands_apart() -> None:
    formula = samples.formula(studies=(samples.study(microbial_evidence=True),))
    document = plan_as_document(plan_of(formula, "1 mg"))["use_by"]
    assert document["date"] == "2027-01-20"
    assert [limit["code"] for limit in document["limits"]] == ["sample-study", "us-extension-ceiling"]
    assert [limit["code"] for limit in document["replaced"]] == ["us-preserved-aqueous"]


def test_a_finding_in_the_document_waits_to_be_settled() -> None:
    component = Component("chalk", "chalk", "filler", None)
    forbidden = Restriction("chalk", (), "forbid", "forbidden-excipient", "no", "expert opinion", ("x", "y"))
    formula = samples.capsules(restrictions=(forbidden,))
    formula = ChosenFormula(formula.specification, formula.strength, (component,))
    (finding,) = plan_of(formula, "1.5 mg").findings
    assert finding_as_document(finding) == {
        "code": "forbidden-excipient",
        "severity": "stop",
        "message": "chalk as filler: no",
        "about": "chalk",
        "sources": ["x", "y"],
        "overridable": False,
        "values": {"function": "filler", "grade": "expert opinion"},
        "settled": None,
    }


def test_only_what_is_made_now_is_the_quantity_of_the_batch() -> None:
    plan = plan_of(samples.formula(), "1 mg", days=40)
    assert [str(bottle.amount) for bottle in plan.supply.containers] == ["60 ml", "30 ml"]
    assert str(quantity_made_now(plan.supply)) == "60 ml"


def test_a_stop_and_a_warning_wait_for_a_person_and_information_does_not() -> None:
    waiting = {severity: Finding("x", severity, "", "", ()).waits_for_a_person for severity in Severity}
    assert waiting == {Severity.STOP: True, Severity.WARN: True, Severity.INFORM: False}


ORDERS = st.lists(
    st.builds(
        DoseStep,
        st.builds(Quantity, st.decimals(min_value=0, max_value=10**12, places=4), st.sampled_from(Unit)),
        st.integers(min_value=-1, max_value=14),
        st.none() | st.integers(min_value=-1, max_value=20),
    ),
    max_size=4,
)
PRODUCTS = st.sampled_from([samples.formula(), samples.capsules(), samples.drops(), samples.formula(devices=())])


@given(PRODUCTS, ORDERS, st.none() | st.integers(min_value=-5, max_value=100))
def test_whatever_is_ordered_is_planned_or_refused_by_name(
    formula: ChosenFormula, steps: list[DoseStep], days: int | None
) -> None:
    try:
        plan = make_plan(Order(formula, tuple(steps), days, MADE_ON, samples.law()))
    except (BadRegimen, BadQuantity) as refusal:
        assert str(refusal)
    else:
        assert (plan.supply is None) is ("dose-not-measurable" in codes(plan))
        json.dumps(plan_as_document(plan))
