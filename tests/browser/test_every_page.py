"""Every page that links lead to: nothing serious for axe, nothing wider than the screen, and no dead end."""

import os
import subprocess
import sys
from collections import deque
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.urls import Resolver404, resolve

from tests.browser.conftest import BASE_DIR, SIZES
from tests.browser.desk import Desk

EXAMPLES_OF_ONE_KIND = 1
NOT_A_PAGE = (".pdf", ".png", ".toml", ".svg")
FIRST_PAGES = {"anna": "/", "fay": "/formulary/", "gus": "/formulary/drafts/", "aud": "/"}
BEGIN_AND_SUBMIT = """
from django.contrib.auth import get_user_model
from formulations.actions import copy_specification, start_draft, submit
from formulations.models import Formulation
from formulations.queries import approved_specification
fay = get_user_model().objects.get(username="fay")
start_draft(formulation=Formulation.objects.get(code="naltrexone-oral-liquid"), by=fay, origin="browser")
row, _ = approved_specification("naltrexone-cream")
submit(specification=copy_specification(specification=row, code="walked-cream", name="Walked cream", by=fay), by=fay)
"""
COUNT_LINES_OF_ROOMS = "() => new Set([...document.querySelectorAll('.house nav a')].map((one) => one.offsetTop)).size"
MEASURE_WIDTH = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(scope="module")
def lived_in(house: str, house_var: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """A prescription with its papers, a draft, and a version that waits for approval, so that their pages are there."""
    surroundings = {**os.environ, "VAR_DIR": str(house_var)}
    surroundings.pop("DATABASE_URL", None)
    surroundings.pop("CELERY_BROKER_URL", None)
    out = tmp_path_factory.mktemp("dispensed")
    for command in (["dispense", "examples/capsule.json", "--out", str(out)], ["shell", "-v0", "-c", BEGIN_AND_SUBMIT]):
        subprocess.run([sys.executable, "manage.py", *command], cwd=BASE_DIR, env=surroundings, check=True)


@pytest.mark.parametrize("person", FIRST_PAGES)
def test_every_page_is_easy_to_use_and_none_is_wider_than_the_screen(desk, lived_in, person):
    seat = desk(person)
    faults = {address: found for address in _walk(seat, start=FIRST_PAGES[person]) if (found := _faults(seat))}
    assert faults == {}
    assert seat.complaints == []


def _walk(seat: Desk, *, start: str):
    """Yield the address of each page, opened, following the links of every page, one page of each kind."""
    waiting, seen, of_kind = deque([start]), {start}, {}
    while waiting:
        address = waiting.popleft()
        kind = _kind(address)
        if kind is None or of_kind.get(kind, 0) >= EXAMPLES_OF_ONE_KIND:
            continue
        of_kind[kind] = of_kind.get(kind, 0) + 1
        answer = seat.page.goto(address)
        assert answer.status < 400, f"{address} is a dead end: {answer.status}"
        yield address
        for link in _links(seat):
            if link not in seen:
                seen.add(link)
                waiting.append(link)


def _kind(address: str) -> str | None:
    """The name of the page's address; None for what is no page of the program."""
    path = urlsplit(address).path
    if path.endswith(NOT_A_PAGE):
        return None
    try:
        return resolve(path).view_name
    except Resolver404:
        return None


def _links(seat: Desk) -> list[str]:
    found = seat.page.eval_on_selector_all("a[href^='/']", "(links) => links.map((one) => one.getAttribute('href'))")
    return [address.partition("#")[0] for address in found]


def _faults(seat: Desk) -> list[str]:
    """What is wrong with the page that is open, at each size of screen."""
    return [f"{size}: {fault}" for size in SIZES for fault in _faults_at(seat, size=size)]


def _faults_at(seat: Desk, *, size: str) -> list[str]:
    seat.page.set_viewport_size(SIZES[size])
    faults = seat.serious_faults()
    too_wide = seat.page.evaluate(MEASURE_WIDTH)
    lines = seat.page.evaluate(COUNT_LINES_OF_ROOMS)
    return [
        *faults,
        *([f"{too_wide} px wider than the screen"] if too_wide > 0 else []),
        *([f"the rooms stand on {lines} lines"] if lines > 1 else []),
    ]
