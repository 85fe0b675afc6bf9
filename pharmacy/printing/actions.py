"""What is done about printing: a paper is sent to the printer, seen to be there, or printed again with a reason."""

from django.db import transaction

from pharmacy.documents.codes import NotOurCode, read_code
from pharmacy.documents.models import Document
from pharmacy.ledger.actions import append_event
from pharmacy.printing.life_cycle import State, require_step
from pharmacy.printing.models import PrintJob
from pharmacy.staff import clock
from pharmacy.staff.models import User
from pharmacy.staff.refusals import Conflict


class NotPrintable(Conflict):
    """A paper that is not finished, so there is nothing to print yet."""


class AlreadySent(Conflict):
    """A paper that was printed before; a second copy is a reprint and needs a reason."""


class WrongCode(Conflict):
    """The scanned code is not that of the label which was sent to the printer."""


class NoReason(Conflict):
    """A reprint without a reason."""


@transaction.atomic
def send_job(*, document: Document, by: User, request_key: str) -> PrintJob:
    """Return the job that records that this paper goes to the printer for the first time.

    request_key: one for each opened page; the same key gives the same job and prints nothing twice.
    Raises NotPrintable, AlreadySent. Source: house rule (at most one print by the machine).
    """
    known = PrintJob.objects.filter(request_key=request_key, document=document).first()
    if known is not None:
        return known
    held = Document.objects.select_for_update().get(pk=document.pk)
    _require_printable(held)
    if held.print_jobs.exists():
        message = f"The {held.kind} of lot {held.batch.lot} was printed before. Print it again with a reason."
        raise AlreadySent(message)
    job = PrintJob.objects.create(document=held, request_key=request_key, sent_at=clock.now(), sent_by=by)
    _note(job, verb="print.sent", by=by)
    return job


@transaction.atomic
def confirm_printed(*, job: PrintJob, by: User, code: str = "") -> PrintJob:
    """Return the job, confirmed by the code on the paper that came out of the printer.

    code: as scanned or typed from a label; a leaflet carries none. Raises WrongCode when it is the code of another
    paper (an old label, a neighbour's label) and WrongState.
    Source: house rule (the label in the hand is the label of the job).
    """
    held = PrintJob.objects.select_for_update().get(pk=job.pk)
    require_step(held.state, then=State.CONFIRMED)
    if held.document.kind == Document.Kind.LABEL:
        _require_code(code, document=held.document)
    held.state, held.confirmed_at, held.confirmed_by = State.CONFIRMED, clock.now(), by
    held.save(update_fields=["state", "confirmed_at", "confirmed_by"])
    _note(held, verb="print.confirmed", by=by)
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
    _require_printable(document)
    newest = _newest(document)
    if newest.state == State.SENT:
        _void(newest)
    again = _write_reprint(newest, by=by, reason=reason.strip(), request_key=request_key)
    _note(again, verb="print.reprinted", by=by)
    return again


def _require_printable(document: Document) -> None:
    if document.file_id is None:
        message = f"The {document.kind} of lot {document.batch.lot} is {document.state}; wait until it is rendered."
        raise NotPrintable(message)


def _require_code(text: str, *, document: Document) -> None:
    try:
        code = read_code(text)
    except NotOurCode as error:
        raise WrongCode(str(error)) from error
    if code != document.code:
        message = f"{code} is the code of another paper. Take this one away and scan the {document.kind} just printed."
        raise WrongCode(message)


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


def _note(job: PrintJob, *, verb: str, by: User) -> None:
    document = job.document
    facts = {
        "lot": document.batch.lot,
        "kind": document.kind,
        "container": document.container,
        "copy": job.copy,
        "sha256": document.file_id,
        "reason": job.reason,
    }
    subject = f"prescription:{document.batch.prescription.number}"
    append_event(actor=by.username, verb=verb, subject=subject, facts=facts)
