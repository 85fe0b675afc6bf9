"""Plain values become JSON text in which every number keeps its digits."""

import json
from collections.abc import Iterable
from decimal import Decimal


def as_json(value: object, *, level: int = 0) -> str:
    """Return JSON text, indented by two. Numbers are Decimal or int, written as plain digits, never as a float.

    Raises TypeError for a value that is no JSON. Source: RFC 8259; FHIR R4, decimal (precision is kept).
    """
    if isinstance(value, dict):
        return _block((f"{json.dumps(name)}: {as_json(item, level=level + 1)}" for name, item in value.items()),
                      brackets="{}", level=level)  # fmt: skip
    if isinstance(value, list | tuple):
        return _block((as_json(item, level=level + 1) for item in value), brackets="[]", level=level)
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, str | int):  # bool is an int
        return json.dumps(value, ensure_ascii=False)
    raise TypeError(f"{value!r} is no JSON value")


def _block(parts: Iterable[str], *, brackets: str, level: int) -> str:
    inner = ",\n".join(f"{'  ' * (level + 1)}{part}" for part in parts)
    return f"{brackets[0]}\n{inner}\n{'  ' * level}{brackets[1]}" if inner else brackets
