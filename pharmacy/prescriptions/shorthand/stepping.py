"""One dose step out of what was said, and what it lacks or contradicts."""

from collections.abc import Sequence
from dataclasses import dataclass

from formulations.science.quantities import Quantity
from formulations.science.regimen import (
    MOST_DAYS,
    MOST_DAYS_BETWEEN,
    MOST_TIMES_A_DAY,
    TIMES,
    BadRegimen,
    DoseStep,
    check_hours,
    times_of_hours,
)
from pharmacy.prescriptions.shorthand.grammar import Said, often_in_words
from pharmacy.prescriptions.shorthand.marks import Standing
from pharmacy.prescriptions.shorthand.splitting import Item

HOW_OFTEN = ("once a day", "twice a day", "at bedtime", "in the morning")
MOST = {"often": MOST_TIMES_A_DAY, "days": MOST_DAYS, "every": MOST_DAYS_BETWEEN}


@dataclass(frozen=True)
class Problem:
    """Something that a step lacks or contradicts. place: where in the text an answer of `choices` would stand."""

    why: str
    place: int
    choices: tuple[str, ...] = ()
    standing: Standing = Standing.ASKED


@dataclass(frozen=True)
class Ordered:
    """What was said in one step of a shorthand. is_last: whether no step follows. end: where it ends in the text.

    has_left_over: whether some of its words are still asked about or not known.
    """

    parts: tuple[Said, ...]
    is_last: bool
    has_left_over: bool
    end: int

    def said(self, about: str) -> list[Said]:
        """Return what was said about one thing, in order."""
        return [part for part in self.parts if part.about == about]

    @property
    def dose(self) -> Quantity | None:
        """The dose, where one was said."""
        doses = [part.value for part in self.said("dose") if isinstance(part.value, Quantity)]
        return doses[0] if doses else None

    @property
    def when(self) -> tuple[str, ...]:
        """The times of day that were named, in the order of the day."""
        named = {part.value for part in self.said("when")}
        return tuple(time for time in TIMES if time in named)

    @property
    def every(self) -> int:
        """1 for every day, 2 for every other day."""
        return self._number("every") or 1

    @property
    def hours_apart(self) -> int | None:
        """The hours between doses that are taken by the clock, or None where it was not said so."""
        return self._number("hours")

    @property
    def days(self) -> int | None:
        """For how many days, or None where it was not said."""
        return self._number("days")

    @property
    def times_a_day(self) -> int:
        """How often on a day: as said, as the hours make it, or as many times as were named; else once."""
        by_hours = times_of_hours(self.hours_apart) if self.hours_apart else None
        return self._number("often") or by_hours or len(self.when) or 1

    @property
    def step(self) -> DoseStep:
        """The dose step. There must be no problems."""
        if self.dose is None:
            raise ValueError(self.parts)
        return DoseStep(self.dose, self.times_a_day, self.days, self.when, self.every, self.hours_apart)

    @property
    def problems(self) -> list[Problem]:
        """What the step lacks or says twice; what it lacks is not asked while a word of it is still open.

        Source: house rule; a label needs dose and times, and a step before the last needs its days.
        """
        lacks = [] if self.has_left_over else self._lacks(self.end)
        return [*lacks, *self._contradictions(self.end)]

    def _lacks(self, place: int) -> list[Problem]:
        if not self.parts:
            return [Problem("“Then” parts two steps, and one of them is empty. What is taken?", place)]
        found = []
        if self.dose is None:
            found.append(Problem("How much is taken at once? Write a number and a unit, such as 1.5 mg.", place))
        if not (self.said("often") or self.hours_apart or self.when or self.every > 1):
            found.append(Problem("How often is it taken, or at what time of day?", place, HOW_OFTEN))
        if self.days is None and not self.is_last:
            found.append(Problem("For how long, before the next step?", place, ("x 7 days", "x 14 days", "x 28 days")))
        return found

    def _contradictions(self, place: int) -> list[Problem]:
        found = [
            Problem(f"{one[0].plain} and {one[-1].plain}: write “then” between two steps, or take one out.", place)
            for one in map(self.said, ("dose", "often", "hours", "every", "days"))
            if len({str(part.value) for part in one}) > 1
        ]
        for about, most in MOST.items():
            number = self._number(about)
            if number is not None and not 1 <= number <= most:
                found.append(Problem(f"{self.said(about)[0].plain}: write 1 to {most}.", place))
        if self.dose is not None and not self.dose.value:
            found.append(Problem(f"{self.dose} is no dose.", place))
        found += self._beside_hours(place)
        if self.said("often") and self.when and self._number("often") != len(self.when):
            often = often_in_words(self._number("often") or 0)
            found.append(Problem(f"{often}, but {len(self.when)} time of day is named; make them agree.", place))
        if self.said("open") and self.days is not None:
            found.append(Problem("It says both for how long and until the supply ends; take one out.", place))
        if self.said("open") and not self.is_last:
            found.append(Problem("Only the last step may run until the supply ends.", place))
        return found

    def _beside_hours(self, place: int) -> list[Problem]:
        try:
            if self.dose is not None:
                check_hours(self.step)
        except BadRegimen as error:
            text = str(error)
            return [Problem(f"{text[:1].upper()}{text[1:]}.", place)]
        return []

    def _number(self, about: str) -> int | None:
        said = [part.value for part in self.said(about)]
        return said[0] if said and isinstance(said[0], int) else None


def ordered_in(said: Sequence[Said | Item], *, is_last: bool, end: int) -> Ordered:
    """Return what was said in one step.

    said: of one segment of the text, left-over items included. end: where the text ends, for a step without words.
    """
    parts = tuple(one for one in said if isinstance(one, Said))
    left_over = len(parts) < len(said) or any(part.about == "month" for part in parts)
    return Ordered(parts, is_last, left_over, end=said[-1].end if said else end)
