"""The running calendar: what is taken on each day of a regimen, with its date and how it is measured."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from formulations.science.beyond_use import DateOutOfReach
from formulations.science.measuring import Measure
from formulations.science.quantities import Quantity
from formulations.science.regimen import PlannedStep, Regimen, dose_per_day


@dataclass(frozen=True)
class CalendarDay:
    """One day of a regimen. day: counted from 1; step: the number of its dose step, from 1.

    dose: of one intake; None on a day that is skipped (every other day), and then times_a_day is 0.
    measure: how one dose is measured; None on a skipped day and where no device measures the dose.
    """

    day: int
    date: date
    step: int
    dose: Quantity | None
    measure: Measure | None
    times_a_day: int
    when: tuple[str, ...]

    @property
    def is_taken(self) -> bool:
        """Whether anything is taken on this day."""
        return self.dose is not None


@dataclass(frozen=True)
class CalendarStep:
    """One dose step with its real dates. taken_on: the dates on which it is taken. total: its doses together."""

    step: PlannedStep
    first: date
    last: date
    taken_on: tuple[date, ...]
    measure: Measure | None
    total: Quantity
    amount: Quantity | None


def list_days(regimen: Regimen, *, first_day: date, measures: Sequence[Measure] = ()) -> tuple[CalendarDay, ...]:
    """Return every day of a regimen in order, the days without a dose included.

    first_day: the date of day 1. measures: one for each step, or none where the doses cannot be measured.
    Raises DateOutOfReach past the calendar's end. Source: arithmetic.
    """
    days: list[CalendarDay] = []
    for number, (step, measure) in enumerate(_measured(regimen, measures=measures), start=1):
        taken = set(step.days_taken)
        days += [
            CalendarDay(day, date_of(day, first_day=first_day), number, step.dose, measure, step.times_a_day, step.when)
            if day in taken
            else CalendarDay(day, date_of(day, first_day=first_day), number, None, None, 0, ())
            for day in range(step.from_day, step.to_day + 1)
        ]
    return tuple(days)


def list_steps(regimen: Regimen, *, first_day: date, measures: Sequence[Measure] = ()) -> tuple[CalendarStep, ...]:
    """Return every dose step with its dates, the dates of taking, its dose and its amount of preparation in all.

    first_day, measures: as for `list_days`. Raises DateOutOfReach. Source: arithmetic.
    """
    return tuple(
        CalendarStep(
            step,
            first=date_of(step.from_day, first_day=first_day),
            last=date_of(step.to_day, first_day=first_day),
            taken_on=tuple(date_of(day, first_day=first_day) for day in step.days_taken),
            measure=measure,
            total=dose_per_day(step) * len(step.days_taken),
            amount=measure.preparation * (step.times_a_day * len(step.days_taken)) if measure else None,
        )
        for step, measure in _measured(regimen, measures=measures)
    )


def date_of(day: int, *, first_day: date) -> date:
    """Return the date of a day of the regimen; day 1 is the first.

    Raises DateOutOfReach past the calendar's end. Source: arithmetic.
    """
    try:
        return first_day + timedelta(days=day - 1)
    except OverflowError as error:
        raise DateOutOfReach(f"day {day} from {first_day} is past the calendar's end; check the date") from error


def _measured(regimen: Regimen, *, measures: Sequence[Measure]) -> list[tuple[PlannedStep, Measure | None]]:
    found: list[Measure | None] = [*measures] or [None] * len(regimen.steps)
    return list(zip(regimen.steps, found, strict=True))
