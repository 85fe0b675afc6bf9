"""Refusals that every room raises and the middleware turns into a page."""

from django.core.exceptions import PermissionDenied


class Conflict(Exception):
    """What was asked for does not fit what is already on record: shown as page 409 with this message."""


class SamePerson(Conflict):
    """A person tried to approve, check or release their own work."""


class NotAllowed(PermissionDenied):
    """The person's role may not do this: shown as page 403. needed: the roles that may."""

    def __init__(self, message: str, *, needed: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.needed = needed
