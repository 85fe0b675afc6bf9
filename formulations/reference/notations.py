"""Notations that have led to wrong doses, and dates that can be read in two ways; neither may stand on paper."""

import re
from functools import cache

from formulations.reference.papers import SOURCE, language
from formulations.science.amount_form import AmountForm

Patterns = tuple[tuple[re.Pattern[str], str], ...]
SIGNS = {".": "point", ",": "comma"}
OTHER = {".": ",", ",": "."}
# In every language. UNIT: a word of a unit; SIGN: the decimal sign; FALSE: that of other languages; GROUP: what may
# stand between thousands; FROM: from how many digits on it has to.
FORBIDDEN = (
    (r"(?<![\d.,])\d[\dGROUP]*SIGN\d*0(?=\s?UNIT\b)", "has a zero at its end, which is read as ten times the dose"),
    (r"(?<![\d.,])[.,]\d", "starts with a bare SIGN, which is overlooked"),
    (r"\dSIGN(?=\s?(?:mg|g|ml)\b)", "has a bare SIGN before its unit"),
    (r"(?<![\d.,])\d+FALSE(?!THOUSAND)\d+(?=\s?UNIT\b)", "has a FALSE for its SIGN, which is overlooked"),
    (r"[µμ]g|\bmcg\b|\bug\b", "is read as mg; write micrograms"),
    (r"\d\s?(?:MG|Mg|ML|Ml|mL|GM|gm)\b", "is a unit in other letters than the papers use; write mg, ml or g"),
    (r"(?<![\d,.])\d{FROM,}(?:SIGN\d+)?(?=\sUNIT\b)", "has no GROUP at the thousands"),
    (r"\d(?:mg|ml|WHOLE)\b", "has no space before its unit"),
    (r"(?<![\d/])\d+/\d+(?![\d/])|\d\u2044\d", "is a fraction that is read as two numbers; write half"),
    (r"\b(?:QD|OD|QOD|BID|TID|QID|HS|PRN|AC|PC|SL|PO)\b", "is an abbreviation that patients misread"),
)
TWO_DATES = (
    (r"(?<![\d./-])\d{1,2}([./-])\d{1,2}\1\d{2,4}(?![\d/-])", "may be day or month first; write the month in letters"),
    (r"(?<!\d)\d{1,2}\.? (?:de )?(?:MONTH)\w*\.? (?:de )?\d{2}(?!\d)", "has a year of two digits; write all four"),
)


def forbidden_notations(text: str, *, spoken: str = SOURCE) -> tuple[str, ...]:
    """Return each forbidden notation in a text with what it does: "'4.0 mg' has a zero at its end, ...".

    spoken: the code of the text's language. Source: ISMP, List of Error-Prone Abbreviations, Symbols and Dose
    Designations (read second-hand); NCPDP on oral liquids in ml only.
    """
    return _found(text, patterns=_notations(spoken))


def dates_read_in_two_ways(text: str, *, spoken: str = SOURCE) -> tuple[str, ...]:
    """Return each date that can be read in two ways: 03/04/2026, 3-4-26, 22 Nov 26. Source: USP <7>."""
    return _found(text, patterns=_dates(spoken))


@cache
def _notations(spoken: str) -> Patterns:
    known = language(spoken)
    in_all = tuple(_written(pattern, why=why, form=known.amounts) for pattern, why in FORBIDDEN)
    return (*in_all, *((re.compile(own.pattern), own.why) for own in known.notations))


@cache
def _dates(spoken: str) -> Patterns:
    known = language(spoken)
    months = "|".join(
        {re.escape(month.rstrip(".")[:3]) for style in ("short", "long") for month in known.months(style)}
    )
    return tuple((re.compile(pattern.replace("MONTH", months)), why) for pattern, why in TWO_DATES)


def _written(pattern: str, *, why: str, form: AmountForm) -> tuple[re.Pattern[str], str]:
    """A pattern with the signs and words of one language set in, and what it says."""
    sign, false, group = form.number.decimal, OTHER[form.number.decimal], form.number.grouping.replace("\u00a0", " ")
    words = [re.escape(word) for word in form.unit_words()]
    signs = {
        "THOUSAND": r"\d{3}(?!\d)" if group == false else "$^",
        "UNIT": f"(?:{'|'.join(words)})",
        "WHOLE": "|".join(word for word in words if len(word) > 2 and word.isalpha()),
        "SIGN": re.escape(sign),
        "FALSE": re.escape(false),
        "GROUP": group,
        "FROM": str(form.number.grouping_from),
    }
    names = {"SIGN": SIGNS[sign], "FALSE": SIGNS[false], "GROUP": SIGNS.get(group, "space")}
    for token, value in signs.items():
        pattern = pattern.replace(token, value)
    for token, value in names.items():
        why = why.replace(token, value)
    return re.compile(pattern), why


def _found(text: str, *, patterns: Patterns) -> tuple[str, ...]:
    plain = text.replace("\u00a0", " ")
    matches = ((pattern.search(plain), why) for pattern, why in patterns)
    return tuple(f"{_around(plain, match)!r} {why}" for match, why in matches if match)


def _around(text: str, match: "re.Match[str]") -> str:
    return text[max(0, match.start() - 8) : match.end() + 10].strip()
