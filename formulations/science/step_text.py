"""One dose step as one line of text, in the one form that the formulary and its pages use."""

import re

from formulations.science.quantities import BadQuantity, Quantity
from formulations.science.regimen import HOURS_APART, TIMES, DoseStep, hours_in_words, spacing_in_words, times_of_hours
from formulations.science.specified.dosing import MadeAs

AT = {"morning": "in the morning", "noon": "at noon", "evening": "in the evening", "bedtime": "at bedtime"}
OFTEN = {1: "once", 2: "twice"}
_WHEN = "|".join(AT.values())
_LISTED_HOURS = ", ".join(map(str, HOURS_APART))
_STEP = re.compile(
    r"(?P<dose>\S+ [a-z ]+?) (?:every (?P<hours>[1-9]\d?) hours|(?P<times>once|twice|(?P<many>[1-9]\d?) times)"
    r" (?:a day|(?P<other>every other day)|a day every other day|(?:a day )?every (?P<every>[1-9]\d?) days))"
    rf"(?P<when>(?: (?:and )?(?:{_WHEN}))*)(?: for (?P<days>[1-9]\d{{0,2}}) days?)?",
    re.ASCII,
)


_MADE = re.compile(
    r"(?P<step>.+), made as (?P<code>[a-z0-9]+(?:-[a-z0-9]+)*)(?: (?P<amount>[0-9][0-9.,]* [a-z]+))?", re.ASCII
)


class BadStep(ValueError):
    """A line that is no dose step; the message gives it, what is wrong and how to write one."""


def step_in_words(step: DoseStep) -> str:
    """Return a dose step as one line: "1.5 mg once a day at bedtime for 14 days"; an open step names no days.

    Source: house form; times and spacing in words (ISMP list of error-prone abbreviations).
    """
    parts = [str(step.dose), *_often_in_words(step)]
    if step.when:
        parts.append(" and ".join(AT[one] for one in step.when))
    if step.days is not None:
        parts.append(f"for {step.days} day{'s' if step.days != 1 else ''}")
    return " ".join(parts)


def _often_in_words(step: DoseStep) -> list[str]:
    if step.hours_apart:
        return [hours_in_words(step.hours_apart)]
    parts = [OFTEN.get(step.times_a_day, f"{step.times_a_day} times")]
    if step.every == 1 or step.times_a_day > 1:
        parts.append("a day")
    return [*parts, spacing_in_words(step.every)] if step.every > 1 else parts


def read_step(text: str) -> DoseStep:
    """Return the dose step that a line states. Raises BadStep for anything but the one form of `step_in_words`.

    Source: as `step_in_words`.
    """
    found = _STEP.fullmatch(text)
    if found is None:
        raise BadStep("is no dose step; write it as “1.5 mg once a day at bedtime for 14 days”")
    try:
        dose = Quantity.read(found["dose"].replace(",", ""))
    except BadQuantity as error:
        raise BadStep(f"has no dose that can be read: {error}") from error
    days = int(found["days"]) if found["days"] else None
    step = DoseStep(dose, _times(found), days, _when(found), _every(found), _hours(found))
    if step_in_words(step) != text:
        raise BadStep(f"is not in the one form; write “{step_in_words(step)}”")
    return step


def read_made_step(text: str) -> tuple[DoseStep, MadeAs | None]:
    """Return the dose step that a line states, and what it is made as where it says so.

    text: as `read_step` takes it, and after it ", made as active-capsule 4.5 mg", or the code alone where that
    formulation comes in one strength. Raises BadStep. Source: house form.
    """
    found = _MADE.fullmatch(text)
    if found is None:
        return read_step(text), None
    step, strength = read_step(found["step"]), _strength(found["amount"] or "")
    made = MadeAs(found["code"], strength)
    if f"{step_in_words(step)}, made as {made}" != text:
        raise BadStep(f"is not in the one form; write “{step_in_words(step)}, made as {made}”")
    return step, made


def _strength(text: str) -> Quantity | None:
    if not text:
        return None
    try:
        strength = Quantity.read(text.replace(",", ""))
    except BadQuantity as error:
        raise BadStep(f"names no strength that can be read: {error}") from error
    if not strength.unit.is_strength:
        raise BadStep(f"is made in {strength}, which is no strength; name the amount of active, such as 4.5 mg")
    return strength


def _hours(found: re.Match[str]) -> int | None:
    return int(found["hours"]) if found["hours"] else None


def _times(found: re.Match[str]) -> int:
    hours = _hours(found)
    if hours is not None and hours not in HOURS_APART:
        raise BadStep(f"is every {hours} hours, which is not the same hours of every day; use {_LISTED_HOURS}")
    if hours is not None:
        return times_of_hours(hours)
    return int(found["many"]) if found["many"] else next(n for n, word in OFTEN.items() if word == found["times"])


def _every(found: re.Match[str]) -> int:
    if found["every"]:
        return int(found["every"])
    return 2 if "every other day" in found[0] else 1


def _when(found: re.Match[str]) -> tuple[str, ...]:
    return tuple(moment for moment in TIMES if AT[moment] in found["when"])
