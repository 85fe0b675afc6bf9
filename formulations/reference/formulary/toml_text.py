"""The one way in which plain values are written as TOML: order, quoting and line breaks follow from the values."""

import re
from collections.abc import Callable, Iterable, Mapping
from textwrap import wrap

WIDTH = 120
INDENT = "  "
BARE_KEY = re.compile(r"[A-Za-z0-9_-]+", re.ASCII)
ESCAPES = {'"': '\\"', "\\": "\\\\", "\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r"}
END_OF_SENTENCE = re.compile(r"(?<=[.!?]) (?=\S)")

Values = Mapping[str, object]
Order = Callable[[list[str]], list[str]]


def toml_text(values: Values, *, order: Order) -> str:
    """Return plain values as TOML text that ends with a line break; equal values give equal text.

    values: text, whole numbers, true, false, lists and tables. order: puts the keys of a table into their order.
    A text longer than a line is written on several, a sentence each. Raises TypeError for any other value.
    Source: TOML 1.0.
    """
    return "\n".join(_table(values, header="", order=order)).lstrip("\n") + "\n"


def _table(values: Values, *, header: str, order: Order) -> Iterable[str]:
    keys = order(list(values))
    for key in keys:
        if not _is_section(values[key]):
            yield from _assignment(_key(key), values[key])
    for key in keys:
        if _is_section(values[key]):
            yield from _section(f"{header}.{_key(key)}".lstrip("."), values[key], order=order)


def _section(header: str, value: object, *, order: Order) -> Iterable[str]:
    if isinstance(value, Mapping):
        if not value or not all(_is_section(item) for item in value.values()):
            yield from ("", f"[{header}]")
        yield from _table(value, header=header, order=order)
    elif isinstance(value, list):
        for row in value:
            yield from ("", f"[[{header}]]")
            yield from _table(row, header=header, order=order)


def _is_section(value: object) -> bool:
    """Whether a value has a header of its own: a table, or a list of tables alone."""
    tables = isinstance(value, list) and bool(value) and all(isinstance(item, Mapping) for item in value)
    return tables or isinstance(value, Mapping)


def _assignment(key: str, value: object) -> Iterable[str]:
    line = f"{key} = {_inline(value)}"
    if len(line) <= WIDTH:
        yield line
    elif isinstance(value, str) and (parts := _parts(value)):
        yield f'{key} = """\\'
        yield from (f"{INDENT}{part} \\" for part in parts[:-1])
        yield f'{INDENT}{parts[-1]}"""'
    elif isinstance(value, list):
        yield f"{key} = ["
        yield from (f"{INDENT}{_inline(item)}," for item in value)
        yield "]"
    else:
        yield line


def _parts(text: str) -> list[str]:
    """Return a text in parts that fit a line, cut after sentences and at single spaces; none where it cannot be."""
    sentences = END_OF_SENTENCE.split(text)
    lines = [line for sentence in sentences for line in _lines(sentence)]
    return [_escaped(line) for line in lines] if " ".join(lines) == text and len(lines) > 1 else []


def _lines(sentence: str) -> list[str]:
    return wrap(sentence, WIDTH - 8, break_long_words=False, break_on_hyphens=False, expand_tabs=False) or [sentence]


def _inline(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, str):
        return f'"{_escaped(value)}"'
    if isinstance(value, list):
        return f"[{', '.join(_inline(item) for item in value)}]"
    if isinstance(value, Mapping):
        return f"{{ {', '.join(f'{_key(key)} = {_inline(item)}' for key, item in sorted(value.items()))} }}"
    raise TypeError(f"{value!r} cannot stand in a file; use text, a whole number, true, false, a list or a table")


def _key(key: str) -> str:
    return key if BARE_KEY.fullmatch(key) else f'"{_escaped(key)}"'


def _escaped(text: str) -> str:
    return "".join(_character(one) for one in text)


def _character(one: str) -> str:
    if one in ESCAPES:
        return ESCAPES[one]
    return f"\\u{ord(one):04X}" if ord(one) < 32 or ord(one) == 127 else one
