"""What a label has to say, element by element and law by law, beside what the archived label really says."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from formulations.reference import papers
from formulations.reference.loader import LABEL_ELEMENTS, UnknownLaw, law, law_codes
from formulations.science.law import Law
from pharmacy.documents.facts import PaperFacts, facts_from
from pharmacy.documents.finishing.raster import plain, text_of
from pharmacy.documents.in_language import amounts_in, language_of
from pharmacy.documents.models import Document
from pharmacy.documents.papers.continuation import WARNINGS
from pharmacy.documents.papers.label import LabelText, Part, label_text
from pharmacy.documents.papers.label_job import LabelJob


@dataclass(frozen=True)
class AskedFor:
    """What one law says of one element; title and sure are empty where it does not ask for it."""

    law: str
    title: str = ""
    sure: str = ""
    why: str = ""

    @property
    def source(self) -> str:
        """The source and how sure it is, as one line; empty where the law does not ask for it."""
        return f"{self.title} ({self.sure})" if self.title else ""


@dataclass(frozen=True)
class ElementRow:
    """One element. says: its words as they read back from the archived label, empty where they do not stand there.

    would_say: what a label that asks for it would say. is_missing: this label's own law asks for it, and it is not
    there.
    """

    name: str
    says: str
    would_say: str
    asked: tuple[AskedFor, ...]
    is_missing: bool


@dataclass(frozen=True)
class ElementsPage:
    """All elements that any law knows. laws: their names and editions, the label's own first."""

    laws: tuple[Law, ...]
    rows: tuple[ElementRow, ...]

    @property
    def sources(self) -> tuple[str, ...]:
        """Every source, once, in the order in which the rows name them."""
        return tuple(dict.fromkeys(one.source for row in self.rows for one in row.asked if one.source))

    @property
    def numbered_rows(self) -> Iterator[tuple[ElementRow, list[tuple[AskedFor, int]]]]:
        """Each row, with what each law asks and the number of its source from 1; 0 where it does not ask."""
        numbers = {source: number for number, source in enumerate(self.sources, 1)}
        for row in self.rows:
            yield row, [(one, numbers.get(one.source, 0)) for one in row.asked]


def elements_page(document: Document) -> ElementsPage:
    """Return the comparison for a finished label. The text is read from the archived PDF, not from the record.

    Raises UnknownStock and MissingWording for a label whose stock or sentences are no longer there.
    """
    stated = facts_from(document.facts)
    language = language_of(stated)
    facts = amounts_in(stated, language=language)
    job = LabelJob(facts, document.container, papers.label_stock(document.stock), language, document.code)
    said = text_of(bytes(document.file.content)) if document.file else ""
    laws = _laws(facts)
    own, any_law = _wordings(job), label_text(_under_every_law(job))
    rows = tuple(_row(code, own=own, would=any_law, said=said, laws=laws) for code in LABEL_ELEMENTS)
    return ElementsPage(laws, rows)


def _laws(facts: PaperFacts) -> tuple[Law, ...]:
    """The edition that the label was made under, then the newest of the others that held on the day of making."""
    codes = sorted(law_codes(), key=lambda code: code != facts.law.code)
    found = []
    for code in codes:
        try:
            found.append(law(code, on=facts.made_on))
        except UnknownLaw:
            continue
    return tuple(found)


def _wordings(job: LabelJob) -> tuple[LabelText, ...]:
    """What this label may say: with its steps, or pointing to the plan where they did not fit."""
    return label_text(job), label_text(job, plan_only=True)


def _under_every_law(job: LabelJob) -> LabelJob:
    everything = replace(job.facts.law, label_elements=LABEL_ELEMENTS)
    return replace(job, facts=replace(job.facts, law=everything))


def _row(code: str, *, own: tuple[LabelText, ...], would: LabelText, said: str, laws: tuple[Law, ...]) -> ElementRow:
    parts = [part for text in own if (part := text.part(code))]
    says = next((part.text for part in parts if _stands(part, said=said)), "")
    other = would.part(code)
    is_asked_here = code in laws[0].label_elements
    return ElementRow(
        name=code.replace("-", " "),
        says=says,
        would_say=other.text if other and not says else "",
        asked=tuple(_asked(code, by=edition) for edition in laws),
        is_missing=is_asked_here and not says,
    )


def _stands(part: Part, *, said: str) -> bool:
    """Whether a part stands on the paper: in one piece, or sentence by sentence on two labels."""
    return plain(part.text) in said or (part.code == WARNINGS and all(plain(line) in said for line in part.lines))


def _asked(code: str, *, by: Law) -> AskedFor:
    for rule in by.label_rules:
        if rule.code == code:
            return AskedFor(by.name, rule.source.title, rule.source.how_sure.replace("-", " "), rule.why)
    return AskedFor(by.name)
