"""How the pharmacy stands on its papers: name, address, telephone, logo, and leaflets that are opened on a screen."""

from collections.abc import Mapping

from django.db import transaction

from pharmacy.documents.archive import archived
from pharmacy.documents.logos import BadLogo, redrawn
from pharmacy.documents.printable import NotPrintable, require_printable_texts
from pharmacy.ledger.actions import append_event
from pharmacy.staff.models import Pharmacy, User
from pharmacy.staff.refusals import Conflict

ON_PAPER = ("name", "address", "phone")
USUAL = ("label_stock", "leaflet_paper", "counts_in_words")
COLUMNS = (*ON_PAPER, *USUAL, "web_address", "leaflet_pages", "leaflet_blocks")


class LetterheadRefused(Conflict):
    """What cannot stand on the papers of the pharmacy; the message names it and what to do."""


@transaction.atomic
def set_letterhead(*, values: Mapping[str, str | bool], by: User) -> Pharmacy:
    """Return the pharmacy as it stands on papers from now on; papers already made keep what is on them.

    values: by the names in COLUMNS. web_address: begins with http:// or https:// and has no path.
    Raises LetterheadRefused for text that the papers' type cannot print, and for leaflet pages without an address.
    """
    try:
        require_printable_texts({name: str(values[name]).splitlines() for name in ON_PAPER})
    except NotPrintable as error:
        raise LetterheadRefused(str(error)) from error
    if values["leaflet_pages"] and not values["web_address"]:
        raise LetterheadRefused("Leaflets on a screen need the address of this server, as patients reach it.")
    pharmacy = Pharmacy.objects.select_for_update().get()
    before = {name: getattr(pharmacy, name) for name in COLUMNS}
    for name in COLUMNS:
        setattr(pharmacy, name, values[name])
    pharmacy.save(update_fields=COLUMNS)
    changed = {name: values[name] for name in COLUMNS if values[name] != before[name]}
    append_event(actor=by.username, verb="letterhead.changed", subject=f"pharmacy:{pharmacy.pk}", facts=changed)
    return pharmacy


def set_logo(*, content: bytes, by: User) -> Pharmacy:
    """Return the pharmacy with a logo drawn anew from a PNG or SVG, or without one where there is no content.

    Raises LetterheadRefused for a file that is not taken.
    """
    try:
        logo = redrawn(content) if content else b""  # takes a while, so before anything is locked
    except BadLogo as error:
        raise LetterheadRefused(f"Logo: {error}.") from error
    return _write_logo(logo, by=by)


@transaction.atomic
def _write_logo(logo: bytes, *, by: User) -> Pharmacy:
    pharmacy = Pharmacy.objects.select_for_update().get()
    pharmacy.logo_sha256 = archived(logo).sha256 if logo else ""
    pharmacy.save(update_fields=["logo_sha256"])
    facts = {"logo_sha256": pharmacy.logo_sha256}
    append_event(actor=by.username, verb="logo.changed", subject=f"pharmacy:{pharmacy.pk}", facts=facts)
    return pharmacy
