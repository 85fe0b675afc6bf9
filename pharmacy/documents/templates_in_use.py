"""The version of the print templates: a hash of what words are laid out with."""

import hashlib
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[2] / "templates" / "print"


@cache
def templates_sha256() -> str:
    """Return the SHA-256 of all print templates and drawings, in the order of their paths."""
    digest = hashlib.sha256()
    for path in sorted(path for path in FOLDER.rglob("*") if path.is_file()):
        digest.update(str(path.relative_to(FOLDER)).encode() + path.read_bytes())
    return digest.hexdigest()
