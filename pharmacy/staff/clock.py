"""What day and time it is in the pharmacy."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils import timezone

from pharmacy.staff.queries import the_pharmacy

_decided_on: ContextVar[date | None] = ContextVar("decided_on", default=None)


def zone() -> ZoneInfo:
    """Return the pharmacy's time zone. Raises NoPharmacy before set-up."""
    return ZoneInfo(the_pharmacy().time_zone)


def now() -> datetime:
    """Return the present moment, aware, in the pharmacy's time zone. Raises NoPharmacy before set-up."""
    return timezone.localtime(timezone.now(), zone())


def today() -> date:
    """Return the calendar day in the pharmacy's time zone, or the day of `as_of`. Raises NoPharmacy before set-up."""
    return _decided_on.get() or now().date()


@contextmanager
def as_of(day: date) -> Iterator[None]:
    """Decide as on another day, for a command that states the day; what is recorded keeps the real time of `now`."""
    token = _decided_on.set(day)
    try:
        yield
    finally:
        _decided_on.reset(token)
