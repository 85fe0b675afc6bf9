"""One run of `fhir import` or `fhir export`: what is printed, and the exit status."""

import os
from pathlib import Path

from pharmacy.exchange.dispense import formulation_to_make
from pharmacy.exchange.fhir.exact_json import as_json
from pharmacy.exchange.fhir.problems import BadBundle
from pharmacy.exchange.fhir.readable import parse_readable
from pharmacy.exchange.fhir.report.reader import read_report
from pharmacy.exchange.fhir.report.values import Outcome
from pharmacy.exchange.fhir.strict_json import MOST_BYTES_OF_A_RECORD, bytes_of
from pharmacy.exchange.report_text import report_as_document, report_in_words
from pharmacy.exchange.supplied import NothingSupplied, export_supply
from pharmacy.prescriptions.models import Prescription
from pharmacy.staff.clock import today
from pharmacy.staff.queries import NoCommandLineUser, NoPharmacy, command_line_user

READ, FAULT, BAD_INPUT, NEEDS_A_PERSON = 0, 1, 2, 3


def report_file(path: Path, *, as_document: bool) -> tuple[int, str]:
    """Return the exit status and the report on a file, in words or as JSON. Stores nothing.

    Status 2 with one line for what is no FHIR; 3 where a resource that would matter could not be read, or a text
    held characters that no text may hold.
    Source: docs/fhir.md.
    """
    try:
        content = parse_readable(bytes_of(path, most_bytes=MOST_BYTES_OF_A_RECORD))
        report = read_report(content, find_specification=lambda code: formulation_to_make(code, on=today()))
    except BadBundle as error:
        return BAD_INPUT, " ".join(str(error).split())
    except NoPharmacy as error:
        return FAULT, str(error)
    except OSError as error:
        return BAD_INPUT, f"FILE: cannot be read ({error.strerror}); check its permissions"
    status = NEEDS_A_PERSON if report.with_outcome(Outcome.NOT_READ) or report.cleaned else READ
    return status, as_json(report_as_document(report)) if as_document else report_in_words(report)


def export_to_file(number: int, *, out: Path) -> tuple[int, str]:
    """Return the exit status and the line to print, after the newest supply of a prescription was written to a file.

    Only its owner may read the file; one that is there already is never overwritten. Source: docs/fhir.md.
    """
    prescription = Prescription.objects.filter(number=number).first()
    if prescription is None:
        return BAD_INPUT, f"NUMBER: no prescription has the number {number}; look it up in the browser"
    if out.exists() or not out.parent.is_dir():
        return BAD_INPUT, "--out: the file is there already, or its directory is not; name a new file"
    try:
        text = export_supply(prescription=prescription, by=command_line_user())
    except NothingSupplied as error:
        return BAD_INPUT, f"NUMBER: {error}"
    except NoCommandLineUser as error:
        return FAULT, str(error)
    with os.fdopen(os.open(out, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.write(text)
    return READ, ""
