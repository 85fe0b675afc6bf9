"""What a paper must say, worded anew from the facts: by what it is called, the sentence that has to read back."""

from datetime import date, timedelta
from itertools import chain

from formulations.reference.papers import Language
from pharmacy.documents.facts import ContainerFacts, PaperFacts, StepFacts
from pharmacy.documents.papers.label import LabelText, steps_of
from pharmacy.documents.papers.label_job import LabelJob
from pharmacy.documents.papers.names import actives_with_strengths, capital
from pharmacy.documents.wording.changed import changed_sentences
from pharmacy.documents.wording.course import course_sentences
from pharmacy.documents.wording.dates import date_text, day_and_month
from pharmacy.documents.wording.directions import (
    after_a_missed_dose,
    counted,
    direction,
    how_often,
    interval_notes,
    short_direction,
    step_days,
)
from pharmacy.documents.wording.keeping import in_use_sentences, storage_sentences
from pharmacy.documents.wording.training import training_mark

Expected = dict[str, str]


def expected_of_label(text: LabelText, *, job: LabelJob) -> Expected:
    """Return what a label must say. text: whether it points to the plan instead of naming its steps."""
    facts, box, language = job.facts, job.box, job.language
    say = language.say
    on_the_label = {
        "use by": f"{say('label.use-by')} {_date(facts, key='use_by', length='short', language=language)}",
        "lot": say("label.lot", lot=facts.lot),
        **_made(facts, language=language),
        "quantity": box.amount,
        **_which_container(job),
        **({} if text.plan_only else _steps(job)),
        **_numbered("storage", texts=storage_sentences(facts.storage, language=language)),
        **_numbered("in-use life", texts=in_use_sentences(facts.storage, language=language)),
        **_numbered("warning", texts=list(facts.medicine.label_warnings)),
        **_numbered("change", texts=changed_sentences(facts, language=language)),
        **_numbered("next product", texts=_next_product(text, job=job)),
    }
    return {**_of_any_paper(facts, language=language), **on_the_label, **_asked_for(facts, language=language)}


def expected_on_each(text: LabelText, *, job: LabelJob, page: int) -> Expected:
    """Return what each label must say by itself: whose it is where there are two, and the mark of training.

    page: from 0.
    """
    facts, language = job.facts, job.language
    mark = {"mark of training": training_mark(facts, language=language)}
    if not text.second:
        return mark
    return mark | {
        "patient": facts.patient,
        "active and strength": capital(actives_with_strengths(facts.medicine, language=language)),
        "lot": language.say("label.lot", lot=facts.lot),
        "number of the label": language.say("label.which", number=str(page + 1), of=str(len(text.labels))),
    }


def expected_of_leaflet(facts: PaperFacts, *, language: Language, calendar: bool) -> Expected:
    """Return what a leaflet must say. calendar: whether it has one."""
    return {
        **_of_any_paper(facts, language=language),
        "mark of training": training_mark(facts, language=language),
        "use by": _date(facts, key="use_by", length="long", language=language),
        "lot": language.say("label.lot", lot=facts.lot),
        "prescription number": language.say("leaflet.prescription", number=facts.prescription_number),
        **_doses(facts, language=language),
        **_intervals(facts, language=language),
        **_containers(facts, language=language),
        **(_calendar(facts, language=language) if calendar else {}),
        **_numbered("storage", texts=storage_sentences(facts.storage, language=language)),
        **_numbered("in-use life", texts=in_use_sentences(facts.storage, language=language)),
        **_numbered("sentence", texts=list(chain.from_iterable(texts for _, texts in facts.medicine.leaflet))),
        **_numbered("change", texts=changed_sentences(facts, language=language)),
        **_numbered("next product", texts=course_sentences(facts, language=language)),
    }


def _of_any_paper(facts: PaperFacts, *, language: Language) -> Expected:
    medicine = facts.medicine
    return {
        "patient": facts.patient,
        "active": medicine.active_name,
        "strength": medicine.strength,
        **{f"active {one.name}": one.name for one in medicine.further_actives},
        **{f"strength of {one.name}": one.strength for one in medicine.further_actives},
        "pharmacy": facts.pharmacy.name,
        "address of the pharmacy": facts.pharmacy.address,
    }


def _asked_for(facts: PaperFacts, *, language: Language) -> Expected:
    """What this law asks for by name, besides what every label says."""
    say, wanted = language.say, set(facts.law.label_elements)
    found = {"active and strength": capital(actives_with_strengths(facts.medicine, language=language))}
    if "prescription-number" in wanted:
        found["prescription number"] = say("label.prescription", number=facts.prescription_number)
    if "prescriber" in wanted and facts.prescriber:
        found["prescriber"] = say("label.prescriber", prescriber=facts.prescriber)
    return found


def _made(facts: PaperFacts, *, language: Language) -> Expected:
    """Day of making and of supply, each with its own words: the same figures may not stand for the other."""
    made, supplied = (_date(facts, key=key, length="short", language=language) for key in ("made_on", "supplied_on"))
    if "date-of-supply" not in facts.law.label_elements:
        return {"made on": language.say("label.made", date=made)}
    if made == supplied:
        return {"made on": language.say("label.made-and-supplied", date=made)}
    supply = language.say("label.supplied", date=supplied)
    return {"made on": language.say("label.made", date=made), "date of supply": supply}


def _which_container(job: LabelJob) -> Expected:
    box = job.box
    if box.of == 1:
        return {}
    numbers = {"number": str(box.number), "of": str(box.of)}
    return {"container": job.language.say("label.container", container=job.facts.medicine.container, **numbers)}


def _steps(job: LabelJob) -> Expected:
    facts, language, steps = job.facts, job.language, steps_of(job.facts, box=job.box)
    if len(steps) == 1:
        sentence = direction(steps[0], medicine=facts.medicine, device=facts.device, language=language)
        return {"directions": sentence}
    return {
        f"directions of days {step.from_day} to {step.to_day}": (
            f"{step_days(step, language=language)}: {short_direction(step, medicine=facts.medicine, language=language)}"
        )
        for step in steps
    }


def _next_product(text: LabelText, *, job: LabelJob) -> list[str]:
    """In full, or in the fewest words where the label has no room for more."""
    part, brief = text.part("next-product"), course_sentences(job.facts, language=job.language, brief=True)
    is_brief = part is not None and list(part.lines) == brief
    return brief if is_brief else course_sentences(job.facts, language=job.language)


def _doses(facts: PaperFacts, *, language: Language) -> Expected:
    return {
        **{f"dose of days {step.from_day} to {step.to_day}": step.dose for step in facts.steps},
        **{
            f"measure of days {step.from_day} to {step.to_day}": counted(step.amount, language=language)
            for step in facts.steps
        },
    }


def _intervals(facts: PaperFacts, *, language: Language) -> Expected:
    """Doses by the clock: the hours of each step, and what they mean where they are the same in every step."""
    return {
        **{
            f"interval of days {step.from_day} to {step.to_day}": how_often(step, language=language)
            for step in facts.steps
            if step.hours_apart
        },
        **_numbered("what the interval means", texts=interval_notes(facts.steps, language=language)),
        **_numbered("after a missed dose", texts=after_a_missed_dose(facts.steps, language=language)),
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


def _numbered(name: str, *, texts: list[str]) -> Expected:
    return {f"{name} ({number})" if len(texts) > 1 else name: text for number, text in enumerate(texts, 1)}


def _date(facts: PaperFacts, *, key: str, length: str, language: Language) -> str:
    return date_text(getattr(facts, key), language=language, style=facts.law.date_style, length=length)
