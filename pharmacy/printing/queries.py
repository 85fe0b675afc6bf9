"""Questions about print jobs."""

from django.db.models import QuerySet

from pharmacy.compounding.models import Batch
from pharmacy.printing.models import PrintJob


def unconfirmed_jobs(batch: Batch) -> QuerySet[PrintJob]:
    """Return the prints of one batch that were sent and that nobody has seen come out."""
    return PrintJob.objects.filter(document__batch=batch, state=PrintJob.State.SENT)


def needs_a_person() -> QuerySet[PrintJob]:
    """Return every print that waits for somebody to say whether it came out, oldest first."""
    waiting = PrintJob.objects.filter(state=PrintJob.State.SENT).order_by("sent_at", "pk")
    return waiting.select_related("document__batch__prescription", "sent_by")


def newest_jobs(batch: Batch) -> dict[int, PrintJob]:
    """Return the newest print of each paper of a batch, by the paper's primary key; unprinted papers are absent."""
    jobs = PrintJob.objects.filter(document__batch=batch).select_related("sent_by", "confirmed_by").order_by("copy")
    return {job.document_id: job for job in jobs}


def job_history(batch: Batch) -> QuerySet[PrintJob]:
    """Return every print of a batch in the order in which they were sent."""
    jobs = PrintJob.objects.filter(document__batch=batch).order_by("sent_at", "pk")
    return jobs.select_related("document", "sent_by", "confirmed_by")
