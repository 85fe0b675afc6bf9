"""Dose steps and titration: what is taken on each day, and how much that is in all."""

from collections.abc import Sequence
from dataclasses import dataclass

from formulations.science.quantities import BadQuantity, Quantity, total

MOST_DAYS = 366  # house rule: no supply, and no step of it, is planned for longer than a year
MOST_TIMES_A_DAY = 12
MOST_DAYS_BETWEEN = 31  # house rule: a dose is taken at least once a month
TIMES = ("morning", "noon", "evening", "bedtime")
HOURS_OF_A_DAY = 24
HOURS_APART = (2, 3, 4, 6, 8, 12)  # that give the same hours of every day; 24 hours apart is once a day


class BadRegimen(ValueError):
    """Dose steps that make no plan of taking; the message names the step, its values and what to do."""


@dataclass(frozen=True)
class DoseStep:
    """One dose for one stretch of days, as ordered. days is None on the last step: until the supply ends.

    when: any of morning, noon, evening, bedtime; empty when the prescriber did not say.
    every: 1 is every day, 2 every other day, 7 once a week; times_a_day is then of the days on which it is taken.
    hours_apart: by the clock and through the night, every 8 hours; times_a_day is then 3. None where it was ordered so
    many times a day, which leaves the hours to the waking day.
    """

    dose: Quantity
    times_a_day: int
    days: int | None
    when: tuple[str, ...] = ()
    every: int = 1
    hours_apart: int | None = None


@dataclass(frozen=True)
class PlannedStep:
    """A dose step placed on days of the regimen; the first day is day 1 and both ends belong to it.

    every: 1 is every day, 2 every other day, counted from the first day of the step. hours_apart: as ordered.
    """

    from_day: int
    to_day: int
    dose: Quantity
    times_a_day: int
    when: tuple[str, ...]
    every: int = 1
    hours_apart: int | None = None

    @property
    def days_taken(self) -> tuple[int, ...]:
        """The days of the regimen on which it is taken."""
        return tuple(range(self.from_day, self.to_day + 1, self.every))


@dataclass(frozen=True)
class Regimen:
    """The whole plan of taking."""

    steps: tuple[PlannedStep, ...]
    days: int
    total_dose: Quantity


def spacing_in_words(every: int) -> str:
    """Return how the days of taking lie apart: "every day", "every other day", "every 3 days".

    Source: ISMP list of error-prone abbreviations: in words, never QD or QOD.
    """
    return {1: "every day", 2: "every other day"}.get(every, f"every {every} days")


def hours_in_words(hours: int) -> str:
    """Return an interval: "every 8 hours". Source: ISMP list of error-prone abbreviations: in words, never q8h."""
    return f"every {hours} hours"


def times_of_hours(hours: int) -> int:
    """Return how many doses a day has that are so many hours apart: 3 of every 8 hours.

    Raises BadRegimen for hours that do not give the same hours of every day. Source: arithmetic.
    """
    if hours not in HOURS_APART:
        listed = ", ".join(map(str, HOURS_APART))
        raise BadRegimen(f"every {hours} hours does not come to the same hours of every day; give one of {listed}")
    return HOURS_OF_A_DAY // hours


def check_hours(step: DoseStep) -> None:
    """Return when a step names no interval, or one that everything else it says agrees with.

    Raises BadRegimen: an interval goes through the night, so no times of day stand beside it and no days are left out.
    Source: arithmetic; house rule.
    """
    if step.hours_apart is None:
        return
    said, times = hours_in_words(step.hours_apart), times_of_hours(step.hours_apart)
    if step.times_a_day != times:
        raise BadRegimen(f"{said} is {times} times a day, and not {step.times_a_day}; make them agree")
    if step.when:
        raise BadRegimen(
            f"{said} is day and night, and {', '.join(step.when)} is named beside it; take one of them out"
        )
    if step.every != 1:
        raise BadRegimen(f"{said} is every day, and not {spacing_in_words(step.every)}; take one of them out")


def dose_per_day(step: DoseStep | PlannedStep) -> Quantity:
    """Return what a day on which a step is taken adds up to: 1 microgram twice is 2 micrograms. Source: arithmetic."""
    return step.dose * step.times_a_day


def plan_regimen(steps: Sequence[DoseStep], *, days: int | None) -> Regimen:
    """Return the regimen: each step on its days, day 1 first, and the dose in all.

    days: days to supply; None lets the days of the steps decide. Steps that begin after the last day supplied are
    left out, and the step that is running then is cut short.
    Raises BadRegimen for no steps, a dose of 0, doses of different kinds, times a day or days out of bounds, hours
    that do not agree with them, an open step before the last, or steps that end before the supply does.
    Source: arithmetic; bounds are house rules.
    """
    for number, step in enumerate(steps, start=1):
        _check_step(step, number=number, is_last=number == len(steps))
    planned = _place(steps, days=_days_to_supply(steps, days=days))
    return Regimen(steps=planned, days=planned[-1].to_day, total_dose=_total_dose(planned))


def ordered_days(steps: Sequence[DoseStep]) -> int | None:
    """Return the days that the steps run for as ordered; None when the last one is open. Source: arithmetic."""
    if steps[-1].days is None:
        return None
    return sum(step.days or 0 for step in steps)


def _check_step(step: DoseStep, *, number: int, is_last: bool) -> None:
    if not step.dose.value:
        raise BadRegimen(f"step {number} has a dose of {step.dose}; give a dose above 0, or leave the step out")
    if not 1 <= step.times_a_day <= MOST_TIMES_A_DAY:
        raise BadRegimen(f"step {number} is taken {step.times_a_day} times a day; give 1 to {MOST_TIMES_A_DAY}")
    if step.days is None and not is_last:
        raise BadRegimen(f"step {number} has no number of days; only the last step may run until the supply ends")
    if not 1 <= step.every <= MOST_DAYS_BETWEEN:
        raise BadRegimen(f"step {number} is taken every {step.every} days; give 1 to {MOST_DAYS_BETWEEN}")
    if step.days is not None and not 1 <= step.days <= MOST_DAYS:
        raise BadRegimen(f"step {number} runs for {step.days} days; give 1 to {MOST_DAYS}")
    _check_times(step, number=number)
    try:
        check_hours(step)
    except BadRegimen as error:
        raise BadRegimen(f"step {number}: {error}") from error


def _check_times(step: DoseStep, *, number: int) -> None:
    unknown = [time for time in step.when if time not in TIMES]
    if unknown:
        raise BadRegimen(f"step {number} is taken at {unknown[0]!r}; use {', '.join(TIMES)}")
    if step.when and len(set(step.when)) != step.times_a_day:
        times = ", ".join(step.when)
        raise BadRegimen(f"step {number} is taken {step.times_a_day} times a day but names {times}; make them agree")


def _days_to_supply(steps: Sequence[DoseStep], *, days: int | None) -> int:
    if not steps:
        raise BadRegimen("there is no dose step; give at least one dose")
    ordered = ordered_days(steps)
    if days is None and ordered is None:
        raise BadRegimen("neither the days to supply nor the days of the last step are given; give one of them")
    if days is not None and ordered is not None and days > ordered:
        raise BadRegimen(f"the steps end on day {ordered} but {days} days are to be supplied; lengthen the last step")
    wanted = days if days is not None else ordered or 0
    if not 1 <= wanted <= MOST_DAYS:
        raise BadRegimen(f"{wanted} days to supply cannot be planned; give 1 to {MOST_DAYS}")
    return wanted


def _place(steps: Sequence[DoseStep], *, days: int) -> tuple[PlannedStep, ...]:
    planned: list[PlannedStep] = []
    first = 1
    for step in steps:
        if first > days:
            break
        last = days if step.days is None else min(days, first + step.days - 1)
        planned.append(
            PlannedStep(
                first, last, step.dose, step.times_a_day, step.when, every=step.every, hours_apart=step.hours_apart
            )
        )
        first = last + 1
    return tuple(planned)


def _total_dose(steps: tuple[PlannedStep, ...]) -> Quantity:
    try:
        return total([dose_per_day(step) * len(step.days_taken) for step in steps], unit=steps[0].dose.unit)
    except BadQuantity as error:
        raise BadRegimen(f"the doses cannot be added up: {error}") from error
