"""FHIR timing of doses that are not taken every day, and limits that the doses keep."""

from dataclasses import dataclass

from formulations.science.quantities import BadQuantity, Quantity, Unit
from formulations.science.regimen import MOST_DAYS_BETWEEN, DoseStep, dose_per_day
from pharmacy.exchange.fhir.amounts import read_amount, read_days
from pharmacy.exchange.fhir.element import Element
from pharmacy.exchange.fhir.timing import (
    HOURS_CODES,
    MOST_TIMES,
    read_hours_apart,
    read_times_a_day,
    read_when,
    refuse_what_changes_the_dose,
    repeat_of,
)

LIMIT = "maxDosePerPeriod"
TIMES_ON_A_DAY = "urn:secundum:times-on-a-day"
EVERY_OTHER_DAY = "QOD"
_ABBREVIATIONS = ("QD", "BID", "TID", "QID", EVERY_OTHER_DAY, *HOURS_CODES)
_HOURS_IN = {"h": 1, "d": 24, "wk": 168}


@dataclass(frozen=True)
class Rhythm:
    """How often: times_a_day on each day of taking, and every how many days. every 2 is every other day.

    hours_apart: where the doses are ordered by the clock.
    """

    times_a_day: int
    every: int = 1
    hours_apart: int | None = None


def read_daily_rhythm(timing: Element) -> Rhythm:
    """Return how often doses are taken that are taken every day. Raises BadBundle. Source: FHIR R4, Timing."""
    return Rhythm(read_times_a_day(timing), hours_apart=read_hours_apart(timing))


def read_rhythm(timing: Element) -> Rhythm:
    """Return how often doses are taken, from day to day.

    Raises BadBundle where it is not a whole number of days, where an abbreviation is not known, and where several doses
    in several days leave open on which days they are taken. Source: FHIR R4, Timing.
    """
    _refuse_other_abbreviations(timing)
    every = _every(timing)
    if every == 1:
        return read_daily_rhythm(timing)
    refuse_what_changes_the_dose(timing)
    return Rhythm(_times(timing, every=every), every)


def refuse_limit_below(dosage: Element, *, step: DoseStep, units: dict[Unit, str]) -> None:
    """Raise BadBundle when maxDosePerPeriod is less than what the step itself takes, or cannot be held against it.

    units: those that a dose may stand in, each with its word.
    Source: FHIR R4, Dosage.maxDosePerPeriod; arithmetic.
    """
    if not dosage.has(LIMIT):
        return
    limit = dosage.child(LIMIT, do="write it")
    most = read_amount(limit.child("numerator", do="write the most"), allowed=units)
    days = _days_of_limit(limit)
    taken = dose_per_day(step) * -(-days // step.every)
    if _is_less(most, than=taken, limit=limit):
        raise dosage.bad(f"allows {most} in {days} days, but {taken} is to be taken; ask the prescriber", name=LIMIT)


def _is_less(most: Quantity, *, than: Quantity, limit: Element) -> bool:
    try:
        return most < than
    except BadQuantity as error:
        raise limit.bad(f"cannot be held against the dose ({error}); ask the prescriber", name="numerator") from error


def _days_of_limit(limit: Element) -> int:
    per = limit.child("denominator", do="write 1 d")
    if per.word("code") == "h" and per.has("value") and per.number("value", do="write it") == 24:
        return 1
    return read_days(per)


def _refuse_other_abbreviations(timing: Element) -> None:
    codings = timing.child("code", do="write it").children("coding") if timing.has("code") else ()
    for coding in codings:
        if coding.has("code") and coding.word("code") not in _ABBREVIATIONS:
            raise coding.bad(f"is none of {', '.join(_ABBREVIATIONS)}; write how often in repeat", name="code")


def _every(timing: Element) -> int:
    """1 where nothing says that days are left out; a period that is no whole number of days is left to be refused."""
    repeat = repeat_of(timing)
    is_abbreviated = timing.has("code") and EVERY_OTHER_DAY in [
        one.word("code") for one in timing.child("code", do="write it").children("coding")
    ]
    if not repeat.has("period"):
        return 2 if is_abbreviated else 1
    period = repeat.number("period", do="write it")
    if not 1 <= period <= MOST_DAYS_BETWEEN * 24:
        return 1
    days = period * _HOURS_IN.get(repeat.word("periodUnit"), 1) / 24
    if is_abbreviated and days != 2:
        raise timing.bad(f"says {EVERY_OTHER_DAY}, but the period is {days} days; make them agree", name="code")
    if days <= 1 or repeat.word("periodUnit") not in _HOURS_IN:
        return 1
    if days != days.to_integral_value() or days > MOST_DAYS_BETWEEN:
        raise repeat.bad(f"is not a whole number of days up to {MOST_DAYS_BETWEEN}; correct it", name="period")
    return int(days)


def _times(timing: Element, *, every: int) -> int:
    """On a day of taking. Two in two days may be one a day or two on one day: only the times of day make it clear."""
    repeat, named = repeat_of(timing), len(read_when(timing))
    stated = repeat.whole("frequency", least=1, most=MOST_TIMES) if repeat.has("frequency") else named or 1
    marked = _marked(repeat)
    if stated > 1 and stated not in (named, marked):
        do = f"times in {every} days leaves open on which days; name the times of day with when"
        raise repeat.bad(do, name="frequency")
    if named and named != stated:
        raise timing.bad(f"says {stated} times and names {named} times of day; make them agree", name="repeat")
    return stated


def _marked(repeat: Element) -> int:
    """What this program wrote itself, so that it reads back what it meant."""
    ours = [one for one in repeat.children("extension") if one.word("url") == TIMES_ON_A_DAY]
    return ours[0].whole("valueInteger", least=1, most=MOST_TIMES) if ours else 0
