"""Codes that came with medicines, allergies and conditions from another system; each belongs to one exact text."""

import json
from collections.abc import Iterable
from typing import Any

from pharmacy.prescriptions.entry import KnownEntry

Codes = dict[tuple[str, str], tuple[str, str]]
MOST_CODES = 200
LONGEST = (12, 200, 120, 40)  # kind, text, system and code, as they are kept


def codes_that_came(data: Any) -> Codes:
    """Return system and code by kind and text, from the hidden field of the page; what was changed there is no code.

    A text that a person changes has no code any more. data: what was posted, or None.
    """
    try:
        rows = json.loads(str(data.get("codes", ""))) if data else []
    except (ValueError, RecursionError):
        return {}
    is_list = isinstance(rows, list)
    return {(row[0], row[1]): (row[2], row[3]) for row in rows[:MOST_CODES] if _is_row(row)} if is_list else {}


def codes_as_text(known: Iterable[KnownEntry]) -> str:
    """Return the codes of what is known, as the hidden field carries them; empty where there is none."""
    rows = [[one.kind, one.text, one.system, one.code] for one in known if one.code]
    return json.dumps(rows) if rows else ""


def _is_row(row: Any) -> bool:
    if not isinstance(row, list) or len(row) != len(LONGEST):
        return False
    return all(isinstance(text, str) and len(text) <= most for text, most in zip(row, LONGEST, strict=True))
