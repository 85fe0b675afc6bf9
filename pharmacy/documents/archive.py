"""The archive: bytes under their SHA-256, kept once and never changed."""

import hashlib

from pharmacy.documents.models import ArchivedFile


def archived(content: bytes) -> ArchivedFile:
    """Return the file of these bytes, written when it was not there."""
    sha256 = hashlib.sha256(content).hexdigest()
    return ArchivedFile.objects.get_or_create(sha256=sha256, defaults={"content": content})[0]


def archived_logo(sha256: str) -> bytes:
    """Return the logo that facts name; empty for none. Raises ArchivedFile.DoesNotExist."""
    return bytes(ArchivedFile.objects.get(sha256=sha256).content) if sha256 else b""
