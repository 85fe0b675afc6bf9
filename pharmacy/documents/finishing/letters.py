"""What single characters and line ends may do to a number."""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from itertools import pairwise

from formulations.reference.papers import SOURCE, language
from pharmacy.documents.alphabets import mixed_words
from pharmacy.documents.finishing.measured import line_pairs
from pharmacy.documents.finishing.raster import Seen
from pharmacy.documents.printable import REFUSED
from pharmacy.documents.rendering import Typeset
from pharmacy.documents.rendering.fonts import MARKS, printable_characters, without_drawn_marks
from pharmacy.documents.reports import Report, report

SPACES = " \u00a0"
NUMBER_LAST = re.compile(r"\d$")
PART_OF_A_NUMBER = re.compile(r"\d[.,\u2010\u2013\u00ad-]*$")
NUMBER_FIRST = re.compile(r"[.,]?\d")


def hidden_characters(text: str) -> list[Report]:
    """Return each kind of character that cannot be seen, or that turns the order of reading."""
    kinds = {character: _hidden(character) for character in sorted(set(text))}
    return [
        report("hidden-character", f"The paper holds {kind} (U+{ord(character):04X}).")
        for character, kind in kinds.items()
        if kind
    ]


def missing_glyphs(text: str) -> list[Report]:
    """Return each visible character that neither of the shipped types can print in every style."""
    lacking = sorted(
        c
        for c in set(without_drawn_marks(text))
        if ord(c) not in printable_characters() and not _hidden(c) and not c.isspace()
    )
    return [
        report("glyph-missing", f"The paper's type has no {character!r} (U+{ord(character):04X}).")
        for character in lacking
    ]


def parted_marks(pages: Iterable[Seen]) -> list[Report]:
    """Return each letter whose mark is not drawn with it: a mark of its own stands beside the letter.

    Both read back alike, so only where they are drawn tells.
    """
    pairs = [pair for seen in pages for pair in pairwise(seen.characters)]
    apart = [letter.text + mark.text for letter, mark in pairs if _is_mark(mark.text) and mark.box != letter.box]
    return [report("mark-parted", f"The mark of {one!r} stands beside its letter.") for one in dict.fromkeys(apart)]


def _is_mark(text: str) -> bool:
    return len(text) == 1 and ord(text) in MARKS


def mixed_alphabets(text: str) -> list[Report]:
    """Return each word in which letters of two alphabets look alike."""
    return [report("alphabets-mixed", f"The paper mixes two alphabets in {word!r}.") for word in mixed_words(text)]


def broken_numbers(layout: Typeset, *, spoken: str = SOURCE) -> list[Report]:
    """Return each number that a line end breaks, and each that a line end parts from its unit.

    spoken: the code of the paper's language, whose words for units count.
    """
    found = []
    for above, below in line_pairs(layout):
        last, first = above.text.rstrip(), below.text.lstrip()
        name = below.element or "Text"
        ends = f"{last[-12:]!r} ends a line of {name} and {first[:12]!r} begins the next"
        if above.breaks_word and PART_OF_A_NUMBER.search(last) and NUMBER_FIRST.match(first):
            found.append(report("number-broken", f"{ends}: one number on two lines."))
        elif NUMBER_LAST.search(last) and _unit_first(spoken).match(first):
            found.append(report("unit-parted", f"{ends}: a number without its unit."))
    return found


@cache
def _unit_first(spoken: str) -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in language(spoken).amounts.unit_words())
    return re.compile(rf"(?:{words}|%|°C)(?![a-z])")


def _hidden(character: str) -> str:
    if character.isspace():
        return "" if character in SPACES else "a space of unusual width or a line end"
    return REFUSED.get(unicodedata.category(character), "")
