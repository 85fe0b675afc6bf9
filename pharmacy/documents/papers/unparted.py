"""What no line end may part, in any text of a paper: a number from its unit, and a hyphen from the word it begins."""

import re
from functools import cache

from formulations.reference.papers import language
from pharmacy.documents.wording.directions import JOINER, NO_BREAK

TAGS = re.compile(r"(<[^<>]*>)")
HYPHEN_FIRST = re.compile(r"(?<![^\s(])-(?=[^\W\d_])")  # "sildenafil 20 mg -tabletten": never alone at a line end


def unparted(html: str, *, spoken: str) -> str:
    """Return the HTML of a paper in which no line end parts a number from its unit or a first hyphen from its word.

    spoken: the code of the paper's language, whose words for units count.
    Source: ISMP, List of Error-Prone Abbreviations, Symbols and Dose Designations (second-hand).
    """
    pieces = TAGS.split(html)
    pieces[::2] = [_held(text, spoken=spoken) for text in pieces[::2]]
    return "".join(pieces)


def _held(text: str, *, spoken: str) -> str:
    return HYPHEN_FIRST.sub(f"-{JOINER}", _before_a_unit(spoken).sub(NO_BREAK, text)) if text.strip() else text


@cache
def _before_a_unit(spoken: str) -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in language(spoken).amounts.unit_words())
    return re.compile(rf"(?<=[0-9]) +(?=(?:{words}|%|°C)(?![^\W\d_]))")
