"""Pages of the formulary."""

from django.http import HttpRequest

READERS = ("pharmacist", "technician", "formulary-admin", "auditor")  # roles of the pharmacy, which keeps the doors
WRITERS = ("formulary-admin",)
APPROVERS = ("formulary-admin", "pharmacist")  # the act itself refuses whoever wrote in the version
DESK = ("formulary-admin", "pharmacist", "auditor")
READ_ONLY = ("pharmacist", "auditor")  # may look at what only a writer may do

LONGEST_TYPED = 500  # of what is typed into a search


def typed(request: HttpRequest, key: str) -> str:
    """Return what was typed into a field of a page that only reads, trimmed, and cut where it is absurd."""
    return request.GET.get(key, "").replace("\x00", "").strip()[:LONGEST_TYPED]
