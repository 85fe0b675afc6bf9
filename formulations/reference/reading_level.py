"""How hard a text is to read, by the formula that is published for its language. Source: `reading_levels.toml`."""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

import pyphen

from formulations.reference.typed_reader import Table

FILE = Path(__file__).resolve().parent / "reading_levels.toml"
MOST_WORDS = 20  # in one sentence for a patient
LONG_LETTERS = 6  # a word with more is long
TENTH = Decimal("0.1")
VOWELS = re.compile(r"[aeiouyäöüáéíóú]+")
SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*|\d+(?:[.,]\d+)*")


class NoFormula(ValueError):
    """A language for which no formula is on record."""


@dataclass(frozen=True)
class Formula:
    """Score = start - words in a sentence x per_sentence - per_word x (syllables in a word, or long words of 100).

    counts: "syllables" or "long words". silent_end: a vowel at the end that is not spoken. least: the lowest score that
    passes; more is easier. LIX, where less is easier, is written with its signs turned.
    """

    language: str
    name: str
    start: Decimal
    per_sentence: Decimal
    per_word: Decimal
    counts: str
    least: Decimal
    silent_end: re.Pattern[str] | None
    source: str


def formula_for(language: str) -> Formula:
    """Return the formula of a language. Raises NoFormula, naming those that there are."""
    known = _formulas()
    if language not in known:
        raise NoFormula(f"no reading level for language {language!r}; there is one for {', '.join(sorted(known))}")
    return known[language]


def reading_score(texts: Iterable[str], *, language: str) -> Decimal:
    """Return how easy texts are to read together, to one decimal; more is easier. Raises NoFormula.

    Source: the formula of the language; syllables by Pyphen's hyphenation patterns and by groups of vowels.
    """
    formula = formula_for(language)
    sentences = [words for text in texts for words in words_of_sentences(text)]
    words = [word for sentence in sentences for word in sentence]
    of_sentence = Decimal(len(words)) / max(1, len(sentences))
    of_word = _weight(words, formula=formula) / max(1, len(words))
    return (formula.start - formula.per_sentence * of_sentence - formula.per_word * of_word).quantize(TENTH)


def words_of_sentences(text: str) -> list[list[str]]:
    """Return the words of each sentence of a text; a number is a word. Source: arithmetic."""
    found = (WORD.findall(sentence) for sentence in SENTENCE_END.split(text.replace("\u2060", "")))
    return [words for words in found if words]


def long_sentences(texts: Iterable[str]) -> list[str]:
    """Return each sentence of more than 20 words. Source: house rule, after plain-language guidance."""
    found = (sentence for text in texts for sentence in SENTENCE_END.split(text.replace("\u2060", "")))
    return [sentence for sentence in found if len(WORD.findall(sentence)) > MOST_WORDS]


def _weight(words: list[str], *, formula: Formula) -> Decimal:
    if formula.counts == "long words":
        return Decimal(sum(100 for word in words if len(word) > LONG_LETTERS))
    return Decimal(sum(_syllables(word, formula=formula) for word in words))


def _syllables(word: str, *, formula: Formula) -> int:
    """The larger of two counts that both tend to miss some: hyphenation points, and groups of vowels."""
    groups = len(VOWELS.findall(word.lower())) - bool(formula.silent_end and formula.silent_end.search(word.lower()))
    return max(1, groups, len(_patterns(formula.language).positions(word)) + 1)


@cache
def _patterns(language: str) -> pyphen.Pyphen:
    return pyphen.Pyphen(lang=pyphen.language_fallback(language), left=1, right=1)


@cache
def _formulas() -> dict[str, Formula]:
    rows = tomllib.loads(FILE.read_text(encoding="utf-8"))["formulas"]
    found = (_formula(Table(row, path=FILE.name)) for row in rows)
    return {formula.language: formula for formula in found}


def _formula(row: Table) -> Formula:
    start, per_sentence, per_word, least = (
        Decimal(row.text(key)) for key in ("start", "per_sentence", "per_word", "least")
    )
    return Formula(
        row.text("language"), row.text("name"), start, per_sentence, per_word, row.text("counts"), least,
        re.compile(row.text("silent_end")) if row.has("silent_end") else None,
        row.text("source"),
    )  # fmt: skip
