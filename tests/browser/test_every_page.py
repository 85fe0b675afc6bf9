"""Every page that links lead to: nothing serious for axe, nothing wider than the screen, and no dead end."""

import os
import subprocess
import sys
from collections import deque
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.urls import Resolver404, resolve

from tests.browser.conftest import BASE_DIR, SHOTS, SIZES
from tests.browser.desk import Desk

EXAMPLES_OF_ONE_KIND = 1
NOT_A_PAGE = (".pdf", ".png", ".toml", ".svg")
FIRST_PAGES = {"anna": "/", "fay": "/formulary/", "gus": "/formulary/drafts/", "aud": "/"}
OPEN_LEAFLETS = """
from pharmacy.staff.models import Pharmacy
Pharmacy.objects.update(web_address="https://pharmacy.example", leaflet_pages=True)
"""
TELL_THE_LEAFLET = """
from pharmacy.documents.models import Document
print(Document.objects.exclude(page_token=None).first().page_token)
"""
LARGE_TEXT = "() => { document.documentElement.style.fontSize = '36px' }"
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
# Each part of the page, without its words and addresses: what axe judges it by. Of rows that are built alike, one.
PARTS = """() => {
  const built = (one) => {
    const names = [...one.attributes].map(({name, value}) => {
      const isWords = ["alt", "aria-label", "content", "placeholder", "title", "value"].includes(name);
      const isAddress = ["action", "datetime", "href", "hx-get", "hx-headers", "hx-post", "src"].includes(name);
      return isWords || isAddress ? `${name}=${value.trim() !== ""}` : `${name}=${value}`;
    });
    const inside = [...one.childNodes].map((inner) => {
      if (inner.nodeType === Node.ELEMENT_NODE) return built(inner);
      return inner.nodeType === Node.TEXT_NODE && inner.data.trim() ? "words" : "";
    });
    const once = inside.filter((part, place) => part && part !== inside[place - 1]);
    return `<${one.localName} ${names.sort().join(" ")}>${once.join("")}</>`;
  };
  return [document.head, ...document.querySelectorAll("body > :not(.frame), .frame > *")].map(built);
}"""
MEASURE_WIDTH = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(scope="module")
def lived_in(house: str, house_var: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A prescription with its papers, a draft, and a version that waits for approval, so that their pages are there.

    Returns the address of the leaflet on the pharmacy's server.
    """
    surroundings = {**os.environ, "VAR_DIR": str(house_var)}
    surroundings.pop("DATABASE_URL", None)
    surroundings.pop("CELERY_BROKER_URL", None)
    out = tmp_path_factory.mktemp("dispensed")
    dispense = ["dispense", "examples/capsule.json", "--out", str(out)]
    for command in (["shell", "-v0", "-c", OPEN_LEAFLETS], dispense, ["shell", "-v0", "-c", BEGIN_AND_SUBMIT]):
        subprocess.run([sys.executable, "manage.py", *command], cwd=BASE_DIR, env=surroundings, check=True)
    tell = [sys.executable, "manage.py", "shell", "-v0", "-c", TELL_THE_LEAFLET]
    told = subprocess.run(tell, cwd=BASE_DIR, env=surroundings, check=True, capture_output=True, text=True)
    return f"/leaflet/{told.stdout.strip()}/"


@pytest.fixture(scope="module")
def judged() -> set[tuple[str, str]]:
    """The parts of pages that axe has looked at, with the size of the screen."""
    return set()


@pytest.mark.parametrize("person", FIRST_PAGES)
def test_every_page_is_easy_to_use_and_none_is_wider_than_the_screen(desk, lived_in, judged, person):
    seat = desk(person)
    faults = {
        address: found
        for address in _walk(seat, start=FIRST_PAGES[person])
        if (found := [fault for size in SIZES for fault in _faults(seat, size=size, judged=judged)])
    }
    assert faults == {}
    assert seat.complaints == []


def test_a_leaflet_on_a_screen_is_easy_to_use_on_a_telephone_and_in_large_type(browser, house, lived_in):
    for width, large in ((320, False), (1280, False), (1280, True)):
        context = browser.new_context(base_url=house, viewport={"width": width, "height": 800})
        reader = Desk(context.new_page(), size="telephone", shots=SHOTS)
        asked = []
        reader.page.on("request", lambda request, asked=asked: asked.append(request.url))
        assert reader.page.goto(lived_in).status == 200
        if large:
            reader.page.evaluate(LARGE_TEXT)
        assert reader.serious_faults() == []
        assert reader.page.evaluate(MEASURE_WIDTH) <= 0
        assert reader.complaints == []
        assert all(url.startswith((f"{house}/", "data:")) for url in asked)
        assert context.cookies() == []
        context.close()


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


def _faults(seat: Desk, *, size: str, judged: set[tuple[str, str]]) -> list[str]:
    """What is wrong with the page that is open, at a size of screen; axe looks where any part of it is new to it."""
    seat.page.set_viewport_size(SIZES[size])
    seat.rest()
    parts = {(size, part) for part in seat.page.evaluate(PARTS)}
    faults = [] if parts <= judged else seat.serious_faults()
    judged |= parts
    too_wide = seat.page.evaluate(MEASURE_WIDTH)
    lines = seat.page.evaluate(COUNT_LINES_OF_ROOMS)
    return [
        *faults,
        *([f"{too_wide} px wider than the screen"] if too_wide > 0 else []),
        *([f"the rooms stand on {lines} lines"] if lines > 1 else []),
    ]
