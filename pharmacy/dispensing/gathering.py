"""What decisions at the counter need to know, read from the rows into plain values."""

from pharmacy.compounding.models import Batch
from pharmacy.dispensing.models import Recall, Supply
from pharmacy.dispensing.objections import HandOverFacts, PaperFacts, ReleaseFacts
from pharmacy.documents.models import Document
from pharmacy.prescriptions.queries import open_findings
from pharmacy.printing.queries import newest_papers, sent_papers, unconfirmed_jobs
from pharmacy.staff import clock
from pharmacy.staff.models import User

STRENGTH_CHANGED = "strength-changed"


def release_facts(batch: Batch, *, by: User) -> ReleaseFacts:
    """Return what is known of a batch that someone wants to release."""
    sent = sent_papers(batch)
    return ReleaseFacts(
        lot=batch.lot,
        stage=batch.prescription.stage,
        role=by.role,
        is_preparer=by.pk == batch.made_by_id,
        is_checked=batch.checked_at is not None,
        is_recalled=Recall.objects.filter(batch=batch).exists(),
        is_discarded=batch.discarded_at is not None,
        open_findings=tuple(f"{one.code} ({one.about})" for one in open_findings(batch.prescription)),
        papers=tuple(_paper(document, batch=batch, sent=sent) for document in newest_papers(batch)),
        containers_now=tuple(container["number"] for container in batch.worksheet["containers"]),
        unconfirmed_prints=unconfirmed_jobs(batch).count(),
        use_by=batch.use_by,
        today=clock.today(),
    )


def hand_over_facts(supply: Supply, *, by: User) -> HandOverFacts:
    """Return what is known of a supply that someone wants to hand over."""
    batch = supply.batch
    return HandOverFacts(
        lot=batch.lot,
        role=by.role,
        is_handed_over=supply.handed_over_at is not None,
        is_recalled=Recall.objects.filter(batch=batch).exists(),
        counselling=supply.counselling,
        handed_to=supply.handed_to,
        known_recipients=tuple(Supply.HandedTo.values),
        strength_changed=strength_changed(batch),
        strength_change_explained=supply.strength_change_explained,
        use_by=batch.use_by,
        today=clock.today(),
    )


def strength_changed(batch: Batch) -> bool:
    """Return whether the screening found that the patient had another strength last time."""
    return batch.prescription.findings.filter(code=STRENGTH_CHANGED).exists()


def is_current(document: Document, *, batch: Batch) -> bool:
    """Return whether a paper says what the batch is now: lot, version, dates and quantity of each container."""
    facts = document.facts
    stated = (facts["lot"], facts["medicine"]["sha256"], facts["made_on"], facts["use_by"], facts["ruled_by"])
    made_on, use_by = batch.made_on.isoformat(), batch.use_by.isoformat()
    return stated == (batch.lot, batch.specification.sha256, made_on, use_by, batch.ruled_by)


def _paper(document: Document, *, batch: Batch, sent: set[int]) -> PaperFacts:
    return PaperFacts(
        kind=document.kind,
        container=document.container,
        state=document.state,
        is_current=is_current(document, batch=batch),
        problems=len(document.lint) + len(document.read_back),
        was_sent=document.pk in sent,
    )
