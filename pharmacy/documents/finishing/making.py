"""Makes one paper from its row: typeset, lint, read back from the finished PDF, or refuse."""

from dataclasses import dataclass, replace
from functools import partial

from formulations.reference import papers
from formulations.reference.papers import Language
from pharmacy.documents.archive import archived_logo
from pharmacy.documents.claims import renew
from pharmacy.documents.facts import PaperFacts, sha256_of_facts
from pharmacy.documents.finishing.amounts_kept import wrong_amounts
from pharmacy.documents.finishing.lint import lint_label, lint_leaflet, notes_on_label, notes_on_leaflet
from pharmacy.documents.finishing.read_back import read_back_label, read_back_leaflet
from pharmacy.documents.finishing.side_labels import lint_side_label, read_back_side_label
from pharmacy.documents.in_language import amounts_in, language_of
from pharmacy.documents.models import Document
from pharmacy.documents.papers.label_job import LabelJob
from pharmacy.documents.papers.label_sheet import set_label, set_label_on_any
from pharmacy.documents.papers.leaflet_sheet import leaflet_page, set_leaflet
from pharmacy.documents.papers.side_labels.sheet import set_side_label
from pharmacy.documents.printable import require_printable
from pharmacy.documents.refusals import PaperDiffers
from pharmacy.documents.reports import Report, report


@dataclass(frozen=True)
class Finished:
    """A paper that may be archived. stock: the label stock it was laid out for, empty for a leaflet.

    notes: where it falls short of what is advised and not required. page: a leaflet as a web page, where it has one.
    """

    pdf: bytes
    pages: int
    stock: str
    notes: tuple[Report, ...] = ()
    page: bytes = b""


def make_paper(document: Document, *, facts: PaperFacts) -> Finished:
    """Return the finished paper of a row; the lease is renewed after each layout.

    Raises PaperDiffers for a finding of the lint or a difference in the read-back, LabelDoesNotFit,
    LeafletDoesNotFit, NotPrintable, TypesetFailed, and ClaimLost when another worker has the paper by now.
    """
    if sha256_of_facts(document.facts) != document.facts_sha256:
        changed = report("facts-changed", "The facts of this paper were changed after it was asked for.")
        raise PaperDiffers(lint=[changed], read_back=[])
    require_printable(facts)
    language = _language(facts)
    facts = _written(facts, language=language)
    if document.kind == Document.Kind.LABEL:
        return _label(document, facts=facts, language=language)
    if document.kind == Document.Kind.LEAFLET:
        return _leaflet(document, facts=facts, language=language)
    return _side_label(document, facts=facts, language=language)


def _language(facts: PaperFacts) -> Language:
    """The sentences that were approved when the paper was asked for. Raises PaperDiffers when a release took them."""
    language = language_of(facts)
    if language.version != facts.language_version:
        text = "A release changed the sentences after this paper was asked for; ask for it again."
        raise PaperDiffers(lint=[report("facts-changed", text)], read_back=[])
    return language


def _written(facts: PaperFacts, *, language: Language) -> PaperFacts:
    """The facts with their amounts as the language writes them. Raises PaperDiffers for one that is not the same."""
    written = amounts_in(facts, language=language)
    _require_none(wrong_amounts(facts, written=written, form=language.amounts), read_back=[])
    return written


def _label(document: Document, *, facts: PaperFacts, language: Language) -> Finished:
    job = LabelJob(facts, document.container, papers.label_stock(document.stock), language, document.code)
    still_ours = partial(renew, document)
    if document.may_grow:
        stock, text, layout = set_label_on_any(job, between=still_ours)
        job = replace(job, stock=stock)
    else:
        text, layout = set_label(job, between=still_ours)
    still_ours()
    lint = lint_label(layout, facts=facts, language=language)
    read_back = read_back_label(layout.pdf, text=text, job=job)
    _require_none(lint, read_back=read_back)
    return Finished(layout.pdf, layout.pages, job.stock.code, tuple(notes_on_label(layout)))


def _leaflet(document: Document, *, facts: PaperFacts, language: Language) -> Finished:
    logo = archived_logo(facts.pharmacy.logo_sha256)
    text, layout = set_leaflet(facts, language=language, large_print=document.large_print, logo=logo)
    renew(document)
    lint = lint_leaflet(layout, facts=facts, language=language, large_print=document.large_print)
    read_back = read_back_leaflet(layout.pdf, text=text, facts=facts, language=language)
    _require_none(lint, read_back=read_back)
    shown = leaflet_page(text, facts=facts, language=language, large_print=document.large_print, logo=logo)
    notes = tuple(notes_on_leaflet(text, language=language))
    return Finished(layout.pdf, layout.pages, "", notes, page=shown if facts.page_address else b"")


def _side_label(document: Document, *, facts: PaperFacts, language: Language) -> Finished:
    job = LabelJob(facts, document.container, papers.label_stock(document.stock), language, document.code)
    kind, still_ours = document.kind, partial(renew, document)
    side = set_side_label(kind, job=job, may_grow=document.may_grow, between=still_ours)
    still_ours()
    on_it, layout = replace(job, stock=side.stock), side.layout
    lint = lint_side_label(layout, kind=kind, text=side.text, job=on_it)
    read_back = read_back_side_label(layout.pdf, kind=kind, side=side, job=on_it)
    _require_none(lint, read_back=read_back)
    return Finished(layout.pdf, layout.pages, side.stock.code)


def _require_none(lint: list[Report], *, read_back: list[Report]) -> None:
    if lint or read_back:
        raise PaperDiffers(lint=lint, read_back=read_back)
