"""Reads a shorthand: dose steps with their full plain text, or what stops it, word by word."""

from collections.abc import Sequence
from dataclasses import dataclass

from formulations.science.quantities import Unit
from formulations.science.regimen import DoseStep
from pharmacy.prescriptions.shorthand.asking import mark_of
from pharmacy.prescriptions.shorthand.grammar import said_in
from pharmacy.prescriptions.shorthand.marks import Choice, Mark, Standing
from pharmacy.prescriptions.shorthand.splitting import Item, items_in
from pharmacy.prescriptions.shorthand.stepping import Ordered, Problem, ordered_in
from pharmacy.prescriptions.shorthand.wording import directions_in_words

LONGEST = 300


@dataclass(frozen=True)
class Reading:
    """What a shorthand says.

    text: as written. marks: each word with what it was taken for, in order. plain: the whole of it in plain words.
    steps: the dose steps; empty as long as anything stops. problems: what is missing or does not agree.
    """

    text: str
    marks: tuple[Mark, ...]
    problems: tuple[Mark, ...]
    plain: str
    steps: tuple[DoseStep, ...]

    @property
    def is_understood(self) -> bool:
        """Whether all of it was understood, so that it may be entered."""
        return bool(self.steps)

    @property
    def stops(self) -> tuple[Mark, ...]:
        """Everything that has to be answered first, in the order of the text."""
        return (*(mark for mark in self.marks if mark.stops), *self.problems)


@dataclass(frozen=True)
class Meant:
    """What a shorthand is written for: the units that a dose may be in, the route, the dosage form; empty if open."""

    units: tuple[Unit, ...] = ()
    route: str = ""
    form: str = ""


def read_shorthand(text: str, *, meant: Meant | None = None) -> Reading:
    """Return what a shorthand says: "1.5 mg po qhs x 14d then 3 mg nocte" is two dose steps.

    meant: what it is written for, as far as it is chosen. Nothing is guessed: a word that is not in the table, a word
    that means two things, a number without a unit, and a step without a dose, a time or an end each stop the whole.
    So does a text longer than 300 characters: none of it is read, as half of a direction may be the wrong half.
    Source: the table of shorthand (words.toml); house rule on what stops.
    """
    tidy = " ".join(text.split())
    if len(tidy) > LONGEST:
        return Reading(tidy, marks=(), problems=(_too_long(tidy),), plain="", steps=())
    segments = _segments(items_in(tidy))
    said = [said_in(segment) for segment in segments]
    marks = [mark_of(one, text=tidy, units=(meant or Meant()).units) for part in said for one in part]
    marks += [mark_of(item, text=tidy, units=()) for item in items_in(tidy) if item.kind == "then"]
    ordered = [
        ordered_in(part, is_last=number == len(said), end=len(tidy)) for number, part in enumerate(said, start=1)
    ]
    found = _problems(ordered, meant=meant or Meant(), text=tidy) if tidy else []
    stops = any(mark.stops for _, mark in marks) or found or not tidy
    return Reading(
        text=tidy,
        marks=tuple(mark for _, mark in sorted(marks, key=lambda one: one[0]) if mark.written),
        problems=tuple(found),
        plain="" if stops else directions_in_words(ordered, route=(meant or Meant()).route),
        steps=() if stops else tuple(one.step for one in ordered),
    )


def _too_long(text: str) -> Mark:
    why = f"The line has {len(text)} characters, and {LONGEST} is the most: shorten it, or write the doses below."
    return Mark("", Standing.ASKED, why=why)


def _segments(items: Sequence[Item]) -> list[list[Item]]:
    """Return the items of each dose step; "then" parts them. A "then" at either end leaves a step without words."""
    segments: list[list[Item]] = [[]]
    for item in items:
        if item.kind == "then":
            segments.append([])
        else:
            segments[-1].append(item)
    return segments


def _problems(ordered: Sequence[Ordered], *, meant: Meant, text: str) -> list[Mark]:
    problems = [problem for one in ordered for problem in one.problems]
    problems += [problem for one in ordered for problem in _of_product(one, meant=meant)]
    return [_as_mark(problem, text=text) for problem in problems]


def _of_product(ordered: Ordered, *, meant: Meant) -> list[Problem]:
    """Return where a step contradicts the formulation chosen."""
    found = []
    if ordered.dose and meant.units and ordered.dose.unit not in meant.units and not _is_mass_of(ordered, meant=meant):
        units = " or ".join(unit.value for unit in meant.units)
        found.append(Problem(f"{ordered.dose}: the formulation chosen is taken in {units}.", ordered.end))
    for about, chosen in (("route", meant.route), ("form", meant.form)):
        found += [
            Problem(f"“{said.plain}” does not fit the formulation chosen, which is {chosen}.", ordered.end)
            for said in ordered.said(about)
            if chosen and said.value != chosen
        ]
    return found


def _is_mass_of(ordered: Ordered, *, meant: Meant) -> bool:
    """Whether the dose is a mass and the formulation is dosed by mass, in whatever unit of mass."""
    return bool(ordered.dose and ordered.dose.unit.is_mass and any(unit.is_mass for unit in meant.units))


def _as_mark(problem: Problem, *, text: str) -> Mark:
    choices = tuple(
        Choice(words, " ".join(f"{text[: problem.place]} {words} {text[problem.place :]}".split()))
        for words in problem.choices
    )
    return Mark("", problem.standing, why=problem.why, choices=choices)
