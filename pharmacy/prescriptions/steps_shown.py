"""The dose steps of a plan as a page shows them: dates, dose, measure and times, and how much that is in all."""

from dataclasses import dataclass
from datetime import date

from formulations.science.day_calendar import CalendarStep, list_steps
from formulations.science.plan import Plan
from formulations.science.quantities import total
from formulations.science.regimen import PlannedStep, dose_per_day, hours_in_words, spacing_in_words

TIMES = {1: "once a day", 2: "twice a day"}
AT = {"morning": "in the morning", "noon": "at noon", "evening": "in the evening", "bedtime": "at bedtime"}
CHART_WIDTH, CHART_HEIGHT, LEAST_HEIGHT = 1000, 100, 4


@dataclass(frozen=True)
class ShownDose:
    """What is taken on a stretch of days. first, last: their dates; taken_on: the dates, where days are skipped.

    x, y, width, height: its bar in the picture of the regimen.
    """

    days: str
    first: date
    last: date
    taken_on: tuple[date, ...]
    take: str
    dose: str
    how_often: str
    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True)
class ShownSums:
    """What a regimen comes to. amount, filled and left_over are empty where a dose cannot be measured.

    counted: drops or pump strokes in all, empty where the dose is not counted.
    """

    last_day: date
    dose: str
    counted: str
    amount: str
    filled: str
    left_over: str


def show_steps(plan: Plan) -> tuple[ShownDose, ...]:
    """Return the dose steps of a plan, each with its dates and its bar in the picture."""
    regimen = plan.regimen
    most = max(dose_per_day(step).value for step in regimen.steps)
    steps = list_steps(regimen, first_day=plan.order.first_day, measures=plan.measures)
    return tuple(
        _dose(one, days=regimen.days, height=int(CHART_HEIGHT * dose_per_day(one.step).value / most)) for one in steps
    )


def show_sums(plan: Plan) -> ShownSums:
    """Return the last day, the drug and the preparation in all, with what is filled and what of it is left over."""
    steps = list_steps(plan.regimen, first_day=plan.order.first_day)
    supply = plan.supply
    return ShownSums(
        last_day=steps[-1].last,
        dose=str(plan.regimen.total_dose),
        counted=_counted(plan),
        amount=str(plan.total_amount or ""),
        filled=str(supply.total) if supply else "",
        left_over=str(supply.total - supply.needed) if supply else "",
    )


def _counted(plan: Plan) -> str:
    """Return what is counted in all: "1,197 drops"; whole units are the amount itself."""
    units = {measure.amount.unit for measure in plan.measures}
    if len(units) != 1 or not (unit := units.pop()).is_count or unit.is_one_piece:
        return ""
    taken = zip(plan.regimen.steps, plan.measures, strict=True)
    return str(total([one.amount * step.times_a_day * len(step.days_taken) for step, one in taken], unit=unit))


def how_often(step: PlannedStep) -> str:
    """Return when a step is taken: "at bedtime", "twice a day", "every 8 hours", "once every other day, at bedtime"."""
    if step.hours_apart:
        return hours_in_words(step.hours_apart)
    at = " and ".join(AT[when] for when in step.when)
    times = TIMES.get(step.times_a_day, f"{step.times_a_day} times a day")
    if step.every == 1:
        return at or times
    spaced = f"{'once' if step.times_a_day == 1 else f'{times},'} {spacing_in_words(step.every)}"
    return f"{spaced}, {at}" if at else spaced


def days_in_words(step: PlannedStep) -> str:
    """Return the days of a step: "Days 1 to 14", "Day 8"."""
    if step.from_day == step.to_day:
        return f"Day {step.from_day}"
    return f"Days {step.from_day} to {step.to_day}"


def arithmetic_of(plan: Plan) -> tuple[str, ...]:
    """Return how much is taken, line by line; empty when a dose cannot be measured. Source: arithmetic."""
    if plan.supply is None:
        return ()
    steps = list_steps(plan.regimen, first_day=plan.order.first_day, measures=plan.measures)
    count = len(plan.supply.containers)
    filled = f"{plan.supply.total} in {count} container{'s' if count > 1 else ''}"
    return (*map(_line, steps), f"In all: {plan.supply.needed}", f"Filled: {filled}")


def _line(one: CalendarStep) -> str:
    step, count = one.step, len(one.taken_on)
    taken = f"{count} days" if step.every == 1 else f"{count} of its {step.to_day - step.from_day + 1} days"
    preparation = one.measure.preparation if one.measure else ""
    return f"{days_in_words(step)}: {preparation} × {step.times_a_day} a day × {taken} = {one.amount}"


def _dose(one: CalendarStep, *, days: int, height: int) -> ShownDose:
    tall = max(LEAST_HEIGHT, height)
    start = CHART_WIDTH * (one.step.from_day - 1) // days
    end = CHART_WIDTH * one.step.to_day // days
    return ShownDose(
        days=days_in_words(one.step),
        first=one.first,
        last=one.last,
        taken_on=one.taken_on if one.step.every > 1 else (),
        take=one.measure.text if one.measure else "",
        dose=str(one.step.dose),
        how_often=how_often(one.step),
        x=start,
        y=CHART_HEIGHT - tall,
        width=max(1, end - start - (3 if end < CHART_WIDTH else 0)),
        height=tall,
    )
