"""Every example that ships ends as examples/README.md says."""

import re

import pytest

from tests.exchange.bundles import EXAMPLES

pytestmark = pytest.mark.database
README = (EXAMPLES / "README.md").read_text("utf-8")
SECTIONS = {"## Supplied": 0, "## Stopped": 3, "## Refused": 2}


def listed() -> list[tuple[str, int, str]]:
    """Name, status and settlement of each example in the tables of the README."""
    found = []
    for part in re.split(r"^(?=## )", README, flags=re.MULTILINE):
        status = next((code for title, code in SECTIONS.items() if part.startswith(title)), None)
        for row in re.findall(r"^\| `([a-z0-9-]+)\.json` \|(.*)$", part, flags=re.MULTILINE):
            settle = re.search(r'--settle "([^"]+)"', row[1])
            found.append((row[0], status, settle.group(1) if settle else ""))
    return found


LISTED = listed()


def test_the_readme_lists_every_example():
    assert sorted(name for name, _, _ in LISTED) == sorted(path.stem for path in EXAMPLES.glob("*.json"))
    assert len(LISTED) >= 10


@pytest.mark.parametrize(("name", "status", "settlement"), LISTED)
def test_an_example_ends_with_the_status_of_its_table(dispense, name, status, settlement):
    run = dispense(name)
    assert run.status == status, run.line
    assert len(run.line.splitlines()) == (0 if status == 0 else 1)


@pytest.mark.parametrize(("name", "settlement"), [(name, settle) for name, _, settle in LISTED if settle])
def test_an_example_that_was_stopped_is_supplied_once_settled(dispense, name, settlement):
    run = dispense(name, "--settle", settlement)
    assert run.status == 0, run.line
    assert {"label-1.pdf", "leaflet.pdf"} <= run.files
