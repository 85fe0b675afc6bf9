"""What ships for the papers: leaflet languages, read from their TOML files, and the label stocks."""

from functools import cache
from pathlib import Path

from formulations.reference.label_stock import LabelStock, Rung
from formulations.reference.language import Ban, Language, MissingWording, placeholders
from formulations.reference.language_file import read_language
from formulations.reference.stocks import UnknownStock, in_large_print, label_stock, label_stocks, larger_stocks

__all__ = [
    "Ban",
    "LabelStock",
    "Language",
    "MissingWording",
    "Rung",
    "UnknownLanguage",
    "UnknownStock",
    "in_large_print",
    "label_stock",
    "label_stocks",
    "language",
    "languages",
    "larger_stocks",
    "placeholders",
]  # fmt: skip

HERE = Path(__file__).resolve().parent
LANGUAGES = HERE / "languages"
SOURCE = "en"  # the language that every other one is translated from


class UnknownLanguage(ValueError):
    """A language in which no sentences ship."""


@cache
def languages() -> tuple[Language, ...]:
    """Return every language in which sentences ship, by its code. Whether a pharmacy offers it is another question."""
    return tuple(read_language(path) for path in sorted(LANGUAGES.glob("*.toml")))


def language(code: str) -> Language:
    """Return one language. Raises UnknownLanguage: a paper is never made in another language instead."""
    for known in languages():
        if known.code == code:
            return known
    spoken = ", ".join(one.code for one in languages())
    raise UnknownLanguage(f"no reviewed sentences in language {code[:20]!r}; use one of: {spoken}")
