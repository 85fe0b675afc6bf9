"""`manage.py stock_formulary`: the formulary that ships with this version, approved by two people of this pharmacy."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError

from formulations.actions import SelfApproval
from pharmacy.staff.models import Role, User
from pharmacy.stocking import stock_formulary


class Command(BaseCommand):
    """Loads what ships. Run again after an update, it adds what is new as drafts for approval."""

    help = "Loads the shipped formulary. Author and approver are two formulary admins of this pharmacy."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the two user names."""
        parser.add_argument("--author", required=True, help="user name of a formulary admin")
        parser.add_argument("--approver", required=True, help="user name of another formulary admin")

    def handle(self, *_args: object, **options: str) -> None:
        """Load it. Raises CommandError for people who may not, or when both are the same."""
        people = {name: _formulary_admin(options[name]) for name in ("author", "approver")}
        try:
            rows = stock_formulary(author=people["author"], approver=people["approver"])
        except SelfApproval as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"{len(rows)} formulations ready to be prescribed.")


def _formulary_admin(username: str) -> User:
    user = User.objects.filter(username=username, is_active=True, role=Role.FORMULARY_ADMIN).first()
    if user is None:
        message = f"There is no formulary admin {username!r}. Open an account: manage.py add_person --help"
        raise CommandError(message)
    return user
