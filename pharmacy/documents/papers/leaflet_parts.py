"""The sentences of a leaflet that follow from the facts of one supply, section by section."""

from dataclasses import dataclass

from formulations.reference.papers import Language
from pharmacy.documents.facts import ContainerFacts, PaperFacts
from pharmacy.documents.papers.names import address_line, capital
from pharmacy.documents.wording.dates import date_text
from pharmacy.documents.wording.directions import direction, fillings, held, held_together, how_to_measure, joined
from pharmacy.documents.wording.keeping import in_use_sentences, storage_sentences


@dataclass(frozen=True)
class FactsTable:
    """A small table: what stands above its columns, and its lines."""

    headings: tuple[str, ...]
    lines: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class OwnFacts:
    """The facts of one section. first: set large; together: one paragraph; then a table."""

    first: str = ""
    together: tuple[str, ...] = ()
    table: FactsTable | None = None


def purpose(facts: PaperFacts, *, language: Language) -> OwnFacts:
    """Return why the prescriber ordered it, in the prescriber's own words, if they stand on record."""
    own = language.say("what-it-is.made-for-you")
    if not facts.purpose:
        return OwnFacts(together=(own,))
    return OwnFacts(together=(language.say("what-it-is.purpose", purpose=facts.purpose.rstrip(".")), own))


def directions(facts: PaperFacts, *, language: Language) -> OwnFacts:
    """Return the dose as on the label, with what to measure it; a titration's steps stand in its plan instead."""
    measuring = tuple(how_to_measure(facts.steps, device=facts.device, language=language))
    if len(facts.steps) == 1:
        dose = direction(facts.steps[0], medicine=facts.medicine, device=facts.device, language=language)
        return OwnFacts(first=dose, together=measuring)
    how = language.say(f"figure.{facts.device.kind}-plan")
    twice = [fillings(step, language=language) for step in facts.steps if len(step.draws) > 1]
    return OwnFacts(first=language.say("dose.plan-here"), together=(*measuring, how, *dict.fromkeys(twice)))


def storing(facts: PaperFacts, *, language: Language) -> OwnFacts:
    """Return how to keep it and until when, container by container."""
    kept = [*storage_sentences(facts.storage, language=language), *in_use_sentences(facts.storage, language=language)]
    last = date_text(facts.use_by, language=language, style=facts.law.date_style, length="long")
    general = (language.say("label.out-of-reach"), language.say("supply.away"))
    table = _containers(facts, language=language) if len(facts.containers) > 1 else None
    later = any(not box.is_made_now for box in facts.containers)
    first = language.say("supply.use-by-now" if later else "supply.use-by", date=last)
    return OwnFacts(first=first, together=(*kept, *general), table=table)


def contents(facts: PaperFacts, *, language: Language) -> OwnFacts:
    """Return what is in it and what it is made without."""
    medicine = facts.medicine
    others = [item.patient_name for item in medicine.ingredients if item.function != "active"]
    sentences = [language.say("contents.strength", strength=medicine.strength, active=medicine.active_name)]
    if others:
        sentences.append(language.say("contents.others", names=joined(others, language=language)))
    if medicine.free_from:
        sentences.append(language.say("contents.free-from", names=joined(list(medicine.free_from), language=language)))
    return OwnFacts(together=tuple(sentences))


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
    lines = tuple(_container(box, facts=facts, language=language) for box in facts.containers)
    return FactsTable((container, *headings), lines)


def _container(box: ContainerFacts, *, facts: PaperFacts, language: Language) -> tuple[str, ...]:
    days = (box.make_on, box.open_on, box.discard_on)
    style = facts.law.date_style
    dates = tuple(date_text(day, language=language, style=style, length="short") for day in days)
    return (str(box.number), held(box.amount), *dates)
