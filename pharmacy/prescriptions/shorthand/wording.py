"""The full plain text of directions that were read from a shorthand."""

from collections.abc import Sequence

from formulations.science.regimen import hours_in_words
from pharmacy.prescriptions.shorthand.grammar import days_in_words, every_in_words, often_in_words
from pharmacy.prescriptions.shorthand.stepping import Ordered

AT = {"morning": "in the morning", "noon": "at noon", "evening": "in the evening", "bedtime": "at bedtime"}
VERBS = {"transdermal": "Apply", "perianal": "Apply", "rectal": "Insert", "vaginal": "Insert"}


def directions_in_words(steps: Sequence[Ordered], *, route: str) -> str:
    """Return the directions as one sentence: "Take 1.5 mg at bedtime for 14 days, then 3 mg at bedtime until ...".

    route: of the formulation, empty before one is chosen. Source: USP <17> (verb, digits, time words), second-hand.
    """
    said = [_step_in_words(step) for step in steps]
    return f"{VERBS.get(route, 'Take')} {', then '.join(said)}."


def _step_in_words(step: Ordered) -> str:
    routes = dict.fromkeys(part.plain for part in step.said("route"))
    length = f"for {days_in_words(step.days)}" if step.days else "until the supply ends"
    return " ".join([str(step.dose), *routes, how_often(step), length])


def how_often(step: Ordered) -> str:
    """Return how often and when: "at bedtime", "twice a day", "every other day in the morning". Source: plain words."""
    if step.hours_apart:
        return hours_in_words(step.hours_apart)
    when = " and ".join(AT[time] for time in step.when)
    if step.every > 1:
        often = f"{often_in_words(step.times_a_day)} " if step.times_a_day > 1 and not when else ""
        return f"{often}{every_in_words(step.every)} {when}".strip()
    return when or often_in_words(step.times_a_day)
