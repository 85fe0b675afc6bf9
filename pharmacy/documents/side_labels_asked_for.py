"""The rows of side labels, asked for besides label and leaflet, and what every row states of its facts."""

from collections.abc import Sequence
from dataclasses import replace

from formulations.reference import papers
from formulations.reference.label_stock import LabelStock
from formulations.reference.papers import UnknownLanguage, UnknownStock
from formulations.reference.stocks import flag_stocks
from pharmacy.compounding.models import Batch
from pharmacy.documents.facts import PaperFacts, facts_as_document, sha256_of_facts
from pharmacy.documents.gathering import facts_of_batch, gather_facts
from pharmacy.documents.in_language import words_in, words_of
from pharmacy.documents.models import Document
from pharmacy.documents.papers.label_job import LabelJob
from pharmacy.documents.papers.side_labels.kinds import NothingToSay, side_label_text
from pharmacy.documents.printable import NotPrintable, require_printable
from pharmacy.documents.refusals import PapersRefused
from pharmacy.languages.queries import offered_language, words_of_medicines
from pharmacy.languages.refusals import NotOffered, NotTranslated
from pharmacy.staff.queries import the_pharmacy

Kind = Document.Kind
OF_EACH_CONTAINER = (Kind.AUXILIARY, Kind.FLAG)


def side_label_rows(batch: Batch, *, kinds: Sequence[str], language: str, stock: str) -> list[dict[str, object]]:
    """Return the values of a row for each side label: of each container made now, or of the whole.

    kinds: auxiliary, bag, batch, flag. language, stock: empty for the patient's and the pharmacy's own; a flag goes on
    the stock for flags, and a batch label speaks the pharmacy's language. Raises PapersRefused.
    """
    try:
        return [row for kind in dict.fromkeys(kinds) for row in _rows(batch, kind=kind, language=language, stock=stock)]
    except (UnknownLanguage, UnknownStock, NotPrintable, NotOffered, NotTranslated, NothingToSay) as error:
        raise PapersRefused(str(error)) from error


def worded(facts: PaperFacts, *, language: str) -> PaperFacts:
    """Return the facts in a language, as approved on this day: what is frozen is what was meant to be read.

    Raises NotTranslated.
    """
    return words_in(facts, say=words_of_medicines(language, texts=words_of(facts)))


def stated(facts: PaperFacts) -> dict[str, object]:
    """Return what a row keeps of the facts of its paper: all of them, their hash and their language."""
    document = facts_as_document(facts)
    return {"facts": document, "facts_sha256": sha256_of_facts(document), "language": facts.language}


def _rows(batch: Batch, *, kind: str, language: str, stock: str) -> list[dict[str, object]]:
    facts = _facts(batch, kind=kind, language=language)
    require_printable(facts)
    on = _stock(kind, code=stock)
    numbers = [box.number for box in facts.containers if box.is_made_now] if kind in OF_EACH_CONTAINER else [0]
    for number in numbers:
        side_label_text(kind, job=LabelJob(facts, number, on, offered_language(facts.language), "0" * 10))
    may_grow = kind == Kind.FLAG or not stock or bool(on.lengths)  # nobody names the stock of a flag
    row = {**stated(facts), "kind": kind, "stock": on.code, "may_grow": may_grow}
    return [{**row, "container": number} for number in numbers]


def _facts(batch: Batch, *, kind: str, language: str) -> PaperFacts:
    ours = the_pharmacy().language
    wanted = ours if kind == Kind.BATCH else language or batch.prescription.patient.language or ours
    spoken = offered_language(wanted)
    facts = worded(gather_facts(batch, language=spoken), language=spoken.code)
    return replace(facts, batch=facts_of_batch(batch)) if kind == Kind.BATCH else facts


def _stock(kind: str, *, code: str) -> LabelStock:
    return flag_stocks()[0] if kind == Kind.FLAG else papers.label_stock(code or the_pharmacy().label_stock)
