"""The one text form of a specification's content, and the hash that names it."""

import hashlib
import json
from collections.abc import Mapping

from formulations.reference.formulary.refusals import BadSpecification


def canonical_json(document: Mapping[str, object]) -> str:
    """Return the document as JSON text: keys in order, no spaces, characters as they are; the same for equal documents.

    Raises BadSpecification for a float or any other value that JSON cannot hold exactly.
    Source: RFC 8785 in so far as documents hold only text, whole numbers, true, false, lists and tables.
    """
    _refuse_inexact(document, path="")
    return json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def sha256_of(document: Mapping[str, object]) -> str:
    """Return the SHA-256 of the canonical JSON, in hexadecimal. Raises BadSpecification as `canonical_json` does.

    Source: FIPS 180-4.
    """
    return sha256_of_text(canonical_json(document))


def sha256_of_text(text: str) -> str:
    """Return the SHA-256 of canonical JSON that is written out already, in hexadecimal. Source: FIPS 180-4."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _refuse_inexact(value: object, *, path: str) -> None:
    if isinstance(value, Mapping):
        for key, item in value.items():
            _refuse_inexact(item, path=f"{path}.{key}" if path else str(key))
    elif isinstance(value, list):
        for number, item in enumerate(value, 1):
            _refuse_inexact(item, path=f"{path}[{number}]")
    elif not isinstance(value, str | int):
        raise BadSpecification(f"{path} = {str(value)[:60]!r}: must be text, a whole number, a list or a table")
