"""Lines of text that were broken before are not broken again: most sentences of a leaflet stand on every leaflet.

It takes the place of a function inside WeasyPrint that is not public. A line is known again by its text, its room and
every property of its style that the function reads; tests/documents/test_known_lines.py fails when it reads others.
"""

from collections.abc import Callable
from copy import copy
from operator import itemgetter
from typing import Any

from weasyprint.layout import inline, preferred
from weasyprint.text import line_break

MOST_KNOWN = 10_000  # lines, of some forty leaflets
READ = (
    "direction", "font_feature_settings", "font_language_override", "font_size", "font_stretch", "font_style",
    "font_variant_alternates", "font_variant_caps", "font_variant_east_asian", "font_variant_ligatures",
    "font_variant_numeric", "font_variant_position", "font_variation_settings", "font_weight", "font_kerning",
    "hyphenate_character", "hyphenate_limit_chars", "hyphenate_limit_zone", "hyphens", "lang", "letter_spacing",
    "line_height", "overflow_wrap", "tab_size", "text_decoration_line", "white_space", "word_break", "word_spacing",
)  # fmt: skip
_read = itemgetter(*READ)

Split = Callable[..., tuple[Any, ...]]


class KnownLines:
    """WeasyPrint's `split_first_line` with a memory. Fonts are one configuration for the whole process."""

    def __init__(self, split: Split) -> None:
        self.split = split
        self.known: dict[tuple[Any, ...], tuple[Any, ...]] = {}

    def __call__(self, text: str, style: Any, *room: Any, **start: Any) -> tuple[Any, ...]:
        """Return what WeasyPrint returns for the first line of a text; the line itself is a copy of its own.

        room: the context, which says nothing about a line, then the width and what is spread between words.
        """
        key = (text, tuple(style["font_family"]), _read(style), room[1:], tuple(start.items()))
        try:
            found = self.known.get(key)
        except TypeError:  # a line through the text is a set, and no key
            return self.split(text, style, *room, **start)
        if found is None:
            if len(self.known) >= MOST_KNOWN:
                self.known.clear()
            found = self.known[key] = self.split(text, style, *room, **start)
        line, *measures = found
        return copy(line), *measures


def remember_lines() -> KnownLines:
    """Have WeasyPrint ask a memory of lines; return it. A second call returns the same memory."""
    split = line_break.split_first_line
    if isinstance(split, KnownLines):
        return split
    known = KnownLines(split)
    for module in (line_break, inline, preferred):
        module.split_first_line = known
    return known
