"""The dead space of a syringe's tip: what it holds besides the printed volume, and below which volumes that matters."""

from collections.abc import Sequence
from decimal import Decimal

from formulations.science.measuring.measures import Measure
from formulations.science.quantities import Quantity, Unit
from formulations.science.specification import Device

ASKED_BELOW = Quantity(Decimal(2), Unit.MILLILITRE)
MOST_SHARE = Decimal("0.05")


def draws_that_miss(measures: Sequence[Measure], *, device: Device) -> tuple[Quantity, ...]:
    """Return the volumes drawn up at once that the tip of a device makes inexact, the smallest first, each once.

    Those below 2 ml of which the tip holds more than a twentieth; none for a device that states no dead space.
    Source: ISO 80369-3 and ISMP on enteral (ENFit) syringes: low-dose tips are made for small doses; house rule on the
    two bounds.
    """
    if device.dead_space is None:
        return ()
    drawn = {draw for measure in measures for draw in measure.draws if draw.unit is Unit.MILLILITRE}
    return tuple(sorted((one for one in drawn if _misses(one, device=device)), key=lambda draw: draw.value))


def share_of(draw: Quantity, *, device: Device) -> Decimal:
    """Return what part of a volume the tip of a device holds: 0.148 of 1.48 ml is 0.1. Source: arithmetic."""
    return device.dead_space.to(draw.unit).value / draw.value if device.dead_space else Decimal(0)


def _misses(draw: Quantity, *, device: Device) -> bool:
    return draw.value < ASKED_BELOW.value and share_of(draw, device=device) > MOST_SHARE
