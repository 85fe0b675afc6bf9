"""What is done about printing: papers are sent to the printer, seen to be there, or printed again with a reason."""

from django.db import transaction

from formulations.science.day_text import day_in_words
from pharmacy.compounding.models import Batch
from pharmacy.documents.giving_up import want_after_all
from pharmacy.documents.models import Document
from pharmacy.ledger.actions import append_event
from pharmacy.printing.life_cycle import State, require_step
from pharmacy.printing.models import PrintJob
from pharmacy.printing.queries import (
    is_replaced,
    labels_are_printed,
    new_request_key,
    newest_papers,
    sent_papers,
    unconfirmed_jobs,
)
from pharmacy.printing.scanned import WrongCode, label_of, not_waited_for, read_scanned
from pharmacy.staff import clock
from pharmacy.staff.models import User
from pharmacy.staff.refusals import Conflict

__all__ = ["WrongCode", "confirm_printed", "confirm_scanned", "reprint", "send_all", "send_job", "tell_gone"]

LEAFLET = Document.Kind.LEAFLET  # the one paper without a code


class NotPrintable(Conflict):
    """A paper that is not finished, or whose batch was discarded, so there is nothing to print."""


class AlreadySent(Conflict):
    """A paper that was printed before; a second copy is a reprint and needs a reason."""


class NoReason(Conflict):
    """A reprint without a reason."""


class NotReplaced(Conflict):
    """A print of the newest papers: it is looked for, or printed again with a reason."""


@transaction.atomic
def send_job(*, document: Document, by: User, request_key: str) -> PrintJob:
    """Return the job that records that this paper goes to the printer for the first time.

    request_key: one for each opened page; the same key gives the same job and prints nothing twice. A side label that
    was given up and is printed is wanted after all. Raises NotPrintable, AlreadySent.
    Source: house rule (at most one print by the machine).
    """
    known = PrintJob.objects.filter(request_key=request_key, document=document).first()
    if known is not None:
        return known
    held = Document.objects.select_for_update().get(pk=document.pk)
    require_printable(held)
    if held.print_jobs.exists():
        message = f"The {held.name} of lot {held.batch.lot} was printed before. Print it again with a reason."
        raise AlreadySent(message)
    want_after_all(held, by=by)
    job = PrintJob.objects.create(document=held, request_key=request_key, sent_at=clock.now(), sent_by=by)
    _note(job, verb="print.sent", by=by)
    return job


@transaction.atomic
def send_all(*, batch: Batch, by: User) -> list[PrintJob]:
    """Return a new job for each paper of a batch that was never sent to the printer; none when all were.

    A side label that failed or was given up is left out. Raises NotPrintable while another paper is not finished: all
    of them are printed, or nothing is.
    """
    papers = newest_papers(batch)
    if not papers:
        raise NotPrintable(f"Lot {batch.lot} has no papers yet. Ask for them first.")
    sent = sent_papers(batch)
    never_sent = [paper for paper in papers if paper.pk not in sent and not paper.is_left_out]
    return [send_job(document=paper, by=by, request_key=new_request_key()) for paper in never_sent]


@transaction.atomic
def confirm_scanned(*, batch: Batch, by: User, code: str) -> PrintJob:
    """Return the print of a label of this batch, found and confirmed by the code on the label in the hand.

    After the first of two labels it still waits, for the other one. Raises WrongCode when no print that waits to be
    seen has this code, and as `confirm_printed` does.
    """
    wanted = read_scanned(code).paper
    waiting = unconfirmed_jobs(batch).exclude(document__kind=LEAFLET).filter(document__code=wanted).first()
    if waiting is None:
        raise WrongCode(not_waited_for(batch, code=wanted))
    return confirm_printed(job=waiting, by=by, code=code)


@transaction.atomic
def confirm_printed(*, job: PrintJob, by: User, code: str = "") -> PrintJob:
    """Return the job, confirmed by the code on the paper that came out of the printer.

    A paper of two labels is confirmed when both were scanned, in any order; until then the job waits and says which
    one was. code: as scanned or typed from a label; a leaflet carries none. Raises WrongCode when it is the code of
    another paper (an old label, a neighbour's label) or of a label of two that was scanned before, WrongState, and
    NotPrintable when the batch was discarded.
    Source: house rule (the label in the hand is the label of the job).
    """
    held = PrintJob.objects.select_for_update().get(pk=job.pk)
    require_step(held.state, then=State.CONFIRMED)
    require_printable(held.document)
    if held.document.has_code:
        which = label_of(held, scanned=code)
        if which and not held.label_seen:
            return _first_of_two(held, which=which, by=by)
    held.state, held.confirmed_at, held.confirmed_by = State.CONFIRMED, clock.now(), by
    held.save(update_fields=["state", "confirmed_at", "confirmed_by"])
    _note(held, verb="print.confirmed", by=by)
    _note_completed(held.document.batch, by=by)
    return held


@transaction.atomic
def reprint(*, job: PrintJob, by: User, reason: str, request_key: str) -> PrintJob:
    """Return a new job for the same bytes, numbered as a reprint; an unconfirmed job before it becomes void.

    job: any print of the paper; the newest is followed. reason: why. Raises NoReason, NotPrintable.
    Source: house rule (a second copy always has a name and a reason).
    """
    known = PrintJob.objects.filter(request_key=request_key, document=job.document).first()
    if known is not None:
        return known
    if not reason.strip():
        message = "Say why it is printed again, for example: smudged, or nothing came out of the printer."
        raise NoReason(message)
    document = Document.objects.select_for_update().get(pk=job.document.pk)
    require_printable(document)
    newest = _newest(document)
    if newest.state == State.SENT:
        _void(newest)
    again = _write_reprint(newest, by=by, reason=reason.strip(), request_key=request_key)
    _note(again, verb="print.reprinted", by=by)
    return again


@transaction.atomic
def tell_gone(*, job: PrintJob, by: User) -> PrintJob:
    """Return the print of replaced papers, void because a person says that it never came out or was destroyed.

    Raises NotReplaced for a print of the newest papers, WrongState for one that is settled.
    Source: house rule (a label of old facts does not lie around, and holds nothing up once it is gone).
    """
    held = PrintJob.objects.select_for_update().get(pk=job.pk)
    require_step(held.state, then=State.VOID)
    if not is_replaced(held.document):
        message = f"No newer papers took the place of this {held.document.name}. Scan it, or print it again."
        raise NotReplaced(message)
    held.state, held.gone_at, held.gone_by = State.VOID, clock.now(), by
    held.save(update_fields=["state", "gone_at", "gone_by"])
    _note(held, verb="print.gone", by=by)
    return held


def require_printable(document: Document) -> None:
    """Return when a paper may be printed.

    Raises NotPrintable: not finished, replaced, discarded, called back, or a label past its date.
    """
    if document.batch.discarded_at is not None:
        message = f"Lot {document.batch.lot} was discarded; its {document.name} must not be used. Throw it away."
        raise NotPrintable(message)
    if getattr(document.batch, "recall", None) is not None:
        message = f"Lot {document.batch.lot} was called back; print nothing of it. Make it again under a new lot."
        raise NotPrintable(message)
    if document.batch.is_past and document.has_code:
        message = (
            f"Lot {document.batch.lot} may be used until {day_in_words(document.batch.use_by)} and no longer; "
            "use no label of it."
        )
        raise NotPrintable(message)
    if document.file_id is None:
        raise NotPrintable(_not_made(document))
    if is_replaced(document):
        message = f"Newer papers took the place of this {document.name} of lot {document.batch.lot}. Print those"
        raise NotPrintable(f"{message}; destroy this one if it came out, and say so under Printing.")


def _not_made(document: Document) -> str:
    paper = f"The {document.name} of lot {document.batch.lot}"
    if document.state == Document.State.FAILED:
        return f"{paper} could not be made. Open it, see why, and have it tried again."
    if document.state == Document.State.RETRY_WAIT:
        return f"{paper} is to be tried again soon. Wait until it is made, then print it."
    return f"{paper} is still being made. Wait until it is made, then print it."


def _first_of_two(job: PrintJob, *, which: int, by: User) -> PrintJob:
    job.label_seen = which
    job.save(update_fields=["label_seen"])
    _note(job, verb="print.label-seen", by=by, label=which)
    return job


def _newest(document: Document) -> PrintJob:
    return PrintJob.objects.select_for_update().filter(document=document).order_by("-copy")[0]


def _void(job: PrintJob) -> None:
    require_step(job.state, then=State.VOID)
    job.state = State.VOID
    job.save(update_fields=["state"])


def _write_reprint(before: PrintJob, *, by: User, reason: str, request_key: str) -> PrintJob:
    return PrintJob.objects.create(
        document=before.document,
        copy=before.copy + 1,
        reprint_of=before,
        reason=reason,
        request_key=request_key,
        sent_at=clock.now(),
        sent_by=by,
    )


def _note_completed(batch: Batch, *, by: User) -> None:
    """Say once that every label is there: the prescription's page may not ask this room, but it reads the ledger."""
    if labels_are_printed(batch):
        subject = f"prescription:{batch.prescription.number}"
        append_event(actor=by.username, verb="printing.completed", subject=subject, facts={"lot": batch.lot})


def _note(job: PrintJob, *, verb: str, by: User, **more: object) -> None:
    document = job.document
    facts = {
        "lot": document.batch.lot,
        "kind": document.kind,
        "container": document.container,
        "copy": job.copy,
        "sha256": document.file_id,
        "reason": job.reason,
        **more,
    }
    subject = f"prescription:{document.batch.prescription.number}"
    append_event(actor=by.username, verb=verb, subject=subject, facts=facts)
