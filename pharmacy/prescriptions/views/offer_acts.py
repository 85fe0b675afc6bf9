"""Taking up an offer: a dose or a product that can be measured goes into the form, and the page says so."""

from typing import Any

from pharmacy.prescriptions.entry import BadEntry
from pharmacy.prescriptions.offers import TAKEN_UP, Instead, names_products, taken_up
from pharmacy.prescriptions.views.entry_context import entry_page

STALE = "this offer no longer fits what is typed; look at the offers that stand beside the plan now"

COURSE = "the steps name their own products, and an offer is for one product; change the step that cannot be measured"


def take_up(data: Any, rest: str) -> Any:
    """Return posted data with an offer put into it, as its button says. Raises BadEntry for one that is not made now.

    rest: what follows "offer-" in the button, with the doses or the product that it names.
    """
    if names_products(data):
        raise BadEntry(COURSE, field="Offer")
    _, context = entry_page(data)
    instead = context["instead"]
    ways = instead.ways if isinstance(instead, Instead) else ()
    for way in ways:
        if way.act == f"offer-{rest}":
            changed = taken_up(data, way=way)
            was_emptied = data.get("shorthand", "").strip() and not changed.get("shorthand")
            emptied = " The line of shorthand was emptied." if was_emptied else ""
            changed[TAKEN_UP] = f"{way.words}; {way.note}.{emptied}"
            return changed
    raise BadEntry(STALE, field="Offer")
