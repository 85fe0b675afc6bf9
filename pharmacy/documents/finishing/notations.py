"""Notations that have led to wrong doses, and dates that can be read in two ways; neither may stand on paper."""

import re

from formulations.science.quantities import unit_words
from pharmacy.documents.reports import Report, report

UNIT = f"(?:{'|'.join(unit_words())})"
MONTH = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*"
FORBIDDEN = (
    (rf"(?<![\d.,])\d[\d,]*\.\d*0(?=\s?{UNIT}\b)", "has a zero at its end, which is read as ten times the dose"),
    (r"(?<![\d.])\.\d", "starts with a bare point, which is overlooked"),
    (r"\d\.(?=\s?(?:mg|g|ml)\b)", "has a bare point before its unit"),
    (rf"(?<![\d.,])\d+,(?!\d{{3}}(?!\d))\d+(?=\s?{UNIT}\b)", "has a comma for its point, which is overlooked"),
    (r"[µμ]g|\bmcg\b|\bug\b", "is read as mg; write micrograms"),
    (r"\d\s?(?:MG|Mg|ML|Ml|mL|GM|gm)\b", "is a unit in other letters than the papers use; write mg, ml or g"),
    (rf"(?<![\d,.])\d{{4,}}(?:\.\d+)?(?=\s{UNIT}\b)", "has no comma at the thousands"),
    (r"\d(?:mg|ml|micrograms?|units?)\b", "has no space before its unit"),
    (r"\bI\.?U\b\.?|(?<=\d) ?U\b", "is read as IV, 10 or a nought; write units"),
    (r"(?<![\d/])\d+/\d+(?![\d/])|\d\u2044\d", "is a fraction that is read as two numbers; write half"),
    (r"\b(?:tsp|teaspoons?|tablespoons?|tbsp|spoonfuls?|dropperfuls?|cc)\b", "is no measure; use ml"),
    (r"\b(?:QD|OD|QOD|BID|TID|QID|HS|PRN|AC|PC|SL|PO)\b", "is an abbreviation that patients misread"),
    (r"\b(?:12 ?pm|12 ?am)\b", "may be noon or midnight"),
)
TWO_DATES = (
    (r"(?<![\d./-])\d{1,2}([./-])\d{1,2}\1\d{2,4}(?![\d/-])", "may be day or month first; write the month in letters"),
    (rf"(?<!\d)\d{{1,2}} {MONTH} \d{{2}}(?!\d)", "has a year of two digits, which may be the day; write all four"),
)
_NOTATIONS = tuple((re.compile(pattern), why) for pattern, why in FORBIDDEN)
_DATES = tuple((re.compile(pattern), why) for pattern, why in TWO_DATES)


def bad_notations(text: str) -> list[Report]:
    """Return each forbidden notation in a text, with what it does.

    Source: ISMP, List of Error-Prone Abbreviations, Symbols and Dose Designations (read second-hand); NCPDP on
    oral liquids in ml only.
    """
    return _found(text, patterns=_NOTATIONS, code="notation")


def ambiguous_dates(text: str) -> list[Report]:
    """Return each date that can be read in two ways: 03/04/2026, 3-4-26, 22 Nov 26. Source: USP <7>."""
    return _found(text, patterns=_DATES, code="ambiguous-date")


def _found(text: str, *, patterns: "tuple[tuple[re.Pattern[str], str], ...]", code: str) -> list[Report]:
    plain = text.replace("\u00a0", " ")
    matches = ((pattern.search(plain), why) for pattern, why in patterns)
    return [report(code, f"{_around(plain, match)!r} {why}.") for match, why in matches if match]


def _around(text: str, match: "re.Match[str]") -> str:
    return text[max(0, match.start() - 8) : match.end() + 10].strip()
