"""A day as every page writes it. Papers write it as their law asks for."""

from datetime import date


def day_in_words(day: date) -> str:
    """Return a day as our pages write it: 5 December 2026. Source: USP <7> (letters for the month)."""
    return f"{day.day} {day:%B} {day.year}"
