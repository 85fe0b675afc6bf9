"""The type sizes of a stock with steps between its rungs, so that no label is a whole rung smaller than need be."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from formulations.reference.label_stock import Rung

STEPS = 2  # from one rung to the next
TENTH, HUNDREDTH = Decimal("0.1"), Decimal("0.01")


def finer(rungs: Sequence[Rung]) -> list[Rung]:
    """Return the rungs with one more between each two, from roomy to the least. Source: arithmetic."""
    between = [_between(above, below, step=step) for above, below in pairwise(rungs) for step in range(STEPS)]
    return [*between, *rungs[-1:]]


def but_the_least(rungs: list[Rung]) -> list[Rung]:
    """Return finer rungs without those below the last but one of the stock."""
    return rungs[: max(1, len(rungs) - STEPS)]


def _between(above: Rung, below: Rung, *, step: int) -> Rung:
    def size(name: str, places: Decimal) -> Decimal:
        upper, lower = getattr(above, name), getattr(below, name)
        return Decimal(upper - (upper - lower) * step / STEPS).quantize(places)

    sizes = {name: size(name, TENTH) for name in ("patient", "medicine", "directions", "use_by", "small")}
    return Rung(**sizes, leading=size("leading", HUNDREDTH))
