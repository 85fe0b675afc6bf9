"""Notations that have led to wrong doses, and dates that can be read in two ways, reported for a paper."""

from formulations.reference.notations import dates_read_in_two_ways, forbidden_notations
from formulations.reference.papers import SOURCE
from pharmacy.documents.reports import Report, report


def bad_notations(text: str, *, spoken: str = SOURCE) -> list[Report]:
    """Return each forbidden notation in a text, with what it does. spoken: the code of the text's language."""
    return [report("notation", f"{one}.") for one in forbidden_notations(text, spoken=spoken)]


def ambiguous_dates(text: str, *, spoken: str = SOURCE) -> list[Report]:
    """Return each date that can be read in two ways: 03/04/2026, 3-4-26, 22 Nov 26."""
    return [report("ambiguous-date", f"{one}.") for one in dates_read_in_two_ways(text, spoken=spoken)]
