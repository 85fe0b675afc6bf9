"""The internal id of a paper, and how it is written on the label: in the 2D code, and for people who type it."""

import secrets

PREFIX = "SEC1:"
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 10
LOOK_ALIKES = str.maketrans("OIL", "011")


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


def typed_code(code: str) -> str:
    """Return the id as it is printed for people to type: "A1B2C 3D4E5"."""
    return f"{code[: LENGTH // 2]} {code[LENGTH // 2 :]}"


def read_code(text: str) -> str:
    """Return the id from a scanned or typed text; spaces, hyphens and small letters do not matter when typed.

    Letters that the alphabet leaves out are read as the digits they look like. Raises NotOurCode for any other text.
    Source: Crockford's Base32 (O is read as 0, I and L as 1).
    """
    scanned = "".join(text.upper().split()).removeprefix(PREFIX)
    code = scanned.replace("-", "").translate(LOOK_ALIKES)
    if len(code) != LENGTH or any(letter not in LETTERS for letter in code):
        shape = f"it has {LENGTH} letters and digits, with {PREFIX} before them when scanned"
        raise NotOurCode(f"{text[:30]!r} is not the code of a label of this pharmacy; {shape}.")
    return code
