"""How often a log-in may fail. The table of failures is bounded, so that nobody can fill the disk with guesses."""

import hashlib
from datetime import timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from pharmacy.staff.models import FailedLogIn

WINDOW = timedelta(minutes=15)
MOST_OF_ONE_PERSON = 5
MOST_OF_ONE_ADDRESS = 50
MOST_ROWS = 1000


class TooManyFailures(Exception):
    """Too many log-ins failed of late."""


def require_tries_left(*, username: str, address: str) -> None:
    """Return when another try is allowed. Raises TooManyFailures, which says how long to wait.

    Five failures for one person at one address, or fifty at one address, within 15 minutes of each other are the
    limit. Source: house rule; NIST SP 800-63B section 5.2.2 asks for a limit of at most 100.
    """
    limits = _keys(username, address=address)
    recent = FailedLogIn.objects.filter(key__in=limits, last_at__gt=timezone.now() - WINDOW)
    if any(row.count >= limits[row.key] for row in recent):
        message = "Too many log-ins failed. Wait 15 minutes, or ask a colleague to check your user name."
        raise TooManyFailures(message)


@transaction.atomic
def note_failure(*, username: str, address: str) -> bool:
    """Count a failed log-in. Return True when it was the last one allowed for now."""
    moment = timezone.now()
    FailedLogIn.objects.filter(last_at__lte=moment - WINDOW).delete()
    limits = _keys(username, address=address)
    for key in limits:
        FailedLogIn.objects.get_or_create(key=key, defaults={"last_at": moment})
    rows = FailedLogIn.objects.filter(key__in=limits)
    rows.update(count=F("count") + 1, last_at=moment)
    reached = any(row.count == limits[row.key] for row in rows.all())
    _forget_oldest()
    return reached


def forget_failures(*, username: str, address: str) -> None:
    """Forget the person's failures after a log-in that succeeded; those of the address stay."""
    FailedLogIn.objects.filter(key=_digest(address, username.lower())).delete()


def _keys(username: str, *, address: str) -> dict[str, int]:
    return {_digest(address, username.lower()): MOST_OF_ONE_PERSON, _digest(address): MOST_OF_ONE_ADDRESS}


def _digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode(errors="replace")).hexdigest()


def _forget_oldest() -> None:
    surplus = FailedLogIn.objects.order_by("-last_at").values_list("pk", flat=True)[MOST_ROWS:]
    FailedLogIn.objects.filter(pk__in=list(surplus)).delete()
