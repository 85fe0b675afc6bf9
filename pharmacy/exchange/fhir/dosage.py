"""dosageInstruction becomes dose steps, in the order of their sequence."""

from datetime import timedelta
from itertools import pairwise

from formulations.science.quantities import Unit
from formulations.science.regimen import DoseStep
from pharmacy.exchange.fhir.amounts import dose_units, read_amount
from pharmacy.exchange.fhir.dates import read_date
from pharmacy.exchange.fhir.element import Element
from pharmacy.exchange.fhir.rhythm import LIMIT, read_daily_rhythm, read_rhythm, refuse_limit_below
from pharmacy.exchange.fhir.timing import read_bounds, read_when

MOST_STEPS = 60
_AS_NEEDED = "asks for doses as needed; a supply is planned for doses taken every day: ask the prescriber"
_LIMIT = "is a limit that is not checked here; leave it out and let the steps be the limit"
_NOT_USED_HERE = {
    "asNeededBoolean": _AS_NEEDED, "asNeededCodeableConcept": _AS_NEEDED,
    "maxDosePerPeriod": _LIMIT, "maxDosePerAdministration": _LIMIT, "maxDosePerLifetime": _LIMIT,
}  # fmt: skip
_NOT_A_DOSE = {
    "doseRange": "is a range; write one doseQuantity, and a step for each dose of a titration",
    "rateRatio": "is a rate; write a doseQuantity", "rateRange": "is a rate; write a doseQuantity",
    "rateQuantity": "is a rate; write a doseQuantity",
}  # fmt: skip


def read_steps(
    request: Element, *, dose_unit: Unit, taken_in: tuple[Unit, ...] = (), beyond_daily: bool = False
) -> tuple[DoseStep, ...]:
    """Return the dose steps of a MedicationRequest in order. dose_unit: that of the formulation ordered.

    taken_in: further units that a dose may stand in. beyond_daily: whether steps that leave out days are read too, and
    limits that the doses keep.
    Raises BadBundle naming the element that cannot become a daily dose, and steps that leave a gap or overlap.
    Source: FHIR R4, Dosage ("sequence indicates the order; the same sequence means at the same time").
    """
    dosages = _in_order(request)
    _refuse_gaps(dosages)
    units = dose_units(dose_unit) | {unit: unit.value for unit in taken_in}
    steps = tuple(_step(dosage, units=units, beyond_daily=beyond_daily) for dosage in dosages)
    for dosage, step in zip(dosages[:-1], steps[:-1], strict=True):
        if step.days is None:
            raise dosage.missing("timing.repeat.boundsDuration", do="write the days of every step but the last")
    return steps


def _in_order(request: Element) -> list[Element]:
    dosages = request.children("dosageInstruction")
    if not dosages:
        raise request.missing("dosageInstruction", do="write the dose and how often it is taken")
    if len(dosages) > MOST_STEPS:
        raise request.bad(f"has more than {MOST_STEPS} steps; join those with the same dose", name="dosageInstruction")
    if len(dosages) == 1:
        return list(dosages)
    placed: dict[int, Element] = {}
    for dosage in dosages:
        place = dosage.whole("sequence", least=0, most=10_000)
        if place in placed:
            raise dosage.bad(
                "stands on two steps; number the steps 1, 2, 3 in the order they are taken", name="sequence"
            )
        placed[place] = dosage
    return [placed[place] for place in sorted(placed)]


def _step(dosage: Element, *, units: dict[Unit, str], beyond_daily: bool) -> DoseStep:
    _refuse_what_is_not_used(dosage, but=(LIMIT,) if beyond_daily else ())
    timing = dosage.child(
        "timing", do='write how often a day, such as repeat with frequency 1, period 1, periodUnit "d"'
    )
    rate = _dose_and_rate(dosage)
    dose = read_amount(rate.child("doseQuantity", do="write the dose"), allowed=units)
    rhythm = read_rhythm(timing) if beyond_daily else read_daily_rhythm(timing)
    step = DoseStep(dose, rhythm.times_a_day, read_bounds(timing), read_when(timing), rhythm.every, rhythm.hours_apart)
    if beyond_daily:
        refuse_limit_below(dosage, step=step, units=units)
    return step


def _refuse_what_is_not_used(dosage: Element, *, but: tuple[str, ...]) -> None:
    for name, do in _NOT_USED_HERE.items():
        if name in but or (name == "asNeededBoolean" and not dosage.truth(name)):
            continue
        if dosage.has(name):
            raise dosage.bad(do, name=name)


def _dose_and_rate(dosage: Element) -> Element:
    rates = dosage.children("doseAndRate")
    if not rates:
        raise dosage.missing("doseAndRate", do="write one doseQuantity")
    if len(rates) > 1:
        raise dosage.bad("states several doses; keep the one that is ordered", name="doseAndRate")
    for name, do in _NOT_A_DOSE.items():
        if rates[0].has(name):
            raise rates[0].bad(do, name=name)
    return rates[0]


def _refuse_gaps(dosages: list[Element]) -> None:
    """Steps follow one another: where periods are written as dates, each starts on the day after the last."""
    periods = [_period(dosage) for dosage in dosages]
    for before, after in pairwise(periods):
        ended = read_date(before, "end") if before else None
        starts = read_date(after, "start") if after else None
        if after and ended and starts and starts != ended + timedelta(days=1):
            raise after.bad(
                f"is not the day after the step before ends ({ended.isoformat()}); close the gap", name="start"
            )


def _period(dosage: Element) -> Element | None:
    element = dosage
    for name in ("timing", "repeat", "boundsPeriod"):
        if not element.has(name):
            return None
        element = element.child(name, do="write it")
    return element
