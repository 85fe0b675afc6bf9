"""Counting days and months from a day of making or opening, by the law's rule on the first day."""

from datetime import date, timedelta

from formulations.science.law import Law, LawCeiling

MONTHS_A_YEAR = 12


class DateOutOfReach(ValueError):
    """A day after the last one that a calendar date can state."""


def last_day(start: date, *, days: int, law: Law) -> date:
    """Return the last day of a life of `days` days that begins on start.

    Raises DateOutOfReach past the calendar's end.
    Source: the law's day-one rule. US: the day itself is day 1 (USP <795>); elsewhere counting begins the day after.
    """
    try:
        return start + timedelta(days=days - 1 if law.day_of_making_counts else days)
    except OverflowError as error:
        raise DateOutOfReach(f"{days} days from {start} is past the calendar's end; check the date") from error


def months_after(start: date, *, months: int) -> date:
    """Return the same day so many months later, or the last day of that month where it has no such day.

    Raises DateOutOfReach past the calendar's end. Source: arithmetic (31 August and 6 months is 28 or 29 February).
    """
    year, month = divmod(start.month - 1 + months, MONTHS_A_YEAR)
    try:
        first = date(start.year + year, month + 1, 1)
        last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    except (OverflowError, ValueError) as error:
        raise DateOutOfReach(f"{months} months from {start} is past the calendar's end; check the date") from error
    return min(last, first + timedelta(days=start.day - 1))


def days_of(ceiling: LawCeiling, *, start: date, law: Law) -> int:
    """Return how many days a ceiling gives from a day on: its days, or those in its calendar months.

    Counted so that `last_day` gives the end: 6 months from 1 March end on 31 August where the day itself is day 1, and
    on 1 September where it is not. Raises DateOutOfReach. Source: the law's ceiling and its day-one rule.
    """
    if ceiling.months is None:
        return ceiling.days or 0
    return (months_after(start, months=ceiling.months) - start).days
