"""A prescription with its paper, two doses and a medicine is written by keyboard alone, the focus always in sight."""

from playwright.sync_api import expect

from tests.browser.keys import FOCUSED, Keys
from tests.prescriptions.paper import pages


def test_the_whole_of_entry_is_done_by_keyboard_alone(desk, tmp_path):
    paper = tmp_path / "paper.pdf"
    paper.write_bytes(pages("PDF", count=2))
    anna = desk("anna")
    keys, page = Keys(anna.page), anna.page
    page.on("filechooser", lambda _: None)  # the driver catches a dialog only once it listens
    keys.press("n")
    expect(page.get_by_label("Given name")).to_be_focused()
    _attach(paper, keys=keys, page=page)
    keys.tab_to("given_name")
    keys.type("Key")
    keys.press("Tab")
    keys.type("Board")
    keys.tab_to("prescriber")
    keys.type("Dr Key")
    _choose_drops_in_two_doses(keys=keys, page=page)
    keys.tab_to("medicines")
    keys.type("tramadol")
    keys.tab_to("days")
    keys.type("14")
    page.locator("#plan").get_by_text("Stop:").first.wait_for()
    page.get_by_text("Kept at").wait_for()
    anna.shoot("entry-with-scan")
    assert anna.serious_faults() == []
    keys.tab_to("enter", attribute="value")
    keys.press("Enter")
    page.get_by_role("heading", name="Key Board").wait_for()
    expect(page.get_by_role("img", name="Page 1 of 2 of the paper prescription")).to_be_visible()
    anna.shoot("prescription-with-scan")
    assert anna.serious_faults() == []
    assert anna.complaints == []


def _attach(paper, *, keys, page):
    keys.press("Shift+Tab")  # the paper stands before the patient
    expect(page.locator("#scan summary")).to_be_focused()
    keys.press("Enter")
    keys.tab_to("scan")
    with page.expect_file_chooser() as chooser:
        keys.press("Enter")
    chooser.value.set_files(paper)
    page.get_by_role("img", name="Page 2 of 2 of the paper prescription").wait_for()


def _choose_drops_in_two_doses(*, keys, page):
    keys.tab_to("formulation")
    keys.press("Space")
    while page.evaluate(f"{FOCUSED}.value") != "naltrexone-sublingual-drops":
        keys.press("ArrowDown")
    page.locator("#id_step-1-unit option[value=drop]").wait_for(state="attached")
    page.wait_for_timeout(500)
    keys.tab_to("step-1-dose")
    keys.type("0.25")
    keys.tab_to("step-1-unit")
    keys.type("mg")
    keys.tab_to("step-1-days")
    keys.type("7")
    keys.tab_to("add-step", attribute="value")
    keys.press("Enter")
    page.get_by_role("group", name="Dose 2").wait_for()
    expect(page.get_by_role("group", name="Dose 2").get_by_label("Dose", exact=True)).to_be_focused()
    keys.type("0.5")
