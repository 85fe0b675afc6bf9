"""Questions about print jobs."""

import secrets
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from pharmacy.compounding.models import Batch
from pharmacy.documents.models import Document
from pharmacy.prescriptions.models import Prescription
from pharmacy.printing.models import PrintJob


@dataclass(frozen=True)
class PrintRow:
    """One finished paper and its newest print, if there is one. request_key: for the form that sends it."""

    document: Document
    job: PrintJob | None
    request_key: str


def new_request_key() -> str:
    """Return a random key for one opened page, so that a second press of its button is the same job."""
    return secrets.token_hex(16)


def unconfirmed_jobs(batch: Batch) -> QuerySet[PrintJob]:
    """Return the prints of one batch that were sent and that nobody has seen come out."""
    return PrintJob.objects.filter(document__batch=batch, state=PrintJob.State.SENT)


def needs_a_person() -> QuerySet[PrintJob]:
    """Return every print that waits for somebody to say whether it came out, oldest first."""
    waiting = PrintJob.objects.filter(state=PrintJob.State.SENT).order_by("sent_at", "pk")
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
    """Return what the prescription page shows of printing. Keys: batch (None before it is made), prints."""
    batch = Batch.objects.filter(prescription=prescription).first()
    return {"batch": batch, "prints": print_rows(newest_papers(batch)) if batch else []}


def print_rows(documents: list[Document]) -> list[PrintRow]:
    """Return the finished ones of these papers, each with its newest print. One query."""
    finished = [document for document in documents if document.file_id]
    jobs = PrintJob.objects.filter(document__in=finished).select_related("sent_by", "confirmed_by").order_by("copy")
    newest = {job.document_id: job for job in jobs}
    return [PrintRow(document, newest.get(document.pk), new_request_key()) for document in finished]


def job_history(document: Document) -> QuerySet[PrintJob]:
    """Return every print of a paper, the newest first."""
    return document.print_jobs.select_related("sent_by", "confirmed_by").order_by("-copy")
