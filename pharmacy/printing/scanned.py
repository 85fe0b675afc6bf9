"""Which label a scanned code is, and what speaks against taking it for the one that came out of the printer."""

from pharmacy.documents.codes import NotOurCode, ReadCode, read_code, typed_code
from pharmacy.printing.models import PrintJob
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


def _not_whole(job: PrintJob) -> str:
    document = job.document
    if document.has_code_on_each:
        ends = " and ".join(typed_code(document.code, which=which) for which in (1, 2))
        return f"The {document.name} is two labels, {ends}: type the code with the number after the stroke."
    return f"The {document.name} is a single label, {typed_code(document.code)}: type the code without a stroke."
