"""What the program stands on: each package with a reason, each file with its digest, no address of anybody's server."""

import re

import pytest

from tests.architecture.source import ROOT

FILES = ("base", "dev")
DASHES = str.maketrans("._", "--")


def lines_of(name: str) -> list[str]:
    """The lines of a requirements file that name a package."""
    lines = (ROOT / "requirements" / name).read_text().splitlines()
    return [line for line in lines if re.match(r"[A-Za-z]", line)]


@pytest.mark.parametrize("name", FILES)
def test_every_package_has_a_reason(name: str) -> None:
    assert [line for line in lines_of(f"{name}.in") if len(line.partition("#")[2].split()) < 2] == []


@pytest.mark.parametrize("name", FILES)
def test_every_package_is_pinned_to_its_bytes(name: str) -> None:
    text = (ROOT / "requirements" / f"{name}.txt").read_text()
    blocks = re.split(r"\n(?=[A-Za-z])", text)
    assert [block.split()[0] for block in blocks if "--hash=sha256:" not in block or "==" not in block] == []


@pytest.mark.parametrize("name", FILES)
def test_no_lock_file_names_a_server(name: str) -> None:
    text = (ROOT / "requirements" / f"{name}.txt").read_text()
    assert not re.search(r"://|--index-url|--extra-index|--find-links|--trusted-host", text)


def test_the_check_runs_on_the_versions_that_ship() -> None:
    pins = [dict(line.split(" ")[0].split("==") for line in lines_of(f"{name}.txt")) for name in FILES]
    assert pins[0].items() <= pins[1].items()


def test_everything_asked_for_is_locked() -> None:
    for name in FILES:
        asked = {
            re.match(r"[A-Za-z0-9._-]+", line).group().lower().translate(DASHES) for line in lines_of(f"{name}.in")
        }
        locked = {line.split("==")[0].lower().translate(DASHES) for line in lines_of(f"{name}.txt")}
        assert asked <= locked
