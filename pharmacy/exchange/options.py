"""The options of `dispense`, read from text into values, or refused by name."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from formulations.reference.loader import law_codes
from formulations.reference.papers import languages
from formulations.reference.stocks import label_stocks
from pharmacy.documents.papers.leaflet_papers import PAPERS
from pharmacy.exchange.fhir.problems import shown

FIRST_YEAR, LAST_YEAR = 2000, 2099  # a year outside is a slip of the keyboard


class BadOption(ValueError):
    """An option that cannot be used. The message names the option, its value and what to do."""


@dataclass(frozen=True)
class Options:
    """What the caller asked for; None or empty where the pharmacy's own value stands.

    settlements: finding code to the reason it is settled with.
    """

    out: Path
    made_on: date | None = None
    law: str = ""
    lot: str = ""
    ingredient_expiry: date | None = None
    language: str = ""
    stock: str = ""
    leaflet_paper: str = ""
    large_print: bool = False
    settlements: Mapping[str, str] = field(default_factory=dict)


def read_options(given: Mapping[str, object]) -> Options:
    """Return the options from their text.

    given: option names without hyphens ("ingredient_expiry") to text, a list of texts (settle), True or None.
    Raises BadOption for any of them that cannot be used. Source: docs/dispense.md.
    """
    laws, stocks = law_codes(), tuple(stock.code for stock in label_stocks())
    return Options(
        out=_folder(_text(given, "out")),
        made_on=_day("--made", _text(given, "made")),
        law=_one_of("--law", _text(given, "law"), known=laws),
        lot=_text(given, "lot"),
        ingredient_expiry=_day("--ingredient-expiry", _text(given, "ingredient_expiry")),
        language=_one_of("--language", _text(given, "language"), known=tuple(one.code for one in languages())),
        stock=_one_of("--stock", _text(given, "stock"), known=stocks),
        leaflet_paper=_one_of("--leaflet-paper", _text(given, "leaflet_paper"), known=tuple(PAPERS)),
        large_print=bool(given.get("large_print")),
        settlements=_settlements(given.get("settle")),
    )


def _text(given: Mapping[str, object], name: str) -> str:
    value = given.get(name)
    if value is None:
        return ""
    text = str(value).strip()
    if not text:
        raise BadOption(f"--{name.replace('_', '-')}: is empty; write its value, or leave the option out")
    return text


def _folder(text: str) -> Path:
    if not text or "\x00" in text:
        raise BadOption("--out: is missing; name the directory that the record and the papers are written to")
    return Path(text)


def _day(option: str, text: str) -> date | None:
    if not text:
        return None
    try:
        day = date.fromisoformat(text) if len(text) == len("2026-11-22") else None
    except ValueError:
        day = None
    if day is None or not FIRST_YEAR <= day.year <= LAST_YEAR or text != day.isoformat():
        raise BadOption(
            f"{option}: {shown(text)} is not a day from {FIRST_YEAR} to {LAST_YEAR}; write it as 2026-11-22"
        )
    return day


def _one_of(option: str, text: str, *, known: tuple[str, ...]) -> str:
    if text and text not in known:
        raise BadOption(f"{option}: {shown(text)} is not known; write one of {', '.join(known)}")
    return text


def _settlements(given: object) -> dict[str, str]:
    found: dict[str, str] = {}
    for text in given if isinstance(given, list) else ():
        code, _, reason = str(text).partition("=")
        code, reason = code.strip(), reason.strip()
        if not code or not reason:
            raise BadOption(f"--settle: {shown(text)} has no reason; write CODE=REASON")
        if code in found:
            raise BadOption(f"--settle: {shown(code)} is given twice; write one reason for each code")
        found[code] = reason
    return found
