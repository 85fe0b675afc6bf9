"""The read-back: what a finished PDF says, compared with the facts, as a patient and a scanner would read it."""

import re
from decimal import Decimal

from formulations.reference.papers import Language
from pharmacy.documents.facts import PaperFacts
from pharmacy.documents.finishing.code_seen import read_code_of
from pharmacy.documents.finishing.expected import Expected, expected_of_label, expected_of_leaflet
from pharmacy.documents.finishing.ink import foreign_ink, missing_ink
from pharmacy.documents.finishing.letters import hidden_characters
from pharmacy.documents.finishing.numbers import foreign_amounts, foreign_numbers, stated_texts
from pharmacy.documents.finishing.raster import Seen, opened, plain
from pharmacy.documents.finishing.words import foreign_words, words_of_label, words_of_leaflet
from pharmacy.documents.papers.label import LabelText
from pharmacy.documents.papers.label_job import LabelJob
from pharmacy.documents.papers.leaflet import LeafletText
from pharmacy.documents.papers.leaflet_sheet import edges_of
from pharmacy.documents.rendering.fonts import FAMILY
from pharmacy.documents.reports import Report, report

LEAFLET_DPI = 150  # a thin letter is more than one dot wide
HAIR_MM = Decimal("0.2")


def read_back_label(pdf: bytes, *, text: LabelText, job: LabelJob) -> list[Report]:
    """Return every difference between a finished label and the facts; none means they agree."""
    with opened(pdf) as document:
        said, pages = document.text(), document.pages
        seen = document.see(dpi=job.stock.printer_dpi)
        code, where = read_code_of(document, seen=seen, job=job, said=said)
    return [
        *_missing(expected_of_label(text, job=job), said=said),
        *_lost([f"{part.code}: {part.text}" for part in text.parts if plain(part.text).lower() not in said.lower()]),
        *_foreign(said, words=foreign_words(said, allowed=words_of_label(text))),
        *_numbers(_without_code(said, job=job), facts=job.facts, language=job.language, pages=1),
        *hidden_characters(said),
        *_page(seen, pages=pages, job=job),
        *_fonts([seen]),
        *missing_ink(seen),
        *foreign_ink(seen, code=where),
        *code,
    ]


def read_back_leaflet(pdf: bytes, *, text: LeafletText, facts: PaperFacts, language: Language) -> list[Report]:
    """Return every difference between a finished leaflet and the facts; none means they agree."""
    with opened(pdf) as document:
        said, pages = document.text(), document.pages
        seen = [document.see(page=page, dpi=LEAFLET_DPI) for page in range(pages)]
    sentences = [line for section in text.sections for line in section.lines]
    lost = [line.text for line in sentences if plain(line.text) not in said]
    allowed = words_of_leaflet(text, edges=edges_of(text, language=language), pages=pages)
    return [
        *_missing(expected_of_leaflet(facts, language=language, calendar=text.calendar is not None), said=said),
        *_lost([plain(sentence) for sentence in lost]),
        *_foreign(said, words=foreign_words(said, allowed=allowed)),
        *_numbers(said, facts=facts, language=language, pages=pages),
        *hidden_characters(said),
        *_fonts(seen),
        *(one for page in seen for one in missing_ink(page)),
    ]


def _missing(expected: Expected, *, said: str) -> list[Report]:
    return [
        report(
            "fact-differs",
            f"The {name} does not read back: the record has {plain(value)!r}, the paper does not.",
        )
        for name, value in expected.items()
        if value and not re.search(rf"(?<![\w.,]){_either_capital(plain(value))}(?![\w]|[.,]\d)", said)
    ]


def _either_capital(value: str) -> str:
    """A name may begin a sentence; no other letter may change its case."""
    first = value[:1]
    return f"[{re.escape(first.lower())}{re.escape(first.upper())}]{re.escape(value[1:])}"


def _lost(texts: list[str]) -> list[Report]:
    return [report("words-lost", f"The paper does not say this as it should: {text}") for text in texts]


def _foreign(said: str, *, words: list[str]) -> list[Report]:
    if not words:
        return []
    return [report("words-foreign", f"The paper says more than it should: {', '.join(words)}.")]


def _numbers(said: str, *, facts: PaperFacts, language: Language, pages: int) -> list[Report]:
    stated = stated_texts(facts, form=language.amounts)
    amounts = foreign_amounts(said, stated=stated, form=language.amounts)
    numbers = foreign_numbers(said, stated=stated, facts=facts, language=language, pages=pages)
    found = [*amounts, *(number for number in numbers if not any(number in amount for amount in amounts))]
    return [report("number-foreign", f"The paper says {one!r}, which stands nowhere in the record.") for one in found]


def _without_code(said: str, *, job: LabelJob) -> str:
    """Take out the code in letters, whose digits are no numbers."""
    head, _, tail = said.rpartition(job.language.say("label.typed-code"))
    return f"{head} {' '.join(tail.split()[2:])}"


def _page(seen: Seen, *, pages: int, job: LabelJob) -> list[Report]:
    stock = job.stock
    has = f"{seen.width:.1f} x {seen.height:.1f} mm on {pages} page{'s' if pages > 1 else ''}"
    fits_across = _is_near(seen.width, stock.width)
    fits_down = any(_is_near(seen.height, height) for height in (stock.height, *stock.lengths))  # a roll is cut
    if fits_across and fits_down and pages == 1:
        return []
    return [report("page-differs", f"The PDF is {has}; the stock is {stock.width} x {stock.height} mm, one page.")]


def _is_near(side: float, wanted: Decimal) -> bool:
    return abs(Decimal(str(side)) - wanted) < HAIR_MM


def _fonts(seen: list[Seen]) -> list[Report]:
    own = FAMILY.replace(" ", "-")
    names = sorted({name.partition("+")[2] or name for page in seen for name in page.fonts})
    foreign = [name for name in names if not name.startswith(own)]
    return [report("font-foreign", f"Text is set in {name}, not in {FAMILY}.") for name in foreign]
