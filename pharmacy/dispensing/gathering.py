"""What decisions at the counter need to know, read from the rows into plain values."""

from collections.abc import Mapping

from formulations.life_cycle import why_withdrawn
from pharmacy.compounding.models import Batch
from pharmacy.dispensing.models import Recall, Supply
from pharmacy.dispensing.objections import HandOverFacts, PaperFacts, ReleaseFacts
from pharmacy.documents.gathering import change_facts, name_on_paper, next_facts
from pharmacy.documents.models import Document
from pharmacy.documents.plain_values import to_document
from pharmacy.prescriptions.checks.standing import why_no_check_stands
from pharmacy.prescriptions.past_supplies import change_since_last_supply
from pharmacy.prescriptions.queries import open_findings
from pharmacy.printing.queries import newest_papers, old_prints, sent_papers, unconfirmed_jobs
from pharmacy.staff import clock
from pharmacy.staff.models import User


def release_facts(batch: Batch, *, by: User) -> ReleaseFacts:
    """Return what is known of a batch that someone wants to release."""
    sent, beside = sent_papers(batch), said_beside(batch)
    return ReleaseFacts(
        lot=batch.lot,
        stage=batch.prescription.stage,
        role=by.role,
        is_preparer=by.pk == batch.made_by_id,
        is_checked=batch.checked_at is not None,
        is_recalled=Recall.objects.filter(batch=batch).exists(),
        is_discarded=batch.discarded_at is not None,
        open_findings=tuple(f"{one.code} ({one.about})" for one in open_findings(batch.prescription)),
        papers=tuple(_paper(document, batch=batch, sent=sent, beside=beside) for document in newest_papers(batch)),
        containers_now=tuple(container["number"] for container in batch.worksheet["containers"]),
        unconfirmed_prints=unconfirmed_jobs(batch).count(),
        use_by=batch.use_by,
        today=clock.today(),
        withdrawn=why_withdrawn(batch.specification),
        no_check=why_no_check_stands(batch.prescription),
        old_prints=tuple(job.document.full_name for job in old_prints(batch)),
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
        old_container=supply.old_container,
        known_old_containers=tuple(Supply.OldContainer.values),
        use_by=batch.use_by,
        today=clock.today(),
        withdrawn=why_withdrawn(batch.specification),
    )


def strength_changed(batch: Batch) -> bool:
    """Return whether the last supply of the same active had another strength or form, also one after the screening."""
    return change_since_last_supply(batch.prescription) is not None


def said_beside(batch: Batch) -> dict[str, object]:
    """Return what papers would say now of other supplies: what changed since the last one, what comes next."""
    prescription = batch.prescription
    return {"change": to_document(change_facts(prescription)), "next": to_document(next_facts(prescription))}


def is_current(document: Document, *, batch: Batch, beside: Mapping[str, object]) -> bool:
    """Return whether a paper says what the batch is now: lot, version, dates, and what is said of other supplies.

    beside: as papers would state it now.
    """
    facts = document.facts
    stated = (facts["lot"], facts["medicine"]["sha256"], facts["made_on"], facts["use_by"], facts["ruled_by"])
    made_on, use_by = batch.made_on.isoformat(), batch.use_by.isoformat()
    as_it_is = (batch.lot, batch.specification.sha256, made_on, use_by, batch.ruled_by)
    return stated == as_it_is and all(facts.get(name) == said for name, said in beside.items())


def names_patient(document: Document, *, batch: Batch) -> bool:
    """Return whether a paper is made out to the name that the patient's record has now."""
    return bool(document.facts["patient"] == name_on_paper(batch.prescription.patient))


def has_old_name(batch: Batch) -> bool:
    """Return whether a paper of the batch is made out to a name from before a correction of the record."""
    return not all(names_patient(document, batch=batch) for document in newest_papers(batch))


def given_up(batch: Batch) -> tuple[Document, ...]:
    """Return the side labels of a batch that were asked for and are done without."""
    papers = Document.objects.filter(batch=batch)
    newest = papers.order_by("-pk").values("request_key")[:1]
    return tuple(
        papers.filter(request_key=newest, given_up_at__isnull=False).select_related("given_up_by").defer("facts")
    )


def _paper(document: Document, *, batch: Batch, sent: set[int], beside: Mapping[str, object]) -> PaperFacts:
    return PaperFacts(
        kind=document.kind,
        container=document.container,
        state=document.state,
        is_current=is_current(document, batch=batch, beside=beside),
        problems=len(document.lint) + len(document.read_back),
        was_sent=document.pk in sent,
        names_patient=names_patient(document, batch=batch),
        name=document.full_name,
        given_up=document.given_up_at is not None,
    )
