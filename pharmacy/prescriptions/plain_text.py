"""Text that can stand on paper as it was typed: no hidden, no turning, no stacked characters."""

import re
import unicodedata

from pharmacy.prescriptions.entry import BadEntry

MOST_MARKS = 4  # Vietnamese and Hebrew need two or three marks on a letter; a taller stack hides the line above
LONGEST_LINE = 200

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


def refuse_unprintable(text: str, *, field: str, longest: int = LONGEST_LINE) -> str:
    """Return the text as one tidy line: composed (NFC), spaces made single.

    field: what the text is, for the message. longest: the most characters that are kept.
    Raises BadEntry for control, invisible, bidirectional and private characters, for lone surrogates, for more than
    four marks on one letter, and for text that is too long.
    Source: Unicode Standard Annex 9 and Technical Report 36 (direction overrides can turn "05 mg" into "50 mg").
    """
    for position, character in enumerate(text, start=1):
        _refuse_character(character, position=position, field=field)
    tidy = unicodedata.normalize("NFC", " ".join(text.split()))
    _refuse_stacks(tidy, field=field)
    if len(tidy) > longest:
        raise BadEntry(f"{len(tidy)} characters are too many; write at most {longest}", field=field)
    return tidy


def tidy_lines(text: str, *, field: str, longest: int = LONGEST_LINE) -> tuple[str, ...]:
    """Return the lines of a text that say something, each checked as by `refuse_unprintable`."""
    lines = (refuse_unprintable(line, field=field, longest=longest) for line in re.split(r"\r\n|\r|\n", text))
    return tuple(line for line in lines if line)


def _refuse_character(character: str, *, position: int, field: str) -> None:
    what = _REFUSED.get(unicodedata.category(character))
    if what is None or character in _AS_SPACE:
        return
    message = f"character {position} is {what} (U+{ord(character):04X}); delete it and type the text by hand"
    raise BadEntry(message, field=field)


def _refuse_stacks(text: str, *, field: str) -> None:
    run = 0
    for character in unicodedata.normalize("NFD", text):
        run = run + 1 if unicodedata.category(character) in ("Mn", "Me") else 0
        if run > MOST_MARKS:
            message = f"a letter carries more than {MOST_MARKS} marks; write it without them"
            raise BadEntry(message, field=field)
