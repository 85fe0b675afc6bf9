"""`manage.py formulary ...`: drug files out and in, checked, compared, tidied and signed."""

import sys
from typing import Any, NoReturn

from django.core.management.base import BaseCommand, CommandParser

SAME, DIFFERENT, BAD = 0, 1, 2


class _Parser(CommandParser):
    """Says what is wrong with an option in one line."""

    def error(self, message: str) -> NoReturn:
        """Print one line and end with the status of bad input."""
        line = " ".join(message.split())
        sys.stderr.write(f"formulary: {line}; see manage.py formulary --help\n")
        sys.exit(BAD)


class Command(BaseCommand):
    """Exports, imports, checks, compares, tidies and signs drug files."""

    help = (
        "Drug files of the formulary. Exit status: 0 done or the same, 1 there are differences (diff; import without "
        "--confirm), 2 a file, key or option that cannot be used; then nothing was written."
    )
    requires_system_checks: list[str] = []

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        """Return Django's parser, with errors of one line and no guessing at shortened options."""
        parser = super().create_parser(prog_name, subcommand, allow_abbrev=False, **kwargs)
        parser.__class__ = _Parser
        return parser

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare what can be done, each with its own options."""
        acts = parser.add_subparsers(dest="act", required=True, parser_class=_Parser, metavar="ACT")
        check = acts.add_parser("check", help="say everything that is wrong with files, each fault with its line")
        check.add_argument("files", metavar="FILE", nargs="+")
        check.add_argument("--key", metavar="PUB", help="a public key (PEM): each file must be signed with it")
        tidy = acts.add_parser("tidy", help="write files anew after a change by hand: order, layout, hash")
        tidy.add_argument("files", metavar="FILE", nargs="+")
        sign = acts.add_parser("sign", help="sign a file")
        sign.add_argument("file", metavar="FILE")
        sign.add_argument("--key", metavar="PEM", required=True, help="an Ed25519 private key without a password")
        export = acts.add_parser("export", help="write the versions in use to a file")
        export.add_argument("drug", metavar="DRUG", nargs="?", help="the code of an active, or how it begins")
        export.add_argument("--all", action="store_true", help="every active, a file each")
        export.add_argument("--drafts", action="store_true", help="the newest draft instead, where there is one")
        export.add_argument("--out", metavar="FILE", required=True, help="the file; with --all the folder")
        take = acts.add_parser("import", help="say what a file would change; with --confirm make drafts of it")
        take.add_argument("file", metavar="FILE")
        take.add_argument("--by", metavar="USER", required=True, help="the formulary admin who writes the drafts")
        take.add_argument("--confirm", action="store_true", help="make the drafts")
        diff = acts.add_parser("diff", help="say how a file differs from the versions in use, or from another file")
        diff.add_argument("file", metavar="FILE")
        diff.add_argument("other", metavar="FILE2", nargs="?")

    def handle(self, *_args: object, **given: Any) -> None:
        """Run, print, and end with the status."""
        from formulations.exchange.command_line import run  # the rest of the program is loaded once the options parse

        status = run(given, say=self.stdout.write, complain=self.stderr.write)
        if status:
            sys.exit(status)
