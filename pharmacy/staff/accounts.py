"""What is done about accounts and about the pharmacy itself, from the command line."""

from collections.abc import Mapping

from django.db import transaction

from pharmacy.ledger.actions import append_event
from pharmacy.ledger.words import ACTORS
from pharmacy.staff.models import Pharmacy, Role, User
from pharmacy.staff.queries import COMMAND_LINE

NO_PERSON = frozenset({*ACTORS, COMMAND_LINE})  # who acts in the ledger where no person does


class AccountExists(Exception):
    """The user name is taken."""


class NameOfTheProgram(Exception):
    """The user name is one by which the ledger names the program itself."""


@transaction.atomic
def open_account(*, username: str, full_name: str, role: Role, password: str | None) -> User:
    """Return a new account. Raises AccountExists, NameOfTheProgram.

    password: None for an account that nobody can log in to.
    """
    _refuse_name_of_the_program(username)
    return _open(username=username, full_name=full_name, role=role, password=password)


def _refuse_name_of_the_program(username: str) -> None:
    """In any letters: what a person did may never read as done by the program."""
    if User.normalize_username(username).casefold() in NO_PERSON:
        listed = ", ".join(sorted(NO_PERSON))
        message = f"{username!r} is no name for a person: the ledger uses {listed} for the program. Choose another."
        raise NameOfTheProgram(message)


def _open(*, username: str, full_name: str, role: Role, password: str | None) -> User:
    if User.objects.filter(username=username).exists():
        message = f"There is already an account {username!r}. Choose another user name."
        raise AccountExists(message)
    user = User.objects.create_user(username, password=password, full_name=full_name, role=role)
    append_event(actor=COMMAND_LINE, verb="staff.hired", subject=f"user:{user.pk}", facts={"role": str(role)})
    return user


@transaction.atomic
def open_command_line_account() -> User:
    """Return the service account that commands act as, opened when it was missing; nobody can log in to it."""
    known = User.objects.filter(username=COMMAND_LINE).first()
    if known:
        return known
    return _open(username=COMMAND_LINE, full_name="Command line", role=Role.PHARMACIST, password=None)


@transaction.atomic
def set_pharmacy(*, columns: Mapping[str, str | bool]) -> Pharmacy:
    """Return the pharmacy of this installation with these columns. Papers already made keep what stands on them."""
    pharmacy, _ = Pharmacy.objects.update_or_create(pk=1, defaults=columns)
    append_event(actor=COMMAND_LINE, verb="pharmacy.set", subject="pharmacy:1", facts=dict(columns))
    return pharmacy
