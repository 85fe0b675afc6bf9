"""Supplies that fit their life, worked by hand: which container is made, opened and thrown away when, what is left."""

import pytest

from formulations.science.beyond_use import find_use_by
from formulations.science.filling import FillingRule
from formulations.science.measuring import choose_device
from formulations.science.quantities import Quantity
from formulations.science.regimen import plan_regimen
from formulations.science.specification import ChosenFormula, Container
from formulations.science.supply import PlannedContainer, Supply, SupplyTerms, list_intakes, plan_supply
from formulations.science.waste import left_over
from tests.science import samples
from tests.science.worked import examples, read_device, read_steps


@pytest.mark.parametrize("example", examples("supply_that_fits"))
def test_a_supply_fits_its_life_to_the_day_the_container_and_the_hundredth_of_a_millilitre(example: dict) -> None:
    supply = _planned(example)
    assert [_as_row(container) for container in supply.containers] == example["containers"]
    amounts = {"needed": supply.needed, "total": supply.total, "left_over": left_over(supply)}
    assert {key: str(amount) for key, amount in amounts.items()} == {key: example[key] for key in amounts}
    first_batch = [row for row in example["containers"] if row["make_on"] == example["made_on"]]
    assert sum(one.is_made_now for one in supply.containers) == example.get("made_now", len(first_batch))


def _planned(example: dict) -> Supply:
    formula, law = _formula(example), samples.law(day_of_making_counts=example.get("day_of_making_counts", True))
    regimen = plan_regimen(read_steps(example["steps"]), days=None)
    doses = [step.dose for step in regimen.steps]
    _, measures = choose_device(doses, strength=formula.strength, devices=formula.specification.devices)
    made_on = example["made_on"]
    use_by = find_use_by(formula, law=law, made_on=made_on, ingredient_expiry=example.get("ingredient_expiry"))
    terms = SupplyTerms(
        formula,
        law,
        made_on=made_on,
        use_by=use_by.date,
        starts_on=example.get("starts_on"),
        fills=tuple(map(Quantity.read, example.get("in_stock", []))),
        rule=FillingRule(example.get("rule", "fewest-containers")),
        containers_before=example.get("containers_before", 0),
    )
    return plan_supply(list_intakes(regimen, measures=measures), terms=terms)


def _formula(example: dict) -> ChosenFormula:
    behind = Quantity.read(example["stays_behind"]) if "stays_behind" in example else None
    fills, counted = tuple(map(Quantity.read, example["fills"])), example.get("counted", False)
    return samples.formula(
        strength=example["strength"],
        container=Container("pack", "pack", fills, counted, behind),
        devices=(read_device(example["device"]),),
        house_limits=(samples.house_limit(example["life"]),),
        in_use=samples.in_use(example["in_use"]) if "in_use" in example else None,
        law_category="not in this law",
    )


def _as_row(container: PlannedContainer) -> dict:
    return {
        "number": f"{container.number} of {container.of}",
        "amount": str(container.amount),
        "taken": str(container.taken),
        "make_on": container.make_on,
        "open_on": container.open_on,
        "discard_on": container.discard_on,
        "days": [container.first_day, container.last_day],
    }
