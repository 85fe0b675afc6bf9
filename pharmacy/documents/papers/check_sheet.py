"""The record of a screening laid out on A4, with its fingerprint on each page."""

from dataclasses import asdict

from django.template.loader import render_to_string

from pharmacy.documents.papers.record_sheet import RecordDoesNotFit
from pharmacy.documents.printable import require_printable_texts
from pharmacy.documents.rendering import Sheet, Typeset, typeset
from pharmacy.prescriptions.checks.record import CheckRecord


def set_check_record(record: CheckRecord, *, pharmacy: str) -> Typeset:
    """Return the finished layout of the record of a check. The same record gives the same bytes.

    pharmacy: its name, for the head. Raises NotPrintable, RecordDoesNotFit, TypesetFailed.
    """
    require_printable_texts(asdict(record))
    values = {"record": record, "pharmacy": pharmacy, "title": f"Record of screening, prescription {record.number}"}
    result = typeset(Sheet(render_to_string("print/check.html", values), render_to_string("print/check.css", values)))
    if not result.fits:
        edge = result.edges[0]
        message = f"The record has a word that does not fit ({edge.side}, {edge.by} mm). Put a space into the longest."
        raise RecordDoesNotFit(message)
    return result
