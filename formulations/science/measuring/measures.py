"""What measuring a dose gives: the amount to take, and the draws of the device that make it."""

from dataclasses import dataclass

from formulations.science.quantities import Quantity
from formulations.science.specification import Device


@dataclass(frozen=True)
class Measure:
    """How one dose is measured.

    amount: what is taken at once: 2 capsules, 4.5 ml, 3 drops, 1 pump stroke.
    draws: the fillings of the device that add up to amount (one, unless it takes two draws).
    preparation: the same as volume, mass or count of the preparation used up: 0.15 ml for 3 drops.
    """

    dose: Quantity
    device: str
    amount: Quantity
    draws: tuple[Quantity, ...]
    preparation: Quantity

    @property
    def text(self) -> str:
        """The measure as on paper: "4.5 ml", "2 capsules", "3 ml + 1.5 ml"."""
        return " + ".join(str(draw) for draw in self.draws)


class DoseNotMeasurable(ValueError):
    """A dose that the device cannot measure; the message gives the dose, the device and the nearest doses it can.

    below, above: the nearest doses that the device measures, None where there is none. to_be_measured: whether the
    device would count doses once it is measured with this preparation: drops per ml, a stroke, the density.
    """

    def __init__(  # noqa: PLR0913  what a person must see of a refused dose
        self,
        why: str,
        *,
        dose: Quantity,
        device: Device,
        below: Quantity | None = None,
        above: Quantity | None = None,
        to_be_measured: bool = False,
    ) -> None:
        self.dose, self.device, self.to_be_measured = dose, device, to_be_measured
        self.below, self.above = (near and near.to(dose.unit) for near in (below, above))
        super().__init__(f"{dose} cannot be measured ({device.name}): {why}{_what_can_be(self.below, self.above)}")


def _what_can_be(below: Quantity | None, above: Quantity | None) -> str:
    nearest = [str(dose) for dose in (below, above) if dose is not None]
    return f"; nearest doses that can be: {' and '.join(nearest)}" if nearest else ""
