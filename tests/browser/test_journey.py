"""Each formulation from the typed prescription to the patient's hands, by the people who may do each step."""

import pytest

from tests.browser.desk import ORDERS
from tests.browser.journey import supply


@pytest.mark.parametrize("order", ORDERS, ids=[order.formulation for order in ORDERS])
def test_a_prescription_leaves_as_a_label_and_a_leaflet_in_the_hands_of_the_patient(desk, order):
    tom, anna = desk("tom"), desk("anna", size="tablet")
    supply(order, tom=tom, anna=anna)
    assert tom.complaints + anna.complaints == []
