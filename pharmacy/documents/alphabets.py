"""Words of one alphabet: a Cyrillic or Greek letter among Latin ones looks like another letter than it is."""

import re
import unicodedata

from pharmacy.documents.rendering.fonts import FAMILY, letters_of

GREEK_OR_CYRILLIC = re.compile(r"[\u0370-\u052f]")
WORD = re.compile(r"[^\W\d_]+")


def mixed_words(text: str) -> list[str]:
    """Return each word that mixes letters of two alphabets; signs such as the Greek mu of the first type are none.

    Source: Unicode Technical Standard 39, mixed-script confusables (from memory, not confirmed).
    """
    if not GREEK_OR_CYRILLIC.search(text):
        return []
    return [word for word in dict.fromkeys(WORD.findall(text)) if len(_alphabets(word)) > 1]


def _alphabets(word: str) -> set[str]:
    signs = letters_of(FAMILY)
    letters = (letter for letter in word if ord(letter) not in signs or not GREEK_OR_CYRILLIC.match(letter))
    return {unicodedata.name(letter, "").partition(" ")[0] for letter in letters}
