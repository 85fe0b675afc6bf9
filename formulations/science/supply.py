"""Supply: how many containers, how full, when each is made, opened and thrown away."""

from dataclasses import dataclass
from datetime import date

from formulations.science.quantities import Quantity


@dataclass(frozen=True)
class PlannedContainer:
    """One bottle or box of a supply. last_day: the last day of the regimen that is taken from it.

    is_made_now: whether it belongs to the batch made on the day of making; only such containers get a label.
    """

    number: int
    of: int
    amount: Quantity
    make_on: date
    open_on: date
    discard_on: date
    first_day: int
    last_day: int
    is_made_now: bool


@dataclass(frozen=True)
class Supply:
    """All containers of one supply. total: what all of them hold. needed: what the regimen takes."""

    total: Quantity
    needed: Quantity
    containers: tuple[PlannedContainer, ...]
