"""Whether the figures of a label stock add up: labels that are wider than their sheet are refused by name."""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from formulations.reference.label_stock import BadStock, LabelSheet, LabelStock, Rung

LEAST_PT = 7  # EU guideline on readability, 2009
LARGE_PT = 18  # RNIB Clear Print; ASCP and AFB
SIZES = ("patient", "medicine", "directions", "use_by", "small")


def require_sound(stock: LabelStock) -> None:
    """Return when the figures of a stock add up. Raises BadStock with every one that does not. Source: arithmetic."""
    wrong = [*_on_its_paper(stock), *_feed(stock), *_type(stock)]
    if wrong:
        raise BadStock(f"label_stocks/{stock.code}.toml: {'; '.join(wrong)}")


def require_chain(stocks: Iterable[LabelStock]) -> None:
    """Return when each next larger stock exists and is larger. Raises BadStock, naming the one that is not."""
    known = {stock.code: stock for stock in stocks}
    for stock in filter(lambda one: one.next_larger, known.values()):
        larger = known.get(stock.next_larger)
        if larger is None:
            raise BadStock(f"label_stocks/{stock.code}.toml: next_larger = {stock.next_larger!r} has no file")
        if larger.area <= stock.area:
            message = f"next_larger = {larger.code!r} ({larger.name}) is no larger than {stock.name}"
            raise BadStock(f"label_stocks/{stock.code}.toml: {message}")
        if stock.large_print_rungs and not larger.large_print_rungs:
            raise BadStock(f"label_stocks/{stock.code}.toml: next_larger = {larger.code!r} has no large print")


def _on_its_paper(stock: LabelStock) -> Iterator[str]:
    if min(stock.width, stock.height) <= 2 * stock.margin:
        yield f"margins of {stock.margin} mm leave no room on {stock.width} x {stock.height} mm"
    sheet = stock.sheet
    width, height = (sheet.width, sheet.height) if sheet else (stock.width, stock.height)
    is_wide = width > height
    if is_wide is not (stock.orientation == "landscape"):
        yield f"paper of {width} x {height} mm is not {stock.orientation}"
    if sheet:
        yield from _grid(stock, sheet=sheet)


def _grid(stock: LabelStock, *, sheet: LabelSheet) -> Iterator[str]:
    if not sheet.places:
        yield f"{sheet.columns} columns and {sheet.rows} rows hold no label"
        return
    across = sheet.left + sheet.columns * stock.width + (sheet.columns - 1) * sheet.gutter_across
    down = sheet.top + sheet.rows * stock.height + (sheet.rows - 1) * sheet.gutter_down
    if across > sheet.width:
        yield f"the labels reach {across} mm across, and the sheet is {sheet.width} mm wide"
    if down > sheet.height:
        yield f"the labels reach {down} mm down, and the sheet is {sheet.height} mm high"


def _feed(stock: LabelStock) -> Iterator[str]:
    if (stock.sheet is not None) is not (stock.feed == "sheet"):
        yield "a sheet, and only a sheet, has a table [sheet]"
    if bool(stock.lengths) is not (stock.feed == "continuous"):
        yield "a continuous roll, and only that, has lengths that it is cut to"
    if stock.lengths and (list(stock.lengths) != sorted(set(stock.lengths)) or stock.lengths[-1] != stock.height):
        yield f"lengths must grow and end with the height, {stock.height} mm"


def _type(stock: LabelStock) -> Iterator[str]:
    if not stock.rungs:
        yield "there is no type for it"
    for rungs in filter(None, (stock.rungs, stock.large_print_rungs)):
        yield from _ladder(rungs)
    for rung in stock.large_print_rungs:
        if rung.least_for_a_dose < LARGE_PT:
            yield f"large print has type of {rung.least_for_a_dose} points; {LARGE_PT} is the least for it"


def _ladder(rungs: tuple[Rung, ...]) -> Iterator[str]:
    for rung in rungs:
        if rung.least < LEAST_PT:
            yield f"type of {rung.least} points is below {LEAST_PT}"
        if rung.directions < max(rung.use_by, rung.small, rung.medicine):
            yield f"directions of {rung.directions} points are smaller than the rest"
    for above, below in pairwise(rungs):
        if any(getattr(below, size) > getattr(above, size) for size in SIZES):
            yield f"type grows from a rung of {above.directions} points to the next one of {below.directions}"
