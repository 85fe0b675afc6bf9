"""The plunger on the finished page, measured in its picture at 600 dots an inch against the marks printed beside it."""

from dataclasses import dataclass
from itertools import groupby

import pytest
from PIL import Image

from pharmacy.documents.finishing.raster import opened
from pharmacy.documents.papers.leaflet_sheet import set_leaflet
from tests.documents.a_paper import ENGLISH, facts, step

DPI = 600
DOTS_PER_MM = DPI / 25.4
DARK = 110  # the liquid is lighter
LIMIT_MM = 0.1


@dataclass(frozen=True)
class Measured:
    """What was measured on one syringe, in millimetres: the plunger's edge, and the first and the last mark."""

    plunger: float
    zero: float
    full: float
    marks: int


def runs(picture: Image.Image, *, row: int) -> list[tuple[int, int]]:
    """Return where each dark stretch of a row of dots begins and ends."""
    dots = picture.crop((0, row, picture.width, row + 1)).tobytes()
    found, at = [], 0
    for is_dark, stretch in groupby(dots, key=lambda dot: dot < DARK):
        length = sum(1 for _ in stretch)
        if is_dark:
            found.append((at, at + length))
        at += length
    return found


def dark_dots(picture: Image.Image, *, row: int) -> int:
    """Return how many dots of a row are dark."""
    dots = picture.crop((0, row, picture.width, row + 1)).tobytes()
    return len(dots.translate(None, delete=bytes(range(DARK, 256))))


def measure(picture: Image.Image, *, barrel_mm: float) -> Measured:
    """Measure a syringe. The walls of its barrel are the two longest lines; marks stand on the lower one."""
    longest = barrel_mm * DOTS_PER_MM * 0.9
    walls = [row for row in range(picture.height) if dark_dots(picture, row=row) > longest]
    top, height = walls[0], walls[-1] - walls[0]
    thick = [run for run in runs(picture, row=top + int(height * 0.14)) if run[1] - run[0] > 0.6 * DOTS_PER_MM]
    thin = [run for run in runs(picture, row=top + int(height * 0.92)) if run[1] - run[0] < 0.5 * DOTS_PER_MM]
    marks = [(start + end) / 2 / DOTS_PER_MM for start, end in thin][1:]  # after the end wall of the barrel
    return Measured(thick[0][0] / DOTS_PER_MM, marks[0], marks[-1], len(marks))


def drawn(layout: object, *, above: float, below: float, left: float) -> Image.Image:
    """Return the picture of what stands on the first page between two heights, in millimetres."""
    with opened(layout.pdf) as document:
        return document.part(page=0, room=(left, above, 194, below), dpi=DPI)


def off(found: Measured, *, share: float) -> float:
    """Return how far the plunger stands from the mark of the dose. share: of the capacity."""
    return abs(found.plunger - (found.zero + (found.full - found.zero) * share))


def test_the_plunger_of_a_dose_of_4_5_ml_stands_on_the_ninth_mark_of_ten() -> None:
    _, layout = set_leaflet(facts(), language=ENGLISH, large_print=False)
    said = {run.text.strip()[:12]: run for run in reversed(layout.runs)}
    picture = drawn(layout, above=said["Measure with"].bottom + 1, below=said["Draw the liq"].top - 1, left=50)
    found = measure(picture, barrel_mm=48.1)
    assert off(found, share=0.9) < LIMIT_MM
    assert found.full - found.zero == pytest.approx(44.2, abs=LIMIT_MM)  # 340 of 800 parts of 104 mm


def test_the_plunger_of_each_step_stands_on_its_own_mark() -> None:
    amounts = ("1.5", "3", "4.5")
    steps = tuple(step(f"{a} mg", f"{a} ml", from_day=10 * n + 1, to_day=10 * n + 10) for n, a in enumerate(amounts))
    _, layout = set_leaflet(facts(steps=steps), language=ENGLISH, large_print=False)
    rows = [run for run in layout.runs if run.element == "dose-plan" and run.text.startswith("Days ")]
    assert len(rows) == 3
    for row, share in zip(rows, (0.3, 0.6, 0.9), strict=True):
        found = measure(drawn(layout, above=row.top - 2.9, below=row.bottom + 2.9, left=119), barrel_mm=22.2)
        assert off(found, share=share) < LIMIT_MM


# 0.9 of 44.2 mm is 39.78 mm.
def test_a_plunger_a_fifth_of_a_millimetre_from_its_mark_is_seen() -> None:
    assert off(Measured(plunger=40.0, zero=0.0, full=44.2, marks=10), share=0.9) > LIMIT_MM
