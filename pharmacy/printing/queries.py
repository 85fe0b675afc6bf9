"""Questions about print jobs."""

import secrets
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from pharmacy.compounding.models import Batch
from pharmacy.compounding.queries import in_force
from pharmacy.documents.models import Document
from pharmacy.prescriptions.models import Prescription
from pharmacy.printing.models import PrintJob


@dataclass(frozen=True)
class PrintRow:
    """One finished paper and its newest print, if there is one. request_key: for the form that sends it."""

    document: Document
    job: PrintJob | None
    request_key: str

    @property
    def waits(self) -> bool:
        """Whether it was sent and nobody has seen it come out."""
        return self.job is not None and self.job.state == PrintJob.State.SENT


def new_request_key() -> str:
    """Return a random key for one opened page, so that a second press of its button is the same job."""
    return secrets.token_hex(16)


def unconfirmed_jobs(batch: Batch) -> QuerySet[PrintJob]:
    """Return the prints of one batch that were sent and that nobody has seen come out."""
    return PrintJob.objects.filter(document__batch=batch, state=PrintJob.State.SENT)


def sent_papers(batch: Batch) -> set[int]:
    """Return the ids of the papers of one batch that were sent to a printer at least once."""
    return set(PrintJob.objects.filter(document__batch=batch).values_list("document_id", flat=True))


def labels_are_printed(batch: Batch) -> bool:
    """Return whether somebody saw each label of the batch come out, and no print of the batch waits to be seen."""
    labels = {paper.pk for paper in newest_papers(batch) if paper.kind == Document.Kind.LABEL}
    seen = PrintJob.objects.filter(document__in=labels, state=PrintJob.State.CONFIRMED)
    all_seen = bool(labels) and labels == set(seen.values_list("document_id", flat=True))
    return all_seen and not unconfirmed_jobs(batch).exists()


def needs_a_person() -> QuerySet[PrintJob]:
    """Return every print that waits for somebody to say whether it came out, oldest first."""
    sent = PrintJob.objects.filter(state=PrintJob.State.SENT, document__batch__discarded_at__isnull=True)
    waiting = sent.order_by("sent_at", "pk")
    return waiting.select_related("document__batch__prescription__patient", "sent_by")


def job_page(public_id: UUID) -> QuerySet[PrintJob]:
    """Return the print of an address with everything that its page shows."""
    related = ("document__batch__prescription__patient", "sent_by", "confirmed_by", "reprint_of")
    return PrintJob.objects.select_related(*related).filter(public_id=public_id)


def newest_papers(batch: Batch) -> list[Document]:
    """Return the papers of the newest request for a batch; older ones stay in the archive only."""
    newest = Document.objects.filter(batch=batch).order_by("-pk").first()
    if newest is None:
        return []
    return list(Document.objects.filter(batch=batch, request_key=newest.request_key))


def panel(prescription: Prescription) -> dict[str, object]:
    """Return what the prescription page shows of printing.

    Keys: batch (None before it is made), prints, unsent (how many papers were never sent, 0 while one is not
    finished), unseen and unseen_labels (how many papers, and labels, were sent and nobody saw them).
    """
    batch = in_force(prescription).first()
    papers = newest_papers(batch) if batch else []
    prints = print_rows(papers)
    unseen = [row for row in prints if row.waits]
    labels = [row for row in unseen if row.document.kind == Document.Kind.LABEL]
    unsent = sum(row.job is None for row in prints) if len(prints) == len(papers) else 0
    counts = {"unsent": unsent, "unseen": len(unseen), "unseen_labels": len(labels)}
    return {"batch": batch, "prints": prints, **counts}


def print_rows(documents: list[Document]) -> list[PrintRow]:
    """Return the finished ones of these papers, each with its newest print. One query."""
    finished = [document for document in documents if document.file_id]
    jobs = PrintJob.objects.filter(document__in=finished).select_related("sent_by", "confirmed_by").order_by("copy")
    newest = {job.document_id: job for job in jobs}
    return [PrintRow(document, newest.get(document.pk), new_request_key()) for document in finished]


def job_history(document: Document) -> QuerySet[PrintJob]:
    """Return every print of a paper, the newest first."""
    return document.print_jobs.select_related("sent_by", "confirmed_by").order_by("-copy")
