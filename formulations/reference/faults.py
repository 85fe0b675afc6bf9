"""What is wrong with a document or file: each fault with where it stands, what stands there, and what to do."""

import re
from dataclasses import dataclass, replace

Place = tuple[str | int, ...]
PLAIN_KEY = re.compile(r"[A-Za-z0-9_-]+", re.ASCII)


@dataclass(frozen=True, order=True)
class Fault:
    """One thing that is wrong. line: in the file, 0 where there is none. where: keys, and places in lists from 0."""

    line: int
    where: Place
    problem: str
    value: str | None = None

    def at(self, where: Place, *, line: int) -> "Fault":
        """Return the same fault as it stands in a file."""
        return replace(self, where=where, line=line)

    def __str__(self) -> str:
        line = f"line {self.line}: " if self.line else ""
        shown = "" if self.value is None else repr(self.value)
        said = " = ".join(part for part in (written(self.where), shown) if part)
        joint = " " if self.problem.startswith("is missing") and self.value is None else ": "
        return f"{line}{said}{joint if said else ''}{self.problem}"


def written(where: Place) -> str:
    """Return a place as people write it, places in lists counted from 1: ("devices", 1, "mark") is devices[2].mark."""
    text = ""
    for step in where:
        key = step if isinstance(step, int) or PLAIN_KEY.fullmatch(step) else repr(step)
        text += f"[{key + 1}]" if isinstance(key, int) else f".{key}"
    return text.removeprefix(".")
