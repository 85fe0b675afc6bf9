"""The finding on a small dose whose syringe holds part of it in its tip."""

from collections.abc import Sequence
from decimal import Decimal

from formulations.science.findings import Finding, Severity
from formulations.science.measuring import Measure
from formulations.science.measuring.dead_space import draws_that_miss, share_of
from formulations.science.quantities import plain_number
from formulations.science.rounding import Direction, round_number
from formulations.science.specification import Device

SOURCES = (
    "ISO 80369-3 (ENFit): a standard female tip displaces about 0.148 ml",
    "ISMP on ENFit: low-dose tips, for syringes of 0.5 to 6 ml, since a standard tip makes small doses inexact",
    "house rule of this program: asked below 2 ml, where the tip holds more than a twentieth of the volume",
)


def find_dead_space(measures: Sequence[Measure], *, device: Device) -> list[Finding]:
    """Return a warning when the tip of a syringe holds too much of a small dose. Source: those of the finding."""
    draws = draws_that_miss(measures, device=device)
    if not draws:
        return []
    volumes = " and ".join(str(draw) for draw in draws)
    percent = _percent(share_of(draws[0], device=device))
    message = (
        f"{volumes} {'are' if len(draws) > 1 else 'is'} drawn up with {device.name}, whose tip holds "
        f"{device.dead_space}: up to {percent} % more or less may be given. Supply a low-dose tip, or another device."
    )
    values = {"device": device.name, "dead space": str(device.dead_space), "share": f"{percent} %"}
    return [Finding("device-dead-space", Severity.WARN, message, str(draws[0]), SOURCES, values=values)]


def _percent(share: Decimal) -> str:
    return plain_number(round_number(share * 100, step=Decimal(1), direction=Direction.UP))
