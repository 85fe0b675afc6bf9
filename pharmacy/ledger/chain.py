"""How an event becomes one line of text and one digest. Pure: no rows."""

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime

START = "0" * 64


class BadFacts(Exception):
    """The facts of an event hold something that has no exact text form."""


def canonical_json(facts: Mapping[str, object]) -> str:
    """Return the one JSON text of these facts: sorted keys, no spaces, no escapes.

    facts: text, whole numbers, booleans, None, lists and mappings of them. Raises BadFacts for anything else, also for
    floats: an amount is written as text. Source: arithmetic.
    """
    _require_exact(facts, path="facts")
    return json.dumps(facts, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def _require_exact(value: object, *, path: str) -> None:
    if value is None or isinstance(value, bool | int | str):
        return
    if isinstance(value, Mapping):
        for key, inner in value.items():
            if not isinstance(key, str):
                message = f"{path} has the key {key!r}. Use text as key."
                raise BadFacts(message)
            _require_exact(inner, path=f"{path}.{key}")
        return
    if isinstance(value, list | tuple):
        for place, inner in enumerate(value):
            _require_exact(inner, path=f"{path}[{place}]")
        return
    message = f"{path} is a {type(value).__name__}. Give it as text."
    raise BadFacts(message)


def digest(  # noqa: PLR0913 - it covers every column of the row
    *, previous: str, sequence: int, at: datetime, actor: str, verb: str, subject: str, facts: str
) -> str:
    """Return the SHA-256, 64 hexadecimal digits, over every column of an event and the digest before it.

    at: aware; counted in UTC to the microsecond. facts: canonical JSON text. Source: FIPS 180-4.
    """
    moment = at.astimezone(UTC).isoformat(timespec="microseconds")
    line = json.dumps([previous, sequence, moment, actor, verb, subject, facts], ensure_ascii=True)
    return hashlib.sha256(line.encode()).hexdigest()
