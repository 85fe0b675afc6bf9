"""Which text may stand on paper: letters that the fonts hold, and nothing that reorders or hides what is read."""

import unicodedata
from itertools import pairwise

from pharmacy.documents.alphabets import mixed_words
from pharmacy.documents.facts import PaperFacts
from pharmacy.documents.plain_values import to_document
from pharmacy.documents.rendering.fonts import MARKS, printable_characters, without_drawn_marks

REFUSED = {"Cc": "a control character", "Cf": "an invisible character", "Cs": "half a character", "Co": "a private one"}
SHOWN = {"patient": "the patient's name", "prescriber": "the prescriber's name", "purpose": "the reason for taking it"}
CORRECTED = {"patient": " “Correct the record” on the patient's page changes it."}
MOST_CHARACTERS = 2000  # of one text; longer ones only cost time, and no paper holds them


class NotPrintable(ValueError):
    """A text that cannot be printed as it is read; the message names the text, the character and what to do."""


def require_printable(facts: PaperFacts) -> None:
    """Return when every text of the facts can be printed exactly. Raises NotPrintable.

    Source: Unicode general categories; a right-to-left override prints "05 mg" as "gm 50".
    """
    require_printable_texts(to_document(facts))


def require_printable_texts(values: object) -> None:
    """Return when every text in plain values (texts, lists, tables of them) can be printed exactly.

    Raises NotPrintable. Source: as for `require_printable`.
    """
    for name, text in _texts(values, name=""):
        try:
            _require(text, name=name)
        except NotPrintable as error:
            raise NotPrintable(f"{error}{CORRECTED.get(name, '')}") from error


def _texts(document: object, *, name: str) -> list[tuple[str, str]]:
    if isinstance(document, dict):
        return [pair for key, value in document.items() for pair in _texts(value, name=str(key))]
    if isinstance(document, list | tuple):
        return [pair for value in document for pair in _texts(value, name=name)]
    return [(name, document)] if isinstance(document, str) else []


def _require(text: str, *, name: str) -> None:
    shown = SHOWN.get(name, name.replace("_", " "))
    if len(text) > MOST_CHARACTERS:
        raise NotPrintable(f"{shown} has {len(text)} characters; {MOST_CHARACTERS} is the most. Shorten it.")
    set_whole = without_drawn_marks(text)
    _require_composed(set_whole, shown=shown)
    for character in set_whole:
        kind = REFUSED.get(unicodedata.category(character))
        if kind:
            raise NotPrintable(f"{shown} holds {kind} (U+{ord(character):04X}); delete it and type the text by hand.")
        if ord(character) not in printable_characters():
            message = f"{shown} holds {character!r} (U+{ord(character):04X}), which the paper's type cannot print; "
            raise NotPrintable(f"{message}write it in Latin letters.")
    for word in mixed_words(text):
        raise NotPrintable(f"{shown} mixes two alphabets in {word!r}; type the word again in one of them.")


def _require_composed(text: str, *, shown: str) -> None:
    """A composed letter such as U+1EBF has its marks in it; one that is set beside its letter reads as another."""
    for letter, mark in pairwise(text):
        if ord(mark) in MARKS:
            both = f"{letter}{mark}"
            codes = f"{both!r} (U+{ord(letter):04X} U+{ord(mark):04X})"
            message = f"{shown} holds {codes}, a letter with a mark that the paper's type cannot set; "
            raise NotPrintable(f"{message}write it without the mark.")
