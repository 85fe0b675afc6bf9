"""Every date of a paper, read as a patient reads it and traced to the record, or to what follows from it."""

import re
from datetime import date, timedelta
from functools import lru_cache

from formulations.reference.papers import Language
from pharmacy.documents.facts import PaperFacts
from pharmacy.documents.finishing.raster import plain

LENGTHS = ("long", "short", "box")
PARTS = {"day": r"(?P<day>\d{1,2})", "month": "(?P<month>MONTHS)", "year": r"(?P<year>\d{4})"}
A_DAY = timedelta(days=1)


def foreign_dates(said: str, *, stated: list[str], facts: PaperFacts, language: Language) -> list[str]:
    """Return the dates that a text says and that no fact has, each as it is written.

    stated: every text of the facts; a date that somebody wrote there is quoted.
    """
    style = facts.law.date_style
    found = _dates_in(said, language=language, style=style)
    known: set[date | None] = _of_facts(facts)
    if not set(found.values()) - known:
        return []
    quoted = _dates_in(plain(" ; ".join(stated)), language=language, style=style)
    return [text for text, day in found.items() if day not in known and text not in quoted]


def _dates_in(said: str, *, language: Language, style: str) -> dict[str, date | None]:
    """Each date as it is written, with the day that it names; None for one that no calendar has."""
    months = tuple(language.months(length) for length in LENGTHS)
    orders = tuple(language.dates.get(f"{style}-{length}", language.dates[style]) for length in LENGTHS)
    numbers = {name: number for names in months for number, name in enumerate(names, 1)}
    return {
        match[0]: _day(match, numbers=numbers)
        for pattern in _patterns(orders, months=tuple(numbers))
        for match in pattern.finditer(said)
    }


@lru_cache(maxsize=16)
def _patterns(orders: tuple[str, ...], *, months: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    names = "|".join(re.escape(name) for name in sorted(months, key=len, reverse=True))
    patterns = []
    for order in dict.fromkeys(orders):
        pattern = re.escape(plain(order).replace("{", "<").replace("}", ">"))
        for part, form in PARTS.items():
            pattern = pattern.replace(f"<{part}>", form)
        patterns.append(re.compile(rf"(?<![\w.,]){pattern.replace('MONTHS', names)}(?!\w)"))
    return tuple(patterns)


def _day(match: "re.Match[str]", *, numbers: dict[str, int]) -> date | None:
    try:
        return date(int(match["year"]), numbers[match["month"]], int(match["day"]))
    except ValueError:
        return None


def _of_facts(facts: PaperFacts) -> set[date | None]:
    """The dates of the record, the first and last day of each step, and the last day before the next product."""
    found: set[date | None] = {facts.made_on, facts.supplied_on, facts.use_by, facts.starts_on, facts.birth_date}
    for box in facts.containers:
        found |= {box.make_on, box.open_on, box.discard_on, box.use_by}
    for step in facts.steps:
        found |= {facts.starts_on + (day - 1) * A_DAY for day in (step.from_day, step.to_day)}
    return found | ({facts.next.on, facts.next.on - A_DAY} if facts.next else set())
