"""A FHIR file in the browser: read, looked at, gone on with, entered."""

from pathlib import Path

import pytest

EXAMPLE = Path(__file__).resolve().parent.parent.parent / "examples" / "stop-opioid.json"


@pytest.mark.parametrize("size", ["desk", "tablet"])
def test_an_order_of_a_fhir_file_is_looked_at_and_entered_by_keyboard(desk, size):
    seat = desk("anna", size=size)
    page = seat.page
    page.goto("/prescriptions/new/")
    page.get_by_role("link", name="Read a FHIR file").press("Enter")
    page.get_by_label("FHIR file").set_input_files(EXAMPLE)
    page.get_by_role("button", name="Read it").press("Enter")
    page.get_by_role("heading", name="What is in the file").wait_for()
    assert seat.serious_faults() == []
    assert page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0
    seat.shoot("fhir-report")
    page.get_by_role("button", name="Go on with the entry").first.press("Enter")
    page.locator("#plan").get_by_text("Stop:").first.wait_for()
    page.get_by_role("button", name="Enter and screen").press("Enter")
    page.get_by_role("button", name="Settle").first.wait_for()
    assert seat.complaints == []
