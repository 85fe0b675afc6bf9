"""Every number of a paper, traced: to the frozen value, to a date that follows from it, or to a listed sentence."""

import re
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache

from formulations.reference.papers import Language
from formulations.science.amount_form import AmountForm
from formulations.science.quantities import Unit
from pharmacy.documents.drawings import drawings_of
from pharmacy.documents.drawings.syringe import Syringe
from pharmacy.documents.facts import PaperFacts
from pharmacy.documents.finishing.raster import plain
from pharmacy.documents.papers.dose_calendar import has_calendar
from pharmacy.documents.plain_values import to_document

NOT_AN_AMOUNT = (Unit.PERCENT, Unit.DEGREE_CELSIUS)
PER = "ml|g"
GROUPS = r"\d{1,3}(?: \d{3})+(?!\d)"  # thousands apart by a space
PLACE = re.compile(r"\{\w+\}")  # of a value in a sentence
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


def stated_texts(facts: PaperFacts, *, form: AmountForm) -> list[str]:
    """Return every text and whole number that the facts state, but not the codes that no paper says.

    form: how the paper's language writes amounts: the drops in 1 ml are stated as a number alone.
    """
    drops = facts.device.units_per_ml
    counted = [f"{drops} {form.word(Unit.DROP, count=Decimal(2))}"] if drops else []
    return [*_texts(to_document(facts)), *counted]


def foreign_amounts(said: str, *, stated: list[str], form: AmountForm) -> list[str]:
    """Return the amounts with a unit that no fact states, those of the specification's own sentences with them.

    Drops may be counted in figures. form: how the paper's language writes amounts.
    """
    amounts = _amounts(form)
    known = set(amounts.findall(plain(" ; ".join(stated)))) | {"1 ml"}  # "20 drops are 1 ml"
    numbers = {amount.rpartition(" ")[0] for amount in known}
    drops = tuple(form.word(Unit.DROP, count=Decimal(count)) for count in (1, 2))
    return [
        amount
        for amount in dict.fromkeys(amounts.findall(said))
        if not _endings(amount) & known and not (amount.endswith(drops) and amount.rpartition(" ")[0] in numbers)
    ]


def _endings(amount: str) -> set[str]:
    """The amount, and what it is without the figures before it: "12 100 ml" may be a number and then 100 ml."""
    pieces = amount.split(" ")
    return {" ".join(pieces[start:]) for start in range(len(pieces) - 1)}


def foreign_numbers(said: str, *, told: str, stated: list[str], facts: PaperFacts, language: Language) -> list[str]:
    """Return the numbers that come neither from the frozen value nor from a sentence of the language that it says.

    told: all that the paper should say, in which no page ends in the middle of a sentence; stated: the texts of the
    facts, and the numbers of the pages and of what is drawn. What follows from the value by counting is known too: the
    dates of steps, the fillings of a syringe.
    """
    numbers = _numbers(language.amounts)
    sentences = tuple(language.sentences.values())
    known = {*_of_facts(facts, texts=stated, numbers=numbers), *_of_sentences(sentences, told=told, numbers=numbers)}
    found = dict.fromkeys(numbers.findall(said))
    return [number for number in found if number not in known and not set(number.split(" ")) <= known]


def _of_facts(facts: PaperFacts, *, texts: list[str], numbers: re.Pattern[str]) -> set[str]:
    stated = {number for text in texts if not DAY.fullmatch(text) for number in numbers.findall(plain(text))}
    days = [date.fromisoformat(text) for text in texts if DAY.fullmatch(text)]
    days += [facts.starts_on + timedelta(days=day - 1) for step in facts.steps for day in (step.from_day, step.to_day)]
    counts = {str(len(step.draws)) for step in facts.steps} | {str(step.every - 1) for step in facts.steps}
    if has_calendar(facts):
        last = max(step.to_day for step in facts.steps)
        days += [facts.starts_on + timedelta(days=number) for number in range(last)]
    return stated | counts | {str(part) for day in days for part in (day.day, day.year)}


def _of_sentences(sentences: tuple[str, ...], *, told: str, numbers: re.Pattern[str]) -> set[str]:
    """The numbers of those sentences that a paper says."""
    text, found = told.lower(), set[str]()
    for pieces, own in _with_numbers(sentences, numbers=numbers):
        if all(piece in text for piece in pieces):
            found |= own
    return found


@lru_cache(maxsize=16)
def _with_numbers(
    sentences: tuple[str, ...], *, numbers: re.Pattern[str]
) -> tuple[tuple[tuple[str, ...], frozenset[str]], ...]:
    """Each sentence that has numbers of its own: what stands between its places, and the numbers."""
    found = []
    for sentence in sentences:
        pieces = PLACE.split(sentence)
        own = frozenset(number for piece in pieces for number in numbers.findall(plain(piece)))
        if own:
            found.append((tuple(plain(piece).lower() for piece in pieces), own))
    return tuple(found)


def drawn_numbers(facts: PaperFacts, *, language: Language) -> set[str]:
    """Return the numbers that stand in the pictures of a leaflet: on a barrel, and on what is counted."""
    found = set[str]()
    for step in facts.steps:
        for drawing in drawings_of(step, device=facts.device, language=language):
            if isinstance(drawing.shape, Syringe):
                found |= {number.text for number in drawing.shape.numbers}
            else:
                found |= {str(place.number) for place in drawing.shape.places}
    return found


def _amounts(form: AmountForm) -> re.Pattern[str]:
    """Return the pattern of an amount with its unit, as a language writes it."""
    words = "|".join(re.escape(word) for word in form.unit_words(but=NOT_AN_AMOUNT))
    return re.compile(
        rf"(?<![\w.,]){_whole(form)}(?:{re.escape(form.number.decimal)}\d+)? (?:{words})(?:/(?:{PER}))?\b"
    )


def _numbers(form: AmountForm) -> re.Pattern[str]:
    """Return the pattern of a number, as a language writes it."""
    if form.number.grouping == ",":
        return re.compile(r"\d+(?:[.,]\d+)*")
    return re.compile(rf"{GROUPS}(?:,\d+)?(?!\d)|\d+(?:[.,]\d+)*")


def _whole(form: AmountForm) -> str:
    return r"\d[\d,]*" if form.number.grouping == "," else rf"(?:{GROUPS}|\d+)"


def _texts(document: object) -> list[str]:
    """Every text and whole number of plain values, as text, but not the codes that no paper says."""
    if isinstance(document, dict):
        return [text for key, value in document.items() if key not in NOT_SAID for text in _texts(value)]
    if isinstance(document, list):
        return [text for value in document for text in _texts(value)]
    if isinstance(document, bool) or document is None:
        return []
    return [str(document)]
