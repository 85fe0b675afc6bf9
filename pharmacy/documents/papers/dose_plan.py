"""The dose plan of a titration: a line for each step, with days, dates, measure and drawing."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from formulations.reference.papers import Language
from pharmacy.documents.drawings import Drawing, drawings_of
from pharmacy.documents.facts import PaperFacts, StepFacts
from pharmacy.documents.wording.dates import date_text
from pharmacy.documents.wording.directions import held, held_together, how_often, measured, step_days

MOST_ROOMY = 3  # more steps than this are drawn small


@dataclass(frozen=True)
class PlanLine:
    """One step of the plan as a line of its table. often is empty where it is the same on every line."""

    days: str
    dates: str
    measure: str
    often: str
    drawings: tuple[Drawing, ...]


@dataclass(frozen=True)
class PlanHeading:
    """What stands above one column."""

    key: str
    text: str


@dataclass(frozen=True)
class DosePlan:
    """The table of all steps, and the sentences before it. roomy: few enough steps to draw them larger."""

    heading: str
    intro: str
    roomy: bool
    headings: tuple[PlanHeading, ...]
    lines: tuple[PlanLine, ...]

    @property
    def is_wide(self) -> bool:
        """Whether how often differs from line to line, so that it has a column of its own."""
        return any(line.often for line in self.lines)


def dose_plan(facts: PaperFacts, *, language: Language) -> DosePlan:
    """Return the plan of taking with the date of each step, counted from the day the first container is opened."""
    start = date_text(facts.starts_on, language=language, style=facts.law.date_style, length="long")
    times = {how_often(step, language=language) for step in facts.steps}
    always = [language.say("plan.always", often=often) for often in times] if len(times) == 1 else []
    keys = ("days", "dates", "measure", *(() if always else ("often",)), "figure")
    lines = tuple(_line(step, facts=facts, language=language, is_narrow=not always) for step in facts.steps)
    return DosePlan(
        heading=language.say("section.dose-plan"),
        intro=" ".join((*always, language.say("plan.intro", date=start))),
        roomy=len(facts.steps) <= MOST_ROOMY,
        headings=tuple(PlanHeading(key, language.say(f"plan.{key}")) for key in keys),
        lines=tuple(replace(line, often="") for line in lines) if always else lines,
    )


def _line(step: StepFacts, *, facts: PaperFacts, language: Language, is_narrow: bool) -> PlanLine:
    return PlanLine(
        days=held(step_days(step, language=language)),
        dates=_dates(step, facts=facts, language=language, is_narrow=is_narrow),
        measure=measured(step, medicine=facts.medicine, language=language),
        often=how_often(step, language=language),
        drawings=drawings_of(step, device=facts.device, language=language),
    )


def _dates(step: StepFacts, *, facts: PaperFacts, language: Language, is_narrow: bool) -> str:
    """From when to when. is_narrow: the column has too little room for a whole date on one line."""
    days = [_on_day(day, start=facts.starts_on) for day in (step.from_day, step.to_day)]
    words = [date_text(day, language=language, style=facts.law.date_style, length="short") for day in days]
    first, last = words if is_narrow else map(held_together, words)
    return first if days[0] == days[1] else language.say("plan.from-to", first=first, last=last)


def _on_day(day: int, *, start: date) -> date:
    return start + timedelta(days=day - 1)
