"""The drawings that ship, by the form of each of their lines as it was when somebody last looked at them."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_suffix(".toml")


@dataclass(frozen=True)
class Line:
    """One line of a drawing. form: its name; left, top: where it stands, in units of the drawing."""

    form: str
    left: float
    top: float


@dataclass(frozen=True)
class Known:
    """One drawing. each: the lines of one of the things counted; before and after: what stands around them."""

    before: tuple[Line, ...]
    each: tuple[Line, ...]
    after: tuple[Line, ...]


@cache
def known_drawings() -> Mapping[str, Known]:
    """Return every drawing by its name: signs, containers and what is counted."""
    read = tomllib.loads(FILE.read_text())["drawings"]
    return {
        name: Known(*(_lines(parts.get(key, ())) for key in ("before", "each", "after")))
        for name, parts in read.items()
    }


@cache
def syringe_forms() -> Mapping[str, str]:
    """Return the forms of the parts of a syringe that are the same in each, by the name of the part."""
    return dict(tomllib.loads(FILE.read_text())["syringe"])


def _lines(written: list[str]) -> tuple[Line, ...]:
    return tuple(Line(form, float(left), float(top)) for form, left, top in (one.split() for one in written))
