"""`manage.py add_person`: an account for somebody who works here."""

import secrets
from argparse import ArgumentParser

from django.contrib.auth.validators import UnicodeUsernameValidator
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from pharmacy.staff.accounts import AccountExists, NameOfTheProgram, open_account
from pharmacy.staff.models import Role


class Command(BaseCommand):
    """Opens an account and prints its first password."""

    help = "Opens an account and prints its first password, which the person changes after signing in."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the user name, the name that the person signs with, and the role."""
        parser.add_argument("username")
        parser.add_argument("--full-name", required=True)
        parser.add_argument("--role", required=True, choices=Role.values)

    def handle(self, *_args: object, **options: str) -> None:
        """Open the account. Raises CommandError for a user name that is taken, is the program's or cannot be one."""
        password = secrets.token_urlsafe(12)
        try:
            UnicodeUsernameValidator()(options["username"])
            user = open_account(
                username=options["username"],
                full_name=options["full_name"],
                role=Role(options["role"]),
                password=password,
            )
        except ValidationError as refusal:
            raise CommandError(f"{options['username']!r} cannot be a user name: {refusal.messages[0]}") from refusal
        except (AccountExists, NameOfTheProgram) as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"{user.full_name} signs in as {user.username} with the first password {password}")
