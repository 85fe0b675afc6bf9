"""From the bytes of a file to plain values and their lines, with every fault of its text found on the way."""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from formulations.reference.characters import hidden_in
from formulations.reference.faults import Fault, Place
from formulations.reference.formulary.line_finding import TooDeep, Unreadable, line_of, lines_of

MOST_BYTES = 4_000_000  # a drug with fifty formulations takes about half of it
MOST_LINES_MENDED = 50  # so many lines that are no TOML are named in one run
PAIR = re.compile(r"""\s*[\w"'.-]+\s*=(?!.*(""\"|'''|\[\s*$))""")  # a whole pair on one line
AT_LINE = re.compile(r"\s*\(at line (\d+), column \d+\)|\s*\(at end of document\)")


@dataclass
class PlainToml:
    """What a file says. values: text, whole numbers, true, false, lists and tables. lines: place -> line.

    left_out: whether lines that are no TOML were passed over; the values are those of the other lines.
    """

    values: dict[str, Any] = field(default_factory=dict)
    lines: dict[Place, int] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    left_out: bool = False

    def at(self, fault: Fault, *, where: Place) -> Fault:
        """Return a fault as it stands in this file."""
        return fault.at(where, line=line_of(where, lines=self.lines))


class _Inexact(str):
    """A number with a point, as it is written."""


def plain_toml(content: bytes) -> PlainToml:
    """Return the plain values of a TOML file with the line of each, and the faults of its text.

    content: the bytes of the file. Where the text is no TOML, the values are empty and the faults say where.
    Source: TOML 1.0, UTF-8 without a byte order mark; no number with a point and no date, which are written as text.
    """
    if len(content) > MOST_BYTES:
        return PlainToml(faults=[Fault(1, (), f"the file is too long; at most {MOST_BYTES:,} bytes are read")])
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        return PlainToml(faults=[Fault(line, (), "is not UTF-8; save the file as UTF-8")])
    text = text.replace("\r\n", "\n")
    read = _parsed(text)
    read.faults += _hidden(text)
    read.faults += [read.at(fault, where=fault.where) for fault in _inexact(read.values, where=())]
    return read


def _parsed(text: str) -> PlainToml:
    """Parse the text; where a line is no TOML, name it, pass over it and go on, so that the next one is named too.

    The values are returned only where whole pairs of key and value were passed over: then the rest means what it says.
    """
    faults: list[Fault] = []
    lines = text.split("\n")
    before, pairs = 0, True
    for _ in range(MOST_LINES_MENDED):
        read = _attempt("\n".join(lines))
        if isinstance(read, PlainToml):
            kept = read if pairs else PlainToml()
            return PlainToml(kept.values, kept.lines, faults, left_out=bool(faults))
        if read.line != before + 1 or not faults:  # the line after one that was passed over often only follows from it
            faults.append(read)
        before = read.line
        if before > len(lines) or not lines[before - 1]:
            break
        pairs = pairs and bool(PAIR.match(lines[before - 1]))
        lines[before - 1] = ""
    return PlainToml(faults=faults)


def _attempt(text: str) -> PlainToml | Fault:
    """Return what a text says, or the first reason why it is no TOML."""
    places: dict[Place, int] = {}
    try:
        places = lines_of(text)
    except TooDeep as error:
        return Fault(error.line, (), str(error))
    except Unreadable:
        pass  # tomllib says better what is wrong
    try:
        return PlainToml(tomllib.loads(text, parse_float=_Inexact), places)
    except ValueError as error:
        at = AT_LINE.search(str(error))
        line = int(at[1]) if at and at[1] else text.count("\n") + 1
        return Fault(line, (), f"is no TOML: {AT_LINE.sub('', str(error))}")


def _hidden(text: str) -> Iterable[Fault]:
    """Find in the text, comments included, what nobody sees; escapes in quoted text are found with the values."""
    for number, line in enumerate(text.split("\n"), 1):
        for found in hidden_in(line):
            yield Fault(number, (), f"holds {found}")


def _inexact(value: object, *, where: Place) -> Iterable[Fault]:
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _inexact(item, where=(*where, key))
    elif isinstance(value, list):
        for place, item in enumerate(value):
            yield from _inexact(item, where=(*where, place))
    elif isinstance(value, _Inexact):
        problem = "is a number with a point, or none at all; write it as text in quotation marks, to keep it exact"
        yield Fault(0, where, problem, str(value))
    elif not isinstance(value, str | int):
        yield Fault(0, where, "is a date or a time; write it as text in quotation marks", str(value))
