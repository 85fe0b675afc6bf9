"""What is done about papers: asked for, rendered, tried again. A row stands first; the bell is only a hint."""

import hashlib
import json
import logging
import secrets
from collections.abc import Sequence
from dataclasses import replace

from django.db import DatabaseError, transaction
from django.utils import timezone

from formulations.reference import papers
from formulations.reference.papers import UnknownLanguage, UnknownStock
from formulations.science.day_text import day_in_words
from pharmacy.compounding.locking import lock_batch
from pharmacy.compounding.models import Batch
from pharmacy.compounding.queries import in_force
from pharmacy.documents import bell, claims
from pharmacy.documents.archive import archived
from pharmacy.documents.codes import OF_TWO
from pharmacy.documents.events import note
from pharmacy.documents.facts import facts_from
from pharmacy.documents.finishing import Finished, make_paper
from pharmacy.documents.gathering import gather_facts
from pharmacy.documents.giving_up import want_after_all
from pharmacy.documents.leaflet_pages import new_page_address, token_of
from pharmacy.documents.life_cycle import OPEN_STAGES, may_follow
from pharmacy.documents.made_with import made_with
from pharmacy.documents.models import SIDE_LABELS, Document
from pharmacy.documents.papers.label_sheet import LabelDoesNotFit
from pharmacy.documents.papers.leaflet_papers import UnknownLeafletPaper, paper_to_use
from pharmacy.documents.papers.leaflet_sheet import LeafletDoesNotFit
from pharmacy.documents.printable import NotPrintable, require_printable
from pharmacy.documents.refusals import KeyUsedTwice, PaperDiffers, PapersRefused
from pharmacy.documents.rendering import TypesetCrashed, TypesetFailed
from pharmacy.documents.side_labels_asked_for import side_label_rows, stated, worded
from pharmacy.languages.queries import offered_language
from pharmacy.languages.refusals import NotOffered, NotTranslated
from pharmacy.prescriptions.life_cycle import advance
from pharmacy.prescriptions.models import Prescription, Stage
from pharmacy.staff.models import User
from pharmacy.staff.queries import the_pharmacy

__all__ = ["KeyUsedTwice", "PapersRefused", "drain", "render_document", "request_documents", "sweep", "try_again"]

log = logging.getLogger(__name__)
State = Document.State
WORKER = "worker"
AT_A_TIME = 20
READY_STAGES = (Stage.PLANNED, Stage.CHECKED)
FAILURES = (LabelDoesNotFit, LeafletDoesNotFit, PaperDiffers, TypesetFailed, NotPrintable)


@transaction.atomic
def request_documents(  # noqa: PLR0913  each is one field of the page that asks
    *,
    batch: Batch,
    by: User,
    language: str = "",
    stock: str = "",
    leaflet_paper: str = "",
    large_print: bool = False,
    besides: Sequence[str] = (),
    side_stock: str = "",
    request_key: str = "",
) -> list[Document]:
    """Return the rows of one label for each container made now, and of the leaflet; the worker hears of them.

    language, stock, leaflet_paper: empty for the patient's (else the pharmacy's), and for the pharmacy's usual ones.
    besides: kinds of side labels, on side_stock, empty for the pharmacy's. request_key: from the page that asked;
    asking twice with it gives the same rows. Raises KeyUsedTwice, PapersRefused.
    """
    batch = lock_batch(batch)
    wishes = {"language": language, "stock": stock, "leaflet_paper": leaflet_paper, "large_print": large_print}
    side_labels = {"besides": sorted(besides), "side_stock": side_stock} if besides else {}
    asked = _sha256({"batch": batch.pk, **wishes, **side_labels})
    known = list(Document.objects.filter(request_key=request_key)) if request_key else []
    if known:
        return _same_request(known, asked=asked)
    rows = _rows(batch, language=language, stock=stock, leaflet_paper=leaflet_paper, large_print=large_print)
    rows += side_label_rows(batch, kinds=besides, language=language, stock=side_stock)
    key = request_key or secrets.token_hex(16)
    common = {"request_key": key, "request_sha256": asked, "requested_at": timezone.now(), "requested_by": by}
    documents = [Document.objects.create(batch=batch, **common, **row) for row in rows]
    _record(documents, by=by, besides=besides)
    transaction.on_commit(bell.ring)
    return documents


def render_document(*, document_id: int) -> Document:
    """Return the paper after an attempt to make it: rendered, failed with its problem, or waiting for another try.

    Does nothing for a paper that another worker has or that is finished. The same code in worker and command line.
    """
    claimed = claims.claim(document_id)
    if claimed is not None:
        _make(claimed)
    return Document.objects.select_related("batch", "file").get(pk=document_id)


def drain() -> int:
    """Return how many papers were attempted: the due ones, oldest first, one at a time, and what workers left."""
    sweep()
    ids = list(Document.objects.filter(claims.due(timezone.now())).order_by("pk").values_list("pk", flat=True))
    for document_id in ids[:AT_A_TIME]:
        render_document(document_id=document_id)
    if len(ids) > AT_A_TIME:
        bell.ring()
    return min(len(ids), AT_A_TIME)


def sweep() -> int:
    """Return how many papers were taken back from workers whose lease ran out.

    A row that the database refuses to change is named in the log and left for the next sweep; it holds up no other.
    """
    taken = 0
    for document in claims.over_their_lease():
        try:
            taken += _lost(document, problem="The worker was lost while it made this paper.")
        except DatabaseError as error:
            log.warning("paper %s could not be taken back: %s", document.pk, type(error).__name__)
    return taken


@transaction.atomic
def try_again(*, document: Document, by: User, may_grow: bool = False) -> Document:
    """Return a failed paper, queued again by a person; one that was given up is wanted after all.

    may_grow: onto a larger label than the one that was named for it. Raises WrongState for one that has not failed.
    """
    row = Document.objects.select_for_update(of=("self",)).select_related("batch__prescription").get(pk=document.pk)
    may_follow(row.state, then=State.QUEUED)
    row.state, row.problem, row.lost_leases, row.not_before = State.QUEUED, "", 0, None
    row.may_grow = row.may_grow or may_grow
    row.save(update_fields=["state", "problem", "lost_leases", "not_before", "may_grow"])
    want_after_all(row, by=by)
    note(row, verb="document.tried-again", actor=by.username)
    transaction.on_commit(bell.ring)
    return row


def _make(document: Document) -> None:
    try:
        _finish(document, paper=make_paper(document, facts=facts_from(document.facts)))
    except TypesetCrashed as error:
        _lost(document, problem=str(error))
    except FAILURES as error:
        _refuse(document, error=error)
    except claims.ClaimLost:
        return


@transaction.atomic
def _finish(document: Document, *, paper: Finished) -> None:
    file, page = archived(paper.pdf), archived(paper.page) if paper.page else None
    notes = [note.as_document() for note in paper.notes]
    two = document.kind == Document.Kind.LABEL and paper.pages == len(OF_TWO)
    made = {"file": file, "page": page, "pages": paper.pages, "stock": paper.stock, "notes": notes}
    made["has_code_on_each"] = two
    claims.finish(document, state=State.RENDERED, lint=[], read_back=[], made_with=made_with(), **made)
    note(document, verb="document.rendered", actor=WORKER, sha256=file.sha256, pages=paper.pages)
    _all_rendered(document)


def _refuse(document: Document, *, error: Exception) -> None:
    differs = error if isinstance(error, PaperDiffers) else PaperDiffers(lint=[], read_back=[])
    lint = [report.as_document() for report in differs.lint]
    read_back = [report.as_document() for report in differs.read_back]
    try:
        with transaction.atomic():
            claims.finish(document, state=State.FAILED, problem=str(error)[:2000], lint=lint, read_back=read_back)
            note(document, verb="document.refused", actor=WORKER, why=type(error).__name__)
    except claims.ClaimLost:
        return


def _lost(document: Document, *, problem: str) -> int:
    try:
        with transaction.atomic():
            if claims.lose(document, problem=problem) == State.FAILED:
                note(document, verb="document.refused", actor=WORKER, why="poison")
    except claims.ClaimLost:
        return 0
    return 1


def _all_rendered(document: Document) -> None:
    """The prescription goes on once label and leaflet of this request are there; side labels hold up nothing."""
    prescription = Prescription.objects.select_for_update().get(batches=document.batch_id)
    if not in_force(prescription).filter(pk=document.batch_id).exists():
        return  # discarded while this paper was made; the batch in its place has papers of its own
    others = Document.objects.filter(request_key=document.request_key).exclude(kind__in=SIDE_LABELS)
    if prescription.stage in READY_STAGES and not others.exclude(state=State.RENDERED).exists():
        advance(prescription, to=Stage.DOCUMENTED)


def _rows(batch: Batch, *, language: str, stock: str, leaflet_paper: str, large_print: bool) -> list[dict[str, object]]:
    _require_open(batch)
    try:
        spoken = offered_language(language or batch.prescription.patient.language or the_pharmacy().language)
        label_stock = _stock(stock, large_print=large_print)
        paper = paper_to_use(leaflet_paper, usual=the_pharmacy().leaflet_paper, large_print=large_print)
        gathered = gather_facts(batch, language=spoken, leaflet_paper=paper.code)
        facts = replace(worded(gathered, language=spoken.code), page_address=new_page_address())
        require_printable(facts)
    except (UnknownLanguage, UnknownStock, UnknownLeafletPaper, NotPrintable, NotOffered, NotTranslated) as error:
        raise PapersRefused(str(error)) from error
    common = {**stated(facts), "large_print": large_print}
    numbers = [box.number for box in facts.containers if box.is_made_now]
    label = {"kind": Document.Kind.LABEL, "stock": label_stock.code, "may_grow": not stock or bool(label_stock.lengths)}
    labels = [{**common, **label, "container": number} for number in numbers]
    return [*labels, {**common, "kind": Document.Kind.LEAFLET, "page_token": token_of(facts.page_address)}]


def _require_open(batch: Batch) -> None:
    if batch.discarded_at is not None:
        raise PapersRefused(f"Lot {batch.lot} was discarded: no new papers.")
    if batch.prescription.stage not in OPEN_STAGES:
        raise PapersRefused(f"Prescription {batch.prescription.number} is {batch.prescription.stage}: no new papers.")
    if batch.is_past:
        raise PapersRefused(
            f"Lot {batch.lot} may be used until {day_in_words(batch.use_by)} and no longer: no new papers."
        )


def _stock(code: str, *, large_print: bool) -> papers.LabelStock:
    stock = papers.label_stock(code or the_pharmacy().label_stock)
    if not large_print or (code and not stock.large_print_rungs):
        return stock  # the stock that was named is kept: another paper may not be in the printer
    return papers.in_large_print(stock)


def _same_request(known: list[Document], *, asked: str) -> list[Document]:
    if any(document.request_sha256 != asked for document in known):
        raise KeyUsedTwice("This page was already used to ask for other papers. Load the page again, then ask.")
    return known


def _sha256(request: dict[str, object]) -> str:
    return hashlib.sha256(json.dumps(request, sort_keys=True).encode()).hexdigest()


def _record(documents: list[Document], *, by: User, besides: Sequence[str]) -> None:
    first, more = documents[0], {"besides": sorted(besides)} if besides else {}
    note(first, verb="documents.requested", actor=by.username, papers=len(documents), facts=first.facts_sha256, **more)
