"""`manage.py fhir import FILE` reports on a FHIR file; `manage.py fhir export NUMBER --out FILE` writes a supply."""

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser


class Command(BaseCommand):
    """Says what was understood of a FHIR R4 file and what was not, or writes a supply as FHIR R4."""

    help = "import: reports on a FHIR file and stores nothing. export: writes the newest supply of a prescription."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare both verbs with their options."""
        verbs = parser.add_subparsers(dest="verb", required=True)
        reading = verbs.add_parser("import", help="report on a FHIR R4 file (JSON); nothing is stored")
        reading.add_argument("file", metavar="FILE", help="a Bundle of any type, or one resource")
        reading.add_argument("--report", action="store_true", help="print the whole report as JSON, line by line")
        writing = verbs.add_parser("export", help="write the newest supply of a prescription")
        writing.add_argument("number", metavar="NUMBER", type=int, help="number of the prescription")
        writing.add_argument("--out", metavar="FILE", required=True, help="a new file")

    def handle(self, *_args: object, **given: Any) -> None:
        """Run, and end with the status of docs/fhir.md."""
        from pharmacy.exchange.fhir_command import BAD_INPUT, FAULT, export_to_file, report_file

        if given["verb"] == "import":
            status, text = report_file(Path(given["file"]), as_document=given["report"])
        else:
            status, text = export_to_file(given["number"], out=Path(given["out"]))
        if text:
            (self.stderr if status in (FAULT, BAD_INPUT) else self.stdout).write(text)
        if status:
            sys.exit(status)
