"""The read-back: what a finished PDF says, compared with the facts, as a patient and a scanner would read it."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from formulations.reference.papers import Language
from pharmacy.documents.codes import LENGTH, LETTERS, ONLY
from pharmacy.documents.facts import PaperFacts
from pharmacy.documents.finishing.as_drawn import label_as_drawn, leaflet_as_drawn
from pharmacy.documents.finishing.code_seen import read_code_of, read_web_code
from pharmacy.documents.finishing.dates_said import foreign_dates
from pharmacy.documents.finishing.drawings import differing_ink
from pharmacy.documents.finishing.expected import Expected, expected_of_label, expected_on_each
from pharmacy.documents.finishing.expected_leaflet import expected_in_text, expected_of_leaflet
from pharmacy.documents.finishing.figures import drawn_on
from pharmacy.documents.finishing.foreign_contents import foreign_contents
from pharmacy.documents.finishing.ink import band_seen, faint_band, foreign_ink, missing_ink
from pharmacy.documents.finishing.letters import hidden_characters, parted_marks
from pharmacy.documents.finishing.letters_drawn import foreign_letters
from pharmacy.documents.finishing.numbers import drawn_numbers, foreign_amounts, foreign_numbers, stated_texts
from pharmacy.documents.finishing.over_the_page import over_the_page
from pharmacy.documents.finishing.pictures import pictures_of_label, pictures_of_leaflet
from pharmacy.documents.finishing.raster import BETWEEN_PAGES, Opened, Seen, opened, plain
from pharmacy.documents.finishing.unseen_words import unseen_words
from pharmacy.documents.finishing.words import (
    foreign_words,
    lost_words,
    told_by_leaflet,
    words_of_label,
    words_of_leaflet,
)
from pharmacy.documents.papers.label import LabelText
from pharmacy.documents.papers.label_job import LabelJob
from pharmacy.documents.papers.leaflet import LeafletText
from pharmacy.documents.papers.leaflet_sheet import edges_of
from pharmacy.documents.rendering.fonts import FAMILIES
from pharmacy.documents.reports import Report, report
from pharmacy.documents.wording.training import training_mark

LEAFLET_DPI = 150  # a thin letter is more than one dot wide
HAIR_MM = Decimal("0.2")


def read_back_label(pdf: bytes, *, text: LabelText, job: LabelJob) -> list[Report]:
    """Return every difference between a finished label, or two that belong together, and the facts.

    None means they agree.
    """
    with opened(pdf) as document:
        said, pages = document.text(), document.pages
        seen = [document.see(page=page, dpi=job.stock.printer_dpi) for page in range(pages)]
        on_pages = [_on_page(document, page=page, seen=seen[page], text=text, job=job) for page in range(pages)]
        drawn = [drawn_on(document, page=page) for page in range(pages)]
        unseen = unseen_words(document, said=said, drawn=drawn, facts=job.facts, language=job.language)
    pictures = [one for number in text.numbers for one in pictures_of_label(replace(job, which=number))]
    return [
        *missing(expected_of_label(text, job=job), said=said),
        *foreign_figures(said, job=job, pages=len(text.labels)),
        *hidden_characters(said),
        *differing_pages(seen, wanted=len(text.labels), job=job),
        *differing_fonts(seen),
        *parted_marks(seen),
        *differing_ink(drawn, seen=seen, wanted=pictures, language=job.language),
        *label_as_drawn(drawn, seen=seen, job=job),
        *foreign_contents(pdf),
        *foreign_letters(pdf),
        *unseen,
        *(one for found in on_pages for one in found),
    ]


def _on_page(document: Opened, *, page: int, seen: Seen, text: LabelText, job: LabelJob) -> list[Report]:
    """Return what is wrong with one label: its own words, its ink and its code. page: from 0."""
    said = document.text_on(page)
    parts = text.labels[page] if page < len(text.labels) else ()
    mark = training_mark(job.facts, language=job.language)
    own = replace(job, which=text.numbers[page] if page < len(text.numbers) else ONLY)
    code, where = read_code_of(document, page=page, seen=seen, job=own, said=said)
    return [
        *missing(expected_on_each(text, job=job, page=page), said=said),
        *lost([f"{part.code}: {part.text}" for part in parts if plain(part.text).lower() not in said.lower()]),
        *foreign(said, words=foreign_words(said, allowed=words_of_label(parts, mark=mark))),
        *missing_ink(seen),
        *foreign_ink(seen, code=where, band=band_seen(seen) if mark else None),
        *faint_training([seen], facts=job.facts),
        *code,
    ]


def read_back_leaflet(pdf: bytes, *, text: LeafletText, facts: PaperFacts, language: Language) -> list[Report]:
    """Return every difference between a finished leaflet and the facts; none means they agree."""
    with opened(pdf) as document:
        said, pages = whole_address(document.text(), address=facts.page_address), document.pages
        apart = whole_address(document.text_page_by_page(), address=facts.page_address)
        each = [document.text_on(page) for page in range(pages)]
        seen = [document.see(page=page, dpi=LEAFLET_DPI) for page in range(pages)]
        drawn = [drawn_on(document, page=page) for page in range(pages)]
        code = read_web_code(document, drawn=drawn, facts=facts)
        unseen = unseen_words(document, said=said, drawn=drawn, facts=facts, language=language)
    sentences = [*(line.text for section in text.sections for line in section.lines), _page_sentence(text, facts=facts)]
    counted = {*_numbers_to(pages), *drawn_numbers(facts, language=language)}
    whole = whole_address(_over_the_page(each, text=text, facts=facts, language=language), address=facts.page_address)
    either = f"{said}{BETWEEN_PAGES}{whole}"
    gone = [sentence for sentence in sentences if plain(sentence) not in either]
    told = told_by_leaflet(text, has_page="page" in facts.blocks)
    allowed = words_of_leaflet(text, edges=edges_of(text, facts=facts, language=language), pages=pages)
    return [
        *missing(expected_of_leaflet(facts, language=language, calendar=text.calendar is not None), said=either),
        *lost([plain(sentence) for sentence in gone]),
        *foreign(whole, words=foreign_words(whole, allowed=allowed)),
        *missing(expected_in_text(facts, language=language), said=told),
        *lost(lost_words(whole, told=told)),
        *_numbers(apart, told=told, facts=facts, language=language, counted=counted),
        *hidden_characters(said),
        *differing_fonts(seen),
        *parted_marks(seen),
        *(one for page in seen for one in missing_ink(page)),
        *differing_ink(drawn, seen=seen, wanted=pictures_of_leaflet(facts, language=language), language=language),
        *leaflet_as_drawn(drawn, seen=seen, facts=facts),
        *foreign_contents(pdf),
        *foreign_letters(pdf),
        *faint_training(seen, facts=facts),
        *unseen,
        *code,
    ]


def _over_the_page(pages: list[str], *, text: LeafletText, facts: PaperFacts, language: Language) -> str:
    """Return what the pages of a leaflet say, with what goes on over a page's end in one piece."""
    amounts = [amount for step in facts.steps for amount in (step.amount, *step.draws)]
    drawn = {word for amount in amounts for word in plain(amount).split()} | _numbers_to(len(facts.containers))
    foot, mark = f"{text.title} · {text.for_whom}", training_mark(facts, language=language)
    return over_the_page(pages, foot=foot, mark=mark, drawn=drawn | drawn_numbers(facts, language=language))


def whole_address(said: str, *, address: str) -> str:
    """Return what a leaflet says, with the address of its page in one piece where it goes on in the next line.

    A gap may stand between any two of its letters; a letter that is another, missing or added keeps it in pieces.
    """
    return re.sub(r"\s?".join(map(re.escape, address)), lambda _: address, said) if address else said


def _page_sentence(text: LeafletText, *, facts: PaperFacts) -> str:
    """Return the sentence with the address of the leaflet's page, where the pharmacy has it on its leaflets."""
    return text.page if "page" in facts.blocks else ""


def faint_training(seen: list[Seen], *, facts: PaperFacts) -> list[Report]:
    """Return each page of a training paper whose band cannot be seen."""
    return [one for page in seen for one in faint_band(page)] if facts.is_training else []


def missing(expected: Expected, *, said: str) -> list[Report]:
    """Return each fact that a paper should say and does not. said: all its text."""
    return [
        report(
            "fact-differs",
            f"The {name} does not read back: the record has {plain(value)!r}, the paper does not.",
        )
        for name, value in expected.items()
        if value and not _says(said, value=plain(value))
    ]


def _says(said: str, *, value: str) -> bool:
    """Whether a text says a value by itself, and not as a part of a word or a number.

    A name may begin a sentence; no other letter may change its case.
    """
    return any(
        not _goes_on_before(said, at=at) and not _goes_on_after(said, at=at + len(value))
        for first in {*value[:1].lower(), *value[:1].upper()}
        for at in _places(said, words=first + value[1:])
    )


def _places(said: str, *, words: str) -> Iterator[int]:
    at = said.find(words)
    while at >= 0:
        yield at
        at = said.find(words, at + 1)


def _goes_on_before(said: str, *, at: int) -> bool:
    before = said[at - 1 : at] if at else ""
    return _is_of_a_word(before) or (before != "" and before in ".,")


def _goes_on_after(said: str, *, at: int) -> bool:
    after, then = said[at : at + 1], said[at + 1 : at + 2]
    return _is_of_a_word(after) or (after != "" and after in ".," and then.isdecimal())


def _is_of_a_word(letter: str) -> bool:
    return letter.isalnum() or letter == "_"


def lost(texts: list[str]) -> list[Report]:
    """Return each part or sentence that does not stand on the paper as it should."""
    return [report("words-lost", f"The paper does not say this as it should: {text}") for text in texts]


def foreign(said: str, *, words: list[str]) -> list[Report]:
    """Return the words that a paper says and should not, in one report."""
    if not words:
        return []
    return [report("words-foreign", f"The paper says more than it should: {', '.join(words)}.")]


def _numbers(said: str, *, told: str, facts: PaperFacts, language: Language, counted: set[str]) -> list[Report]:
    """Return each number, amount and date without an origin. counted: the numbers of pages and of what is drawn."""
    stated = [*stated_texts(facts, form=language.amounts), *counted]
    amounts = foreign_amounts(said, stated=stated, form=language.amounts)
    numbers = foreign_numbers(said, told=told, stated=stated, facts=facts, language=language)
    dates = foreign_dates(said, stated=stated, facts=facts, language=language)
    named = [*amounts, *dates]
    found = [*named, *(number for number in numbers if not any(number in one for one in named))]
    return [report("number-foreign", f"The paper says {one!r}, which stands nowhere in the record.") for one in found]


def foreign_figures(said: str, *, job: LabelJob, pages: int) -> list[Report]:
    """Return each number of a label that stands nowhere in the record; its code in letters holds none."""
    told = _without_code(said, job=job)
    return _numbers(told, told=told, facts=job.facts, language=job.language, counted=_numbers_to(pages))


def _numbers_to(last: int) -> set[str]:
    return {str(number) for number in range(1, last + 1)}


def _without_code(said: str, *, job: LabelJob) -> str:
    """Take out the code in letters, whose digits are no numbers."""
    word, letters = re.escape(job.language.say("label.typed-code")), f"(?: ?[{LETTERS}]){{{LENGTH}}}"
    return re.sub(rf"\b{word}{letters}(?:/[12])?(?![\w/])", " ", said)


def differing_pages(seen: list[Seen], *, wanted: int, job: LabelJob) -> list[Report]:
    """Return whether the pages are not as many, or as large, as the stock has them."""
    stock, pages = job.stock, len(seen)
    first = seen[0]
    has = f"{first.width:.1f} x {first.height:.1f} mm on {pages} page{'s' if pages > 1 else ''}"
    heights = (stock.height, *stock.lengths)  # a roll is cut
    fits = all(
        _is_near(one.width, stock.width) and any(_is_near(one.height, height) for height in heights) for one in seen
    )
    if fits and pages == wanted:
        return []
    size = f"{stock.width} x {stock.height} mm, {'one page' if wanted == 1 else f'{wanted} pages'}"
    return [report("page-differs", f"The PDF is {has}; the stock is {size}.")]


def _is_near(side: float, wanted: Decimal) -> bool:
    return abs(Decimal(str(side)) - wanted) < HAIR_MM


def differing_fonts(seen: list[Seen]) -> list[Report]:
    """Return the typefaces that are neither of the shipped ones."""
    own = tuple(family.replace(" ", "-") for family in FAMILIES)
    names = sorted({name.partition("+")[2] or name for page in seen for name in page.fonts})
    foreign = [name for name in names if not name.startswith(own)]
    return [report("font-foreign", f"Text is set in {name}, not in {' or '.join(FAMILIES)}.") for name in foreign]
