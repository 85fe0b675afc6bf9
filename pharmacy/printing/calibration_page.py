"""The two pages that a printer is put right by: one to measure with a ruler, one to check that labels are met."""

import base64
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from django.template.loader import render_to_string

from formulations.reference.label_stock import LabelStock
from pharmacy.documents.rendering import Sheet, typeset
from pharmacy.printing.calibration import Correction, Target, paper_of, target_of
from pharmacy.printing.composing import PlacedLabel, compose
from pharmacy.printing.places import spot_of

ARM = Decimal(3)  # millimetres of a cross, to each side
TICKS = ((10, Decimal(4)), (5, Decimal(3)), (1, Decimal(2)))  # every so many millimetres, so long

Point = tuple[Decimal, Decimal]


def page_to_measure(stock: LabelStock) -> bytes:
    """Return a PDF with a cross and two rulers at their exact places, nothing put right. Raises TypesetFailed."""
    target = target_of(stock)
    lines = [*_cross((target.cross, target.cross)), *_rulers(target)]
    return _page(stock, lines=lines, target=target, corners=())


def check_page(stock: LabelStock, *, correction: Correction) -> bytes:
    """Return a PDF with a cross at the corners of every label, put right as labels are. Raises TypesetFailed.

    On a roll the crosses stand at the margin, because the corners themselves cannot be printed.
    """
    corners = label_corners(stock)
    lines = [line for point in corners for line in _cross(point)]
    plain = _page(stock, lines=lines, target=None, corners=corners)
    whole = replace(stock, sheet=None)  # the page is one picture, put right as a whole
    return compose([PlacedLabel(plain, 1)], stock=whole, correction=correction)


def label_corners(stock: LabelStock) -> tuple[Point, ...]:
    """Return where the crosses of the page to check stand, in millimetres from the left and upper edges."""
    if stock.sheet is None:
        across, down = ((stock.margin, side - stock.margin) for side in (stock.width, stock.height))
        return tuple((x, y) for y in down for x in across)
    spots = [spot_of(place, stock=stock) for place in range(1, stock.sheet.places + 1)]
    found = [(spot.left + x, spot.top + y) for spot in spots for x in (0, stock.width) for y in (0, stock.height)]
    return tuple(dict.fromkeys((Decimal(x), Decimal(y)) for x, y in found))


def _page(stock: LabelStock, *, lines: Iterable[str], target: Target | None, corners: tuple[Point, ...]) -> bytes:
    width, height = paper_of(stock)
    values = {
        "stock": stock,
        "paper_width": width,
        "paper_height": height,
        "target": target,
        "marks": _marks(target) if target else (),
        "first": spot_of(1, stock=stock),
        "places": _numbers(stock) if corners else (),
        "drawing": _drawing(lines, width=width, height=height),
    }
    html = render_to_string("print/calibration.html", values)
    return typeset(Sheet(html, render_to_string("print/calibration.css", values))).pdf


def _cross(point: Point) -> list[str]:
    x, y = point
    return [f"M{x - ARM} {y}h{2 * ARM}", f"M{x} {y - ARM}v{2 * ARM}"]


def _rulers(target: Target) -> list[str]:
    start = target.cross
    across = [f"M{start + at} {start}v{_tick(at)}" for at in range(int(target.across) + 1)]
    down = [f"M{start} {start + at}h{_tick(at)}" for at in range(int(target.down) + 1)]
    return [f"M{start} {start}h{target.across}", f"M{start} {start}v{target.down}", *across, *down]


def _tick(at: int) -> Decimal:
    return next(length for every, length in TICKS if at % every == 0)


def _marks(target: Target) -> list[tuple[Decimal, Decimal, str]]:
    """The last centimetre of each ruler, in figures, and where it is written."""
    start, beyond = target.cross, TICKS[0][1] + 1
    across, down = f"{target.across} mm", f"{target.down} mm"
    return [(start + target.across - 12, start + beyond, across), (start, start + target.down + 1, down)]


def _numbers(stock: LabelStock) -> list[tuple[Decimal, Decimal, str]]:
    if stock.sheet is None:
        return []
    spots = [(number, spot_of(number, stock=stock)) for number in range(1, stock.sheet.places + 1)]
    return [(spot.left + 5, spot.top + 5, str(number)) for number, spot in spots]


def _drawing(lines: Iterable[str], *, width: Decimal, height: Decimal) -> str:
    path = f'<path d="{"".join(lines)}" stroke="#000" stroke-width="0.15" fill="none"/>'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">{path}</svg>'
    return f"data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()}"
