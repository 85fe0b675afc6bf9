"""Finds known phrases in a line of words, the longest first."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from formulations.reference.medicines.catalogue import Phrase

Meaning = TypeVar("Meaning")


@dataclass(frozen=True)
class Match(Generic[Meaning]):
    """A known phrase: what it means, and where it stands in the words (end is not included)."""

    meaning: Meaning
    start: int
    end: int


def find_phrases(
    line: Phrase, *, known: Mapping[Phrase, Meaning], longest: int
) -> tuple[list[Match[Meaning]], list[int]]:
    """Return the phrases found from left to right, each the longest that fits, and the places of the other words.

    longest: words in the longest known phrase. Source: arithmetic.
    """
    matches: list[Match[Meaning]] = []
    others: list[int] = []
    place = 0
    while place < len(line):
        match = _longest_at(place, line=line, known=known, longest=longest)
        if match is None:
            others.append(place)
            place += 1
        else:
            matches.append(match)
            place = match.end
    return matches, others


def _longest_at(place: int, *, line: Phrase, known: Mapping[Phrase, Meaning], longest: int) -> Match[Meaning] | None:
    for end in range(min(len(line), place + longest), place, -1):
        meaning = known.get(line[place:end])
        if meaning is not None:
            return Match(meaning, place, end)
    return None
