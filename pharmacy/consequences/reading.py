"""A plan read line by line: what label, leaflet and worksheet would say, and what would be found."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from formulations.reference.papers import Language
from formulations.science.findings import Finding
from formulations.science.plan import Plan
from formulations.science.plan_document import plan_as_document
from formulations.science.regimen import hours_in_words, spacing_in_words
from pharmacy.compounding.models import Batch
from pharmacy.compounding.worksheet import make_worksheet
from pharmacy.consequences.outlook import (
    CONTAINERS,
    DIRECTIONS,
    FINDINGS,
    LABEL,
    LEAFLET,
    USE_BY,
    WEIGHING,
    Outlook,
    Reading,
)
from pharmacy.documents.facts import ContainerFacts, PaperFacts, StepFacts
from pharmacy.documents.gathering import gather_facts
from pharmacy.documents.plain_values import to_document
from pharmacy.prescriptions.models import Prescription

# What says nothing about the medicine (person, pharmacy, law, versions), and the lists that are read by themselves.
SET_ASIDE = {
    "patient", "birth_date", "prescriber", "prescription_number", "purpose", "pharmacy", "law", "lot", "made_on",
    "supplied_on", "starts_on", "days", "use_by", "ruled_by", "language", "language_version", "template_version",
    "fonts_sha256", "steps", "containers", "next", "change", "leaflet_paper", "page_address",
    "batch", "blocks", "is_training", "counts_in_words",
}  # fmt: skip
OF_THE_MEDICINE = {"version", "sha256", "code", "label_warnings", "leaflet", "ingredients"}
NAMES = {
    "medicine active_name": "active",
    "medicine patient_name": "name",
    "storage in_use_days": "days once opened",
    "storage least_celsius": "kept from, in °C",
    "storage most_celsius": "kept to, in °C",
}


def read_plan(plan: Plan, *, prescription: Prescription, language: Language) -> Outlook:
    """Return how a plan reads on every paper, with its use-by date and what is weighed. Nothing is written.

    prescription: under the version that it was planned with, which need not be the one on record. A plan that cannot
    be measured has no papers: its findings say so. Raises BadChoice, UnknownLaw.
    """
    lines = [Reading(USE_BY, "use-by date", _use_by(plan))]
    if plan.supply is not None:
        lines += _papers(gather_facts(_imagined(plan, prescription=prescription), language=language))
        lines += _weighing(plan)
    return tuple(lines)


def read_findings(found: Sequence[Finding], *, in_full: bool) -> Outlook:
    """Return what is found, line by line. in_full: with its message, which may name what the patient takes."""
    words = [one.message if in_full else one.code.replace("-", " ") for one in found]
    return tuple(Reading(FINDINGS, "", f"{one.severity.value}: {text}") for one, text in zip(found, words, strict=True))


def day(when: date) -> str:
    """Return a date as pages of this room write it: 5 December 2026."""
    return f"{when:%-d %B %Y}"


def _imagined(plan: Plan, *, prescription: Prescription) -> Batch:
    """Return the batch that this plan would make. It is a value and never saved."""
    return Batch(
        prescription=prescription,
        specification=prescription.specification,
        law=plan.order.law.code,
        law_edition=plan.order.law.valid_from,
        made_on=plan.order.made_on,
        plan=plan_as_document(plan),
        use_by=plan.use_by.date,
        ruled_by=plan.use_by.ruled_by,
    )


def _use_by(plan: Plan) -> str:
    ruling = next(one for one in plan.use_by.limits if one.code == plan.use_by.ruled_by)
    days = f", {ruling.days} days" if ruling.days is not None else ""
    return f"{day(plan.use_by.date)} ({ruling.code.replace('-', ' ')}{days})"


def _papers(facts: PaperFacts) -> Iterator[Reading]:
    yield from _label(facts)
    for section, sentences in facts.medicine.leaflet:
        for sentence in sentences:
            yield Reading(LEAFLET, "", f"{section.replace('-', ' ')}: {sentence}")
    for step in facts.steps:
        yield Reading(DIRECTIONS, f"days {step.from_day} to {step.to_day}", _step(step))
    for container in facts.containers:
        yield Reading(CONTAINERS, f"container {container.number}", _container(container))


def _label(facts: PaperFacts) -> Iterator[Reading]:
    for warning in facts.medicine.label_warnings:
        yield Reading(LABEL, "", f"warning: {warning}")
    for one in facts.medicine.ingredients:
        amount = f", {one.quantity}" if one.quantity else ""
        carries = f", carries {', '.join(one.contains)}" if one.contains else ""
        yield Reading(LABEL, f"{one.function.replace('-', ' ')}: {one.name}", f"{one.patient_name}{amount}{carries}")
    document = to_document(facts)
    assert isinstance(document, dict)
    shown = {key: value for key, value in document.items() if key not in SET_ASIDE}
    shown["medicine"] = {key: value for key, value in shown["medicine"].items() if key not in OF_THE_MEDICINE}
    yield from _flat(shown, name="")


def _flat(value: Any, *, name: str) -> Iterator[Reading]:
    """Yield every fact under its name; an empty one is left out."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _flat(inner, name=f"{name} {key}".strip())
    elif isinstance(value, list):
        yield Reading(LABEL, _called(name), "; ".join(_in_words(item) for item in value))
    else:
        yield Reading(LABEL, _called(name), _in_words(value))


def _called(name: str) -> str:
    return NAMES.get(name, name.removeprefix("medicine ").replace("_", " "))


def _in_words(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict):
        return ": ".join(_in_words(item) for item in value.values())
    if isinstance(value, list):
        return ", ".join(_in_words(item) for item in value)
    return "" if value is None else str(value)


def _step(step: StepFacts) -> str:
    draws = f" ({' and '.join(step.draws)})" if len(step.draws) > 1 else ""
    when = f", {' and '.join(step.when)}" if step.when else ""
    spacing = f", {spacing_in_words(step.every)}" if step.every > 1 else ""
    often = hours_in_words(step.hours_apart) if step.hours_apart else f"{step.times_a_day} a day"
    return f"{step.dose} as {step.amount}{draws}, {often}{spacing}{when}"


def _container(container: ContainerFacts) -> str:
    made = "made now" if container.is_made_now else f"made on {day(container.make_on)}"
    opened = f"opened on {day(container.open_on)}, discarded after {day(container.discard_on)}"
    return f"{container.amount}, {made}, {opened}; days {container.first_day} to {container.last_day}"


def _weighing(plan: Plan) -> Iterator[Reading]:
    worksheet = make_worksheet(plan)
    yield Reading(WEIGHING, "made in all", worksheet.quantity)
    for line in worksheet.lines:
        yield Reading(WEIGHING, f"{line.name}, {line.function.replace('-', ' ')}", line.amount)
