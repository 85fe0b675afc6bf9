"""`manage.py verify_ledger`: is every event still as it was written?"""

from django.core.management.base import BaseCommand, CommandError

from pharmacy.ledger.verification import verify_ledger


class Command(BaseCommand):
    """Read the whole ledger again; exit status 1 names the first bad row."""

    help = "Reads the whole ledger and names the first event that was changed, removed, swapped or cut off."

    def handle(self, *_args: object, **_options: object) -> None:
        """Print how many events are intact. Raises CommandError at the first bad row."""
        found = verify_ledger()
        if found.fault:
            message = f"The ledger is damaged. First fault: {found.fault}. {found.count} events before it are intact."
            raise CommandError(message, returncode=1)
        self.stdout.write(f"The ledger is intact: {found.count} events.")
