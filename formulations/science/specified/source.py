"""Where a fact comes from."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Source:
    """Where a number or a rule comes from.

    how_sure: official, study, second-hand, expert-opinion, house-rule or not-confirmed. reviewed_on: ISO date.
    """

    code: str
    title: str
    how_sure: str
    url: str = ""
    reviewed_on: str = ""
    reviewed_by: str = ""
