"""One person at one screen: logs in, writes a prescription, looks at pages, asks axe."""

import os
import re
from dataclasses import dataclass, field
from pathlib import Path

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import ConsoleMessage, Page

from pharmacy.staff.demo import demo_password

RUN_AXE = """async () => (await axe.run({resultTypes: ["violations"]})).violations
  .filter((one) => ["serious", "critical"].includes(one.impact))
  .map((one) => `${one.id}: ${one.nodes.map((node) => node.target[0]).join(", ")}`)"""
AT_REST = """() => document.readyState === "complete"
  && !document.querySelector(".htmx-request, .htmx-swapping, .htmx-settling, .is-behind")"""


@dataclass
class Desk:
    """A page with a person at it. complaints: what the browser wrote to its console as errors."""

    page: Page
    size: str
    shots: Path
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("console", self._note)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _note(self, message: ConsoleMessage) -> None:
        # Playwright hides the caret for a screenshot by a style that the policy rightly refuses.
        if message.type == "error" and "Applying inline style" not in message.text:
            self.complaints.append(message.text)

    def log_in(self, username: str) -> None:
        """Log in to the demo pharmacy."""
        self.page.goto("/")
        self.page.get_by_label("User name").fill(username)
        self.page.get_by_label("Password").fill(demo_password(username))
        self.page.keyboard.press("Enter")
        self.page.get_by_role("button", name="Sign out").wait_for()

    def press(self, button: str | re.Pattern[str]) -> None:
        """Press a button that sends its form, and wait until the page that answers is there, parts and all."""
        with self.page.expect_navigation():
            self.page.get_by_role("button", name=button, exact=True).first.click()
        self.rest()

    def open(self, address: str) -> None:
        """Open a page and wait until it is there, parts and all."""
        self.page.goto(address)
        self.rest()

    def shoot(self, name: str) -> None:
        """Keep a picture of the page under var/screenshots, when SCREENSHOTS asks for them."""
        if not os.environ.get("SCREENSHOTS"):
            return
        self.shots.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=self.shots / f"{name}-{self.size}.png", full_page=True)

    def rest(self) -> None:
        """Wait until the page and every part that it asks for by itself are there."""
        self.page.wait_for_function(AT_REST)

    def serious_faults(self) -> list[str]:
        """Return what axe finds serious or critical on the page, with where.

        It looks again where it found something: a plan that is asked for anew in that moment is grey for as long.
        """
        self.rest()
        if not self.page.evaluate("() => 'axe' in window"):
            self.page.evaluate(AXE_SCRIPT)
        found = list(self.page.evaluate(RUN_AXE))
        if found:
            self.rest()
            found = list(self.page.evaluate(RUN_AXE))
        return found

    def write(self, order: "Order") -> None:
        """Write a prescription on the entry page, and wait for its plan."""
        page = self.page
        page.goto("/prescriptions/new/")
        page.get_by_label("Given name").fill(order.given_name)
        page.get_by_label("Family name").fill(order.family_name)
        page.get_by_label("Born", exact=True).fill("1980-02-14")
        page.get_by_label("Prescriber", exact=True).fill("Dr Mira Kovac")
        page.locator(f"input[value={order.formulation}]").check()
        self.rest()
        if order.strength:
            page.get_by_label("Strength", exact=True).select_option(order.strength)
        page.get_by_label("Dose", exact=True).fill(order.dose)
        page.get_by_label("Unit", exact=True).select_option(order.unit)
        page.get_by_label("Times a day").fill(order.times)
        page.get_by_label("Days to supply").fill(order.days)
        page.get_by_label("Medicines taken now").fill(order.medicines)
        page.locator("#plan").get_by_text(order.measure, exact=True).first.wait_for()


@dataclass(frozen=True)
class Order:
    """What is written on the entry page, and the measure that the plan must show."""

    formulation: str
    dose: str
    unit: str
    measure: str
    days: str
    strength: str = ""
    times: str = "1"
    medicines: str = ""
    given_name: str = "Ada"
    family_name: str = "Lindqvist"


ORDERS = (
    Order("naltrexone-oral-liquid", "3", "mg", "3 ml", "28"),
    Order("naltrexone-oral-liquid-unpreserved", "1.5", "mg", "1.5 ml", "14"),
    Order("naltrexone-capsule", "4.5", "mg", "3 capsules", "30", strength="1.5 mg"),
    Order("naltrexone-sublingual-drops", "0.5", "mg", "2 drops", "28"),
    Order("naltrexone-cream", "4.5", "mg", "3 pump strokes", "28"),
    Order("naltrexone-microgram-liquid", "1", "micrograms", "1 ml", "14", times="2"),
)
