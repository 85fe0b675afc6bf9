"""Text that reads as it looks: nothing hidden in it, nothing that turns its direction, nothing stacked on a letter."""

import re
import unicodedata

MOST_MARKS = 4  # Vietnamese and Hebrew need two or three marks on a letter; a taller stack hides the line above

_REFUSED = {
    "Cc": "a control character",
    "Cf": "an invisible or direction-turning character",
    "Cs": "half of a character",
    "Co": "a private character that prints differently everywhere",
    "Cn": "a character that does not exist",
    "Zl": "a hidden line break",
    "Zp": "a hidden paragraph break",
}
_AS_SPACE = "\t\r\n"


class BadText(ValueError):
    """A text that does not read as it looks, or is too long; the message says where, why and what to do."""


def plain_text(text: str, *, longest: int) -> str:
    """Return the text as one tidy line: composed (NFC), spaces made single.

    longest: the most characters that are kept.
    Raises BadText for control, invisible, direction-turning and private characters, for lone surrogates, for more than
    four marks on one letter, and for text that is too long.
    Source: Unicode Standard Annex 9 and Technical Report 36 (direction overrides can turn "05 mg" into "50 mg").
    """
    for position, character in enumerate(text, start=1):
        _refuse_character(character, position=position)
    tidy = unicodedata.normalize("NFC", " ".join(text.split()))
    _refuse_stacks(tidy)
    if len(tidy) > longest:
        raise BadText(f"{len(tidy)} characters are too many; write at most {longest}")
    return tidy


def plain_lines(text: str, *, longest: int) -> tuple[str, ...]:
    """Return the lines of a text that say something, each checked as by `plain_text`."""
    lines = (plain_text(line, longest=longest) for line in re.split(r"\r\n|\r|\n", text))
    return tuple(line for line in lines if line)


def _refuse_character(character: str, *, position: int) -> None:
    what = _REFUSED.get(unicodedata.category(character))
    if what is None or character in _AS_SPACE:
        return
    message = f"character {position} is {what} (U+{ord(character):04X}); delete it and type the text by hand"
    raise BadText(message)


def _refuse_stacks(text: str) -> None:
    run = 0
    for character in unicodedata.normalize("NFD", text):
        run = run + 1 if unicodedata.category(character) in ("Mn", "Me") else 0
        if run > MOST_MARKS:
            raise BadText(f"a letter carries more than {MOST_MARKS} marks; write it without them")
