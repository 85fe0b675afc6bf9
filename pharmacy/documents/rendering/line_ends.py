"""Whether a line ends between two words or inside one, by the text that it was made from."""

import re
from typing import Any

GAP = " "
JOINER = "\u2060"
HOLDS = re.compile(f"(?:(?<=\\w/)|(?<=(?<!\\w)-)){JOINER}(?=\\w)")
HYPHENS = "-\u2010\u00ad"
OF_ITS_OWN = ("br", "p", "div", "td", "th", "li", "ul", "h1", "h2", "h3", "img", "svg")


def source_of(element: Any) -> str:
    """Return the text of an element as written, with a gap wherever a child stands on lines of its own."""
    pieces = [element.text or ""]
    for child in element:
        tag = child.tag if isinstance(child.tag, str) else ""
        is_apart = tag.rpartition("}")[2] in OF_ITS_OWN
        pieces += [GAP if is_apart else "", source_of(child) if tag else "", GAP if is_apart else "", child.tail or ""]
    return without_joiners("".join(pieces))


def without_joiners(text: str) -> str:
    """Return a text without the joiners that hold a unit at its stroke or a word at its first hyphen, else whole."""
    return HOLDS.sub("", text) if JOINER in text else text


def letters_of(text: str) -> str:
    """Return a text without its spaces."""
    return "".join(text.split())


def breaks_a_word(source: str, *, line: str, at: int) -> tuple[bool, int]:
    """Return whether a line ends inside a word of its source, and the place in the source where it ends.

    line: its letters without spaces; at: where the line before it ended. A line that the source does not hold, such
    as one in capitals by its style, ends no word.
    """
    for letters in (line, line.rstrip(HYPHENS)):
        end = _end(source, letters=letters, at=at)
        if end >= 0:
            return end < len(source) and not source[end].isspace(), end
    return False, at


def _end(source: str, *, letters: str, at: int) -> int:
    """Return the place after the letters, which stand next in the source with spaces anywhere; -1 where they do not."""
    place = at
    for letter in letters:
        while place < len(source) and source[place].isspace():
            place += 1
        if place >= len(source) or source[place] != letter:
            return -1
        place += 1
    return place if letters else -1
