"""Taking up an offer: a dose or a product that can be measured goes into the form, and the page says so."""

from typing import Any

from pharmacy.prescriptions.entry import BadEntry
from pharmacy.prescriptions.offers import TAKEN_UP, Instead, Way, taken_up
from pharmacy.prescriptions.views.entry_context import entry_page

STALE = "this offer no longer fits what is typed; look at the offers that stand beside the plan now"


def take_up(data: Any, rest: str) -> Any:
    """Return posted data with an offer put into it, as its button says. Raises BadEntry for one that is not made now.

    rest: what follows "offer-" in the button, with the doses or the product that it names; in a course the number of
    the first step that it is for stands before them.
    """
    for way in _ways(data):
        if way.act == f"offer-{rest}":
            changed = taken_up(data, way=way)
            was_emptied = data.get("shorthand", "").strip() and not changed.get("shorthand")
            emptied = " The line of shorthand was emptied." if was_emptied else ""
            about = f"for {way.stretch.words}, " if way.stretch else ""
            changed[TAKEN_UP] = f"{about}{way.words}; {way.note}.{emptied}"
            return changed
    raise BadEntry(STALE, field="Offer")


def _ways(data: Any) -> list[Way]:
    """Every way out that stands beside the plan now: of the whole order, or of each part of a course."""
    _, context = entry_page(data)
    offered = (context["instead"], *(part.instead for part in context["later_parts"]))
    return [way for one in offered if isinstance(one, Instead) for way in one.ways]
