"""Patterns of dosing: a start, a change and a goal written once become the dose steps of a titration."""

from dataclasses import replace

from formulations.science.quantities import BadQuantity, Quantity
from formulations.science.regimen import MOST_DAYS, MOST_DAYS_BETWEEN, DoseStep

MOST_STEPS = 60  # as many dose steps as the entry page holds


class BadPattern(ValueError):
    """A pattern that makes no dose steps; the message gives its values and what to do."""


def change_stepwise(  # noqa: PLR0913  a titration is these six things
    *, first: Quantity, last: Quantity, by: Quantity, every_days: int, times_a_day: int = 1, when: tuple[str, ...] = ()
) -> tuple[DoseStep, ...]:
    """Return the dose steps from the first dose to the last: 1.5 mg, 2 mg, ... 4.5 mg, each for so many days.

    first, last: doses; a last dose below the first makes the steps go down. by: what each step adds or takes away.
    every_days: how long each dose is taken; the last one runs until the supply ends.
    Raises BadPattern for doses of different kinds, a change of 0, days out of bounds, more than 60 steps, and a change
    that does not end exactly on the last dose, with the doses that it does reach. Source: arithmetic.
    """
    _check_days(every_days)
    count = _count_of_changes(first, last=last, by=by)
    sign = 1 if first <= last else -1
    amount = by.to(first.unit).value * sign
    doses = [Quantity(first.value + amount * number, first.unit) for number in range(count + 1)]
    steps = [DoseStep(dose, times_a_day, every_days, when) for dose in doses[:-1]]
    return (*steps, DoseStep(doses[-1], times_a_day, None, when))


def halve_and_return(
    dose: Quantity, *, days: int, times_a_day: int = 1, when: tuple[str, ...] = ()
) -> tuple[DoseStep, ...]:
    """Return half of a dose for so many days, then the whole dose until the supply ends.

    Raises BadPattern for a dose of 0 and days out of bounds. Source: arithmetic.
    """
    _check_days(days)
    if not dose.value:
        raise BadPattern(f"half of {dose} is nothing; give a dose above 0")
    half = Quantity(dose.value / 2, dose.unit)
    return (DoseStep(half, times_a_day, days, when), DoseStep(dose, times_a_day, None, when))


def spaced(steps: tuple[DoseStep, ...], *, every: int) -> tuple[DoseStep, ...]:
    """Return the same steps taken on every second, third, ... day: 2 is every other day.

    A step keeps its number of days and begins on its first one. Raises BadPattern for days out of bounds.
    Source: arithmetic; the bound is a house rule.
    """
    if not 1 <= every <= MOST_DAYS_BETWEEN:
        raise BadPattern(f"a dose every {every} days cannot be planned; give 1 to {MOST_DAYS_BETWEEN}")
    return tuple(replace(step, every=every) for step in steps)


def _check_days(days: int) -> None:
    if not 1 <= days <= MOST_DAYS:
        raise BadPattern(f"a dose that is taken for {days} days cannot be planned; give 1 to {MOST_DAYS}")


def _count_of_changes(first: Quantity, *, last: Quantity, by: Quantity) -> int:
    try:
        way, change = (last - first if first <= last else first - last).value, by.to(first.unit).value
    except BadQuantity as error:
        raise BadPattern(f"{first}, {by} and {last} are not of one kind; write all three in one unit") from error
    if not change or not first.value or not last.value:
        raise BadPattern(f"from {first} by {by} to {last} leads nowhere; give two doses and a change above 0")
    count, rest = divmod(way, change)
    if count + 1 > MOST_STEPS:
        raise BadPattern(f"from {first} by {by} to {last} takes {count + 1} steps; at most {MOST_STEPS} are planned")
    if rest:
        raise BadPattern(_missed(first, last=last, by=by, count=int(count)))
    return int(count)


def _missed(first: Quantity, *, last: Quantity, by: Quantity, count: int) -> str:
    sign = 1 if first <= last else -1
    change = by.to(first.unit).value
    reached = [first.value + sign * change * number for number in (count, count + 1)]
    ends = [str(Quantity(value, first.unit)) for value in reached if value > 0]
    return f"from {first} by {by} never comes to {last}, but to {' or '.join(ends)}; change one of the three"
