"""A leaflet as a page on the pharmacy's own server: its address, and what is opened there."""

import secrets

from django.urls import reverse

from pharmacy.documents.codes import LETTERS
from pharmacy.documents.models import Document
from pharmacy.staff.queries import the_pharmacy

LENGTH = 26  # of 32 letters each: 130 bits, so that trying addresses never finds one


class NoLeafletPage(Exception):
    """No leaflet is opened at an address: there never was one, or the pharmacy has its pages switched off."""


class LeafletWithdrawn(Exception):
    """The leaflet of a lot that was called back or discarded. document: its paper."""

    def __init__(self, document: Document) -> None:
        super().__init__("withdrawn")
        self.document = document


def new_page_address() -> str:
    """Return a new address for the page of a leaflet; empty where the pharmacy has none.

    It is random and says nothing about the patient or the medicine. Source: house rule (130 bits of chance).
    """
    pharmacy = the_pharmacy()
    if not pharmacy.leaflet_pages or "page" not in pharmacy.leaflet_blocks.split():
        return ""
    token = "".join(secrets.choice(LETTERS) for _ in range(LENGTH)).lower()
    return f"{pharmacy.web_address}{reverse('leaflet-page', args=[token])}"


def token_of(page_address: str) -> str | None:
    """Return what the address of a leaflet's page ends with; None for a leaflet without one."""
    return page_address.rstrip("/").rpartition("/")[2] or None


def read_page(token: str) -> bytes:
    """Return the archived page of a leaflet. Raises NoLeafletPage, LeafletWithdrawn."""
    leaflets = Document.objects.select_related("page", "batch__recall")
    document = leaflets.filter(page_token=token.lower(), state=Document.State.RENDERED).first()
    if document is None or document.page is None or not the_pharmacy().leaflet_pages:
        raise NoLeafletPage(token)
    if document.batch.discarded_at is not None or getattr(document.batch, "recall", None) is not None:
        raise LeafletWithdrawn(document)
    return bytes(document.page.content)
