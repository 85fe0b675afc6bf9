"""The read-back: what a finished PDF says, compared with the facts, as a patient and a scanner would read it."""

import re

import zxingcpp

from formulations.reference.papers import Language
from pharmacy.documents.codes import code_text, read_code, typed_code
from pharmacy.documents.facts import PaperFacts
from pharmacy.documents.finishing.raster import page_picture, plain, text_of
from pharmacy.documents.papers.label import LabelText, steps_of
from pharmacy.documents.papers.label_job import LabelJob
from pharmacy.documents.papers.leaflet import LeafletText
from pharmacy.documents.plain_values import to_document
from pharmacy.documents.wording.dates import date_text

UNITS = "mg/ml|mg/g|mg|micrograms?|ml|g|capsules?|drops?|pump strokes?"
AMOUNT = re.compile(rf"(?<![\w.,])\d[\d,]*(?:\.\d+)? (?:{UNITS})\b")


def read_back_label(pdf: bytes, *, text: LabelText, job: LabelJob) -> list[str]:
    """Return every difference between a finished label and the facts; none means they agree."""
    said = text_of(pdf)
    facts, box = job.facts, job.facts.container(job.container)
    steps = () if text.plan_only else steps_of(facts, box=box)
    expected = {
        "patient": facts.patient,
        "active": facts.medicine.active_name,
        "strength": facts.medicine.strength,
        **{f"dose of days {step.from_day} to {step.to_day}": step.dose for step in steps},
        **{f"measure of days {step.from_day} to {step.to_day}": step.amount for step in steps},
        "quantity": box.amount,
        "lot": facts.lot,
        "made on": _date(facts, key="made_on", length="short", language=job.language),
        "use by": _date(facts, key="use_by", length="short", language=job.language),
        "pharmacy": facts.pharmacy.name,
    }
    parts = [f"{part.code}: {part.text}" for part in text.parts if plain(part.text).lower() not in said.lower()]
    return [
        *_missing(expected, said=said),
        *(f"The paper does not say this as it should: {part}" for part in parts),
        *_foreign_amounts(said, known=_known_amounts(facts, texts=())),
        *_code_differences(pdf, said=said, job=job),
    ]


def read_back_leaflet(pdf: bytes, *, text: LeafletText, facts: PaperFacts, language: Language) -> list[str]:
    """Return every difference between a finished leaflet and the facts; none means they agree."""
    said = text_of(pdf)
    expected = {
        "patient": facts.patient,
        "active": facts.medicine.active_name,
        "strength": facts.medicine.strength,
        **{f"dose of days {step.from_day} to {step.to_day}": step.dose for step in facts.steps},
        **{f"measure of days {step.from_day} to {step.to_day}": step.amount for step in facts.steps},
        "lot": facts.lot,
        "use by": _date(facts, key="use_by", length="long", language=language),
        "pharmacy": facts.pharmacy.name,
    }
    sentences = [line for section in text.sections for line in section.lines]
    lost = [line.text for line in sentences if plain(line.text) not in said]
    own = tuple(" ".join(section) for _, section in facts.medicine.leaflet)
    return [
        *_missing(expected, said=said),
        *(f"The leaflet does not say this as it should: {plain(sentence)}" for sentence in lost),
        *_foreign_amounts(said, known=_known_amounts(facts, texts=own)),
    ]


def _date(facts: PaperFacts, *, key: str, length: str, language: Language) -> str:
    return date_text(getattr(facts, key), language=language, style=facts.law.date_style, length=length)


def _missing(expected: dict[str, str], *, said: str) -> list[str]:
    return [
        f"The {name} does not read back: the record has {plain(value)!r}, the paper does not."
        for name, value in expected.items()
        if not re.search(rf"(?<![\w.,]){re.escape(plain(value))}(?![\w]|[.,]\d)", said, re.IGNORECASE)
    ]


def _known_amounts(facts: PaperFacts, *, texts: tuple[str, ...]) -> set[str]:
    stated = " ; ".join([*_all_texts(to_document(facts)), *texts])
    return set(AMOUNT.findall(plain(stated))) | {"1 ml"}  # "20 drops are 1 ml"


def _foreign_amounts(said: str, *, known: set[str]) -> list[str]:
    numbers = {amount.split(" ")[0] for amount in known}
    foreign = [
        amount
        for amount in dict.fromkeys(AMOUNT.findall(said))
        if amount not in known and not (amount.endswith(("drops", "drop")) and amount.split(" ")[0] in numbers)
    ]
    return [f"The paper says {amount!r}, which stands nowhere in the record." for amount in foreign]


def _all_texts(document: object) -> list[str]:
    if isinstance(document, dict):
        return [text for value in document.values() for text in _all_texts(value)]
    if isinstance(document, list):
        return [text for value in document for text in _all_texts(value)]
    return [document] if isinstance(document, str) else []


def _code_differences(pdf: bytes, *, said: str, job: LabelJob) -> list[str]:
    """Read the 2D code from the page as the stock's own printer would draw it, and the same code in letters."""
    picture = page_picture(pdf, dpi=job.stock.printer_dpi)
    found = [code.text for code in zxingcpp.read_barcodes(picture)]
    if found != [code_text(job.code)]:
        return [_unread(found, job=job)]
    if typed_code(read_code(found[0])) in said:
        return []
    return [f"The code in letters is not that of the 2D code, {typed_code(job.code)}."]


def _unread(found: list[str], *, job: LabelJob) -> str:
    return f"The 2D code reads {', '.join(found) or 'as nothing'}; it should read {code_text(job.code)}."
