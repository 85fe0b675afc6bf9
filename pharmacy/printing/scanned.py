"""Which label a scanned code is, and what speaks against taking it for the one that came out of the printer."""

from pharmacy.compounding.models import Batch
from pharmacy.documents.codes import NotOurCode, ReadCode, read_code, typed_code
from pharmacy.documents.models import Document
from pharmacy.printing.models import PrintJob
from pharmacy.printing.queries import is_replaced
from pharmacy.staff.refusals import Conflict


class WrongCode(Conflict):
    """The scanned code is not that of the label which was sent to the printer."""


def read_scanned(text: str) -> ReadCode:
    """Return what a scanned or typed text names. Raises WrongCode for a text that is not one of our codes."""
    try:
        return read_code(text)
    except NotOurCode as error:
        raise WrongCode(str(error)) from error


def label_of(job: PrintJob, *, scanned: str) -> int:
    """Return which label of the print was scanned: 1 or 2 where its paper is two labels, 0 for the only one.

    Raises WrongCode for another paper, and for a label of two that was scanned before: the other one is then missing.
    Source: house rule (both labels of two are on the container, or the paper is not there).
    """
    code, document = read_scanned(scanned), job.document
    if code.paper != document.code:
        message = f"{code.paper} is the code of another paper. Take this one away"
        raise WrongCode(f"{message} and scan the {document.name} just printed.")
    if bool(code.which) != document.has_code_on_each:
        raise WrongCode(_not_whole(job))
    if code.which and code.which == job.label_seen:
        other = 3 - code.which
        message = f"Label {code.which} of 2 was scanned before. Scan label {other} of 2. If both say {code.which} of 2"
        raise WrongCode(f"{message}, take them away and print them again.")
    return code.which


def not_waited_for(batch: Batch, *, code: str) -> str:
    """Return what a scanned code is, instead of a label of this batch that waits to be seen, and what to do with it.

    Source: house rule (nobody is told to take the right label away because it was scanned twice).
    """
    label = Document.objects.select_related("batch").filter(code=code).first()
    if label is None:
        return f"No label here has the code {code}. Read its letters again, or take this one away."
    if label.batch_id != batch.pk:
        which = f"{label.full_name} of lot {label.batch.lot}"
        return f"{code} is the {which}, not of lot {batch.lot}. Take this one away, and scan the one printed here."
    if is_replaced(label):
        return f"{code} is a label of old papers; newer ones took their place. Destroy it, and say so here."
    if label.print_jobs.filter(state=PrintJob.State.CONFIRMED).exists():
        seen = f"The {label.full_name} was scanned before and is on record as there. Scan the next one;"
        return f"{seen} if there are two with the code {code}, destroy one of them."
    return f"The {label.full_name} was not sent to the printer here. Press Print beside it, then scan it."


def _not_whole(job: PrintJob) -> str:
    document = job.document
    if document.has_code_on_each:
        ends = " and ".join(typed_code(document.code, which=which) for which in (1, 2))
        return f"The {document.name} is two labels, {ends}: type the code with the number after the stroke."
    return f"The {document.name} is a single label, {typed_code(document.code)}: type the code without a stroke."
