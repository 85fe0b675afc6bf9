"""Bytes of a file become plain JSON values, or are refused: size, depth, names, numbers and characters are bounded."""

import json
import re
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any, NoReturn

from pharmacy.exchange.fhir.problems import BadBundle, shown

MOST_BYTES = 2_000_000  # the largest R4 example bundle of prescriptions is a tenth of this
MOST_BYTES_OF_A_RECORD = 25_000_000  # a whole record of a hospital, as far as it is only reported on
MOST_LEVELS = 40  # a contained Medication's strength lies 12 levels deep
MOST_NUMBER_CHARACTERS = 40  # R4 asks systems for 18 digits

# Possessive (++, *+), so that a string without its end costs one pass and not one for each quote in it.
_STRING_OR_BRACKET = re.compile(r'"(?:[^"\\]++|\\.)*+(?:"|\\?\Z)|[\[\]{}]', re.DOTALL)
NEVER_IN_TEXT = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\u2028\u2029\u202a-\u202e\u2066-\u2069]"
)


def read_file(path: Path, *, most_bytes: int = MOST_BYTES) -> Any:
    """Return the JSON value that a file holds; numbers are exact decimals or whole numbers.

    Raises BadBundle when the file is missing, too large, not UTF-8, not JSON, too deep, or names an element twice,
    or when it carries a number, a control character or a direction character that no prescription needs.
    Source: RFC 8259 (JSON), FHIR R4 section 2.6 (no float; no character below 32 but tab and line ends).
    """
    return parse(bytes_of(path, most_bytes=most_bytes), most_bytes=most_bytes)


def bytes_of(path: Path, *, most_bytes: int) -> bytes:
    """Return what a file holds. Raises BadBundle when it is missing or too large."""
    if not path.is_file():
        raise BadBundle(f"FILE {shown(str(path))}: is not a file that can be read; give the path of a bundle")
    size = path.stat().st_size
    if size > most_bytes:
        raise BadBundle(
            f"FILE: has {size:,} bytes; a bundle may have {most_bytes:,}; send what this prescription needs"
        )
    return path.read_bytes()


def parse(content: bytes, *, most_bytes: int = MOST_BYTES) -> Any:
    """Return the JSON value of UTF-8 bytes; raises BadBundle as `read_file` does. Source: as for `read_file`."""
    return value_of(content, most_bytes=most_bytes, make_object=_object, is_strict=True)


def value_of(
    content: bytes, *, most_bytes: int, make_object: Callable[[list[tuple[str, Any]]], dict[str, Any]], is_strict: bool
) -> Any:
    """Return the JSON value of UTF-8 bytes; raises BadBundle as `parse` does.

    make_object: of the names and values of one object, in their order. is_strict: whether a control character that
    stands bare in a text makes the file no JSON.
    """
    if len(content) > most_bytes:
        raise BadBundle(f"FILE: has more than {most_bytes:,} bytes; send what this prescription needs")
    text = _decode(content)
    _refuse_depth(text)
    try:
        value = json.loads(
            text,
            object_pairs_hook=make_object,
            parse_float=_decimal,
            parse_int=_whole,
            parse_constant=_constant,
            strict=is_strict,
        )
    except json.JSONDecodeError as error:
        raise BadBundle(
            f"FILE: is not JSON at line {error.lineno}, column {error.colno} ({error.msg}); correct it there"
        ) from error
    return value


def _decode(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadBundle(f"FILE: is not UTF-8 at byte {error.start}; save the bundle as UTF-8") from error


def _refuse_depth(text: str) -> None:
    """Before parsing, so that no parser has to survive what is refused anyway."""
    depth = 0
    for found in _STRING_OR_BRACKET.finditer(text):
        depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(found.group(), 0)
        if depth > MOST_LEVELS:
            raise BadBundle(
                f"FILE: is nested deeper than {MOST_LEVELS} levels at character {found.start()}; flatten it"
            )


def once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return the names and values of an object. Raises BadBundle where a name stands twice."""
    result: dict[str, Any] = {}
    for name, value in pairs:
        if name in result:
            raise BadBundle(f"FILE: has the name {shown(name)} twice in one object; keep one of them")
        result[name] = value
    return result


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    for name, value in pairs:
        _refuse_characters(name, name=name)
        _refuse_characters(value, name=name)
    return once_each(pairs)


def _refuse_characters(value: Any, *, name: str) -> None:
    for text in value if isinstance(value, list) else (value,):
        found = NEVER_IN_TEXT.search(text) if isinstance(text, str) else None
        if found:
            character = f"U+{ord(found.group()):04X}"
            raise BadBundle(
                f"{shown(name)}: {shown(text)} holds the character {character}; remove it and send the text again"
            )


def _decimal(text: str) -> Decimal:
    return Decimal(_bounded(text))


def _whole(text: str) -> int:
    return int(_bounded(text))


def _bounded(text: str) -> str:
    if len(text) > MOST_NUMBER_CHARACTERS:
        raise BadBundle(
            f"FILE: has the number {text[:20]}... of {len(text):,} characters; write it with at most 18 digits"
        )
    return text


def _constant(text: str) -> NoReturn:
    raise BadBundle(f"FILE: has {text}, which is not a number in JSON; write digits with a point, such as 4.5")
