"""The sentences of a leaflet that follow from the facts of one supply, section by section."""

from dataclasses import dataclass

from formulations.reference.papers import Language
from pharmacy.documents.facts import ContainerFacts, MedicineFacts, PaperFacts
from pharmacy.documents.papers.names import actives, address_line, capital
from pharmacy.documents.wording.course import course_sentences
from pharmacy.documents.wording.dates import date_in_a_column, date_text
from pharmacy.documents.wording.directions import (
    direction,
    fillings,
    held,
    held_together,
    how_to_measure,
    interval_notes,
    joined,
    spacing_notes,
)

CONTAINERS = {
    "oral-syringe": "bottle",
    "dropper": "dropper-bottle",
    "whole-unit": "box",
    "pump": "dispenser",
    "topical-syringe": "dispenser",
}


@dataclass(frozen=True)
class FactsTable:
    """The table of containers: what stands above its columns, and a row for each container."""

    headings: tuple[str, ...]
    rows: "tuple[ContainerRow, ...]"


@dataclass(frozen=True)
class ContainerRow:
    """One container: its picture with its number, then which it is, what it holds and its days."""

    picture: "ContainerPicture"
    cells: tuple[str, ...]


@dataclass(frozen=True)
class ContainerPicture:
    """One container with its number on it. template: the SVG; words: what it shows, for those who hear it."""

    template: str
    number: str
    words: str


@dataclass(frozen=True)
class OwnFacts:
    """The facts of one section. first: set large; together: one paragraph; then a table."""

    first: str = ""
    together: tuple[str, ...] = ()
    table: FactsTable | None = None


def purpose(facts: PaperFacts, *, language: Language) -> OwnFacts:
    """Return for whom it was made and that it is not tested like a licensed medicine.

    First, where it stands on record, why the prescriber ordered it, in the prescriber's own words.
    """
    own = (language.say("what-it-is.made-for-you"), language.say("what-it-is.untested"))
    if not facts.purpose:
        return OwnFacts(together=own)
    return OwnFacts(together=(language.say("what-it-is.purpose", purpose=facts.purpose.rstrip(".")), *own))


def directions(facts: PaperFacts, *, language: Language) -> OwnFacts:
    """Return the dose as on the label, with what to measure it; a titration's steps stand in its plan instead."""
    measuring = tuple(how_to_measure(facts.steps, device=facts.device, language=language))
    measuring = (*course_sentences(facts, language=language), *measuring)
    rhythm = (*spacing_notes(facts.steps, language=language), *interval_notes(facts.steps, language=language))
    measuring = (*_start(facts, language=language), *rhythm, *measuring)
    if len(facts.steps) == 1:
        dose = direction(facts.steps[0], medicine=facts.medicine, device=facts.device, language=language)
        return OwnFacts(first=dose, together=measuring)
    how = language.say(f"figure.{facts.device.kind}-plan")
    twice = [fillings(step, language=language) for step in facts.steps if len(step.draws) > 1]
    return OwnFacts(first=language.say("dose.plan-here"), together=(*measuring, how, *dict.fromkeys(twice)))


def _start(facts: PaperFacts, *, language: Language) -> list[str]:
    """The first day, where it is not the day of supply: nobody should take a later batch beside the one before."""
    if facts.starts_on <= facts.supplied_on:
        return []
    first = date_text(facts.starts_on, language=language, style=facts.law.date_style, length="long")
    return [language.say("dose.start-on", date=first)]


def storing(facts: PaperFacts, *, language: Language) -> OwnFacts:
    """Return until when, what to do with what is left, and the containers; how it is kept stands beside the signs.

    What is made later is not in the patient's hands yet: the leaflet says that it has to be collected.
    """
    last = date_text(facts.use_by, language=language, style=facts.law.date_style, length="long")
    table = _containers(facts, language=language) if len(facts.containers) > 1 else None
    later = any(not box.is_made_now for box in facts.containers)
    first = language.say("supply.use-by-now" if later else "supply.use-by", date=last)
    together = [language.say("supply.away")]
    if later:
        together.append(language.say("supply.later", container=facts.medicine.container))
    return OwnFacts(first=first, together=tuple(together), table=table)


def contents(facts: PaperFacts, *, language: Language) -> OwnFacts:
    """Return what is in it, what of that some people have to avoid, and what it is made without."""
    medicine = facts.medicine
    others = [item.patient_name for item in medicine.ingredients if item.function != "active"]
    sentences = [_strengths(medicine, language=language)]
    if others:
        which = "contents.others" if len(others) > 1 else "contents.other"
        sentences.append(language.say(which, names=joined(others, language=language)))
    for source in medicine.brought_along:
        names = joined(list(source.excipients), language=language)
        sentences.append(language.say("contents.brought-along", product=source.product, names=names))
    if medicine.contains:
        sentences.append(language.say("contents.contains", names=joined(list(medicine.contains), language=language)))
    if medicine.free_from:
        sentences.append(language.say("contents.free-from", names=joined(list(medicine.free_from), language=language)))
    return OwnFacts(together=tuple(sentences))


def _strengths(medicine: MedicineFacts, *, language: Language) -> str:
    if not medicine.further_actives:
        return language.say("contents.strength", strength=medicine.strength, active=medicine.active_name)
    said = [
        language.say("contents.of", strength=held(strength), active=active) for active, strength in actives(medicine)
    ]
    return language.say("contents.several", actives=joined(said, language=language))


def who_to_ask(facts: PaperFacts, *, language: Language) -> OwnFacts:
    """Return pharmacy and prescriber."""
    pharmacy = facts.pharmacy
    phone, address = held_together(pharmacy.phone), address_line(pharmacy)
    sentences = [language.say("who-to-ask.pharmacy", pharmacy=pharmacy.name, address=address, phone=phone)]
    if facts.prescriber:
        sentences.append(language.say("who-to-ask.prescriber", prescriber=facts.prescriber))
    return OwnFacts(together=tuple(sentences))


def _containers(facts: PaperFacts, *, language: Language) -> FactsTable:
    container = language.say("supply.number", container=capital(facts.medicine.container))
    headings = tuple(language.say(f"supply.{key}") for key in ("holds", "make", "open", "discard"))
    rows = tuple(
        ContainerRow(_picture(box, facts=facts, language=language), _container(box, facts=facts, language=language))
        for box in facts.containers
    )
    return FactsTable((container, *headings), rows)


def _picture(box: ContainerFacts, *, facts: PaperFacts, language: Language) -> ContainerPicture:
    opened = date_text(box.open_on, language=language, style=facts.law.date_style, length="short")
    words = language.say("supply.picture", number=str(box.number), of=str(box.of), date=opened)
    return ContainerPicture(f"print/containers/{CONTAINERS[facts.device.kind]}.svg", str(box.number), words)


def _container(box: ContainerFacts, *, facts: PaperFacts, language: Language) -> tuple[str, ...]:
    days = (box.make_on, box.open_on, box.discard_on)
    style = facts.law.date_style
    dates = tuple(date_in_a_column(day, language=language, style=style) for day in days)
    which = language.say("supply.which", number=str(box.number), of=str(box.of))
    return (held_together(which), held(box.amount), *dates)
