"""`manage.py set_pharmacy`: who we are, as it stands on labels, and whose law we follow."""

from argparse import ArgumentParser, BooleanOptionalAction
from typing import Any
from zoneinfo import available_timezones

from django.core.management.base import BaseCommand, CommandError

from formulations.reference.loader import law_codes
from pharmacy.staff.accounts import set_pharmacy

COLUMNS = ("name", "address", "phone", "law", "language", "label_stock", "time_zone")
CHOICES = {
    "training": ("is_training", "whether papers say that they are for training only"),
    "counts-in-words": ("counts_in_words", "whether directions say 'two capsules' and not '2 capsules'"),
}


class Command(BaseCommand):
    """Enters the pharmacy, or changes what is given."""

    help = "Enters this installation's pharmacy, or changes it. What stands on papers already made does not change."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the columns of the pharmacy; all but the first three have a default."""
        parser.add_argument("--name", required=True)
        parser.add_argument("--address", required=True)
        parser.add_argument("--phone", required=True)
        parser.add_argument("--law", default="us", choices=law_codes())
        parser.add_argument("--language", default="en")
        parser.add_argument("--label-stock", default="label-70x35")
        parser.add_argument("--time-zone", default="UTC", help="such as America/New_York")
        for name, (column, says) in CHOICES.items():
            parser.add_argument(f"--{name}", dest=column, action=BooleanOptionalAction, default=None, help=says)

    def handle(self, *_args: object, **options: Any) -> None:
        """Write the row and one event. Raises CommandError for a time zone that does not exist."""
        if options["time_zone"] not in available_timezones():
            message = f"--time-zone {options['time_zone']!r} is not known. Write one such as America/New_York."
            raise CommandError(message)
        chosen = [column for column, _ in CHOICES.values() if options[column] is not None]
        set_pharmacy(columns={column: options[column] for column in (*COLUMNS, *chosen)})
        self.stdout.write(f"{options['name']}, law {options['law']}, time zone {options['time_zone']}.")
