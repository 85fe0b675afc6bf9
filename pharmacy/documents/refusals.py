"""Refusals of this room: what was asked for cannot be made, with the values and what to do."""

from pharmacy.documents.reports import Report
from pharmacy.staff.refusals import Conflict


class PapersRefused(Conflict):
    """Papers that cannot be asked for as they were: unknown language or stock, a character that cannot be printed."""


class NotGivenUp(Conflict):
    """A paper that cannot be done without, or no more: the message says why and what to do."""


class KeyUsedTwice(Conflict):
    """The same request key with another request: two pages sent the same form with different values."""


class PaperDiffers(Exception):
    """A finished paper that does not pass its lint or does not read back as the facts; it is never archived."""

    def __init__(self, *, lint: list[Report], read_back: list[Report]) -> None:
        self.lint = lint
        self.read_back = read_back
        super().__init__("; ".join(report.text for report in lint + read_back))
