"""What the ledger says of papers, for the tests of the queue."""

from pharmacy.ledger.models import Event


def verbs() -> list[str]:
    """Return what happened to papers, in order."""
    return list(Event.objects.filter(verb__startswith="document").order_by("sequence").values_list("verb", flat=True))
