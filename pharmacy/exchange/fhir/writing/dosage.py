"""Dose steps as a sequence of Dosage."""

from collections.abc import Sequence
from datetime import date, timedelta

from formulations.science.quantities import Quantity
from formulations.science.regimen import DoseStep
from pharmacy.exchange.fhir.rhythm import TIMES_ON_A_DAY
from pharmacy.exchange.fhir.writing.amounts import Json, days, per_day, quantity

WHEN = {"morning": "MORN", "noon": "NOON", "evening": "EVE", "bedtime": "HS"}
_DOSE_KINDS = "http://terminology.hl7.org/CodeSystem/dose-rate-type"


def ordered_dosages(steps: Sequence[DoseStep], *, starts_on: date | None, texts: Sequence[str] = ()) -> list[Json]:
    """Return the steps of an order: each bound by its days, or by dates where the first day of taking is ordered.

    texts: one for each step, as on the label; none where there is no label yet. Source: FHIR R4, Dosage and Timing.
    """
    said = texts if len(texts) == len(steps) else [""] * len(steps)
    found: list[Json] = []
    first = starts_on
    for number, (step, text) in enumerate(zip(steps, said, strict=True), start=1):
        bounds = _bounds(step.days, first=first)
        dose: Json = {"doseQuantity": quantity(step.dose)}
        found.append(_dosage(number, step=step, text=text, bounds=bounds) | {"doseAndRate": [dose]})
        first = first + timedelta(days=step.days) if first and step.days else None
    return found


def supplied_dosage(number: int, *, step: DoseStep, measured: Quantity, period: tuple[date, date], text: str) -> Json:
    """Return one step as supplied: its dates, the dose ordered, what is measured for it, and the most on one day.

    text: as on the label. measured: 4.5 ml, 2 capsules. period: its first and last day.
    Source: FHIR R4, Dosage; dose-rate-type (ordered, calculated).
    """
    first, last = period
    doses = [_dose("ordered", step.dose)]
    doses += [] if measured == step.dose else [_dose("calculated", measured)]
    bounds: Json = {"boundsPeriod": {"start": first.isoformat(), "end": last.isoformat()}}
    dosage = _dosage(number, step=step, text=text, bounds=bounds)
    return dosage | {"doseAndRate": doses, "maxDosePerPeriod": per_day(step.dose * step.times_a_day)}


def _dosage(number: int, *, step: DoseStep, text: str, bounds: Json) -> Json:
    said: Json = {"text": text} if text else {}
    return {"sequence": number, **said, "timing": {"repeat": bounds | _rhythm(step)}, "asNeededBoolean": False}


def _rhythm(step: DoseStep) -> Json:
    """2 times in 2 days may be one a day: where no times of day say otherwise, an extension does.

    Every 8 hours is once in 8 hours, and not 3 times a day, which leaves the hours open.
    """
    if step.hours_apart:
        return {"frequency": 1, "period": step.hours_apart, "periodUnit": "h"}
    repeat: Json = {"frequency": step.times_a_day, "period": step.every, "periodUnit": "d"}
    if step.when:
        repeat["when"] = [WHEN[word] for word in step.when]
    elif step.every > 1 and step.times_a_day > 1:
        repeat["extension"] = [{"url": TIMES_ON_A_DAY, "valueInteger": step.times_a_day}]
    return repeat


def _bounds(number: int | None, *, first: date | None) -> Json:
    """Days; or dates from the first day on, both ends taken. The last step may be open."""
    if first is None:
        return {"boundsDuration": days(number)} if number else {}
    period: Json = {"start": first.isoformat()}
    return {"boundsPeriod": period | ({"end": (first + timedelta(days=number - 1)).isoformat()} if number else {})}


def _dose(kind: str, amount: Quantity) -> Json:
    return {"type": {"coding": [{"system": _DOSE_KINDS, "code": kind}]}, "doseQuantity": quantity(amount)}
