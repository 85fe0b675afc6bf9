"""A formulary admin at the screen: begins a formulation, writes its sections, hands it in; another one approves it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from playwright.sync_api import Locator, Page, expect

from tests.browser.desk import Desk

Row = Mapping[str, str | bool | Sequence[str]]
HOUSE_RULE = {"source": "house-rule"}


@dataclass(frozen=True)
class Begun:
    """What the short form asks. sections: what is then written, section by section, row by row, field by field."""

    name: str
    code: str
    dosage_form: str
    route: str
    active: str
    strengths: str
    sections: Mapping[str, Sequence[Row]] = field(default_factory=dict)

    @property
    def address(self) -> str:
        """Where its first draft stands."""
        return f"/formulary/{self.code}/drafts/1/"


def begin(admin: Desk, formulation: Begun) -> None:
    """Begin a new formulation by the short form, with the keyboard's Enter."""
    page = admin.page
    page.goto("/formulary/")
    page.goto("/formulary/new/")
    for name in ("name", "active", "strengths", "code"):
        page.locator(f"#id_{name}").fill(getattr(formulation, name))
    page.locator("#id_dosage_form").select_option(formulation.dosage_form)
    page.locator("#id_route").select_option(formulation.route)
    page.locator("#id_strengths").press("Enter")
    page.wait_for_url(f"**{formulation.address}")


def write_all(admin: Desk, formulation: Begun) -> None:
    """Write every section of the draft in its place, and save each."""
    for section, rows in formulation.sections.items():
        _open(admin.page, section)
        for number, row in enumerate(rows):
            _have_row(admin.page, number)
            _fill(admin.page, number=number, row={**HOUSE_RULE, **row})
        admin.page.get_by_role("button", name="Save this section").click()
        admin.page.get_by_role("button", name="Save this section").wait_for(state="detached")
        expect(admin.page.locator(f"#{section} :focus, #{section}:focus")).to_have_count(1)  # back where it was opened


def submit(admin: Desk, formulation: Begun) -> None:
    """Hand the draft in."""
    page = admin.page
    page.goto(formulation.address)
    page.get_by_role("link", name="Submit for approval").click()
    page.locator("#id_note").fill("Asked for by a prescriber.")
    admin.press(re.compile("^Submit"))


def approve(other: Desk, formulation: Begun) -> None:
    """Approve as another person, found in the list of what waits."""
    page = other.page
    page.goto("/formulary/drafts/")
    page.get_by_role("link", name=formulation.name).first.click()
    page.wait_for_url("**/drafts/1/**")
    if not page.url.endswith("/approve/"):
        page.get_by_role("link", name="Approve").first.click()
        page.wait_for_url("**/approve/")
    other.shoot(f"approve-{formulation.code}")
    other.press(re.compile("^Approve"))


def _open(page: Page, section: str) -> None:
    link = page.locator(f"a[href*='edit={section}#']").first
    link.press("Enter")
    page.get_by_role("button", name="Save this section").wait_for()


def _have_row(page: Page, number: int) -> None:
    if page.locator(f"[name^='row-{number}-']").count():
        return
    page.locator("button[name=do][value=add-row]").click()
    page.locator(f"[name^='row-{number}-']").first.wait_for(state="attached")


def _fill(page: Page, *, number: int, row: Row) -> None:
    for name, value in row.items():
        fields = page.locator(f"[name='row-{number}-{name}']")
        if name == "source" and not fields.count():
            continue  # a section whose facts are the admin's own words names no source
        _set(fields, value=value)


def _set(fields: Locator, *, value: str | bool | Sequence[str]) -> None:
    kind = fields.first.evaluate("(one) => one.type")
    folded = fields.first.locator("xpath=ancestor::details[not(@open)]")
    if folded.count():
        folded.first.locator("summary").first.click()
    if kind == "checkbox":
        fields.first.set_checked(bool(value))
    elif kind.startswith("select"):
        fields.first.select_option(str(value))
    else:
        fields.first.fill(str(value))
