"""Notations that have led to wrong doses and may not stand on paper."""

import re

UNIT = r"(?:mg|g|ml|micrograms?|capsules?|drops?|pump strokes?|%|°C)"
FORBIDDEN = (
    (rf"(?<![\d.,])\d[\d,]*\.\d*0(?=\s?{UNIT}\b)", "has a zero at its end, which is read as ten times the dose"),
    (r"(?<![\d.])\.\d", "starts with a bare point, which is overlooked"),
    (r"\d\.(?=\s?(?:mg|g|ml)\b)", "has a bare point before its unit"),
    (r"[µμ]g|\bmcg\b|\bug\b", "is read as mg; write micrograms"),
    (rf"(?<![\d,.])\d{{4,}}(?:\.\d+)?(?=\s{UNIT}\b)", "has no comma at the thousands"),
    (r"\d(?:mg|ml|micrograms?)\b", "has no space before its unit"),
    (r"\b\d/\d\b", "is a fraction that is read as two numbers; write half"),
    (r"\b(?:tsp|teaspoons?|tablespoons?|tbsp|spoonfuls?|dropperfuls?|cc)\b", "is no measure; use ml"),
    (r"\b(?:QD|OD|QOD|BID|TID|QID|HS|PRN|AC|PC|SL|PO)\b", "is an abbreviation that patients misread"),
    (r"\b(?:12 ?pm|12 ?am)\b", "may be noon or midnight"),
)
_COMPILED = tuple((re.compile(pattern), why) for pattern, why in FORBIDDEN)


def bad_notations(text: str) -> list[str]:
    """Return each forbidden notation in a text, with what it does.

    Source: ISMP, List of Error-Prone Abbreviations, Symbols and Dose Designations (read second-hand); NCPDP on
    oral liquids in ml only.
    """
    plain = text.replace("\u00a0", " ")
    found = []
    for pattern, why in _COMPILED:
        match = pattern.search(plain)
        if match:
            found.append(f"{_around(plain, match)!r} {why}.")
    return found


def _around(text: str, match: "re.Match[str]") -> str:
    return text[max(0, match.start() - 8) : match.end() + 10].strip()
