"""`manage.py set_up`: the database as this version needs it; in a demo installation also the demo pharmacy."""

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from pharmacy.staff.accounts import open_command_line_account


class Command(BaseCommand):
    """Brings the database up to date. Safe to run at any time: it keeps what is there."""

    help = "Creates or updates the database. Outside production it also loads the formulary and the demo pharmacy."

    def handle(self, *_args: object, **options: object) -> None:
        """Migrate, open the account of the command line, and fill the demo pharmacy, except in production."""
        call_command("migrate", verbosity=0, interactive=False)
        open_command_line_account()
        if not settings.PRODUCTION:
            call_command("demo_pharmacy", stdout=self.stdout)
