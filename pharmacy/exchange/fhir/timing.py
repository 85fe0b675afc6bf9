"""FHIR timing becomes how often a day, at what times of the day, and for how many days."""

from datetime import time
from decimal import Decimal

from formulations.science.regimen import HOURS_APART, hours_in_words, times_of_hours
from pharmacy.exchange.fhir.amounts import MOST_DAYS, read_days
from pharmacy.exchange.fhir.dates import read_date
from pharmacy.exchange.fhir.element import Element

MOST_TIMES = 24
EVENTS = {
    "MORN": "morning", "MORN.early": "morning", "MORN.late": "morning", "WAKE": "morning",
    "NOON": "noon",
    "EVE": "evening", "EVE.early": "evening", "EVE.late": "evening",
    "NIGHT": "bedtime", "HS": "bedtime",
}  # fmt: skip
_HOURS = ((4, 11, "morning"), (11, 14, "noon"), (17, 21, "evening"))
HOURS_CODES = {"Q2H": 2, "Q3H": 3, "Q4H": 4, "Q6H": 6, "Q8H": 8}
_TIMES_CODES = {"QD": 1, "BID": 2, "TID": 3, "QID": 4}
_ABBREVIATIONS = _TIMES_CODES | {code: times_of_hours(hours) for code, hours in HOURS_CODES.items()}
_CHANGES_THE_DOSE = (
    "boundsRange", "count", "countMax", "duration", "durationMax", "frequencyMax", "periodMax", "dayOfWeek", "offset",
)  # fmt: skip


def read_times_a_day(timing: Element) -> int:
    """Return how many doses are taken on each day, from frequency and period, or from the times of day named.

    Raises BadBundle for what is not the same on every day, and where frequency, times and abbreviation disagree.
    Source: FHIR R4, Timing.
    """
    refuse_what_changes_the_dose(timing)
    stated = [*_from_period(timing), *_from_events(timing), *_from_abbreviation(timing)]
    if not stated:
        raise timing.missing(
            "repeat.frequency", do='write how often a day, such as frequency 1, period 1, periodUnit "d"'
        )
    if len(set(stated)) > 1:
        raise timing.bad(
            f"says {' and '.join(map(str, stated))} times a day; make frequency and times agree", name="repeat"
        )
    return stated[0]


def read_hours_apart(timing: Element) -> int | None:
    """Return the hours between doses that are ordered by the clock: once in 8 hours is 8. None for times a day.

    TID and its like leave the hours to the waking day, also beside a period in hours. Raises BadBundle for times of day
    beside an interval, which goes through the night. Source: FHIR R4, Timing and TimingAbbreviation.
    """
    hours = _hours_between(timing)
    if hours is not None and read_when(timing):
        do = f"says {hours_in_words(hours)}, day and night, and names times of day; take one of the two out"
        raise timing.bad(do, name="repeat")
    return hours


def _hours_between(timing: Element) -> int | None:
    codes, repeat = _codes(timing), repeat_of(timing)
    by_code = [HOURS_CODES[code] for code in codes if code in HOURS_CODES]
    if by_code or any(code in _TIMES_CODES for code in codes):
        return by_code[0] if by_code else None
    if repeat.word("periodUnit") != "h" or repeat.whole("frequency", least=1, most=MOST_TIMES) != 1:
        return None
    period = repeat.number("period", do="write the hours")
    return int(period) if period in HOURS_APART else None


def read_when(timing: Element) -> tuple[str, ...]:
    """Return the times of day in words, in their order: any of morning, noon, evening, bedtime.

    Raises BadBundle for meal times and for hours that none of these words means. Source: FHIR R4, EventTiming.
    """
    repeat = repeat_of(timing)
    words = [*(_event(repeat, code) for code in repeat.words("when"))]
    words += [_hour(repeat, text) for text in repeat.words("timeOfDay")]
    if len(set(words)) < len(words):
        raise repeat.bad(
            f"names {words[0]} twice; write one time for each dose", name="when" if repeat.has("when") else "timeOfDay"
        )
    return tuple(words)


def read_bounds(timing: Element) -> int | None:
    """Return for how many days the step runs; None where it is not bounded. Both ends of a period are taken.

    Raises BadBundle for bounds that have no fixed length. Source: FHIR R4, Timing.repeat.bounds[x].
    """
    repeat = repeat_of(timing)
    if repeat.has("boundsDuration"):
        return read_days(repeat.child("boundsDuration", do="write the days"))
    if not repeat.has("boundsPeriod"):
        return None
    return _days_of(repeat.child("boundsPeriod", do="write start and end"))


def _days_of(period: Element) -> int | None:
    start, end = read_date(period, "start"), read_date(period, "end")
    if not period.has("end"):
        return None
    if start is None or end is None:
        raise period.missing(
            "start" if start is None else "end", do="write the full days, such as 2026-11-22, or use boundsDuration"
        )
    days = (end - start).days + 1
    if not 1 <= days <= MOST_DAYS:
        raise period.bad(f"is {days:,} days from its start; a step runs from 1 to {MOST_DAYS} days", name="end")
    return days


def repeat_of(timing: Element) -> Element:
    """Return timing.repeat; an empty element where it is not there. Raises BadBundle."""
    return timing.child("repeat", do="write it") if timing.has("repeat") else Element({}, f"{timing.path}.repeat")


def refuse_what_changes_the_dose(timing: Element) -> None:
    """Raise BadBundle for an element of a Timing that is not used here and would change what is taken.

    Source: FHIR R4, Timing.repeat.
    """
    if timing.has("event"):
        raise timing.bad("gives single moments; write repeat with frequency and period instead", name="event")
    repeat = repeat_of(timing)
    for name in _CHANGES_THE_DOSE:
        if repeat.has(name):
            raise repeat.bad(
                "is not used here and may not be ignored; write each step with frequency and bounds", name=name
            )


def _from_period(timing: Element) -> list[int]:
    repeat = repeat_of(timing)
    if not any(repeat.has(name) for name in ("frequency", "period", "periodUnit")):
        return []
    frequency = repeat.whole("frequency", least=1, most=MOST_TIMES)
    return [_whole_times(repeat, frequency * Decimal(24) / _hours_of_period(repeat))]


def _hours_of_period(repeat: Element) -> Decimal:
    period = repeat.number("period", do='write 1, with periodUnit "d"')
    unit = repeat.word("periodUnit")
    if unit == "d" and period == 1:
        return Decimal(24)
    if unit == "h" and 1 <= period <= 24:
        return period
    if unit in ("d", "h"):
        raise repeat.bad(
            'is not a period used here; write 1 with periodUnit "d", or hours that divide 24', name="period"
        )
    if not unit:
        raise repeat.missing("periodUnit", do='write "d" or "h"')
    raise repeat.bad('is not a period used here; a dose is taken every day: write "d" or "h"', name="periodUnit")


def _whole_times(repeat: Element, times: Decimal) -> int:
    if times != times.to_integral_value() or times > MOST_TIMES:
        raise repeat.bad("hours do not give the same times on every day; write hours that divide 24", name="period")
    return int(times)


def _from_events(timing: Element) -> list[int]:
    repeat = repeat_of(timing)
    if repeat.has("when") and repeat.has("timeOfDay"):
        raise repeat.bad("stands beside timeOfDay; keep one of them", name="when")
    return [len(read_when(timing))] if read_when(timing) else []


def _from_abbreviation(timing: Element) -> list[int]:
    return [_ABBREVIATIONS[code] for code in _codes(timing) if code in _ABBREVIATIONS]


def _codes(timing: Element) -> list[str]:
    if not timing.has("code"):
        return []
    return [coding.word("code") for coding in timing.child("code", do="write it").children("coding")]


def _event(repeat: Element, code: str) -> str:
    if code not in EVENTS:
        raise repeat.bad(f"holds {code!r}, which is not printed; write {', '.join(EVENTS)}", name="when")
    return EVENTS[code]


def _hour(repeat: Element, text: str) -> str:
    try:
        hour = time.fromisoformat(text).hour
    except ValueError:
        raise repeat.bad(f"holds {text!r}, which is no time; write it as 21:00:00", name="timeOfDay") from None
    if 14 <= hour < 17:
        raise repeat.bad(f"holds {text!r}; paper knows morning, noon, evening and bedtime; use when", name="timeOfDay")
    return next((word for first, end, word in _HOURS if first <= hour < end), "bedtime")
