"""The names that a misspelt or unfinished word may mean: to ask after, ranked, and never to take for it."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import takewhile

from formulations.reference.medicines.catalogue import catalogue
from formulations.reference.medicines.spelling import words, words_as_written

LEAST_LETTERS = 5  # shorter words have too many neighbours to ask after
MOST_NAMES = 5  # a longer list is not read
_LONG = 8  # letters from which two slips may be in a word; a shorter word with two slips is near too many
_FAR = 9  # more than any distance that counts


Rank = tuple[int, bool, int]


@lru_cache(maxsize=4096)
def names_near(word: str) -> tuple[str, ...]:
    """Return the medicines that a word may mean, the likeliest first, at most MOST_NAMES; none for under five letters.

    A name is near that differs by one letter (by two in a word of eight or more; two letters changed round are one
    slip), or that begins with the word; the nearest alone count.
    Source: Damerau-Levenshtein distance; the limits are a house rule.
    """
    spellings = {"".join(words(word)), "".join(words_as_written(word))}
    spellings = {one for one in spellings if len(one) >= LEAST_LETTERS and one.isalpha()}
    begun = [medicine for one in sorted(spellings, key=len) for medicine in _names_that_begin_with(one)]
    if begun:
        return tuple(dict.fromkeys(begun))[:MOST_NAMES]
    found: dict[str, Rank] = {}
    for medicine, rank in (ranked for one in spellings for ranked in _ranked(one)):
        found[medicine] = min(rank, found.get(medicine, rank))
    fewest = min((rank[0] for rank in found.values()), default=0)
    nearest = (medicine for medicine, rank in found.items() if rank[0] == fewest)
    return tuple(sorted(nearest, key=lambda medicine: (found[medicine], medicine)))[:MOST_NAMES]


def _ranked(word: str) -> Iterator[tuple[str, Rank]]:
    """Return the medicines with a name near a word, each with how near: slips, another first letter, difference."""
    allowed = 2 if len(word) >= _LONG else 1
    for name, medicine in _names_about_as_long(word, allowed=allowed):
        slips = slips_between(word, name, most=allowed)
        if slips <= allowed:
            yield medicine, (slips, name[0] != word[0], abs(len(name) - len(word)))


def _names_that_begin_with(word: str) -> tuple[str, ...]:
    """Return the medicines with a name that begins with a word, the shortest name first."""
    names = _in_order()
    first = bisect_left(names, (word,))
    begun = takewhile(lambda named: named[0].startswith(word), names[first:])
    return tuple(dict.fromkeys(medicine for _, medicine in sorted(begun, key=lambda named: (len(named[0]), named))))


def _names_about_as_long(word: str, *, allowed: int) -> Iterator[tuple[str, str]]:
    """Return the names that can be near at all: about as long, and mostly of the same letters."""
    letters, most = _letters(word), 2 * allowed
    for length in range(len(word) - allowed, len(word) + allowed + 1):
        for theirs, name, medicine in _by_length().get(length, ()):
            if (letters ^ theirs).bit_count() <= most:
                yield name, medicine


def slips_between(one: str, other: str, *, most: int) -> int:
    """Return how many letters were left out, added, mistaken or changed round with the next; past `most` any number.

    Source: Damerau-Levenshtein distance (optimal string alignment).
    """
    before, above = [_FAR] * (len(other) + 1), list(range(len(other) + 1))
    for row, letter in enumerate(one, start=1):
        here = [row]
        for column, wanted in enumerate(other, start=1):
            cost = min(above[column] + 1, here[-1] + 1, above[column - 1] + (letter != wanted))
            if row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == wanted:
                cost = min(cost, before[column - 2] + 1)
            here.append(cost)
        if min(here) > most:
            return _FAR
        before, above = above, here
    return above[-1]


@cache
def _in_order() -> tuple[tuple[str, str], ...]:
    """Return each name of one word, in the one spelling and as written, with the medicine that it names, in order."""
    named = {
        (spelling[0], medicine.name)
        for medicine in catalogue().medicines
        for name in (medicine.name, *medicine.names)
        for spelling in (words(name), words_as_written(name))
        if len(spelling) == 1
    }
    return tuple(sorted(one for one in named if len(one[0]) >= LEAST_LETTERS and one[0].isalpha()))


@cache
def _by_length() -> dict[int, list[tuple[int, str, str]]]:
    """Return the same by the number of letters, each with its letters as bits."""
    names: defaultdict[int, list[tuple[int, str, str]]] = defaultdict(list)
    for name, medicine in _in_order():
        names[len(name)].append((_letters(name), name, medicine))
    return dict(names)


def _letters(word: str) -> int:
    """Return the letters of a word, one bit each: words whose letters differ much need no closer look."""
    bits = 0
    for letter in word:
        bits |= 1 << (ord(letter) % 61)
    return bits
