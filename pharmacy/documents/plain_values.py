"""Frozen dataclasses to plain JSON values and back, by their type hints."""

import types
from collections.abc import Callable
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

Read = Callable[[object], Any]


class BadPlainValue(ValueError):
    """A stored value that does not have the type it should have."""


def to_document(value: object) -> object:
    """Return the value as JSON knows it: tables, lists, text, whole numbers, true, false, null; dates as ISO text."""
    if value is None or isinstance(value, str | int):
        return value
    if isinstance(value, tuple):
        return [to_document(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    if is_dataclass(value) and not isinstance(value, type):
        return {name: to_document(getattr(value, name)) for name in _names(type(value))}
    raise BadPlainValue(f"{value!r} is not a plain value; store it as text")


def from_document(document: object, kind: Any) -> object:
    """Return a value of the given type from its document.

    kind: a dataclass, tuple[...], date, str, int, bool, or one of those or None. Raises BadPlainValue.
    """
    return _reader(kind)(document)


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


@cache
def _reader(kind: Any) -> Read:
    """Return what reads values of a type: its hints are asked for once, and not for every value."""
    if get_origin(kind) in (Union, types.UnionType):
        return _optional(_reader(get_args(kind)[0]))
    if get_origin(kind) is tuple:
        return _tuple(get_args(kind))
    if is_dataclass(kind):
        return _dataclass(kind)
    return _date if kind is date else _plain(kind)


def _optional(inner: Read) -> Read:
    return lambda document: None if document is None else inner(document)


def _tuple(kinds: tuple[Any, ...]) -> Read:
    readers = [_reader(kind) for kind in kinds if kind is not Ellipsis]

    def read(document: object) -> tuple[object, ...]:
        if not isinstance(document, list | tuple):
            raise BadPlainValue(f"{str(document)[:40]!r} is not a list")
        if kinds[-1] is Ellipsis:
            return tuple([readers[0](item) for item in document])
        return tuple([reader(item) for item, reader in zip(document, readers, strict=True)])

    return read


def _dataclass(kind: Any) -> Read:
    hints = get_type_hints(kind)
    needed = {field.name for field in fields(kind) if field.default is MISSING}
    readers = {name: _reader(hint) for name, hint in hints.items()}

    def read(document: object) -> object:
        if not isinstance(document, dict) or not needed <= document.keys() <= hints.keys():
            raise BadPlainValue(f"a document of {kind.__name__} needs exactly the keys {', '.join(hints)}")
        return kind(**{name: reader(document[name]) for name, reader in readers.items() if name in document})

    return read


def _date(document: object) -> date:
    if isinstance(document, str):
        return date.fromisoformat(document)
    raise _unlike(document, kind=date)


def _plain(kind: Any) -> Read:
    def read(document: object) -> object:
        if kind in (str, int, bool) and type(document) is kind:
            return document
        raise _unlike(document, kind=kind)

    return read


def _unlike(document: object, *, kind: Any) -> BadPlainValue:
    return BadPlainValue(f"{str(document)[:40]!r} is not a {getattr(kind, '__name__', kind)}")
