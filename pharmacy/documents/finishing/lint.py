"""The lint of a finished layout: required parts in their order, measures, characters, notations and claims."""

import re
from decimal import Decimal

from formulations.reference.papers import Language
from formulations.reference.reading_level import formula_for, long_sentences, reading_score
from pharmacy.documents.facts import PaperFacts
from pharmacy.documents.finishing import elements, letters, measured
from pharmacy.documents.finishing.notations import ambiguous_dates, bad_notations
from pharmacy.documents.papers.leaflet import LeafletText, sentences_of
from pharmacy.documents.rendering import Typeset
from pharmacy.documents.rendering.texts import MARGIN_BOX
from pharmacy.documents.reports import Report, report

LEAFLET_LEAST_PT = Decimal(9)
LEAFLET_LEAST_LARGE_PT = Decimal(16)
OWN_WORDS = (
    "patient-name", "pharmacy-name-and-address", "telephone", "prescriber", "lot", "prescription-number", "label-code",
)  # fmt: skip


def lint_label(layout: Typeset, *, facts: PaperFacts, language: Language) -> list[Report]:
    """Return what is wrong with a label's layout; none means it may be printed."""
    least = Decimal(facts.law.least_type_size_pt)
    return [
        *elements.missing_parts(elements.texts_by_part(layout), facts=facts),
        *elements.missing_on_each_of_two(layout),
        *elements.out_of_order_on_each(layout, order=elements.LABEL_ORDER),
        *measured.small_type(layout, least=least, why=f"{facts.law.name}, {facts.law.edition}"),
        *measured.close_lines(layout),
        *measured.low_contrast(layout, least=measured.LABEL_CONTRAST),
        *lint_any_paper(layout, facts=facts, language=language),
    ]


def notes_on_label(layout: Typeset) -> list[Report]:
    """Return where a label falls short of what is advised and not required. Source: USP <17>."""
    return [*measured.small_key_type(layout), *measured.tight_lines(layout)]


def notes_on_leaflet(text: LeafletText, *, language: Language) -> list[Report]:
    """Return where a leaflet is harder to read than it should be: long sentences, and its score as a whole.

    Raises NoFormula.
    """
    said, formula = sentences_of(text), formula_for(language.code)
    long = [report("sentence-long", f"{len(one.split())} words: {one}") for one in long_sentences(said)]
    score = reading_score(said, language=language.code)
    if score >= formula.least:
        return long
    words = f"{formula.name}: the leaflet scores {score}; {formula.least} is the least."
    return [*long, report("hard-to-read", words, source=formula.source)]


def lint_leaflet(layout: Typeset, *, facts: PaperFacts, language: Language, large_print: bool) -> list[Report]:
    """Return what is wrong with a leaflet's layout; none means it may be printed.

    Source: EU guideline on readability 2009 (9 points, 3 mm a line); RNIB Clear Print (large print from 16 points).
    """
    least = LEAFLET_LEAST_LARGE_PT if large_print else LEAFLET_LEAST_PT
    why = "RNIB Clear Print" if large_print else "EU guideline on readability, 2009"
    return [
        *elements.out_of_order(layout, order=elements.LEAFLET_ORDER),
        *measured.small_type(layout, least=least, why=why),
        *measured.close_lines(layout, least_mm=measured.LEAFLET_LINE_MM),
        *measured.low_contrast(layout, least=measured.LEAFLET_CONTRAST),
        *lint_any_paper(layout, facts=facts, language=language),
    ]


def claims_too_much(text: str, *, language: Language) -> list[Report]:
    """Return each banned wording in a text, with the reason."""
    found = []
    for ban in language.bans:
        match = re.search(ban.pattern, text, re.IGNORECASE)
        if match:
            words = f"The words {match.group()!r} may not stand on paper for a patient: this {ban.why}."
            found.append(report("claim", words))
    return found


def training_mark_differs(layout: Typeset, *, facts: PaperFacts, language: Language) -> list[Report]:
    """Return each page of a training paper without its mark, and each page of a real one with it."""
    mark = language.say("training.mark")
    edges = dict.fromkeys(range(1, layout.pages + 1), "")
    for run in layout.runs:
        if run.element == MARGIN_BOX and run.page in edges:
            edges[run.page] += run.text.replace("\u00a0", " ")
    wrong = [page for page, text in edges.items() if (mark in text) is not facts.is_training]
    says = "lacks the words" if facts.is_training else "is of a pharmacy that is not for training and says"
    return [report("training-mark", f"Page {page} {says} {mark!r}.") for page in wrong]


def lint_any_paper(layout: Typeset, *, facts: PaperFacts, language: Language) -> list[Report]:
    """Return what no paper may have: texts past an edge, broken numbers, unreadable notations, claims."""
    everything = "".join(run.text for run in layout.runs)
    marked = training_mark_differs(layout, facts=facts, language=language)
    said = _said_by_us(elements.texts_by_part(layout), facts=facts)
    return [
        *measured.past_edges(layout),
        *measured.not_plain(layout),
        *measured.squeezed(layout),
        *letters.broken_numbers(layout, spoken=language.code),
        *letters.hidden_characters(everything),
        *letters.missing_glyphs(everything),
        *letters.mixed_alphabets(" ".join(run.text for run in layout.runs)),
        *bad_notations(said, spoken=language.code),
        *ambiguous_dates(said, spoken=language.code),
        *claims_too_much(said, language=language),
        *marked,
    ]


def _said_by_us(parts: dict[str, str], *, facts: PaperFacts) -> str:
    general = (_without_own_words(text, facts=facts) for code, text in parts.items() if code not in OWN_WORDS)
    return " ".join(general)


def _without_own_words(text: str, *, facts: PaperFacts) -> str:
    """Take out what people are called and what the prescriber wrote: that is quoted, not said by us."""
    plain = " ".join(text.split())
    pharmacy = facts.pharmacy
    own: tuple[str, ...] = (facts.purpose.rstrip("."), facts.patient, facts.prescriber, facts.page_address)
    own += (pharmacy.name, pharmacy.address, pharmacy.phone)
    for words in sorted(filter(None, own), key=len, reverse=True):
        plain = plain.replace(words, " ")
    return plain
