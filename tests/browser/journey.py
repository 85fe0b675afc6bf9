"""A prescription on its way through the pages, from the typed order to the patient's hands, by two people."""

import re
from io import BytesIO

import zxingcpp
from PIL import Image
from playwright.sync_api import expect

from tests.browser.desk import Desk, Order

RECORD = re.compile("/prescriptions/[0-9a-f-]{36}/$")
RENDERED_WITHIN_MS = 60_000


def supply(order: Order, *, tom: Desk, anna: Desk) -> None:
    """Write an order as Tom, and bring it with Anna through every step until it is in the patient's hands."""
    tom.write(order)
    tom.press("Enter")
    tom.page.wait_for_url(RECORD)
    record = tom.page.url
    anna.open(record)
    anna.press("Screen")
    _settle_all(anna)
    tom.open(record)
    tom.press("Record the batch as made")
    anna.open(record)
    anna.press("The batch is as recorded")
    anna.open(record)
    anna.press("Make label and leaflet")
    _wait_for_papers(anna)
    anna.shoot(f"papers-{order.formulation}")
    assert anna.serious_faults() == []
    _print_and_scan(anna, record)
    anna.shoot(f"printed-{order.formulation}")
    anna.press(re.compile("^Release lot"))
    anna.open(record)
    _hand_over(anna)
    tom.open(record)
    expect(tom.page.locator(".step-rail .is-done")).to_have_count(6)
    tom.shoot(f"supplied-{order.formulation}")
    assert tom.serious_faults() == []


def _settle_all(anna: Desk) -> None:
    anna.page.get_by_text("is screened").wait_for()
    for _ in range(anna.page.get_by_role("button", name="Settle with this reason").count()):
        anna.page.get_by_label("Reason").first.fill("Agreed with the prescriber.")
        anna.press("Settle with this reason")


def _wait_for_papers(anna: Desk) -> None:
    """Wait as a person does: the page loads itself again once the papers are there."""
    expect(anna.page.get_by_role("heading", name="Documents")).to_be_visible()
    label = anna.page.get_by_alt_text("The label as it prints")
    expect(label).to_be_visible(timeout=RENDERED_WITHIN_MS)
    anna.page.wait_for_load_state("networkidle")
    expect(anna.page.get_by_text("Making the papers")).to_have_count(0, timeout=RENDERED_WITHIN_MS)
    anna.page.wait_for_load_state("networkidle")
    expect(label).to_have_js_property("complete", value=True)
    assert label.evaluate("(image) => image.naturalWidth > 200")


def _print_and_scan(anna: Desk, record: str) -> None:
    """Print all papers, scan the code that stands on each label, as read from its picture, and see the leaflet."""
    anna.press(re.compile("^Print all"))
    anna.open(record)
    labels = [link.get_attribute("href") for link in anna.page.get_by_role("link", name=re.compile("^Label")).all()]
    for label in labels:
        picture = anna.page.context.request.get(f"{label}paper.png").body()
        code = zxingcpp.read_barcodes(Image.open(BytesIO(picture)))[0].text
        anna.page.get_by_label("Code on the label").fill(code)
        with anna.page.expect_navigation():
            anna.page.keyboard.press("Enter")
        anna.open(record)
    anna.press(re.compile("^It is there"))
    anna.open(record)


def _hand_over(anna: Desk) -> None:
    anna.page.locator("[name$=handed_to]").first.check()
    anna.page.locator("[name$=counselling]").fill("Showed how to measure the dose.")
    changed = anna.page.locator("[name$=strength_change_explained]")
    if changed.count():
        changed.check()
        anna.page.locator("[name$=old_container]").first.check()
    anna.press("Hand it over")
