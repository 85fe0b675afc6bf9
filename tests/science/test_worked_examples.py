"""The worked examples, topic by topic: each expected figure was worked by hand or comes from the source in its file."""

from decimal import Decimal

import pytest

from formulations.science.batch import find_batch_amounts
from formulations.science.beyond_use import find_use_by, last_day
from formulations.science.measuring import DoseNotMeasurable, choose_device, dose_delivered, measure_dose
from formulations.science.potency import Basis, Certificate, SubstanceForm, form_factor, mass_to_weigh
from formulations.science.quantities import Quantity
from formulations.science.regimen import plan_regimen
from formulations.science.rounding import Direction, round_amount, round_number
from formulations.science.specification import Component, Container
from formulations.science.supply import SupplyTerms, list_intakes, plan_supply
from tests.science import samples
from tests.science.worked import examples, read_device, read_steps, topics

NALTREXONE = Decimal("341.40")
FORMS = {
    "base": SubstanceForm("naltrexone", NALTREXONE),
    "hydrochloride": SubstanceForm("naltrexone hydrochloride", NALTREXONE, carries="hydrogen chloride"),
    "dihydrate": SubstanceForm("the dihydrate", NALTREXONE, carries="hydrogen chloride", waters=Decimal(2)),
}


def test_every_folder_of_worked_examples_is_run() -> None:
    run = {"rounding", "potency", "weighing_out", "measuring", "regimen", "beyond_use", "use_by", "supply", "batch"}
    run |= {"supply_that_fits"}
    run |= {"dosage_forms", "titration"}
    assert topics() == run


@pytest.mark.parametrize("example", examples("rounding"))
def test_rounding_goes_in_the_direction_stated(example: dict) -> None:
    direction = Direction[example["direction"]]
    rounded = round_number(Decimal(example["value"]), step=Decimal(example["step"]), direction=direction)
    assert rounded == Decimal(example["result"])


@pytest.mark.parametrize("example", examples("potency"))
def test_one_form_is_turned_into_another_by_the_published_factor(example: dict) -> None:
    labelled_as, weighed_as = FORMS[example["labelled_as"]], FORMS[example["weighed_as"]]
    factor = form_factor(labelled_as, weighed_as=weighed_as)
    assert round_number(factor, step=Decimal("0.0001"), direction=Direction.NEAREST) == Decimal(example["factor"])
    published = round_number(weighed_as.molar_mass, step=Decimal("0.01"), direction=Direction.NEAREST)
    assert published == Decimal(example["molar_mass"])


@pytest.mark.parametrize("example", examples("weighing_out"))
def test_salt_hydrate_assay_and_water_are_each_corrected_once(example: dict) -> None:
    water = Decimal(example["water"]) if "water" in example else None
    weighed = mass_to_weigh(
        Quantity.read(example["labelled"]),
        labelled_as=FORMS["hydrochloride"],
        weighed_as=FORMS[example["weighed_as"]],
        certificate=Certificate(Decimal(example["assay"]), Basis(example["basis"]), water),
    )
    on_balance = round_amount(weighed.amount, step=Quantity.read("0.1 mg"), direction=Direction.NEAREST)
    assert on_balance == Quantity.read(example["weigh"])


@pytest.mark.parametrize("example", [case for case in examples("measuring") if "measure" in case.values[0]])
def test_a_dose_is_measured_as_a_person_would(example: dict) -> None:
    dose, strength, device = _measuring(example)
    measure = measure_dose(dose, strength=strength, device=device)
    assert measure.text == example["measure"]
    assert str(measure.preparation) == example.get("preparation", example["measure"])
    delivered = dose_delivered(measure.amount, strength=strength, device=device)
    assert round_amount(delivered, step=Quantity.read("0.0001 mg"), direction=Direction.NEAREST).same_as(dose)


@pytest.mark.parametrize("example", [case for case in examples("measuring") if "refused" in case.values[0]])
def test_a_dose_that_cannot_be_measured_is_refused_with_the_nearest_that_can(example: dict) -> None:
    dose, strength, device = _measuring(example)
    with pytest.raises(DoseNotMeasurable) as refusal:
        measure_dose(dose, strength=strength, device=device)
    near = {"below": refusal.value.below, "above": refusal.value.above}
    assert {key: str(value) for key, value in near.items() if value} == {
        key: example[key] for key in near if key in example
    }
    assert str(dose) in str(refusal.value)
    assert device.name in str(refusal.value)


@pytest.mark.parametrize("example", examples("regimen"))
def test_dose_steps_become_days_and_a_total(example: dict) -> None:
    regimen = plan_regimen(read_steps(example["steps"]), days=example.get("days"))
    assert regimen.days == example["last_day"]
    assert str(regimen.total_dose) == example["total_dose"]
    assert [regimen.steps[-1].from_day, regimen.steps[-1].to_day] == example["last_step"]


@pytest.mark.parametrize("example", examples("beyond_use"))
def test_a_life_is_counted_by_the_laws_day_one_rule(example: dict) -> None:
    law = samples.law(day_of_making_counts=example["day_of_making_counts"])
    assert last_day(example["start"], days=example["days"], law=law) == example["last_day"]


@pytest.mark.parametrize("example", examples("supply"))
def test_a_supply_is_shared_out_over_containers_and_batches(example: dict) -> None:
    formula, law = _preparation(example)
    regimen = plan_regimen(read_steps(example["steps"]), days=None)
    doses = [step.dose for step in regimen.steps]
    _, measures = choose_device(doses, strength=formula.strength, devices=formula.specification.devices)
    made_on = example["made_on"]
    use_by = find_use_by(formula, law=law, made_on=made_on, ingredient_expiry=example.get("ingredient_expiry"))
    terms = SupplyTerms(formula, law, made_on=made_on, use_by=use_by.date)
    supply = plan_supply(list_intakes(regimen, measures=measures), terms=terms)
    assert [_as_row(container) for container in supply.containers] == example["containers"]
    assert (str(supply.needed), str(supply.total)) == (example["needed"], example["total"])


@pytest.mark.parametrize("example", examples("batch"))
def test_a_batch_takes_its_share_of_each_component(example: dict) -> None:
    preservative = Component("sample", "sample", "preservative", Quantity.read(example["preservative_per_basis"]))
    formula = samples.formula(
        strength=example["strength"],
        basis=Quantity.read(example["basis"]),
        components=(*samples.specification().components, preservative),
    )
    quantity, overage = Quantity.read(example["quantity"]), Decimal(example.get("overage", "0"))
    amounts = find_batch_amounts(formula, quantity=quantity, overage_percent=overage)
    assert str(amounts.quantity) == example["made"]
    shares = [str(line.amount) if line.amount else "as much as is needed" for line in amounts.lines]
    assert shares == [example["active"], "as much as is needed", example["preservative"]]


def _measuring(example: dict) -> tuple:
    device = read_device(example["device"])
    return Quantity.read(example["dose"]), samples.strength_of(example["strength"]), device


def _preparation(example: dict) -> tuple:
    container = Container("pack", "pack", tuple(map(Quantity.read, example["fills"])), example.get("counted", False))
    formula = samples.formula(
        strength=example["strength"],
        container=container,
        devices=(read_device(example["device"]),),
        house_limits=(samples.house_limit(example["life"]),),
        in_use=samples.in_use(example["in_use"]) if "in_use" in example else None,
        law_category="not in this law",
    )
    return formula, samples.law(day_of_making_counts=example["day_of_making_counts"])


def _as_row(container: object) -> dict:
    return {
        "amount": str(container.amount),
        "taken": str(container.taken),
        "make_on": container.make_on,
        "open_on": container.open_on,
        "discard_on": container.discard_on,
        "days": [container.first_day, container.last_day],
    }
