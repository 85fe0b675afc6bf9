"""Codes made from names, so that nobody has to think one up."""

import re
import unicodedata
from collections.abc import Container

LONGEST = 48
WORDS = 6
CODE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII)


def code_from(name: str) -> str:
    """Return a code of the first words of a name: "Purified water" gives "purified-water"; "row" when none is left."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", plain)[:WORDS]
    return "-".join(words)[:LONGEST].strip("-") or "row"


def fresh_code(name: str, *, taken: Container[str]) -> str:
    """Return a code made from a name that is not taken yet: "purified-water", then "purified-water-2"."""
    stem, number = code_from(name), 1
    code = stem
    while code in taken:
        number += 1
        code = f"{stem}-{number}"
    return code


def is_code(text: str) -> bool:
    """Return whether a text is a code: small letters, digits and single hyphens."""
    return CODE.fullmatch(text) is not None and len(text) <= 80
