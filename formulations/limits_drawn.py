"""The limits of a formulation as a picture: rows, bars and words, ready to be written down."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from math import isqrt

from formulations.science.beyond_use import Limit, UseBy, find_in_use
from formulations.science.evidence import in_words
from formulations.science.law import Law
from formulations.science.life import BY_GUIDE
from formulations.science.matrix import Dating, Way, date_way, forbidden_fillers, ways_of_keeping
from formulations.science.specification import InUseLimit, Specification

TICKS = (7, 14, 28, 60, 90, 180, 365)
ALL_OF_IT = 1000  # the time line is drawn in thousandths of its width
RULING_NEAR_THE_END, NEAR_THE_END = 690, 850  # from here on, the words of a bar stand before its end
BECAUSE = "; set aside: "


@dataclass(frozen=True)
class Tick:
    """One day on the time line. place: percent of its width, as text."""

    days: int
    place: str
    is_last: bool


@dataclass(frozen=True)
class Bar:
    """One limit drawn. look: ruling, binding, aside or guide. width: percent of the time line, as text.

    turns: whether its words stand before its end, for want of room behind it.
    """

    name: str
    kind: str
    days: int
    look: str
    word: str
    width: str
    turns: bool
    why: str
    because: str
    source: str


@dataclass(frozen=True)
class Cell:
    """A way of keeping under one edition. bar: the limit that rules; None where nothing dates it, and refused says why.

    bars: every limit, the one that rules first.
    """

    law: str
    edition: str
    held: str
    bar: Bar | None
    bars: tuple[Bar, ...]
    refused: str


@dataclass(frozen=True)
class Row:
    """A vehicle in a pack. opened: how long it keeps once opened. is_shown: whether its limits stand below."""

    vehicle: str
    pack: str
    name: str
    kept: str
    opened: str
    is_offered: bool
    is_shown: bool
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class LimitsPage:
    """Everything the page of limits shows. shown: the row whose limits are drawn one by one."""

    strength: str
    ticks: tuple[Tick, ...]
    rows: tuple[Row, ...]
    shown: Row
    forbidden: tuple[str, ...]


def draw_limits(
    specification: Specification, *, vehicle: str, pack: str, today: date, editions: Sequence[Law]
) -> LimitsPage:
    """Return the picture of all limits. vehicle, pack: codes of the row to show; the first where there is no such row.

    editions: of any laws, those of one law the newest first.
    Source: the limits themselves; arithmetic. The time line is drawn by the root of the days, so that the first weeks
    can be told apart.
    """
    ways = [(way, date_way(way, editions=editions, today=today)) for way in ways_of_keeping(specification)]
    most = _most(dating.use_by for _, datings in ways for dating in datings)
    chosen = next((way for way, _ in ways if (way.vehicle, way.pack.code) == (vehicle, pack)), ways[0][0])
    rows = tuple(_row(way, datings=datings, most=most, is_shown=way is chosen) for way, datings in ways)
    return LimitsPage(
        strength=str(chosen.formula.strength),
        ticks=tuple(Tick(days, _place(days, most=most), is_last=days == most) for days in TICKS if days <= most),
        rows=rows,
        shown=next(row for row in rows if row.is_shown),
        forbidden=forbidden_fillers(specification),
    )


def _most(found: Iterable[UseBy | None]) -> int:
    """Return where the time line ends: the first tick that no limit passes, or the longest limit itself."""
    longest = max((limit.days or 0 for use_by in found if use_by for limit in use_by.limits), default=TICKS[0])
    return next((days for days in TICKS if days >= longest), longest)


def _row(way: Way, *, datings: tuple[Dating, ...], most: int, is_shown: bool) -> Row:
    storage = way.pack.storage
    return Row(
        vehicle=way.vehicle,
        pack=way.pack.code,
        name=way.name,
        kept=f"{way.pack.container.name}, {storage.least_celsius} to {storage.most_celsius} °C",
        is_offered=way.is_offered,
        is_shown=is_shown,
        opened=_opened(find_in_use(way.formula)),
        cells=tuple(_cell(dating, most=most, newest=_newest(dating, among=datings)) for dating in datings),
    )


def _opened(in_use: InUseLimit | None) -> str:
    if in_use is None:
        return "Opening it changes nothing: it keeps until its use-by date."
    return f"Once opened {in_use.days} days, and never past its use-by date. {in_use.why} ({in_use.source.title})"


def _newest(dating: Dating, *, among: tuple[Dating, ...]) -> bool:
    return dating is next(one for one in among if one.edition.code == dating.edition.code)


def _cell(dating: Dating, *, most: int, newest: bool) -> Cell:
    edition = dating.edition
    bars = _bars(dating.use_by, most=most) if dating.use_by else ()
    return Cell(
        law=edition.name,
        edition=edition.edition,
        held=_held(edition, made_on=dating.made_on, newest=newest),
        bar=bars[0] if bars else None,
        bars=bars,
        refused=dating.refused,
    )


def _held(edition: Law, *, made_on: date, newest: bool) -> str:
    began = f"from {edition.valid_from.day} {edition.valid_from:%B %Y}"
    return began if newest else f"{began} to {made_on.day} {made_on:%B %Y}"


def _bars(use_by: UseBy, *, most: int) -> tuple[Bar, ...]:
    limits = sorted(use_by.limits, key=lambda limit: (limit.code != use_by.ruled_by, not limit.applies, limit.date))
    return tuple(_bar(limit, rules=limit.code == use_by.ruled_by, most=most) for limit in limits)


def _bar(limit: Limit, *, rules: bool, most: int) -> Bar:
    days = limit.days or 0
    why, _, because = limit.why.partition(BECAUSE)
    look, word = _look(limit, rules=rules)
    return Bar(
        name=in_words(limit.code),
        kind=limit.kind,
        days=days,
        look=look,
        word=word,
        width=_place(days, most=most),
        turns=_thousandths(days, most=most) > (RULING_NEAR_THE_END if rules else NEAR_THE_END),
        why=why,
        because=because,
        source=limit.source,
    )


def _look(limit: Limit, *, rules: bool) -> tuple[str, str]:
    if rules:
        return "ruling", "rules"
    if limit.applies:
        return "binding", "binds, and is later"
    return ("guide" if limit.kind == BY_GUIDE else "aside", "not used")


def _place(days: int, *, most: int) -> str:
    found = _thousandths(days, most=most)
    return f"{found // 10}.{found % 10}%"


def _thousandths(days: int, *, most: int) -> int:
    return isqrt(min(days, most) * ALL_OF_IT * ALL_OF_IT // most)
