"""The internal id of a paper, and how it is written in the label's 2D code."""

import secrets

PREFIX = "SEC1:"
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 10


class NotOurCode(ValueError):
    """A scanned text that is not the code of one of our papers."""


def new_code() -> str:
    """Return a new random id of 50 bits, in letters and digits that cannot be mistaken for each other.

    Source: Crockford's Base32 alphabet (no I, L, O, U).
    """
    return "".join(secrets.choice(LETTERS) for _ in range(LENGTH))


def code_text(code: str) -> str:
    """Return what stands in the 2D code of the paper with this id."""
    return f"{PREFIX}{code}"


def read_code(text: str) -> str:
    """Return the id from a scanned text. Raises NotOurCode for any other text."""
    code = text.strip().upper().removeprefix(PREFIX)
    if len(code) != LENGTH or any(letter not in LETTERS for letter in code):
        raise NotOurCode(f"{text[:30]!r} is not the code of a label of this pharmacy; it starts with {PREFIX}")
    return code
