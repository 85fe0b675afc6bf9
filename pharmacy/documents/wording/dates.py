"""Dates in words that cannot be misread, in the order that the law asks for."""

from datetime import date

from formulations.reference.papers import Language, MissingWording

NO_BREAK = "\u00a0"


def date_text(day: date, *, language: Language, style: str, length: str) -> str:
    """Return a date with its month in letters, held together at a line end: 5 Dec 2026, 2026 December 5.

    style: day-month-year or year-month-day, from the law. length: long or short month names, or those in a box of
    the calendar.
    Raises MissingWording for a style that has no words. Source: USP <7> (letters for the month); house rule.
    """
    if style not in language.dates:
        known = ", ".join(language.dates)
        raise MissingWording(f"date style {style!r} has no words in {language.name}; use one of {known}")
    month = language.months(length)[day.month - 1]
    order = language.dates.get(f"{style}-{length}", language.dates[style])
    return order.format(day=day.day, month=month, year=day.year)


def day_and_month(day: date, *, language: Language, style: str) -> str:
    """Return a date without its year, for a box of a calendar: 5 Dec, Dec 5. Raises MissingWording."""
    whole = date_text(day, language=language, style=style, length="box")
    return whole.replace(str(day.year), "").replace(NO_BREAK, " ").strip()


def date_in_a_column(day: date, *, language: Language, style: str) -> str:
    """Return a short date that may go on in the next line where a column is narrow. Raises MissingWording."""
    return date_text(day, language=language, style=style, length="short").replace(NO_BREAK, " ")
