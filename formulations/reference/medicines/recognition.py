"""Recognises the medicines that a text names: all of them, how they are used, and which words stay unexplained."""

import re
from dataclasses import dataclass
from functools import lru_cache

from formulations.reference.medicines.catalogue import Catalogue, Medicine, Phrase, catalogue
from formulations.reference.medicines.near_names import names_near
from formulations.reference.medicines.phrases import Match, find_phrases
from formulations.reference.medicines.spelling import parts, words, words_as_written
from formulations.reference.medicines.vocabulary import vocabulary

_CODE_IN_TEXT = re.compile(r"\b[A-Z]\d\d[A-Z][A-Z]\d\d\b", re.IGNORECASE | re.ASCII)
_EXPLAINED = re.compile(r"([^()]+)\(([^()]+)\)\s*")  # a brand, and what is in it
_YEAR = re.compile(r"(19|20)\d\d")
_LONGEST_TEXT = 500  # more than any prescription line; longer text is an attack or a slip


@dataclass(frozen=True)
class Mention:
    """A medicine named in a text. local: on skin, eye, ear, nose or inhaled. past: the text says it was stopped."""

    medicine: Medicine
    local: bool
    past: bool


@dataclass(frozen=True)
class Recognition:
    """What a text names. codes: ATC codes written in the text. unknown: words that nothing explains, as written.

    says_nothing: the text states that there is none ("no regular medicines"). past: it says that something was stopped.
    """

    mentions: tuple[Mention, ...]
    codes: tuple[str, ...]
    unknown: tuple[str, ...]
    past: bool
    says_nothing: bool

    @property
    def is_complete(self) -> bool:
        """Whether every significant word is explained."""
        return self.says_nothing or (bool(self.mentions or self.codes) and not self.unknown)


@dataclass(frozen=True)
class _Line:
    """A part of a text: its words in the one spelling, and as written, one for one."""

    words: Phrase
    written: Phrase

    def __add__(self, other: "_Line") -> "_Line":
        return _Line(self.words + other.words, self.written + other.written)


@dataclass(frozen=True)
class _Reading:
    mentions: tuple[Mention, ...]
    unknown: tuple[str, ...]
    past: bool


@lru_cache(maxsize=4096)
def recognise(text: str) -> Recognition:
    """Return the medicines that a text names by ingredient, synonym or brand, with their route where the text says it.

    text: free text as on a prescription; strengths, salts, forms and directions are passed over. Text past
    the first 500 characters is left unexplained. A name that is not known, and near none that is, is explained by
    ingredients in brackets after it: "Xyzzolan (tramadol, paracetamol)".
    Source: the TOML files of this folder; a word that they do not know is never taken for harmless.
    """
    explained = _explained(text)
    if explained is not None:
        return explained
    held = text[:_LONGEST_TEXT]
    codes = tuple(code.upper() for code in _CODE_IN_TEXT.findall(held))
    lines = [_Line(words(part), words_as_written(part)) for part in parts(_CODE_IN_TEXT.sub(" ", held))]
    says_nothing = states_nothing(held)
    readings = [] if says_nothing else [_read(line) for line in _joined(lines)]
    unknown = [word for reading in readings for word in reading.unknown]
    return Recognition(
        mentions=tuple(mention for reading in readings for mention in reading.mentions),
        codes=codes,
        unknown=tuple(dict.fromkeys(unknown + (["..."] if len(text) > _LONGEST_TEXT else []))),
        past=any(reading.past for reading in readings),
        says_nothing=says_nothing,
    )


def _explained(text: str) -> Recognition | None:
    """Return what the ingredients in brackets after a name say; None where they cannot stand for it.

    A misspelt name is no name of its own: "oxycodne (paracetamol)" may be two medicines.
    """
    brackets = _EXPLAINED.fullmatch(text)
    before = recognise(brackets[1]) if brackets else None
    if brackets is None or before is None or before.mentions or any(names_near(word) for word in before.unknown):
        return None
    inside = recognise(brackets[2])
    return inside if inside.mentions and inside.is_complete else None


def states_nothing(text: str) -> bool:
    """Return whether a text says that there is nothing to state ("none", "n/a", "NKDA"). Source: words.toml."""
    nothing = vocabulary().nothing
    lines = [words(part) for part in parts(text)]
    return words(text) in nothing or (bool(lines) and all(line in nothing for line in lines))


def _joined(lines: list[_Line]) -> list[_Line]:
    """Return the lines, each that only describes joined to the one before: "tramadol, stopped in May"."""
    joined: list[_Line] = []
    for line in lines:
        describes = not _matches(line)[0] and all(_is_beside(word) for word in line.words)
        if joined and describes:
            joined[-1] = joined[-1] + line
        else:
            joined.append(line)
    return joined


def _matches(line: _Line) -> tuple[list[Match[Medicine]], list[int]]:
    known: Catalogue = catalogue()
    return find_phrases(line.words, known=known.by_phrase, longest=known.longest)


def _read(line: _Line) -> _Reading:
    matches, others = _matches(line)
    past = _says_past(line, others=others)
    mentions = [
        # With two medicines in one line nobody can tell which was stopped: both count as taken.
        Mention(match.meaning, _is_local(_beside(line, matches=matches, number=number)), past and len(matches) == 1)
        for number, match in enumerate(matches)
    ]
    unknown = tuple(line.written[place] for place in others if not _is_beside(line.words[place]))
    return _Reading(tuple(mentions), unknown=unknown, past=past)


def _beside(line: _Line, *, matches: list[Match[Medicine]], number: int) -> Phrase:
    """Return the words that may tell the form of one medicine: all of them if it stands alone, else those after it."""
    match = matches[number]
    if len(matches) == 1:
        return line.words[: match.start] + line.words[match.end :]
    following = matches[number + 1].start if number + 1 < len(matches) else len(line.words)
    return line.words[match.end : following]


def _is_local(beside: Phrase) -> bool:
    """Whether the words name a local form and no other: a route that is not clear is taken for the whole body."""
    known = vocabulary()
    return not known.local_forms.isdisjoint(beside) and known.systemic_forms.isdisjoint(beside)


def _says_past(line: _Line, *, others: list[int]) -> bool:
    known = vocabulary()
    if not known.open_ended.isdisjoint(line.words) and not any(map(_YEAR.fullmatch, line.words)):
        return False  # "until finished" is taken still
    phrase_found = any(
        line.words[place : place + len(phrase)] == phrase for phrase in known.past_phrases for place in others
    )
    return phrase_found or not known.past.isdisjoint(line.words[place] for place in others)


def _is_beside(word: str) -> bool:
    return word[0].isdigit() or len(word) == 1 or word in vocabulary().beside_medicine
