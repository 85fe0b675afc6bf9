"""What day and time it is in the pharmacy."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils import timezone

from pharmacy.staff.queries import the_pharmacy


def zone() -> ZoneInfo:
    """Return the pharmacy's time zone. Raises NoPharmacy before set-up."""
    return ZoneInfo(the_pharmacy().time_zone)


def now() -> datetime:
    """Return the present moment, aware, in the pharmacy's time zone. Raises NoPharmacy before set-up."""
    return timezone.localtime(timezone.now(), zone())


def today() -> date:
    """Return the calendar day in the pharmacy's time zone. Raises NoPharmacy before set-up."""
    return now().date()
