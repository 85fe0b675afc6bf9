"""Reads days of birth as people write them. A day that can be read in two ways is read in both, never guessed."""

import re
from dataclasses import dataclass
from datetime import date

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ISO = re.compile(r"(?<![\w.-])(\d{4})-(\d{1,2})-(\d{1,2})(?![\w-])")
_POINTS = re.compile(r"(?<![\w.-])(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})(?!\w)")
_SLASHES = re.compile(r"(?<![\w/-])(\d{1,2})([/-])(\d{1,2})\2(\d{4})(?![\w/-])")
_DAY_FIRST = re.compile(r"(?<!\w)(\d{1,2})\.?\s+([a-z]{3})[a-z]*\.?,?\s+(\d{4})(?!\w)", re.IGNORECASE)
_MONTH_FIRST = re.compile(r"(?<!\w)([a-z]{3})[a-z]*\.?\s+(\d{1,2}),?\s+(\d{4})(?!\w)", re.IGNORECASE)


@dataclass(frozen=True)
class ReadBirth:
    """A text without its day of birth, and the days that it can mean: none, one, or two when it is ambiguous."""

    rest: str
    days: tuple[date, ...] = ()

    @property
    def is_ambiguous(self) -> bool:
        """Whether the day could be read in two ways."""
        return len(self.days) > 1


def read_birth(text: str) -> ReadBirth:
    """Return the first day of birth in a text, and what is left of the text.

    Understood are 1970-04-03, 3.4.1970, 03/04/1970 and 03-04-1970 (both orders), 3 April 1970 and April 3, 1970. A
    year has four digits. A day that the calendar does not have is left in the text.
    Source: ISO 8601 for year first; DIN 5008 for points; day first and month first are both in use with slashes.
    """
    for pattern, days_of in _READERS:
        found = pattern.search(text)
        days = days_of(found) if found else ()
        if found and days:
            return ReadBirth(f"{text[: found.start()]} {text[found.end() :]}".strip(), days)
    return ReadBirth(text)


def _iso(found: re.Match[str]) -> tuple[date, ...]:
    return _days((found[1], found[2], found[3]))


def _points(found: re.Match[str]) -> tuple[date, ...]:
    return _days((found[3], found[2], found[1]))


def _slashes(found: re.Match[str]) -> tuple[date, ...]:
    return _days((found[4], found[3], found[1]), (found[4], found[1], found[3]))


def _day_first(found: re.Match[str]) -> tuple[date, ...]:
    return _days((found[3], _month(found[2]), found[1]))


def _month_first(found: re.Match[str]) -> tuple[date, ...]:
    return _days((found[3], _month(found[1]), found[2]))


_READERS = (
    (_ISO, _iso),
    (_POINTS, _points),
    (_SLASHES, _slashes),
    (_DAY_FIRST, _day_first),
    (_MONTH_FIRST, _month_first),
)


def _month(name: str) -> str:
    return str(MONTHS.index(name.lower()) + 1) if name.lower() in MONTHS else "0"


def _days(*readings: tuple[str, str, str]) -> tuple[date, ...]:
    """Return the days that there are, each once. readings: year, month, day."""
    found = (_day(*map(int, reading)) for reading in readings)
    return tuple(dict.fromkeys(day for day in found if day))


def _day(*parts: int) -> date | None:
    try:
        return date(*parts)
    except ValueError:
        return None
