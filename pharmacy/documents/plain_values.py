"""Frozen dataclasses to plain JSON values and back, by their type hints."""

import types
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from typing import Any, Union, get_args, get_origin, get_type_hints


class BadPlainValue(ValueError):
    """A stored value that does not have the type it should have."""


def to_document(value: object) -> object:
    """Return the value as JSON knows it: tables, lists, text, whole numbers, true, false, null; dates as ISO text."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: to_document(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [to_document(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    if value is None or isinstance(value, str | int):
        return value
    raise BadPlainValue(f"{value!r} is not a plain value; store it as text")


def from_document(document: object, kind: Any) -> object:
    """Return a value of the given type from its document.

    kind: a dataclass, tuple[...], date, str, int, bool, or one of those or None. Raises BadPlainValue.
    """
    if get_origin(kind) in (Union, types.UnionType):
        return None if document is None else from_document(document, get_args(kind)[0])
    if get_origin(kind) is tuple:
        return _tuple(document, get_args(kind))
    if is_dataclass(kind):
        return _dataclass(document, kind)
    if kind is date and isinstance(document, str):
        return date.fromisoformat(document)
    if kind in (str, int, bool) and type(document) is kind:
        return document
    raise BadPlainValue(f"{str(document)[:40]!r} is not a {getattr(kind, '__name__', kind)}")


def _tuple(document: object, kinds: tuple[Any, ...]) -> tuple[object, ...]:
    if not isinstance(document, list | tuple):
        raise BadPlainValue(f"{str(document)[:40]!r} is not a list")
    if kinds[-1] is Ellipsis:
        return tuple(from_document(item, kinds[0]) for item in document)
    return tuple(from_document(item, kind) for item, kind in zip(document, kinds, strict=True))


def _dataclass(document: object, kind: Any) -> object:
    hints = get_type_hints(kind)
    needed = {field.name for field in fields(kind) if field.default is MISSING}
    if not isinstance(document, dict) or not needed <= set(document) <= set(hints):
        raise BadPlainValue(f"a document of {kind.__name__} needs exactly the keys {', '.join(hints)}")
    return kind(**{name: from_document(document[name], hint) for name, hint in hints.items() if name in document})
