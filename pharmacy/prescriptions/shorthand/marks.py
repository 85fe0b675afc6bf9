"""Marks: each word of a shorthand with what it was taken for, or with what is asked about it."""

from dataclasses import dataclass
from enum import Enum


class Standing(Enum):
    """Whether a word was understood, must be asked back, or is not known."""

    UNDERSTOOD = "understood"
    ASKED = "asked"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Choice:
    """One answer. words: the answer as a person reads it. text: the whole shorthand with the answer put in."""

    words: str
    text: str


@dataclass(frozen=True)
class Mark:
    """One word or phrase of a shorthand as written.

    plain: what it means, written out. why: why it stops. choices: answers, each one click. others: other meanings.
    """

    written: str
    standing: Standing
    plain: str = ""
    why: str = ""
    choices: tuple[Choice, ...] = ()
    others: tuple[str, ...] = ()
    source: str = ""

    @property
    def stops(self) -> bool:
        """Whether nothing can be entered before it is answered or taken out."""
        return self.standing is not Standing.UNDERSTOOD
