"""The grammar of shorthand: stretches of items that together say one thing about a dose step."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from formulations.science.quantities import Quantity, Unit
from pharmacy.prescriptions.shorthand.splitting import MONTH, Item, months_in_days

Value = Quantity | int | str


@dataclass(frozen=True)
class Said:
    """One thing that was said. about: dose, often, hours, when, every, days, route, form or open.

    about is empty for words without weight. items: the stretch that says it. plain: it, written out.
    """

    about: str
    value: Value
    items: tuple[Item, ...]
    plain: str

    @property
    def start(self) -> int:
        """Where it begins in the text."""
        return self.items[0].start

    @property
    def end(self) -> int:
        """Where it ends in the text."""
        return self.items[-1].end


def said_in(items: Sequence[Item]) -> tuple[Said | Item, ...]:
    """Return what a dose step says, in its order. An Item that is left over stops: it is asked, unknown or stray.

    Source: the patterns of this module.
    """
    result: list[Said | Item] = []
    place = 0
    while place < len(items):
        said = _longest_said(items[place:])
        result.append(said or _left_over(items[place]))
        place += len(said.items) if isinstance(said, Said) else 1
    return tuple(_quiet_beside_a_question(one, among=result) for one in result)


def _quiet_beside_a_question(one: Said | Item, *, among: Sequence[Said | Item]) -> Said | Item:
    """A number or unit that stands alone only because the word beside it is asked about waits for that answer."""
    if isinstance(one, Said) or one.kind != "stray":
        return one
    place = among.index(one)
    beside = [*among[max(0, place - 1) : place], *among[place + 1 : place + 2]]
    asked = any(isinstance(other, Item) and other.kind in ("asked", "unknown") for other in beside)
    return replace(one, kind="waits") if asked else one


def _longest_said(rest: Sequence[Item]) -> Said | None:
    kinds = tuple(item.kind for item in rest[:3])
    for count in range(len(kinds), 0, -1):
        read = _PATTERNS.get(kinds[:count])
        said = read(tuple(rest[:count])) if read else None
        if said is not None:
            return said
    return None


def _left_over(item: Item) -> Item:
    if item.kind in ("asked", "unknown"):
        return item
    if item.kind == "a-day":
        return replace(item, kind="asked", why="Taken once, or shared out over the day?", choices=("once a day",))
    if item.kind == "refused":
        return replace(item, kind="unknown")
    return replace(item, kind="stray", why=_STRAY.get(item.kind, "It stands alone, and says nothing here."))


_STRAY = {
    "number": "A number without a unit is never taken for a dose. Of what?",
    "unit": "A unit without a number. How many?",
    "span": "Days without a number. For how many?",
    "month": "Months without a number; write days.",
}


def _dose(items: tuple[Item, ...]) -> Said | None:
    number, unit = items if items[0].kind == "number" else items[::-1]
    dose = Quantity(number.number, Unit(unit.value))
    return Said("dose", dose, items, plain=str(dose))


def _often_counted(items: tuple[Item, ...]) -> Said | None:
    count = items[0].number
    if count != count.to_integral_value() or items[-1].value not in ("", "1"):
        return None
    return Said("often", int(count), items, plain=often_in_words(int(count)))


def _often(items: tuple[Item, ...]) -> Said | None:
    return Said("often", int(items[0].value), items, plain=items[0].plain)


def _hours(items: tuple[Item, ...]) -> Said | None:
    return Said("hours", int(items[0].value), items, plain=items[0].plain)


def _days(items: tuple[Item, ...]) -> Said | None:
    number, span = [item for item in items if item.kind != "for"]
    days = number.number * Decimal(span.value)
    if days != days.to_integral_value():
        return None
    return Said("days", int(days), items, plain=f"for {days_in_words(int(days))}")


def _part(items: tuple[Item, ...]) -> Said | None:
    days = int(items[-1].value)
    return Said("days", days, items, plain=f"for {days_in_words(days)}")


def _every(items: tuple[Item, ...]) -> Said | None:
    days = items[1].number * Decimal(items[2].value)
    if days != days.to_integral_value():
        return None
    return Said("every", int(days), items, plain=every_in_words(int(days)))


def _single(about: str) -> Callable[[tuple[Item, ...]], Said | None]:
    return lambda items: Said(about, items[0].value, items, plain=items[0].plain)


def _gap(items: tuple[Item, ...]) -> Said | None:
    return Said("every", int(items[0].value), items, plain=items[0].plain)


def _months(items: tuple[Item, ...]) -> Said | None:
    """Months are asked back as one stretch, so that the answer takes the place of number and word."""
    number = next(item for item in items if item.kind == "number").number
    if number != number.to_integral_value() or not 1 <= number <= 12:
        return None
    return Said("month", " ".join(months_in_days(int(number))), items, plain=MONTH)


_PATTERNS: dict[tuple[str, ...], Callable[[tuple[Item, ...]], Said | None]] = {
    ("number", "unit"): _dose,
    ("unit", "number"): _dose,
    ("number", "times", "a-day"): _often_counted,
    ("number", "times", "often"): _often_counted,
    ("number", "for", "a-day"): _often_counted,
    ("number", "for", "often"): _often_counted,
    ("number", "a-day"): _often_counted,
    ("for", "number", "span"): _days,
    ("number", "span"): _days,
    ("for", "days"): _part,
    ("days",): _part,
    ("number", "month"): _months,
    ("for", "number", "month"): _months,
    ("every", "number", "span"): _every,
    ("often",): _often,
    ("hours",): _hours,
    ("time",): _single("when"),
    ("gap",): _gap,
    ("route",): _single("route"),
    ("form",): _single("form"),
    ("open",): _single("open"),
    ("filler",): _single(""),
}


def often_in_words(times: int) -> str:
    """Return how often as on the page: "once a day", "3 times a day". Source: plain words, digits, as USP <17> asks."""
    return {1: "once a day", 2: "twice a day"}.get(times, f"{times} times a day")


def every_in_words(days: int) -> str:
    """Return on which days: "every other day", "every 3 days". Source: plain words."""
    return {1: "every day", 2: "every other day", 7: "once a week"}.get(days, f"every {days} days")


def days_in_words(days: int) -> str:
    """Return a number of days in words: "1 day", "14 days". Source: plain words."""
    return "1 day" if days == 1 else f"{days} days"
