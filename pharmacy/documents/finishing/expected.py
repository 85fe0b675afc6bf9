"""What a label must say, worded anew from the facts: by what it is called, the sentence that has to read back."""

from datetime import date

from formulations.reference.papers import Language
from pharmacy.documents.facts import ContainerFacts, PaperFacts, StepFacts
from pharmacy.documents.papers.label import LabelText
from pharmacy.documents.papers.label_job import LabelJob
from pharmacy.documents.papers.names import actives_with_strengths, capital
from pharmacy.documents.wording.changed import changed_sentences
from pharmacy.documents.wording.course import course_sentences
from pharmacy.documents.wording.dates import date_text
from pharmacy.documents.wording.directions import direction, how_to_measure, short_direction, step_days
from pharmacy.documents.wording.keeping import in_use_in_full, in_use_sentences, shake_sentences, storage_sentences
from pharmacy.documents.wording.training import training_mark

Expected = dict[str, str]


def expected_of_label(text: LabelText, *, job: LabelJob) -> Expected:
    """Return what a label must say. text: whether it points to the plan instead of naming its steps."""
    facts, box, language = job.facts, job.box, job.language
    say, steps = language.say, _taken_from(box, steps=facts.steps)
    points = text.plan_only and len(steps) > 1
    on_the_label = {
        "use by": f"{say('label.use-by')} {_date(facts.use_by, facts=facts, language=language)}",
        "lot": say("label.lot", lot=facts.lot),
        **_made(facts, language=language),
        "dosage form": facts.medicine.dosage_form,
        "quantity": box.amount,
        **_which_container(job),
        **(_pointer(steps, box=box, language=language) if points else _steps(steps, job=job)),
        **numbered("measuring", texts=how_to_measure(steps, device=facts.device, language=language)),
        **numbered("storage", texts=storage_sentences(facts.storage, language=language)),
        **numbered("shaking", texts=shake_sentences(facts.medicine, language=language)),
        **numbered("in-use life", texts=in_use_sentences(facts.storage, language=language)),
        **numbered("warning", texts=list(facts.medicine.label_warnings)),
        **numbered("change", texts=changed_sentences(facts, language=language)),
        **numbered("next product", texts=_next_product(text, job=job)),
    }
    return {**expected_of_any_paper(facts, language=language), **on_the_label, **_asked_for(facts, language=language)}


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


def expected_of_any_paper(facts: PaperFacts, *, language: Language) -> Expected:
    """Return what label and leaflet must both say."""
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
    say, medicine, pharmacy = language.say, facts.medicine, facts.pharmacy
    always = {"active and strength": capital(actives_with_strengths(medicine, language=language))}
    others = [item.name for item in medicine.ingredients if item.function != "active"]
    by_code = {
        "prescription-number": [say("label.prescription", number=facts.prescription_number)],
        "prescriber": [say("label.prescriber", prescriber=facts.prescriber)] if facts.prescriber else [],
        "route": [say(f"form.route-{medicine.route}")],
        "in-use-life": in_use_in_full(facts.storage, language=language),
        "excipients": others,
        "keep-out-of-reach": [say("label.out-of-reach")],
        "compounded-statement": [say("label.compounded")],
        "telephone": [pharmacy.phone],
    }
    wanted = [code for code in by_code if code in facts.law.label_elements]
    return always | {
        name: text for code in wanted for name, text in numbered(code.replace("-", " "), texts=by_code[code]).items()
    }


def _made(facts: PaperFacts, *, language: Language) -> Expected:
    """Day of making and of supply, each with its own words: the same figures may not stand for the other."""
    made, supplied = (_date(day, facts=facts, language=language) for day in (facts.made_on, facts.supplied_on))
    if "date-of-supply" not in facts.law.label_elements:
        return {"made on": language.say("label.made", date=made)}
    if made == supplied:
        return {"made on": language.say("label.made-and-supplied", date=made)}
    supply = language.say("label.supplied", date=supplied)
    return {"made on": language.say("label.made", date=made), "date of supply": supply}


def _which_container(job: LabelJob) -> Expected:
    """Which of several it is, and when it is opened where that is not at once."""
    box, facts, language = job.box, job.facts, job.language
    opened = date_text(box.open_on, language=language, style=facts.law.date_style, length="long")
    if box.of == 1:
        return {"day of opening": opened} if box.open_on > facts.supplied_on else {}
    numbers = {"number": str(box.number), "of": str(box.of)}
    which = language.say("label.container", container=facts.medicine.container, **numbers)
    return {"container": which, "day of opening": opened}


def _taken_from(box: ContainerFacts, *, steps: tuple[StepFacts, ...]) -> tuple[StepFacts, ...]:
    """The steps of which at least one day is taken from a container, counted day by day."""
    days = range(box.first_day, box.last_day + 1)
    return tuple(step for step in steps if any(day in days for day in range(step.from_day, step.to_day + 1)))


def _pointer(steps: tuple[StepFacts, ...], *, box: ContainerFacts, language: Language) -> Expected:
    """Where the steps stand instead, and which days of them are taken from this container."""
    first, last = max(steps[0].from_day, box.first_day), min(steps[-1].to_day, box.last_day)
    return {"plan": language.say("dose.plan"), "days": language.say("dose.days-of", first=str(first), last=str(last))}


def _steps(steps: tuple[StepFacts, ...], *, job: LabelJob) -> Expected:
    facts, language = job.facts, job.language
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


def numbered(name: str, *, texts: list[str]) -> Expected:
    """Return texts of one kind by the same name, numbered where there are several."""
    return {f"{name} ({number})" if len(texts) > 1 else name: text for number, text in enumerate(texts, 1)}


def _date(day: date, *, facts: PaperFacts, language: Language) -> str:
    return date_text(day, language=language, style=facts.law.date_style, length="short")
