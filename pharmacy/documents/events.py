"""Notes in the ledger what was done about a paper."""

from pharmacy.compounding.models import Batch
from pharmacy.documents.models import Document
from pharmacy.ledger.actions import append_event


def note(document: Document, *, verb: str, actor: str, **facts: object) -> None:
    """Append an event about a paper to the history of its prescription."""
    batch = Batch.objects.select_related("prescription").get(pk=document.batch_id)
    about = {"lot": batch.lot, "paper": document.code, "kind": document.kind, "container": document.container}
    subject = f"prescription:{batch.prescription.number}"
    append_event(actor=actor, verb=verb, subject=subject, facts={**about, "attempt": document.attempt, **facts})
