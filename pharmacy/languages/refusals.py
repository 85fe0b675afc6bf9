"""Refusals of this room: with the values, and what to do."""

from pharmacy.staff.refusals import Conflict


class NotOffered(Conflict):
    """Papers in a language that this pharmacy does not offer: its sentences are not all approved here."""


class NotTranslated(Conflict):
    """Sentences of a medicine that have no approved wording in a language; the message lists them."""


class NotApproved(Conflict):
    """A wording that may not be approved, or a sentence that changed since the page was loaded."""
