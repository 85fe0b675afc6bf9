"""What day it is, where nobody says."""

from datetime import date

from django.utils import timezone


def today() -> date:
    """Return the calendar day in the active time zone, which on a page is the pharmacy's."""
    return timezone.localtime(timezone.now()).date()
