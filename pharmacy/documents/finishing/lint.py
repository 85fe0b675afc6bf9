"""The lint of a finished layout: required parts, least type, forbidden notations, and words that claim too much."""

import re
from decimal import Decimal

from formulations.reference.papers import Language
from pharmacy.documents.facts import PaperFacts
from pharmacy.documents.finishing.notations import bad_notations
from pharmacy.documents.rendering import Typeset
from pharmacy.documents.rendering.layout import MARGIN_BOX

LEAFLET_LEAST_PT = Decimal(9)
LEAFLET_LEAST_LARGE_PT = Decimal(16)
FOOT_LEAST_PT = Decimal(8)
HAIR_PT = Decimal("0.01")
OWN_WORDS = (
    "patient-name", "pharmacy-name-and-address", "telephone", "prescriber", "lot", "prescription-number", "label-code",
)  # fmt: skip


def lint_label(layout: Typeset, *, facts: PaperFacts, language: Language) -> list[str]:
    """Return what is wrong with a label's layout; none means it may be printed."""
    least = Decimal(facts.law.least_type_size_pt)
    parts = texts_by_part(layout)
    return [
        *missing_parts(parts, facts=facts),
        *small_type(layout, least=least, why=f"{facts.law.name}, {facts.law.edition}"),
        *_words(parts, facts=facts, language=language),
    ]


def lint_leaflet(layout: Typeset, *, facts: PaperFacts, language: Language, large_print: bool) -> list[str]:
    """Return what is wrong with a leaflet's layout; none means it may be printed.

    Source: EU guideline on readability 2009 (9 points); RNIB Clear Print (large print from 16 points).
    """
    least = LEAFLET_LEAST_LARGE_PT if large_print else LEAFLET_LEAST_PT
    why = "RNIB Clear Print" if large_print else "EU guideline on readability, 2009"
    return [
        *small_type(layout, least=least, why=why),
        *_words(texts_by_part(layout), facts=facts, language=language),
    ]


def texts_by_part(layout: Typeset) -> dict[str, str]:
    """Return what each part says in the layout, by its code; a text with two codes stands under both."""
    found: dict[str, list[str]] = {}
    for run in layout.runs:
        for code in run.element.split() or [""]:
            found.setdefault(code, []).append(run.text.replace("\u00a0", " "))
    return {code: " ".join(texts) for code, texts in found.items()}


def missing_parts(parts: dict[str, str], *, facts: PaperFacts) -> list[str]:
    """Return each part that the law asks for and the label does not have."""
    return [
        f"The label lacks {code}, which {facts.law.name} asks for ({facts.law.edition})."
        for code in facts.law.label_elements
        if not parts.get(code, "").strip()
    ]


def small_type(layout: Typeset, *, least: Decimal, why: str) -> list[str]:
    """Return each part set in smaller type than allowed; the foot of a page may be smaller than its text."""
    found = {}
    for run in layout.runs:
        allowed = min(least, FOOT_LEAST_PT) if run.element == MARGIN_BOX else least
        size = Decimal(str(round(run.size_pt, 3)))
        if size + HAIR_PT < allowed:
            found[run.element] = f"{run.element or 'Text'} is set in {size} points; {allowed} is the least ({why})."
    return list(found.values())


def claims_too_much(text: str, *, language: Language) -> list[str]:
    """Return each banned wording in a text, with the reason."""
    found = []
    for ban in language.bans:
        match = re.search(ban.pattern, text, re.IGNORECASE)
        if match:
            found.append(f"The words {match.group()!r} may not stand on paper for a patient: this {ban.why}.")
    return found


def _words(parts: dict[str, str], *, facts: PaperFacts, language: Language) -> list[str]:
    general = {code: _without_own_words(text, facts=facts) for code, text in parts.items() if code not in OWN_WORDS}
    text = " ".join(general.values())
    return [*bad_notations(text), *claims_too_much(text, language=language)]


def _without_own_words(text: str, *, facts: PaperFacts) -> str:
    """Take out what people are called and what the prescriber wrote: that is quoted, not said by us."""
    plain = " ".join(text.split())
    pharmacy = facts.pharmacy
    own = (facts.purpose.rstrip("."), facts.patient, facts.prescriber, pharmacy.name, pharmacy.address, pharmacy.phone)
    for words in sorted(filter(None, own), key=len, reverse=True):
        plain = plain.replace(words, " ")
    return plain
