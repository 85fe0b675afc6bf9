"""The slip that goes with a reprint. The paper itself comes out of the printer with the same bytes as before."""

from dataclasses import asdict, dataclass

from django.template.loader import render_to_string

from formulations.science.day_text import day_in_words
from pharmacy.documents.codes import typed_code
from pharmacy.documents.papers.names import capital
from pharmacy.documents.printable import NotPrintable, require_printable_texts
from pharmacy.documents.rendering import Sheet, TypesetFailed, typeset
from pharmacy.printing.models import PrintJob
from pharmacy.staff import clock
from pharmacy.staff.queries import the_pharmacy
from pharmacy.staff.refusals import Conflict

SIZES = ("10", "8.5", "7")  # points; a longer reason is set smaller, down to what the labels are set in
SHOWN = 16  # letters of the SHA-256: enough to find the file by eye


class NoSlip(Conflict):
    """A print that has no slip: the first one of a paper, or one whose slip cannot be set."""


@dataclass(frozen=True)
class ReprintSlip:
    """What stands on the slip of one reprint. which: the paper, in words; fingerprint: the beginning of its SHA-256."""

    number: int
    which: str
    lot: str
    prescription: str
    code: str
    reason: str
    when: str
    by: str
    fingerprint: str
    pharmacy: str


def slip_of(job: PrintJob) -> ReprintSlip:
    """Return the slip of a reprint. Raises NoSlip for the first print of a paper."""
    if not job.copy:
        raise NoSlip("This is the first print of the paper; only a reprint has a slip.")
    document = job.document
    sent = job.sent_at.astimezone(clock.zone())
    return ReprintSlip(
        number=job.copy,
        which=capital(document.full_name),
        lot=document.batch.lot,
        prescription=str(document.batch.prescription.number),
        code=typed_code(document.code),
        reason=job.reason,
        when=f"{day_in_words(sent.date())}, {sent:%H:%M}",
        by=str(job.sent_by),
        fingerprint=str(document.file_id)[:SHOWN],
        pharmacy=the_pharmacy().name,
    )


def set_slip(slip: ReprintSlip) -> bytes:
    """Return the slip as a PDF of 105 x 74 mm; the same slip gives the same bytes. Raises NoSlip."""
    try:
        require_printable_texts(asdict(slip))
        set_in_turn = (typeset(_sheet(slip, size=size)) for size in SIZES)
        found = next((result for result in set_in_turn if result.fits), None)
    except (NotPrintable, TypesetFailed) as error:
        raise NoSlip(str(error)) from error
    if found is None:
        raise NoSlip("The reason is too long for the slip. It stands on record with the print.")
    return found.pdf


def _sheet(slip: ReprintSlip, *, size: str) -> Sheet:
    """size: of its type, in points."""
    html = render_to_string("print/slip.html", {"slip": slip})
    return Sheet(html, render_to_string("print/slip.css", {"size": size}), one_page=True)
