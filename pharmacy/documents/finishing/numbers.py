"""Every number of a paper, traced: to the frozen value, to a date that follows from it, or to a listed sentence."""

import re
from datetime import date, timedelta

from formulations.reference.papers import Language, placeholders
from formulations.science.quantities import Unit, unit_words
from pharmacy.documents.drawings import drawings_of
from pharmacy.documents.drawings.syringe import Syringe
from pharmacy.documents.facts import PaperFacts
from pharmacy.documents.finishing.raster import plain
from pharmacy.documents.papers.dose_calendar import has_calendar
from pharmacy.documents.plain_values import to_document

NOT_AN_AMOUNT = (Unit.PERCENT, Unit.DEGREE_CELSIUS)
PER = "ml|g"
UNITS = "|".join(unit_words(but=NOT_AN_AMOUNT))
AMOUNT = re.compile(rf"(?<![\w.,])\d[\d,]*(?:\.\d+)? (?:{UNITS})(?:/(?:{PER}))?\b")
DAY = re.compile(r"\d{4}-\d\d-\d\d")
NOT_SAID = (
    "sha256",
    "logo_sha256",
    "language_version",
    "template_version",
    "fonts_sha256",
    "code",
    "ruled_by",
    "version",
    "sources",
)
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


def stated_texts(facts: PaperFacts) -> list[str]:
    """Return every text and whole number that the facts state, but not the codes that no paper says."""
    return _texts(to_document(facts))


def foreign_amounts(said: str, *, stated: list[str]) -> list[str]:
    """Return the amounts with a unit that no fact states, those of the specification's own sentences with them.

    Drops and strokes may be counted in figures.
    """
    known = set(AMOUNT.findall(plain(" ; ".join(stated)))) | {"1 ml"}  # "20 drops are 1 ml"
    numbers = {amount.split(" ")[0] for amount in known}
    return [
        amount
        for amount in dict.fromkeys(AMOUNT.findall(said))
        if amount not in known and not (amount.endswith(("drops", "drop")) and amount.split(" ")[0] in numbers)
    ]


def foreign_numbers(said: str, *, stated: list[str], facts: PaperFacts, language: Language, pages: int) -> list[str]:
    """Return the numbers that come neither from the frozen value nor from a listed sentence.

    What follows from the value by counting is known too: the dates of steps, the fillings of a syringe, the marks of
    its barrel, what is drawn and numbered, the pages.
    """
    known = {*_of_facts(facts, texts=stated), *_of_sentences(language), *_drawn(facts, language=language)}
    known |= {str(page) for page in range(1, pages + 1)}
    return [number for number in dict.fromkeys(NUMBER.findall(said)) if number not in known]


def _of_facts(facts: PaperFacts, *, texts: list[str]) -> set[str]:
    stated = {number for text in texts if not DAY.fullmatch(text) for number in NUMBER.findall(plain(text))}
    days = [date.fromisoformat(text) for text in texts if DAY.fullmatch(text)]
    days += [facts.starts_on + timedelta(days=day - 1) for step in facts.steps for day in (step.from_day, step.to_day)]
    counts = {str(len(step.draws)) for step in facts.steps} | {str(step.every - 1) for step in facts.steps}
    if has_calendar(facts):
        last = max(step.to_day for step in facts.steps)
        days += [facts.starts_on + timedelta(days=number) for number in range(last)]
    return stated | counts | {str(part) for day in days for part in (day.day, day.year)}


def _of_sentences(language: Language) -> set[str]:
    found = set[str]()
    for sentence in language.sentences.values():
        bare = sentence
        for name in placeholders(sentence):
            bare = bare.replace(f"{{{name}}}", " ")
        found |= set(NUMBER.findall(bare))
    return found


def _drawn(facts: PaperFacts, *, language: Language) -> set[str]:
    found = set[str]()
    for step in facts.steps:
        for drawing in drawings_of(step, device=facts.device, language=language):
            if isinstance(drawing.shape, Syringe):
                found |= {number.text for number in drawing.shape.numbers}
            else:
                found |= {str(place.number) for place in drawing.shape.places}
    return found


def _texts(document: object) -> list[str]:
    """Every text and whole number of plain values, as text, but not the codes that no paper says."""
    if isinstance(document, dict):
        return [text for key, value in document.items() if key not in NOT_SAID for text in _texts(value)]
    if isinstance(document, list):
        return [text for value in document for text in _texts(value)]
    if isinstance(document, bool) or document is None:
        return []
    return [str(document)]
