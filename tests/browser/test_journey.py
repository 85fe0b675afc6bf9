"""Each formulation from the typed prescription to the patient's hands, by the people who may do each step."""

import re
from io import BytesIO

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import expect

from tests.browser.desk import ORDERS, Desk

RECORD = re.compile("/prescriptions/[0-9a-f-]{36}/$")
RENDERED_WITHIN_MS = 60_000


@pytest.mark.parametrize("order", ORDERS, ids=[order.formulation for order in ORDERS])
def test_a_prescription_leaves_as_a_label_and_a_leaflet_in_the_hands_of_the_patient(desk, order):
    tom, anna = desk("tom"), desk("anna", size="tablet")
    tom.write(order)
    tom.page.get_by_role("button", name="Enter", exact=True).click()
    tom.page.wait_for_url(RECORD)
    record = tom.page.url
    _open(anna, record)
    anna.page.get_by_role("button", name="Screen", exact=True).click()
    _settle_all(anna)
    _open(tom, record)
    tom.page.get_by_role("button", name="Record the batch as made").click()
    _open(anna, record)
    anna.page.get_by_role("button", name="The batch is as recorded").click()
    _open(anna, record)
    anna.page.get_by_role("button", name="Make label and leaflet").click()
    _wait_for_papers(anna, record)
    anna.shoot(f"papers-{order.formulation}")
    assert anna.serious_faults() == []
    _print_and_scan(anna, record)
    anna.shoot(f"printed-{order.formulation}")
    anna.page.get_by_role("button", name=re.compile("Release lot")).click()
    _open(anna, record)
    _hand_over(anna)
    _open(tom, record)
    expect(tom.page.locator(".step-rail .is-done")).to_have_count(6)
    tom.shoot(f"supplied-{order.formulation}")
    assert tom.serious_faults() == []
    assert tom.complaints + anna.complaints == []


def _open(person: Desk, record: str) -> None:
    person.page.wait_for_load_state("networkidle")
    person.page.goto(record)
    person.page.wait_for_load_state("networkidle")


def _settle_all(anna: Desk) -> None:
    anna.page.get_by_text("is screened").wait_for()
    for _ in range(anna.page.get_by_role("button", name="Settle with this reason").count()):
        anna.page.get_by_label("Reason").first.fill("Agreed with the prescriber.")
        anna.page.get_by_role("button", name="Settle with this reason").first.click()
        anna.page.wait_for_load_state("networkidle")


def _wait_for_papers(anna: Desk, record: str) -> None:
    expect(anna.page.get_by_role("heading", name="Documents")).to_be_visible()
    for _ in range(RENDERED_WITHIN_MS // 1500):
        _open(anna, record)
        if anna.page.get_by_alt_text("The label as it prints").count():
            break
        anna.page.wait_for_timeout(1000)
    label = anna.page.get_by_alt_text("The label as it prints")
    expect(label).to_be_visible()
    assert label.evaluate("(image) => image.complete && image.naturalWidth > 200")


def _print_and_scan(anna: Desk, record: str) -> None:
    """Print all papers, scan the code that stands on each label, as read from its picture, and see the leaflet."""
    with anna.page.expect_navigation():
        anna.page.get_by_role("button", name=re.compile("^Print all")).click()
    _open(anna, record)
    labels = [link.get_attribute("href") for link in anna.page.get_by_role("link", name=re.compile("^Label")).all()]
    for label in labels:
        picture = anna.page.context.request.get(f"{label}paper.png").body()
        code = zxingcpp.read_barcodes(Image.open(BytesIO(picture)))[0].text
        anna.page.get_by_label("Code on the label").fill(code)
        with anna.page.expect_navigation():
            anna.page.keyboard.press("Enter")
        _open(anna, record)
    with anna.page.expect_navigation():
        anna.page.get_by_role("button", name=re.compile("^It is there")).click()
    _open(anna, record)


def _hand_over(anna: Desk) -> None:
    anna.page.locator("[name$=handed_to]").first.check()
    anna.page.locator("[name$=counselling]").fill("Showed how to measure the dose.")
    changed = anna.page.locator("[name$=strength_change_explained]")
    if changed.count():
        changed.check()
    anna.page.get_by_role("button", name="Hand it over").click()
    anna.page.wait_for_load_state("networkidle")
