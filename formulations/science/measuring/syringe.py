"""What oral and topical syringes share: a dose becomes a volume, and the volume becomes draws on printed marks."""

from formulations.science.concentration import dose_within, preparation_holding
from formulations.science.measuring.marks import NotOnAMark, draw_up
from formulations.science.measuring.measures import DoseNotMeasurable, Measure
from formulations.science.measuring.volumes import from_volume, to_volume
from formulations.science.quantities import Quantity, total
from formulations.science.specification import Device, Strength


def measure_by_marks(dose: Quantity, *, strength: Strength, device: Device) -> Measure:
    """Return a dose as a volume on the marks of a syringe, in one draw or two.

    Raises DoseNotMeasurable with the nearest doses that sit on marks. Source: arithmetic.
    """
    preparation = preparation_holding(dose, strength=strength)
    volume = to_volume(preparation, device=device)
    try:
        draws = draw_up(volume, device=device)
    except NotOnAMark as error:
        below, above = (_dose_in(near, strength=strength, device=device) for near in (error.below, error.above))
        raise DoseNotMeasurable(str(error), dose=dose, device=device, below=below, above=above) from error
    amount = total(list(draws), unit=volume.unit)
    return Measure(dose=dose, device=device.code, amount=amount, draws=draws, preparation=preparation)


def _dose_in(volume: Quantity | None, *, strength: Strength, device: Device) -> Quantity | None:
    if volume is None:
        return None
    return dose_within(from_volume(volume, unit=strength.per.unit, device=device), strength=strength)
