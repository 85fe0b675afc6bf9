"""Characters that nobody sees, or that look like another: they change a text without changing how it looks."""

import re
import unicodedata
from collections.abc import Iterable

UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}  # control, format, surrogate, private, unassigned, line, paragraph
RUN_OF_LETTERS = re.compile(r"[^\W\d_]+")
MICRO = "µμ"  # the micro sign and the Greek letter stand before Latin letters in a unit


def hidden_in(text: str) -> tuple[str, ...]:
    """Return what a text holds that nobody sees, each as "U+200B ZERO WIDTH SPACE, which nobody sees".

    Line breaks may stand; every other control or format character, each space that is not the plain one, a form that
    is not composed (NFC), and letters of two alphabets in one word may not.
    Source: Unicode Standard Annex #15 (NFC); Unicode Technical Report #36 on what looks alike; house rule.
    """
    if text.isascii() and text.replace("\n", "").isprintable():
        return ()
    found = [*_unseen(text), *_mixed(text)]
    if not unicodedata.is_normalized("NFC", text):
        found.append("letters and marks that are not composed (NFC); type the letter anew")
    return tuple(dict.fromkeys(found))


def _unseen(text: str) -> Iterable[str]:
    for one in text:
        if one in "\n ":
            continue
        category = unicodedata.category(one)
        if category in UNSEEN:
            yield f"{_named(one)}, which nobody sees"
        elif category == "Zs":
            yield f"{_named(one)}, which looks like a plain space"


def _mixed(text: str) -> Iterable[str]:
    for run in RUN_OF_LETTERS.findall(text):
        alphabets = {_alphabet(one) for one in run if one not in MICRO} & {"LATIN", "GREEK", "CYRILLIC"}
        if len(alphabets) > 1:
            yield f"letters of two alphabets in one word, {run[:30]!r}"


def _alphabet(letter: str) -> str:
    return unicodedata.name(letter, "").partition(" ")[0]


def _named(one: str) -> str:
    return f"U+{ord(one):04X} {unicodedata.name(one, 'without a name')}"
