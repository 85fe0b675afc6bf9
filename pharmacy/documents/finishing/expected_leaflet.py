"""What a leaflet must say, worded anew from the facts: by what it is called, the sentence that has to read back."""

from datetime import date, timedelta
from itertools import chain

from formulations.reference.papers import Language
from pharmacy.documents.facts import ContainerFacts, PaperFacts, StepFacts
from pharmacy.documents.finishing.expected import Expected, expected_of_any_paper, numbered
from pharmacy.documents.wording.changed import changed_sentences
from pharmacy.documents.wording.course import course_sentences
from pharmacy.documents.wording.dates import date_text, day_and_month
from pharmacy.documents.wording.directions import (
    after_a_missed_dose,
    counted,
    direction,
    fillings,
    how_often,
    how_to_measure,
    interval_notes,
    measured,
    spacing_notes,
    step_days,
)
from pharmacy.documents.wording.keeping import in_use_sentences, mishaps, shake_sentences, storage_sentences
from pharmacy.documents.wording.training import training_mark


def expected_of_leaflet(facts: PaperFacts, *, language: Language, calendar: bool) -> Expected:
    """Return what a leaflet must say in one piece. calendar: whether it has one."""
    return {
        **expected_of_any_paper(facts, language=language),
        "mark of training": training_mark(facts, language=language),
        **_main_points(facts, language=language),
        "lot": language.say("label.lot", lot=facts.lot),
        "prescription number": language.say("leaflet.prescription", number=facts.prescription_number),
        **_doses(facts, language=language),
        **_intervals(facts, language=language),
        **numbered("what the interval means", texts=interval_notes(facts.steps, language=language)),
        **numbered("after a missed dose", texts=after_a_missed_dose(facts.steps, language=language)),
        **(_plan(facts, language=language) if len(facts.steps) > 1 else {}),
        **_containers(facts, language=language),
        **(_calendar(facts, language=language) if calendar else {}),
        **numbered("storage", texts=storage_sentences(facts.storage, language=language)),
        **numbered("in-use life", texts=in_use_sentences(facts.storage, language=language)),
        **numbered("sentence", texts=list(chain.from_iterable(texts for _, texts in facts.medicine.leaflet))),
        **numbered("change", texts=changed_sentences(facts, language=language)),
        **numbered("next product", texts=course_sentences(facts, language=language)),
    }


def expected_in_text(facts: PaperFacts, *, language: Language) -> Expected:
    """Return what the text of a leaflet must say besides, where the end of a page may stand in the middle of it."""
    medicine, device, say = facts.medicine, facts.device, language.say
    last = _long(facts.use_by, facts=facts, language=language)
    twice = [fillings(step, language=language) for step in facts.steps if len(step.draws) > 1]
    later = any(not box.is_made_now for box in facts.containers)
    return {
        "first day": _first_day(facts, language=language),
        "use by": say("supply.use-by-now" if later else "supply.use-by", date=last),
        **numbered("measuring", texts=how_to_measure(facts.steps, device=device, language=language)),
        **numbered("filling", texts=twice),
        **numbered("days without a dose", texts=spacing_notes(facts.steps, language=language)),
        **numbered("shaking", texts=shake_sentences(medicine, language=language)),
        **numbered("mishap", texts=mishaps(facts.storage, language=language)),
        "out of reach": say("label.out-of-reach"),
        **numbered("ingredient", texts=[one.patient_name for one in medicine.ingredients if one.function != "active"]),
        **numbered("brought along", texts=[name for one in medicine.brought_along for name in one.excipients]),
        **numbered("contained", texts=list(medicine.contains)),
        **numbered("not contained", texts=list(medicine.free_from)),
        "purpose": facts.purpose.rstrip("."),
        "untested": say("what-it-is.untested"),
        "telephone": facts.pharmacy.phone,
        "prescriber": say("who-to-ask.prescriber", prescriber=facts.prescriber) if facts.prescriber else "",
    }


def _main_points(facts: PaperFacts, *, language: Language) -> Expected:
    """Dose and last day in the panel on top, each under its own heading."""
    first, medicine, say = facts.steps[0], facts.medicine, language.say
    dose = direction(first, medicine=medicine, device=facts.device, language=language)
    if len(facts.steps) > 1:
        amount = measured(first, medicine=medicine, language=language)
        dose = say("leaflet.key-dose-plan", measured=amount, times=how_often(first, language=language))
    return {
        "dose in the main points": f"{say('leaflet.key-dose')} {dose}",
        "use by": f"{say('leaflet.key-use-by')} {_long(facts.use_by, facts=facts, language=language)}",
    }


def _first_day(facts: PaperFacts, *, language: Language) -> str:
    if facts.starts_on <= facts.supplied_on:
        return ""
    return language.say("dose.start-on", date=_long(facts.starts_on, facts=facts, language=language))


def _plan(facts: PaperFacts, *, language: Language) -> Expected:
    """Each row of the plan, from its days to how much, and how often where that is not the same on every row."""
    often = [how_often(step, language=language) for step in facts.steps]
    differs = len(set(often)) > 1
    return {
        f"row of days {step.from_day} to {step.to_day}": " ".join(
            (
                step_days(step, language=language),
                _from_to(step, facts=facts, language=language),
                measured(step, medicine=facts.medicine, language=language),
                *((times,) if differs else ()),
            )
        )
        for step, times in zip(facts.steps, often, strict=True)
    }


def _from_to(step: StepFacts, *, facts: PaperFacts, language: Language) -> str:
    """The dates of a step, counted from the first day of taking."""
    days = [facts.starts_on + timedelta(days=day - 1) for day in (step.from_day, step.to_day)]
    first, last = (_short(day, facts=facts, language=language) for day in days)
    return first if first == last else language.say("plan.from-to", first=first, last=last)


def _doses(facts: PaperFacts, *, language: Language) -> Expected:
    return {
        **{f"dose of days {step.from_day} to {step.to_day}": step.dose for step in facts.steps},
        **{
            f"measure of days {step.from_day} to {step.to_day}": counted(step.amount, language=language)
            for step in facts.steps
        },
    }


def _intervals(facts: PaperFacts, *, language: Language) -> Expected:
    """The hours of each step whose doses are taken by the clock."""
    return {
        f"interval of days {step.from_day} to {step.to_day}": how_often(step, language=language)
        for step in facts.steps
        if step.hours_apart
    }


def _containers(facts: PaperFacts, *, language: Language) -> Expected:
    """Each row of the table of containers, as it reads from its number to its last day."""
    if len(facts.containers) == 1:
        return {}
    return {
        f"row of container {box.number}": " ".join(
            (_which(box, language=language), box.amount, *(_short(day, facts=facts, language=language) for day in days))
        )
        for box in facts.containers
        for days in [(box.make_on, box.open_on, box.discard_on)]
    }


def _which(box: ContainerFacts, *, language: Language) -> str:
    return language.say("supply.which", number=str(box.number), of=str(box.of))


def _calendar(facts: PaperFacts, *, language: Language) -> Expected:
    """Each day of the calendar with its dose, row by row, counted from the steps."""
    doses = {
        day: step
        for step in facts.steps
        for day in range(step.from_day, step.to_day + 1)
        if (day - step.from_day) % step.every == 0
    }
    last, found = max(step.to_day for step in facts.steps), {}
    for week, first in enumerate(range(1, last + 1, 7), 1):
        days = range(first, min(first + 7, last + 1))
        boxes = [_box(day, step=doses.get(day), facts=facts, language=language) for day in days]
        found[f"week {week} of the calendar"] = " ".join(boxes)
    return found


def _box(day: int, *, step: StepFacts | None, facts: PaperFacts, language: Language) -> str:
    when = facts.starts_on + timedelta(days=day - 1)
    on = day_and_month(when, language=language, style=facts.law.date_style)
    if step is None:
        return f"{on}: {language.say('calendar.none')}"
    if step.times_a_day == 1 or len({one.times_a_day for one in facts.steps}) == 1:
        return f"{on}: {step.amount}"
    return f"{on}: {language.say('calendar.many', measured=step.amount, times=str(step.times_a_day))}"


def _short(day: date, *, facts: PaperFacts, language: Language) -> str:
    return date_text(day, language=language, style=facts.law.date_style, length="short")


def _long(day: date, *, facts: PaperFacts, language: Language) -> str:
    return date_text(day, language=language, style=facts.law.date_style, length="long")
