"""The use-by date: the shortest of all limits, and which limit ruled."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Limit:
    """One limit on the use-by date. date: the last day of use that it allows.

    applies: False for a limit that is shown but does not bind (a study that does not match, or a law's default that
    a matching study replaced); why says which. days is None for a limit that is a date by itself (ingredient expiry).
    """

    code: str
    date: date
    days: int | None
    why: str
    source: str
    applies: bool


@dataclass(frozen=True)
class UseBy:
    """The last day on which the preparation may be used, the limit that ruled, and every limit looked at."""

    date: date
    ruled_by: str
    limits: tuple[Limit, ...]
