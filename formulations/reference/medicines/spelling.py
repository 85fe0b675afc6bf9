"""Brings what people write down to one spelling: case, accents and the habits of several languages."""

import re
import unicodedata
from functools import lru_cache

_TOKEN = re.compile(r"[^\W\d_]+\d*|\d+(?:[.,]\d+)*")
_PART = re.compile(r"[;\n+/&|]|,(?!\d)|\bbut\b")
_DOUBLED = re.compile(r"([a-z])\1")
_SAME_SOUND = (("ph", "f"), ("ae", "e"), ("oe", "e"), ("th", "t"), ("ks", "x"), ("y", "i"), ("k", "c"))
_SHORT = 3  # so short a word has only one spelling: vitamin K is not vitamin C
_LETTERS_KEPT = 5  # a word up to this long keeps its last vowel: too many would become alike


def parts(text: str) -> tuple[str, ...]:
    """Return the parts of a text that commas, slashes, plus signs, new lines or "but" keep apart.

    Source: house rule; a comma between digits is a decimal sign.
    """
    return tuple(part for part in _PART.split(_visible(text)) if part.strip())


def words(text: str) -> tuple[str, ...]:
    """Return the words of a text in the one spelling: "Codeín 30mg" is ("codein", "30", "mg").

    A number and a unit written together are two words; a letter with a number ("B12") is one.
    Source: house rule; spelling variants of international names (sulphate, kodein, codeína) are folded.
    """
    return tuple(_fold(token) for token in words_as_written(text))


def words_as_written(text: str) -> tuple[str, ...]:
    """Return the words of a text without case and accents, one for each of `words`. Source: as `words`."""
    return tuple(_TOKEN.findall(_plain(text)))


def _visible(text: str) -> str:
    return "".join(sign for sign in text if unicodedata.category(sign) != "Cf")


@lru_cache(maxsize=4096)
def _plain(text: str) -> str:
    apart = unicodedata.normalize("NFKD", _visible(text).casefold())
    return "".join(sign for sign in apart if not unicodedata.combining(sign))


@lru_cache(maxsize=16384)
def _fold(token: str) -> str:
    if len(token) <= _SHORT:
        return token
    for spelling, sound in _SAME_SOUND:
        token = token.replace(spelling, sound)
    token = _DOUBLED.sub(r"\1", token)
    return token[:-1] if len(token) > _LETTERS_KEPT and token[-1] in "aeio" else token
