"""A drug that the program has never heard of, from the first word of its specification to the patient's hands."""

import pytest

from tests.browser import author
from tests.browser.desk import Order
from tests.browser.journey import supply
from tests.browser.melatonin import CAPSULES, LIQUID

ORDERS = {
    LIQUID.code: Order(LIQUID.code, "2", "mg", "2 ml", "14", given_name="Nora", family_name="Vale"),
    CAPSULES.code: Order(CAPSULES.code, "3", "mg", "1 capsule", "30", given_name="Nora", family_name="Vale"),
}


@pytest.mark.parametrize("formulation", [LIQUID, CAPSULES], ids=lambda one: one.code)
def test_a_new_drug_is_written_approved_by_another_and_supplied_without_any_code(desk, formulation):
    fay, gus = desk("fay"), desk("gus", size="tablet")
    author.begin(fay, formulation)
    fay.shoot(f"draft-begun-{formulation.code}")
    author.write_all(fay, formulation)
    fay.page.goto(formulation.address)
    fay.shoot(f"draft-written-{formulation.code}")
    assert fay.serious_faults() == []
    author.submit(fay, formulation)
    author.approve(gus, formulation)
    gus.page.goto(f"/formulary/{formulation.code}/")
    gus.shoot(f"approved-{formulation.code}")
    assert gus.serious_faults() == []
    tom, anna = desk("tom"), desk("anna", size="tablet")
    supply(ORDERS[formulation.code], tom=tom, anna=anna)
    tom.shoot(f"supplied-{formulation.code}")
    assert fay.complaints + gus.complaints + tom.complaints + anna.complaints == []
