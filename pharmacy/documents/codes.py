"""The internal id of a paper, and how it is written on the label: in the 2D code, and for people who type it.

A paper of one label carries its id; of a paper of two labels, each carries the id and which of the two it is.
"""

import secrets
from dataclasses import dataclass

PREFIX = "SEC1:"
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 10
WIDE, WIDE_OF_TWO = 5, 4  # letters in a line that is typed
ONLY = 0  # the number of a label that is the only one of its paper
OF_TWO = (1, 2)
LOOK_ALIKES = str.maketrans("OIL", "011")


class NotOurCode(ValueError):
    """A scanned text that is not the code of one of our papers."""


@dataclass(frozen=True)
class ReadCode:
    """What a code says. paper: the id. which: 1 or 2 of two labels, 0 where the code names the whole paper."""

    paper: str
    which: int


def new_code() -> str:
    """Return a new random id of 50 bits, in letters and digits that cannot be mistaken for each other.

    Source: Crockford's Base32 alphabet (no I, L, O, U).
    """
    return "".join(secrets.choice(LETTERS) for _ in range(LENGTH))


def code_text(code: str, *, which: int = ONLY) -> str:
    """Return what stands in the 2D code of a label. code: the id of its paper; which: 1 or 2 where there are two."""
    return f"{PREFIX}{code}{_which(which)}"


def typed_code(code: str, *, which: int = ONLY) -> str:
    """Return the same as it is printed for people to type: "A1B2C 3D4E5", or "A1B2 C3D4 E5/1" on the first of two.

    Lines of four letters are no wider than those of five, so that two labels have no less room for words beside them.
    """
    letters, wide = f"{code}{_which(which)}", WIDE_OF_TWO if which else WIDE
    return " ".join(letters[start : start + wide] for start in range(0, len(letters), wide))


def read_code(text: str) -> ReadCode:
    """Return what a scanned or typed text names; spaces, strokes and small letters do not matter when typed.

    Letters that the alphabet leaves out are read as the digits they look like. Raises NotOurCode for any other text.
    Source: Crockford's Base32 (O is read as 0, I and L as 1).
    """
    scanned = "".join(text.upper().split()).removeprefix(PREFIX)
    # A scanner that is set to another keyboard types a hyphen for the stroke, so the length alone parts the number.
    letters = scanned.replace("-", "").replace("/", "").translate(LOOK_ALIKES)
    code, which = letters[:LENGTH], letters[LENGTH:]
    if len(code) != LENGTH or any(letter not in LETTERS for letter in code) or which not in ("", *map(str, OF_TWO)):
        shape = (
            f"it has {LENGTH} letters and digits, with {PREFIX} before them when scanned, and /1 or /2 on two labels"
        )
        raise NotOurCode(f"{text[:30]!r} is not the code of a label of this pharmacy; {shape}.")
    return ReadCode(code, int(which or ONLY))


def _which(which: int) -> str:
    return f"/{which}" if which else ""
