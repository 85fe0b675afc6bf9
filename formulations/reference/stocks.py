"""The label stocks that ship, read from their TOML files."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path

from formulations.reference.label_stock import FEEDS, ORIENTATIONS, BadStock, LabelSheet, LabelStock, Rung
from formulations.reference.sourced import read_toml
from formulations.reference.stock_figures import require_chain, require_sound
from formulations.reference.typed_reader import Table
from formulations.science.quantities import BadQuantity, read_number

HERE = Path(__file__).resolve().parent
STOCKS = HERE / "label_stocks"
LADDERS = HERE / "type_ladders.toml"
LARGE = "-large"
FLAG = "flag"
USES = ("label", FLAG)
CUT = "mm"

Ladders = Mapping[str, tuple[Rung, ...]]


class UnknownStock(ValueError):
    """A label stock that no file describes."""


def label_stocks() -> tuple[LabelStock, ...]:
    """Return every stock for full labels: single labels, then rolls, then sheets, of each the smallest first."""
    return tuple(stock for stock in all_stocks() if not stock.is_flag)


def flag_stocks() -> tuple[LabelStock, ...]:
    """Return every stock for flags on syringes and small bottles, the smallest first."""
    return tuple(stock for stock in all_stocks() if stock.is_flag)


@cache
def all_stocks() -> tuple[LabelStock, ...]:
    """Return every stock that ships, those for full labels and those for flags."""
    ladders = type_ladders()
    stocks = [read_stock(read_toml(path, error=BadStock), ladders=ladders) for path in sorted(STOCKS.glob("*.toml"))]
    require_chain(stocks)
    return tuple(sorted(stocks, key=lambda stock: (stock.is_flag, FEEDS.index(stock.feed), stock.area)))


def label_stock(code: str) -> LabelStock:
    """Return one label stock, its large print ("label-101x54-large"), or a length of its roll ("roll-62-80mm").

    Raises UnknownStock, naming those that exist.
    """
    for stock in all_stocks():
        for one in _kinds(stock):
            if one.code == code:
                return one
    known = ", ".join(stock.code for stock in all_stocks())
    raise UnknownStock(f"label stock {code[:40]!r} is not known; use one of: {known}")


def paper_name(code: str) -> str:
    """Return what the paper in the printer is called, with the length that a roll is cut to; an unknown code as it is.

    Large print is another type on the same paper, so it has the same name.
    """
    try:
        stock = label_stock(code)
    except UnknownStock:
        return code
    paper = label_stock(stock.loaded_as)
    is_cut = paper.lengths and not stock.lengths
    return f"{paper.name}: {stock.height} mm" if is_cut else paper.name


def in_large_print(stock: LabelStock) -> LabelStock:
    """Return the stock with its large type alone, or the first larger one that has any, or else the largest.

    A label that does not fit in large print goes back to the ordinary type of the same paper, and its code says so.
    """
    if stock.large_print_rungs:
        code, name = f"{stock.code}{LARGE}", f"{stock.name}, large print"
        following = f"{stock.next_larger}{LARGE}" if stock.next_larger else stock.code
        large = stock.large_print_rungs
        return replace(stock, code=code, name=name, rungs=large, next_larger=following, large_print=True)
    return in_large_print(label_stock(stock.next_larger)) if stock.next_larger else stock


def larger_stocks(stock: LabelStock) -> tuple[LabelStock, ...]:
    """Return the stocks that a label goes on when it does not fit, in turn: each names the next."""
    if not stock.next_larger:
        return ()
    larger = label_stock(stock.next_larger)
    return (larger, *larger_stocks(larger))


def cuts(stock: LabelStock) -> tuple[LabelStock, ...]:
    """Return a stock cut to each length it may have, the shortest first; one that is not cut, as it is."""
    return tuple(_cut(stock, length=length) for length in stock.lengths) or (stock,)


def type_ladders() -> Ladders:
    """Return the ladders of type sizes, each from roomy to the least. Raises BadStock."""
    table = Table(read_toml(LADDERS, error=BadStock), path=LADDERS.name, error=BadStock)
    names = tuple(read_toml(LADDERS, error=BadStock))
    return {name: tuple(_rung(row) for row in table.tables(name)) for name in names}


def read_stock(document: Mapping[str, object], *, ladders: Ladders) -> LabelStock:
    """Return the stock of a document. Raises BadStock where a key is missing or the figures do not add up."""
    code = str(document.get("code", "a stock without a code"))
    table = Table(document, path=f"label_stocks/{code}.toml ", error=BadStock)
    has_large_print = table.has("large_print_type")
    stock = LabelStock(
        code=table.text("code"),
        name=table.text("name"),
        width=table.number("width"),
        height=table.number("height"),
        margin=table.number("margin"),
        feed=table.one_of("feed", allowed=FEEDS),
        orientation=table.one_of("orientation", allowed=ORIENTATIONS),
        material=table.text("material"),
        printer_dpi=table.whole("printer_dpi"),
        dots_per_module=table.whole("dots_per_module"),
        source=table.text("source"),
        rungs=_ladder(table, key="type", ladders=ladders),
        large_print_rungs=_ladder(table, key="large_print_type", ladders=ladders) if has_large_print else (),
        next_larger=table.text_or("next_larger", default=""),
        loaded_as=code,
        lengths=tuple(_length(text, table=table) for text in table.texts("lengths")),
        sheet=_sheet(table.table("sheet")) if table.has("sheet") else None,
        is_flag=table.one_of("use", allowed=USES) == FLAG if table.has("use") else False,
    )
    table.finish()
    require_sound(stock)
    return stock


def _kinds(stock: LabelStock) -> Iterator[LabelStock]:
    """Give a stock, its large print, and each of them cut to every length it may have."""
    for kind in (stock, in_large_print(stock)) if stock.large_print_rungs else (stock,):
        yield kind
        yield from cuts(kind)


def _cut(stock: LabelStock, *, length: Decimal) -> LabelStock:
    is_short = length < stock.lengths[-1]
    return replace(stock, code=f"{stock.code}-{length}{CUT}", height=length, lengths=(), is_cut_short=is_short)


def _ladder(table: Table, *, key: str, ladders: Ladders) -> tuple[Rung, ...]:
    return ladders[table.one_of(key, allowed=tuple(ladders))]


def _length(text: str, *, table: Table) -> Decimal:
    try:
        return read_number(text)
    except BadQuantity as error:
        raise table.bad("lengths", str(error)) from error


def _sheet(table: Table) -> LabelSheet:
    lengths = ("width", "height", "left", "top", "gutter_across", "gutter_down")
    sheet = LabelSheet(
        columns=table.whole("columns"), rows=table.whole("rows"), **{name: table.number(name) for name in lengths}
    )
    table.finish()
    return sheet


def _rung(table: Table) -> Rung:
    names = ("patient", "medicine", "directions", "use_by", "small", "leading")
    rung = Rung(**{name: table.number(name) for name in names})
    table.finish()
    return rung
