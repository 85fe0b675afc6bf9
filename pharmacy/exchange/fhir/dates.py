"""FHIR dates, which may be a year or a month only."""

import re
from calendar import monthrange
from datetime import date

from pharmacy.exchange.fhir.element import Element

_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2})(?:T[0-9:.]+(?:Z|[+-][0-9:]+)?)?)?)?", re.ASCII)


def read_date(element: Element, name: str) -> date | None:
    """Return the day that is named, as written in its own time zone; None where it is missing or only a month or year.

    Raises BadBundle for what is no date. Source: FHIR R4, date and dateTime.
    """
    parts = _parts(element, name)
    return _day(element, name, *parts) if parts and parts[2] else None


def latest_day(element: Element, name: str) -> date | None:
    """Return the last day that a date may mean: the end of its month or year where it says no more; None if missing.

    Raises BadBundle for what is no date. Source: FHIR R4, dateTime (a partial date stands for its whole period).
    """
    parts = _parts(element, name)
    if parts is None:
        return None
    year, month = parts[0], parts[1] or 12
    first = _day(element, name, year, month, 1)
    return _day(element, name, year, month, parts[2] or monthrange(first.year, first.month)[1])


def _parts(element: Element, name: str) -> tuple[int, int, int] | None:
    if not element.has(name):
        return None
    found = _DATE.fullmatch(element.word(name))
    if found is None:
        raise element.bad("is not a date; write it as 2026-11-22", name=name)
    year, month, day = (int(part or 0) for part in found.groups())
    return year, month, day


def _day(element: Element, name: str, *parts: int) -> date:
    try:
        return date(*parts)
    except ValueError:
        raise element.bad("is not a day of the calendar; write it as 2026-11-22", name=name) from None
