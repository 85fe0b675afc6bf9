"""Questions about papers."""

import secrets
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.fields.json import KT

from pharmacy.compounding.models import Batch
from pharmacy.compounding.queries import in_force
from pharmacy.documents.life_cycle import FINISHED, OPEN_STAGES
from pharmacy.documents.models import Document
from pharmacy.prescriptions.models import Prescription


@dataclass(frozen=True)
class PapersPanel:
    """The papers of a prescription's newest request. waiting: how many are not finished. may_ask: for new ones.

    earlier: the finished papers of requests before it, the newest first; they stay as they were made.
    """

    batch: Batch | None
    papers: tuple[Document, ...]
    waiting: int
    may_ask: bool
    earlier: tuple[Document, ...] = ()

    @property
    def done(self) -> int:
        """How many of the papers are finished."""
        return len(self.papers) - self.waiting

    @property
    def has_failed(self) -> bool:
        """Whether label or leaflet could not be made; a side label has a way out of its own."""
        return any(paper.state == Document.State.FAILED and not paper.is_side_label for paper in self.papers)


def panel(prescription: Prescription) -> PapersPanel:
    """Return what the prescription page shows of its papers."""
    batch = in_force(prescription).first()
    papers = newest_papers(batch) if batch else ()
    waiting = sum(paper.state not in FINISHED for paper in papers)
    may_ask = bool(batch) and prescription.stage in OPEN_STAGES
    return PapersPanel(batch, papers, waiting, may_ask=may_ask, earlier=earlier_papers(batch) if batch else ())


def newest_papers(batch: Batch) -> tuple[Document, ...]:
    """Return the papers of the newest request for a batch; older ones stay in the archive."""
    newest = Document.objects.filter(batch=batch).order_by("-pk").first()
    if newest is None:
        return ()
    papers = _with_paper_for_facts(Document.objects.filter(batch=batch, request_key=newest.request_key))
    return tuple(sorted(papers.select_related("requested_by", "given_up_by"), key=lambda paper: paper.place))


def asked_besides(prescription: Prescription) -> list[str]:
    """Return the kinds of side labels that the newest request asked for and that nobody gave up."""
    batch = in_force(prescription).first()
    papers = newest_papers(batch) if batch else ()
    return sorted({paper.kind for paper in papers if paper.is_side_label and paper.given_up_at is None})


def newer_paper(document: Document) -> Document | None:
    """Return the paper that took the place of this one, or the first of those that did; None for a newest paper."""
    papers = newest_papers(document.batch)
    if not papers or papers[0].request_key == document.request_key:
        return None
    alike = [one for one in papers if (one.kind, one.container) == (document.kind, document.container)]
    return (alike or list(papers))[0]


def earlier_papers(batch: Batch) -> tuple[Document, ...]:
    """Return the finished papers of a batch that newer ones took the place of, the newest first."""
    newest = Document.objects.filter(batch=batch).order_by("-pk").values("request_key")[:1]
    finished = Document.objects.filter(batch=batch, state=Document.State.RENDERED).exclude(request_key__in=newest)
    return tuple(_with_paper_for_facts(finished).select_related("requested_by").order_by("-requested_at", "pk"))


def _with_paper_for_facts(papers: QuerySet[Document]) -> QuerySet[Document]:
    """The facts are long, and a list of papers names of them only what a leaflet is on."""
    return papers.annotate(leaflet_on=KT("facts__leaflet_paper")).defer("facts")


def paper_page(public_id: UUID) -> QuerySet[Document]:
    """Return one paper with everything its page shows."""
    return Document.objects.filter(public_id=public_id).select_related(
        "batch__prescription__patient", "requested_by", "given_up_by"
    )


def newest_label(prescription_id: UUID) -> Document | None:
    """Return the first finished label of a prescription's batch in force; None while there is none."""
    labels = Document.objects.filter(batch__prescription__public_id=prescription_id, kind=Document.Kind.LABEL)
    finished = labels.filter(batch__discarded_at__isnull=True).filter(state=Document.State.RENDERED)
    newest = finished.order_by("-pk").first()
    if newest is None:
        return None
    return finished.filter(request_key=newest.request_key).order_by("container").first()


def needs_a_person() -> QuerySet[Document]:
    """Return every paper that failed and that nobody tried again, gave up or asked for anew, oldest first."""
    newer = Document.objects.filter(batch=OuterRef("batch"), pk__gt=OuterRef("pk"))
    asked_anew = Exists(newer.exclude(request_key=OuterRef("request_key")))
    waiting = Document.objects.filter(~asked_anew, state=Document.State.FAILED, given_up_at__isnull=True)
    failed = waiting.order_by("requested_at", "pk")
    open_ones = failed.filter(batch__prescription__stage__in=OPEN_STAGES, batch__discarded_at__isnull=True)
    return open_ones.select_related("batch__prescription__patient").defer("facts")


def new_request_key() -> str:
    """Return a random key for one opened page."""
    return secrets.token_hex(16)
