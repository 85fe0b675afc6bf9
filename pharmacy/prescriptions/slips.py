"""Slips of the pen: a dose ten times too high or too low, against the drug's range or the patient's last dose."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from formulations.science.findings import Finding, Severity
from formulations.science.quantities import Quantity
from formulations.science.regimen import Regimen, dose_per_day
from formulations.science.rounding import Direction, round_number
from formulations.science.specification import Specification

CODE = "ten-fold-slip"
LEAST_FOLD = 8  # a slip is ten-fold; eight leaves room for a dose that was rounded to what can be measured
SLIPS = (10, 100, 1000)  # a point one or two places off; micrograms for mg
TENTH = Decimal("0.1")
WHY = (
    "House rule (expert opinion): a slipped point is tenfold, micrograms for mg a thousandfold; a dose is asked about "
    "from eightfold on, since no protocol of the formulary raises or lowers a dose so far in one step"
)


@dataclass(frozen=True)
class LastDose:
    """What a patient was to take at once, last, of the same active. written_on: the day of that prescription.

    of_preparation: whether it is an amount of the preparation (g of a cream), not of its active.
    """

    dose: Quantity
    written_on: date
    of_preparation: bool = False


def find_slips(regimen: Regimen, *, specification: Specification, last: LastDose | None) -> tuple[Finding, ...]:
    """Return a warning for a first dose at least eightfold the last one, or an eighth, and for one far out of range.

    Out of range is past the gravest bound of the formulation; it is only asked about where ten, a hundred or a
    thousand times more or less would lie within. A dose of active and an amount of preparation are not compared.
    Source: house rule.
    """
    of_preparation = specification.dose_unit is specification.strengths[0].per.unit
    alike = last is not None and last.of_preparation is of_preparation
    against_last = _against_last(regimen.steps[0].dose, last=last) if last and alike else None
    return tuple(one for one in (against_last, _against_range(regimen, specification=specification)) if one)


def _against_last(now: Quantity, *, last: LastDose) -> Finding | None:
    before = last.dose
    if not _comparable(now, before) or not now.value or not before.value:
        return None
    fold = now / before if now >= before else before / now
    if fold < LEAST_FOLD:
        return None
    day = f"{last.written_on:%-d %B %Y}"
    message = (
        f"{now} now, {before} on the last prescription of {day}: {_rounded(fold)} times {_way(now, before)}. "
        "Is the point where it should be, and the unit right? Ask the prescriber."
    )
    values = {"now": str(now), "before": str(before), "before on": last.written_on.isoformat(), "fold": _rounded(fold)}
    return _finding(message, about=f"{now} at once, {before} before", values=values)


def _against_range(regimen: Regimen, *, specification: Specification) -> Finding | None:
    above = _bounds(limit.above for limit in specification.dose_limits)
    below = _bounds(limit.below for limit in specification.dose_limits)
    most, least = max(above, default=None), min(below, default=None)
    doses = [dose_per_day(step) for step in regimen.steps]
    too_high = [dose for dose in doses if most is not None and dose > most]
    too_low = [dose for dose in doses if least is not None and dose < least]
    if too_high:
        meant = (Quantity(max(too_high).value / fold, max(too_high).unit) for fold in SLIPS)
        return _out_of_range(max(too_high), meant=meant, least=least, most=most)
    if len(too_low) == len(doses):  # a titration that comes into the range began low on purpose
        meant = (min(too_low) * fold for fold in SLIPS)
        return _out_of_range(min(too_low), meant=meant, least=least, most=most)
    return None


def _bounds(limits: Iterable[Quantity | None]) -> list[Quantity]:
    return [limit for limit in limits if limit is not None]


def _out_of_range(
    dose: Quantity, *, meant: Iterable[Quantity], least: Quantity | None, most: Quantity | None
) -> Finding | None:
    within = (one for one in meant if (least is None or one >= least) and (most is None or one <= most))
    usual = next(within, None)
    if usual is None:
        return None
    message = (
        f"{dose} a day lies outside the range of this medicine, and {usual} a day lies within it. "
        "Is the point where it should be, and the unit right? Ask the prescriber."
    )
    return _finding(message, about=f"{dose} a day", values={"now": f"{dose} a day", "within": f"{usual} a day"})


def _finding(message: str, *, about: str, values: dict[str, str]) -> Finding:
    return Finding(code=CODE, severity=Severity.WARN, message=message, about=about, sources=(WHY,), values=values)


def _comparable(one: Quantity, other: Quantity) -> bool:
    return one.unit is other.unit or (one.unit.is_mass and other.unit.is_mass)


def _rounded(fold: Decimal) -> str:
    text = f"{round_number(fold, step=TENTH, direction=Direction.NEAREST):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _way(now: Quantity, before: Quantity) -> str:
    return "as much" if now > before else "less"
