"""Directions: one dose step as a sentence that a patient can act on."""

import re

from formulations.reference.papers import Language
from pharmacy.documents.facts import DeviceFacts, MedicineFacts, StepFacts

NO_BREAK = "\u00a0"
JOINER = "\u2060"


def held(amount: str) -> str:
    """Return a text in which a line end parts no number from the word after it, and no unit at its stroke: mg/ml."""
    return re.sub(r"(?<=\w/)(?=\w)", JOINER, re.sub(r"(?<=[0-9]) (?=\S)", NO_BREAK, amount))


def held_together(text: str) -> str:
    """Return a text that is never parted at a line end."""
    return text.replace(" ", NO_BREAK)


def direction(step: StepFacts, *, medicine: MedicineFacts, device: DeviceFacts, language: Language) -> str:
    """Return what to do with one dose: "Take 4.5 ml (4.5 mg) once a day, at bedtime."

    Raises MissingWording when the language has no sentence for this route and kind of device.
    Source: USP <17> (verb, number, time words; digits), NCPDP (ml first, mg after it). Read second-hand.
    """
    sentence = f"directions.{medicine.route}.{device.kind}"
    times = how_often(step, language=language)
    return language.say(sentence, measured=measured(step, medicine=medicine, language=language), times=times)


def measured(step: StepFacts, *, medicine: MedicineFacts, language: Language) -> str:
    """Return what is taken at once, with its dose: "4.5 ml (4.5 mg)"; a dose that is the same is not said twice.

    Of two actives it says whose dose it is, unless the dose is an amount of the preparation: "2.5 ml (12.5 mg of
    spironolactone)", "2 pump strokes (0.5 g)".
    """
    amount, dose = held(counted(step.amount, language=language)), held(step.dose)
    if step.amount == step.dose:
        return amount
    if medicine.further_actives and not _is_preparation(step, medicine=medicine):
        dose = language.say("contents.of", strength=dose, active=medicine.active_name)
    return f"{amount} ({dose})"


def counted(amount: str, *, language: Language) -> str:
    """Return an amount with its count in words where the pharmacy says counts so: "two capsules"; never a measure."""
    number, _, word = amount.partition(" ")
    if not language.counts_in_words or not number.isdecimal() or not language.amounts.read(amount).unit.is_count:
        return amount
    return f"{language.count(int(number))}{NO_BREAK}{word}"


def _is_preparation(step: StepFacts, *, medicine: MedicineFacts) -> bool:
    """Whether the dose is an amount of the preparation itself: g of a cream whose strength is per g."""
    return step.dose.rpartition(" ")[2] == re.split(r"/| per ", medicine.strength)[-1]


def short_direction(step: StepFacts, *, medicine: MedicineFacts, language: Language) -> str:
    """Return the same without a verb, for a line of a dose plan: "3 drops (0.75 mg) once a day"."""
    times = how_often(step, language=language)
    return language.say("dose.step", measured=measured(step, medicine=medicine, language=language), times=times)


def how_often(step: StepFacts, *, language: Language) -> str:
    """Return how many times a day, on which days, and when if the prescriber said so.

    "2 times a day, at noon and at bedtime", "once every other day, at bedtime", "every 8 hours".
    Source: ISMP list of error-prone abbreviations ("every other day" in words).
    """
    if step.hours_apart:
        return held_together(language.say("times.hours", hours=str(step.hours_apart)))
    sentence = "once" if step.times_a_day == 1 else "many"
    values = {"times": language.count(step.times_a_day)}
    if step.every > 1:
        sentence, values["spacing"] = f"spaced-{sentence}", spacing(step, language=language)
    if step.when:
        sentence = f"{sentence}-when"
        values["when"] = joined([language.say(f"when.{moment}") for moment in step.when], language=language)
    return held(language.say(f"times.{sentence}", **values))


def spacing(step: StepFacts, *, language: Language) -> str:
    """Return how the days of taking lie apart, held together: "every other day"."""
    own = f"times.spacing-{step.every}"
    key = own if language.has(own) else "times.spacing-days"
    return held_together(language.say(key, days=str(step.every)))


def spacing_notes(steps: tuple[StepFacts, ...], *, language: Language) -> list[str]:
    """Return what skipping days means: "One day with a dose, the next day without."; empty where no day is skipped.

    Empty also where it differs from step to step: it would be read as true of every step.
    """
    every = {step.every for step in steps}
    if len(every) > 1 or every == {1}:
        return []
    days = every.pop()
    own = f"times.spaced-note-{days}"
    key = own if language.has(own) else "times.spaced-note-days"
    return [language.say(key, between=str(days - 1))]


def interval_notes(steps: tuple[StepFacts, ...], *, language: Language) -> list[str]:
    """Return what an interval means: "Keep 8 hours between doses, also at night."; empty for so many times a day.

    Empty also where it differs from step to step, as with skipped days.
    """
    return [language.say("times.hours-note", hours=hours) for hours in _interval(steps)]


def after_a_missed_dose(steps: tuple[StepFacts, ...], *, language: Language) -> list[str]:
    """Return how doses by the clock go on after one was missed; the formulation says itself what to do with that one.

    Source: house rule (expert opinion): nothing is caught up, and the interval is kept.
    """
    return [language.say("what-if.hours", hours=hours) for hours in _interval(steps)]


def _interval(steps: tuple[StepFacts, ...]) -> list[str]:
    hours = {step.hours_apart for step in steps}
    return [str(one) for one in hours if one and len(hours) == 1]


def joined(words: list[str], *, language: Language) -> str:
    """Return words as a list in a sentence: "a, b and c"."""
    return language.joined(words)


def how_to_measure(steps: tuple[StepFacts, ...], *, device: DeviceFacts, language: Language) -> list[str]:
    """Return what to measure with, and how where it takes more than one filling; empty for whole units and pumps."""
    sentences = []
    if language.has(f"measure.{device.kind}") and device.kind != "dropper":
        sentences.append(language.say(f"measure.{device.kind}", capacity=held(device.capacity)))
    if device.kind == "dropper":
        sentences.append(language.say("measure.dropper", count=device.units_per_ml))
    if len(steps) == 1 and len(steps[0].draws) > 1:
        sentences.append(fillings(steps[0], language=language))
    return sentences


def fillings(step: StepFacts, *, language: Language) -> str:
    """Return how several fillings of the device make one dose: "Fill the syringe 2 times: 5 ml, then 1 ml."."""
    draws = [held(draw) for draw in step.draws]
    text = language.say("measure.then", first=", ".join(draws[:-1]), last=draws[-1])
    return language.say("measure.draws", count=str(len(draws)), draws=text)


def step_days(step: StepFacts, *, language: Language) -> str:
    """Return the days of a step: "Days 1 to 7", "Day 8"."""
    if step.from_day == step.to_day:
        return language.say("dose.day", first=str(step.from_day))
    return language.say("dose.days", first=str(step.from_day), last=str(step.to_day))
