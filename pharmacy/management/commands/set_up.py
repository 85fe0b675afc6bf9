"""`manage.py set_up`: the database as this version needs it; in a demo installation also the demo pharmacy."""

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from formulations.actions import catch_up_with_sources, record_law_editions, record_shipped_sources
from formulations.today import today
from pharmacy.languages.actions import offer_where_approved
from pharmacy.languages.queries import offered_languages
from pharmacy.staff.accounts import open_command_line_account
from pharmacy.staff.queries import command_line_user


class Command(BaseCommand):
    """Brings the database up to date. Safe to run at any time: it keeps what is there."""

    help = "Creates or updates the database. Outside production it also loads the formulary and the demo pharmacy."

    def handle(self, *_args: object, **options: object) -> None:
        """Migrate, open the command line's account, record laws and sources, fill a demo pharmacy."""
        call_command("migrate", verbosity=0, interactive=False)
        open_command_line_account()
        record_law_editions(by=command_line_user(), today=today())
        record_shipped_sources()
        catch_up_with_sources()
        offer_where_approved(by=command_line_user())
        if not settings.PRODUCTION:
            call_command("demo_pharmacy", stdout=self.stdout)
        if not offered_languages():
            self.stdout.write(
                "No language is approved yet: no papers before a pharmacist approves one under Languages."
            )
