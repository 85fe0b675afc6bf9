"""mg for ml: a number that would be a dose in both units is asked back, with both readings."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from formulations.science.concentration import dose_within, preparation_holding
from formulations.science.doses import dosing_strength, is_dosed_as_it_is
from formulations.science.findings import Finding, Severity
from formulations.science.measuring import DoseNotMeasurable, measure_dose
from formulations.science.quantities import BadQuantity, Quantity, Unit
from formulations.science.regimen import DoseStep
from formulations.science.rounding import Direction, round_amount
from formulations.science.specification import ChosenFormula, Device

CODE = "mg-or-ml"
READABLE = Quantity(Decimal("0.001"), Unit.MILLILITRE)
WHY = (
    "House rule (expert opinion): mass and volume of a liquid are mixed up where the same number is a dose in both "
    "(ISMP and NCPDP/ASHP guidance on oral liquid dosing)"
)


@dataclass(frozen=True)
class Readings:
    """One number read as a mass and as a volume. mass: read in the dose unit. held: the dose that so many ml hold."""

    mass: Quantity
    volume: Quantity
    held: Quantity
    needed: Quantity

    @property
    def as_mass(self) -> str:
        """The number as a mass: "4.5 mg, which is 0.9 ml"."""
        return f"{self.mass}, which is {_to_read(self.needed)}"

    @property
    def as_volume(self) -> str:
        """The number as a volume: "4.5 ml, which is 22.5 mg"."""
        return f"{self.volume}, which is {self.held}"


def readings_of(number: Decimal, *, formula: ChosenFormula) -> Readings | None:
    """Return a number read in mg and in ml, or None where the formulation is not a liquid dosed by its active.

    Source: arithmetic (strength).
    """
    strength = dosing_strength(formula)
    if strength.per.unit is not Unit.MILLILITRE or is_dosed_as_it_is(formula):
        return None
    mass = Quantity(number, formula.specification.dose_unit)
    volume = Quantity(number, Unit.MILLILITRE)
    held = dose_within(volume, strength=strength).to(mass.unit)
    return Readings(mass, volume, held, needed=preparation_holding(mass, strength=strength))


def find_either_unit(steps: Iterable[DoseStep], *, formula: ChosenFormula) -> list[Finding]:
    """Return a finding for the first dose whose number would be a dose in the other unit too; none where both agree.

    steps: as ordered. Ordered in ml it warns, since a prescription states a mass; ordered in mass it informs. At 1 mg
    per ml both readings are the same dose. The other reading counts where it lies within the range of doses a day and
    a device measures it. Source: house rule.
    """
    for step in steps:
        readings = readings_of(step.dose.value, formula=formula)
        if readings is None or readings.held.same_as(readings.mass):
            continue
        in_ml = step.dose.unit is Unit.MILLILITRE
        if not in_ml and step.dose.unit is not readings.mass.unit:
            continue
        other = readings.mass if in_ml else readings.held
        if _could_be_meant(other, times=step.times_a_day, formula=formula):
            return [_finding(readings, in_ml=in_ml)]
    return []


def _could_be_meant(dose: Quantity, *, times: int, formula: ChosenFormula) -> bool:
    limits = formula.specification.dose_limits
    most = [limit.above for limit in limits if limit.above is not None]
    least = [limit.below for limit in limits if limit.below is not None]
    a_day = dose * times
    if (most and a_day > max(most)) or (least and a_day < min(least)):
        return False
    return any(_measures(device, dose=dose, formula=formula) for device in formula.specification.devices)


def _measures(device: Device, *, dose: Quantity, formula: ChosenFormula) -> bool:
    try:
        measure_dose(dose, strength=dosing_strength(formula), device=device)
    except (DoseNotMeasurable, BadQuantity):
        return False
    return True


def _finding(readings: Readings, *, in_ml: bool) -> Finding:
    written, other = (readings.as_volume, readings.as_mass) if in_ml else (readings.as_mass, readings.as_volume)
    return Finding(
        code=CODE,
        severity=Severity.WARN if in_ml else Severity.INFORM,
        message=f"{written}. Read in the other unit it is {other}. Make sure which one was meant.",
        about=str(readings.volume if in_ml else readings.mass),
        sources=(WHY,),
        values={"as written": written, "in the other unit": other},
    )


def _to_read(volume: Quantity) -> str:
    """A volume as a person can read it; one that came out of a division is rounded and says so."""
    short = round_amount(volume, step=READABLE, direction=Direction.NEAREST)
    return str(volume) if short == volume else f"about {short}"
