"""`manage.py discard_old_drafts`: throws away entries that somebody began and left."""

from django.core.management.base import BaseCommand

from pharmacy.prescriptions.drafts import KEPT_FOR_DAYS, discard_old_drafts, oldest_kept


class Command(BaseCommand):
    """The worker does the same every night (pharmacy/nightly.py)."""

    help = f"Throws away begun prescriptions, with their scans, in which nobody typed for {KEPT_FOR_DAYS} days."

    def handle(self, *_args: object, **_options: object) -> None:
        """Throw away what is old, and say how much."""
        count = discard_old_drafts(before=oldest_kept())
        self.stdout.write(f"{count} begun prescription{'' if count == 1 else 's'} thrown away.")
