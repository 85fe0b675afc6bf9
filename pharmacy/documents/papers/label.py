"""What stands on a label: its parts, by the codes that the laws ask for them."""

from dataclasses import dataclass
from functools import cached_property

from formulations.reference.papers import Language
from pharmacy.documents.codes import OF_TWO, ONLY
from pharmacy.documents.facts import ContainerFacts, PaperFacts, StepFacts
from pharmacy.documents.papers.label_job import LabelJob
from pharmacy.documents.papers.names import actives_with_strengths, address_line, capital
from pharmacy.documents.wording.changed import changed_sentences
from pharmacy.documents.wording.course import course_sentences
from pharmacy.documents.wording.dates import date_text
from pharmacy.documents.wording.directions import (
    direction,
    held,
    held_together,
    how_to_measure,
    joined,
    short_direction,
    step_days,
)
from pharmacy.documents.wording.keeping import in_use_in_full, in_use_sentences, shake_sentences, storage_sentences

ALWAYS = (
    "patient-name", "active-and-strength", "dosage-form", "directions", "quantity", "lot", "made-on", "use-by",
    "label-code", "next-product", "changed", "storage", "in-use-life", "warnings", "pharmacy-name-and-address",
)  # fmt: skip
CODE = "label-code"
WELCOME = ("keep-out-of-reach", "telephone")  # printed when there is room, whatever the law says


@dataclass(frozen=True)
class Part:
    """One part of a label. code: as in the law files, two codes where one text says both. lines: in order."""

    code: str
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        """All lines as one text."""
        return " ".join(self.lines)


@dataclass(frozen=True)
class LabelText:
    """All parts of one label. plan_only: the steps did not fit, so that the label points to the leaflet's plan.

    steps: how many lines of the directions are dose steps, to be set alike. second: what stands on the second of two
    labels, where one does not hold all; both say whose it is, what it is, the lot and which of the two it is.
    """

    parts: tuple[Part, ...]
    plan_only: bool
    steps: int
    second: tuple[Part, ...] = ()

    @property
    def labels(self) -> "tuple[tuple[Part, ...], ...]":
        """The parts of each label in turn: of the only one, or of two."""
        return (self.parts, self.second) if self.second else (self.parts,)

    @property
    def numbers(self) -> tuple[int, ...]:
        """Which of two each label is, 1 and 2; 0 for the only one."""
        return OF_TWO if self.second else (ONLY,)

    def part(self, code: str) -> Part | None:
        """Return a part, or None when this label has none of that code."""
        return self._by_code.get(code)

    @cached_property
    def _by_code(self) -> dict[str, Part]:
        found = dict[str, Part]()
        for part in (*self.parts, *self.second):
            for code in part.code.split():
                found.setdefault(code, part)
        return found


def label_text(job: LabelJob, *, plan_only: bool = False, lean: bool = False) -> LabelText:
    """Return the parts of the label of one container, in the order of reading.

    plan_only: name no step and point to the plan in the leaflet. lean: leave out what is welcome but what no rule
    asks for, and say in the fewest words what comes next in a course. Raises MissingWording.
    """
    facts, box = job.facts, job.box
    wanted = {*ALWAYS, *facts.law.label_elements, *(() if lean else WELCOME)}
    lines = _lines(job)
    lines["next-product"] = course_sentences(facts, language=job.language, brief=lean)
    lines["directions"] = _directions(facts, box=box, language=job.language, plan_only=plan_only)
    if not lean and not plan_only:
        _point_to_the_leaflet(lines, facts=facts, language=job.language)
    parts = [Part(code, tuple(found)) for code, found in lines.items() if found and wanted & set(code.split())]
    return LabelText(tuple(parts), plan_only, steps=1 if plan_only else len(steps_of(facts, box=box)))


def code_lines(job: LabelJob) -> list[str]:
    """Return the code of a label as it stands beside the 2D code, line by line."""
    return [job.language.say("label.typed-code"), *job.typed_code.split()]


def steps_of(facts: PaperFacts, *, box: ContainerFacts) -> tuple[StepFacts, ...]:
    """Return the dose steps that are taken from this container."""
    return tuple(s for s in facts.steps if s.to_day >= box.first_day and s.from_day <= box.last_day)


def _lines(job: LabelJob) -> dict[str, list[str]]:
    facts, language = job.facts, job.language
    medicine, say = facts.medicine, language.say
    kept = storage_sentences(facts.storage, language=language)
    return {
        "patient-name": [facts.patient],
        "active-and-strength": [capital(actives_with_strengths(medicine, language=language))],
        "dosage-form": [medicine.dosage_form],
        "route": [say(f"form.route-{medicine.route}")],
        "quantity": [_quantity(facts, box=job.box, language=language)],
        CODE: code_lines(job),
        "directions": [],
        "next-product": [],
        "changed": changed_sentences(facts, language=language),
        **_dates(facts, language=language),
        "storage": [*kept, *shake_sentences(medicine, language=language)],
        "in-use-life": _in_use(facts, language=language),
        "warnings": list(medicine.label_warnings),
        "keep-out-of-reach": [say("label.out-of-reach")],
        "excipients": _excipients(facts, language=language),
        "prescriber": [say("label.prescriber", prescriber=facts.prescriber)] if facts.prescriber else [],
        "prescription-number": [say("label.prescription", number=facts.prescription_number)],
        "compounded-statement": [say("label.compounded")],
        "pharmacy-name-and-address": [f"{facts.pharmacy.name}, {address_line(facts.pharmacy)}"],
        "telephone": [held_together(facts.pharmacy.phone)],
    }


def _in_use(facts: PaperFacts, *, language: Language) -> list[str]:
    say = in_use_in_full if "in-use-life" in facts.law.label_elements else in_use_sentences
    return say(facts.storage, language=language)


def _dates(facts: PaperFacts, *, language: Language) -> dict[str, list[str]]:
    def short(key: str) -> str:
        return date_text(getattr(facts, key), language=language, style=facts.law.date_style, length="short")

    lines = {
        "use-by": [language.say("label.use-by"), short("use_by")],
        "lot": [language.say("label.lot", lot=facts.lot)],
    }
    if facts.made_on == facts.supplied_on and "date-of-supply" in facts.law.label_elements:
        return lines | {"made-on date-of-supply": [language.say("label.made-and-supplied", date=short("made_on"))]}
    return lines | {
        "made-on": [language.say("label.made", date=short("made_on"))],
        "date-of-supply": [language.say("label.supplied", date=short("supplied_on"))],
    }


def _quantity(facts: PaperFacts, *, box: ContainerFacts, language: Language) -> str:
    """What the container holds, which of the order it is, and when to open it where that is not at once."""
    if box.of == 1 and box.open_on <= facts.supplied_on:
        return held(box.amount)
    opened = date_text(box.open_on, language=language, style=facts.law.date_style, length="long")
    if box.of == 1:
        return language.say("label.open-on", amount=held(box.amount), date=opened)
    numbers = {"number": str(box.number), "of": str(box.of)}
    which = held_together(language.say("label.container", container=facts.medicine.container, **numbers))
    return language.say("label.open-which", amount=held(box.amount), which=which, date=opened)


def _directions(facts: PaperFacts, *, box: ContainerFacts, language: Language, plan_only: bool) -> list[str]:
    steps = steps_of(facts, box=box)
    measuring = how_to_measure(steps, device=facts.device, language=language)
    if len(steps) == 1:
        sentence = direction(steps[0], medicine=facts.medicine, device=facts.device, language=language)
        return [sentence, *measuring]
    if plan_only:
        first, last = str(max(steps[0].from_day, box.first_day)), str(min(steps[-1].to_day, box.last_day))
        days = language.say("dose.days-of", first=first, last=last)
        return [language.say("dose.plan"), days, *measuring]
    return [*(_plan_line(step, facts=facts, language=language) for step in steps), *measuring]


def _point_to_the_leaflet(lines: dict[str, list[str]], *, facts: PaperFacts, language: Language) -> None:
    """A dose that changes, or that is measured otherwise than last time, is in the leaflet in full."""
    if len(facts.steps) > 1:
        lines["directions"].append(language.say("dose.plan-here"))
    elif lines["changed"]:
        lines["changed"].append(language.say("changed.leaflet"))


def _plan_line(step: StepFacts, *, facts: PaperFacts, language: Language) -> str:
    days, dose = step_days(step, language=language), short_direction(step, medicine=facts.medicine, language=language)
    return f"{days}: {dose}."


def _excipients(facts: PaperFacts, *, language: Language) -> list[str]:
    names = [item.name for item in facts.medicine.ingredients if item.function != "active"]
    return [language.say("label.excipients", names=held(joined(names, language=language)))] if names else []
