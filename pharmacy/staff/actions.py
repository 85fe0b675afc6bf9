"""What is done about people: logging in, passwords, accounts, and the rule of two persons."""

from django.conf import settings
from django.contrib.auth import authenticate, login, logout, update_session_auth_hash
from django.db import transaction
from django.http import HttpRequest

from pharmacy.ledger.actions import append_event
from pharmacy.staff.demo import is_demo_password
from pharmacy.staff.log_in_limit import TooManyFailures, forget_failures, note_failure, require_tries_left
from pharmacy.staff.models import User
from pharmacy.staff.refusals import SamePerson

__all__ = [
    "LogInRefused",
    "SamePerson",
    "TooManyFailures",
    "change_password",
    "log_in",
    "log_out",
    "require_different_people",
]


class LogInRefused(Exception):
    """User name and password do not open an account."""


def require_different_people(*, maker: User, checker: User, act: str) -> None:
    """Return when two different people are named. Raises SamePerson otherwise.

    act: what the checker does, as a verb ("check", "approve", "release"). Source: house rule (two persons).
    """
    if maker.pk == checker.pk:
        message = f"{checker} did this work and may not {act} it. Ask a colleague to {act} it."
        raise SamePerson(message)


def log_in(*, request: HttpRequest, username: str, password: str) -> User:
    """Log the person in and return them. Raises LogInRefused, TooManyFailures."""
    address = str(request.META.get(settings.TRUSTED_ADDRESS_HEADER, ""))
    require_tries_left(username=username, address=address)
    if settings.PRODUCTION and is_demo_password(password):
        message = "This is a password of the demo pharmacy. It opens nothing here; ask for a new one."
        raise LogInRefused(message)
    user = authenticate(request, username=username, password=password)
    if not isinstance(user, User):
        _refuse(username=username, address=address)
        message = "User name and password do not match, or the account is closed. Both mind upper and lower case."
        raise LogInRefused(message)
    with transaction.atomic():
        forget_failures(username=username, address=address)
        login(request, user)
        append_event(actor=user.username, verb="staff.logged-in", subject=f"user:{user.pk}", facts={})
    return user


@transaction.atomic
def _refuse(*, username: str, address: str) -> None:
    """Count the failure; the one that locks the door goes into the ledger, so that guessing cannot flood it."""
    user = User.objects.filter(username=username).first()
    if note_failure(username=username, address=address) and user is not None:
        append_event(actor="nobody", verb="staff.log-in-locked", subject=f"user:{user.pk}", facts={})


@transaction.atomic
def log_out(*, request: HttpRequest, by: User) -> None:
    """End the person's session."""
    append_event(actor=by.username, verb="staff.logged-out", subject=f"user:{by.pk}", facts={})
    logout(request)


@transaction.atomic
def change_password(*, request: HttpRequest, by: User, new: str) -> None:
    """Give the person a new password; every other session of theirs ends, this one goes on."""
    by.set_password(new)
    by.save(update_fields=["password"])
    update_session_auth_hash(request, by)
    append_event(actor=by.username, verb="staff.password-changed", subject=f"user:{by.pk}", facts={})
