"""`manage.py dispense FILE --out DIR`: from a prescription to its label and leaflet, in one command."""

import sys
from pathlib import Path
from typing import Any, NoReturn

from django.core.management.base import BaseCommand, CommandParser

SUPPLIED, FAULT, BAD_INPUT, STOPPED = 0, 1, 2, 3


class _Parser(CommandParser):
    """Says what is wrong with an option in one line."""

    def error(self, message: str) -> NoReturn:
        """Print one line and end with the status of bad input."""
        line = " ".join(message.split())
        sys.stderr.write(f"dispense: {line}; see manage.py dispense --help\n")
        sys.exit(BAD_INPUT)


class Command(BaseCommand):
    """Reads a FHIR bundle, screens it, plans the supply, dates it, makes the papers, checks and archives them."""

    help = "Dispenses one prescription from a FHIR R4 bundle. Exit status: 0 supplied, 2 bad input, 3 stopped."
    requires_system_checks: list[str] = []

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        """Return Django's parser, with errors of one line and no guessing at shortened options."""
        parser = super().create_parser(prog_name, subcommand, allow_abbrev=False, **kwargs)
        parser.__class__ = _Parser
        return parser

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the options of the contract."""
        parser.add_argument("file", metavar="FILE", help="a FHIR R4 Bundle (JSON)")
        parser.add_argument("--out", metavar="DIR", required=True, help="where record.json and the papers go")
        parser.add_argument("--law", help="us, gb or de; default: the pharmacy's")
        parser.add_argument("--made", metavar="YYYY-MM-DD", help="day of making; default: today")
        parser.add_argument("--lot", help="lot number; default: the next one")
        parser.add_argument("--ingredient-expiry", metavar="DATE", help="earliest expiry of any ingredient lot used")
        parser.add_argument("--language", help="of label and leaflet; default: the patient's, else the pharmacy's")
        parser.add_argument("--stock", help="label stock; default: the pharmacy's")
        parser.add_argument("--leaflet-paper", help="a4, a5 or letter; default: the pharmacy's")
        parser.add_argument("--large-print", action="store_true", help="larger type")
        parser.add_argument("--settle", metavar="CODE=REASON", action="append", help="settle a finding; repeatable")

    def handle(self, *_args: object, **given: Any) -> None:
        """Run, and end with the status of the contract."""
        from pharmacy.exchange.command_line import run  # the rest of the program is loaded once the options parse

        status, line = run(Path(given["file"]), given=given)
        if line:
            self.stderr.write(line)
        if status:
            sys.exit(status)
