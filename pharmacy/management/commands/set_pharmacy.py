"""`manage.py set_pharmacy`: who we are, as it stands on labels, and whose law we follow."""

from argparse import ArgumentParser, BooleanOptionalAction
from typing import Any
from zoneinfo import available_timezones

from django.core.management.base import BaseCommand, CommandError

from formulations.reference.loader import law_codes
from formulations.reference.papers import languages
from formulations.reference.stocks import label_stocks
from pharmacy.staff.accounts import set_pharmacy
from pharmacy.staff.models import LEAFLET_PAPERS, Pharmacy

FIRST = ("name", "address", "phone")
COLUMNS = (*FIRST, "law", "language", "label_stock", "leaflet_paper", "time_zone")
HINT = "Leaflets are on A4. If the printer holds US Letter: set_pharmacy --leaflet-paper letter"
CHOICES = {
    "training": ("is_training", "whether papers say that they are for training only"),
    "counts-in-words": ("counts_in_words", "whether directions say 'two capsules' and not '2 capsules'"),
}


class Command(BaseCommand):
    """Enters the pharmacy, or changes what is given; what is not given stays as it is."""

    help = "Enters this installation's pharmacy, or changes what is given. Papers already made do not change."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the columns of the pharmacy. The first time, name, address and telephone are needed."""
        parser.add_argument("--name")
        parser.add_argument("--address")
        parser.add_argument("--phone")
        parser.add_argument("--law", choices=law_codes(), help="us where none is given the first time")
        parser.add_argument("--language", choices=[one.code for one in languages()], help="of papers, by default; en")
        stocks = [one.code for one in label_stocks()]
        parser.add_argument("--label-stock", choices=stocks, help="the usual label; label-70x35")
        parser.add_argument("--leaflet-paper", choices=LEAFLET_PAPERS, help="the usual paper of leaflets; a4")
        parser.add_argument("--time-zone", help="such as America/New_York; UTC")
        for name, (column, says) in CHOICES.items():
            parser.add_argument(f"--{name}", dest=column, action=BooleanOptionalAction, default=None, help=says)

    def handle(self, *_args: object, **options: Any) -> None:
        """Write the row and one event. Raises CommandError for what lacks, and a time zone that does not exist."""
        names = (*COLUMNS, *(column for column, _ in CHOICES.values()))
        given = {name: options[name] for name in names if options[name] is not None}
        if given.get("time_zone", "UTC") not in available_timezones():
            message = f"--time-zone {given['time_zone']!r} is not known. Write one such as America/New_York."
            raise CommandError(message)
        _require_whole(given)
        is_first = not Pharmacy.objects.exists()
        pharmacy = set_pharmacy(columns=given)
        self.stdout.write(f"{pharmacy.name}, law {pharmacy.law}, time zone {pharmacy.time_zone}.")
        if is_first and pharmacy.law == "us" and "leaflet_paper" not in given:
            self.stdout.write(HINT)


def _require_whole(given: dict[str, Any]) -> None:
    """The pharmacy is entered whole, and may be changed one thing at a time. Raises CommandError."""
    if Pharmacy.objects.exists():
        if not given:
            raise CommandError("Nothing is given to change. Write what changes, such as --training.")
        return
    lacking = [f"--{name}" for name in FIRST if not given.get(name)]
    if lacking:
        raise CommandError(f"No pharmacy is entered yet, so {', '.join(lacking)} cannot be left out.")
