"""What stands on a leaflet: the main points, nine sections and a calendar, from the same facts as the label."""

import re
from dataclasses import dataclass

from formulations.reference.papers import Language
from pharmacy.documents.drawings import Drawing, drawings_of
from pharmacy.documents.facts import PaperFacts
from pharmacy.documents.papers.dose_calendar import DoseCalendar, dose_calendar, has_calendar
from pharmacy.documents.papers.dose_plan import DosePlan, dose_plan
from pharmacy.documents.papers.leaflet_parts import (
    FactsTable,
    OwnFacts,
    contents,
    directions,
    purpose,
    storing,
    who_to_ask,
)
from pharmacy.documents.papers.names import medicine_title
from pharmacy.documents.papers.signs import Sign, signs
from pharmacy.documents.wording.changed import changed_sentences
from pharmacy.documents.wording.dates import date_text
from pharmacy.documents.wording.directions import after_a_missed_dose, direction, held, how_often, measured
from pharmacy.documents.wording.keeping import in_use_sentences, mishaps, storage_sentences

SECTIONS = (
    "what-it-is", "before-you-take", "how-to-take", "what-if", "side-effects", "storing", "contents", "questions",
    "who-to-ask",
)  # fmt: skip
LEAD = re.compile(r"([^:?]+[:?]) (.+)")


@dataclass(frozen=True)
class Line:
    """One sentence. lead: the case before a colon, or a question, set bold; is_heading: it introduces what follows."""

    lead: str
    text: str
    is_heading: bool = False


@dataclass(frozen=True)
class Section:
    """One section: heading, its own facts (first: set large; facts: one paragraph), then a table and lines.

    lines: the sentences of the specification.
    """

    key: str
    heading: str
    first: str
    facts: str
    table: FactsTable | None
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class KeyFact:
    """One of the three main points in the panel on top. element: its code on the label. say: large; more: below it."""

    element: str
    heading: str
    say: str
    more: str


@dataclass(frozen=True)
class LeafletText:
    """All words of a leaflet, its drawings, plan, signs of keeping and calendar. page: where to read it on a screen."""

    title: str
    for_whom: str
    marks: tuple[str, ...]
    key: tuple[KeyFact, ...]
    changed: tuple[str, ...]
    main_points: tuple[Line, ...]
    sections: tuple[Section, ...]
    signs: tuple[Sign, ...]
    drawings: tuple[Drawing, ...]
    plan: DosePlan | None
    calendar: DoseCalendar | None
    page: str = ""


def leaflet_text(facts: PaperFacts, *, language: Language) -> LeafletText:
    """Return everything that the leaflet of a batch says. Raises MissingWording."""
    sections = (_section(facts, key=key, language=language) for key in SECTIONS)
    plan = dose_plan(facts, language=language) if len(facts.steps) > 1 else None
    return LeafletText(
        title=medicine_title(facts.medicine),
        for_whom=language.say("leaflet.for", patient=facts.patient),
        marks=(
            language.say("leaflet.prescription", number=facts.prescription_number),
            language.say("label.lot", lot=facts.lot),
            language.say("label.made", date=_long(facts, key="made_on", language=language)),
        ),
        key=_key_facts(facts, language=language),
        changed=tuple(changed_sentences(facts, language=language)),
        main_points=tuple(line(text) for text in _sentences(facts, key="key-facts")),
        sections=tuple(one for one in sections if one.first or one.facts or one.lines),
        signs=signs(facts, language=language),
        drawings=_drawings(facts, language=language),
        plan=plan,
        calendar=dose_calendar(facts, language=language) if has_calendar(facts) else None,
        page=language.say("page.read", address=facts.page_address) if facts.page_address else "",
    )


def sentences_of(text: LeafletText) -> list[str]:
    """Return what a leaflet says in sentences, without its tables, marks and headings."""
    lines = (*text.main_points, *(line for section in text.sections for line in section.lines))
    own = [said for section in text.sections for said in (section.first, section.facts)]
    keys = [fact.say for fact in text.key if fact.element == "directions"]
    signs = [sign.say for sign in text.signs]
    return [*filter(None, (*keys, *text.changed, *own, *signs)), *(f"{one.lead} {one.text}".strip() for one in lines)]


def line(text: str) -> Line:
    """Return a sentence with its case or question apart: "You miss a dose: leave it out.", "May I ...? Ask first.\""""
    if text.endswith(":"):
        return Line("", text, is_heading=True)
    parts = LEAD.fullmatch(text)
    return Line(held(parts[1]), held(parts[2])) if parts else Line("", held(text))


def _long(facts: PaperFacts, *, key: str, language: Language) -> str:
    return date_text(getattr(facts, key), language=language, style=facts.law.date_style, length="long")


def _sentences(facts: PaperFacts, *, key: str) -> tuple[str, ...]:
    return dict(facts.medicine.leaflet).get(key, ())


def _key_facts(facts: PaperFacts, *, language: Language) -> tuple[KeyFact, ...]:
    kept = (*storage_sentences(facts.storage, language=language), *in_use_sentences(facts.storage, language=language))
    say = language.say
    dose, last = _key_dose(facts, language=language), _long(facts, key="use_by", language=language)
    return (
        KeyFact("directions", say("leaflet.key-dose"), dose, ""),
        KeyFact("storage", say("leaflet.key-keep"), kept[0], " ".join(kept[1:])),
        KeyFact("use-by", say("leaflet.key-use-by"), last, say("leaflet.key-use-by-note")),
    )


def _key_dose(facts: PaperFacts, *, language: Language) -> str:
    first = facts.steps[0]
    if len(facts.steps) == 1:
        return direction(first, medicine=facts.medicine, device=facts.device, language=language)
    amount = measured(first, medicine=facts.medicine, language=language)
    return language.say("leaflet.key-dose-plan", measured=amount, times=how_often(first, language=language))


def _section(facts: PaperFacts, *, key: str, language: Language) -> Section:
    own = {
        "what-it-is": purpose,
        "how-to-take": directions,
        "storing": storing,
        "contents": contents,
        "who-to-ask": who_to_ask,
    }
    found = own[key](facts, language=language) if key in own else OwnFacts()
    general = _in_any_case(facts, language=language) if key == "what-if" else []
    lines = tuple(line(text) for text in (*_sentences(facts, key=key), *general))
    facts_text = held(" ".join(found.together))
    return Section(key, _heading(facts, key=key, language=language), held(found.first), facts_text, found.table, lines)


def _in_any_case(facts: PaperFacts, *, language: Language) -> list[str]:
    return [*after_a_missed_dose(facts.steps, language=language), *mishaps(facts.storage, language=language)]


def _heading(facts: PaperFacts, *, key: str, language: Language) -> str:
    """A cream is used, not taken: a route may have its own words."""
    own = f"section-{facts.medicine.route}.{key}"
    return language.say(own if language.has(own) else f"section.{key}")


def _drawings(facts: PaperFacts, *, language: Language) -> tuple[Drawing, ...]:
    """A titration is drawn in its plan, step by step."""
    return drawings_of(facts.steps[0], device=facts.device, language=language) if len(facts.steps) == 1 else ()
