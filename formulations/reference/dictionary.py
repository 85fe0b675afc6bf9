"""Which edition of the dictionary a screening read: medicines, words, allergens and properties of excipients."""

import hashlib
from functools import cache

from formulations.reference.loader import FOLDER
from formulations.reference.properties import FILE as PROPERTIES

MEDICINES = FOLDER / "medicines"


@cache
def dictionary_sha256() -> str:
    """Return the SHA-256 of all files that say what a text or a code means, in order of name. Raises OSError."""
    files = sorted(MEDICINES.rglob("*.toml"))
    digest = hashlib.sha256()
    for path in (*files, PROPERTIES):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()
