"""The calendar of a course whose dose changes or skips days: one row a week, each day with its date and dose."""

from dataclasses import dataclass
from datetime import date, timedelta

from formulations.reference.papers import Language
from pharmacy.documents.facts import PaperFacts, StepFacts
from pharmacy.documents.wording.dates import date_text, day_and_month
from pharmacy.documents.wording.directions import held, how_often

WEEK = 7


@dataclass(frozen=True)
class CalendarDay:
    """One box: its date, and what is measured each time; is_new where the dose is another than the day before.

    Both texts are empty for a box after the last day.
    """

    date: str
    dose: str
    is_new: bool = False


@dataclass(frozen=True)
class DoseCalendar:
    """The whole calendar. weekdays: what stands above the boxes; weeks: rows of seven, from the first day on."""

    heading: str
    intro: str
    weekdays: tuple[str, ...]
    weeks: tuple[tuple[CalendarDay, ...], ...]

    @property
    def boxes(self) -> tuple[CalendarDay, ...]:
        """Every box, row by row."""
        return tuple(day for week in self.weeks for day in week)


def has_calendar(facts: PaperFacts) -> bool:
    """Return whether not every day is like the one before: more than one step, or days without a dose.

    None where the pharmacy leaves it out: the dated plan says the same.
    """
    if "calendar" not in facts.blocks:
        return False
    return len(facts.steps) > 1 or any(step.every > 1 for step in facts.steps)


def dose_calendar(facts: PaperFacts, *, language: Language) -> DoseCalendar:
    """Return the calendar from the first day of this supply to the last day of its last step. Raises MissingWording."""
    often = {how_often(step, language=language) for step in facts.steps}
    days = _days(facts, language=language, counted=len({step.times_a_day for step in facts.steps}) > 1)
    say, first = language.say, facts.starts_on
    always = [say("plan.always", often=one) for one in often] if len(often) == 1 else []
    from_to = say("plan.from-to", first=_whole(first, facts=facts, language=language), last=_last(facts, language))
    return DoseCalendar(
        heading=say("section.dose-calendar"),
        intro=" ".join((f"{from_to}.", *always, say("calendar.intro"))),
        weekdays=tuple(say(f"weekdays-short.{(first + timedelta(days=n)).isoweekday()}") for n in range(WEEK)),
        weeks=tuple(tuple(days[at : at + WEEK]) for at in range(0, len(days), WEEK)),
    )


def _days(facts: PaperFacts, *, language: Language, counted: bool) -> list[CalendarDay]:
    """Every box of every row. counted: each box says how many times, since that differs from step to step."""
    found, before = [], ""
    for number in range(1, max(step.to_day for step in facts.steps) + 1):
        dose = _dose(number, steps=facts.steps, language=language, counted=counted)
        on = facts.starts_on + timedelta(days=number - 1)
        day = day_and_month(on, language=language, style=facts.law.date_style)
        found.append(CalendarDay(day, dose, is_new=dose != before))
        before = dose
    return found + [CalendarDay("", "")] * (-len(found) % WEEK)


def _dose(number: int, *, steps: tuple[StepFacts, ...], language: Language, counted: bool) -> str:
    step = next((one for one in steps if one.from_day <= number <= one.to_day), None)
    if step is None or (number - step.from_day) % step.every:
        return language.say("calendar.none")
    if not counted or step.times_a_day == 1:
        return held(step.amount)
    return held(language.say("calendar.many", measured=step.amount, times=str(step.times_a_day)))


def _last(facts: PaperFacts, language: Language) -> str:
    days = max(step.to_day for step in facts.steps) - 1
    return _whole(facts.starts_on + timedelta(days=days), facts=facts, language=language)


def _whole(day: date, *, facts: PaperFacts, language: Language) -> str:
    return date_text(day, language=language, style=facts.law.date_style, length="short")
