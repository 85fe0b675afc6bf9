"""The facts of papers for random prescriptions, in every language and under every law, for the benchmarks."""

import io
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pharmacy.documents.facts import PaperFacts


def set_up(folder: Path) -> None:
    """Make a pharmacy with the shipped formulary in a folder; it is not for training."""
    os.environ |= {"DJANGO_SETTINGS_MODULE": "pharmacy.settings", "VAR_DIR": str(folder)}
    import django
    from django.core.management import call_command

    django.setup()
    call_command("set_up", stdout=io.StringIO())
    from pharmacy.staff.models import Pharmacy

    Pharmacy.objects.update(is_training=False)  # the band of a training pharmacy has tests of its own


def random_facts(chance: Random) -> "Iterator[tuple[PaperFacts, int]]":
    """Give facts without end, through every formulation in turn, and how many orders were thrown away so far."""
    from benchmarks.random_orders import Orders
    from formulations.reference.loader import law_codes
    from formulations.reference.papers import languages
    from pharmacy.documents.gathering import facts_of_batch, gather_facts

    orders = Orders(chance, laws=tuple(law_codes()))
    for ordered in orders:
        language = chance.choice(languages())
        gathered = replace(gather_facts(ordered.batch, language=language), batch=facts_of_batch(ordered.batch))
        yield _in_language(_harder(gathered, chance=chance)), orders.thrown_away


def _harder(facts: "PaperFacts", *, chance: Random) -> "PaperFacts":
    """Return the facts, of some orders with a changed strength, with another product to follow, or many warnings."""
    from datetime import timedelta

    from pharmacy.documents.facts import ChangeFacts, NextFacts

    medicine = facts.medicine
    if chance.random() < 0.15:
        before = chance.choice(("0.5 mg", "1 mg", "25 mg"))
        facts = replace(facts, change=ChangeFacts("1 ml", before, medicine.strength, medicine.container))
    if chance.random() < 0.1:
        name = chance.choice(("", medicine.patient_name))
        facts = replace(facts, next=NextFacts(name, medicine.strength, facts.starts_on + timedelta(days=facts.days)))
    if chance.random() < 0.1:
        warnings = medicine.label_warnings + tuple(chance.sample(_all_warnings(), chance.randint(1, 11)))
        facts = replace(facts, medicine=replace(medicine, label_warnings=tuple(dict.fromkeys(warnings))))
    return facts


def _in_language(facts: "PaperFacts") -> "PaperFacts":
    """Return the facts as their language says them; in English where a sentence of the medicine has no translation."""
    from formulations.reference import papers
    from formulations.reference.translations import translated
    from pharmacy.documents.in_language import amounts_in, words_in, words_of

    words = translated(facts.language)
    if facts.language == papers.SOURCE or not words.keys() >= {text for text in words_of(facts) if text}:
        return replace(facts, language=papers.SOURCE)
    said = words_in(facts, say=lambda text: words.get(text, ""))
    return amounts_in(said, language=papers.language(facts.language))


def _all_warnings() -> list[str]:
    from formulations.models import Specification
    from formulations.queries import pinned_specification

    rows = Specification.objects.exclude(approved_at=None)
    return sorted({text for row in rows for text in pinned_specification(row).label_warnings})
