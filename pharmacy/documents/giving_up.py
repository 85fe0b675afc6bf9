"""A side label that was asked for and is done without: who said so and why; label and leaflet are never given up."""

from django.db import transaction

from pharmacy.compounding.locking import lock_batch
from pharmacy.documents.events import note
from pharmacy.documents.life_cycle import FINISHED, OPEN_STAGES
from pharmacy.documents.models import Document
from pharmacy.documents.refusals import NotGivenUp
from pharmacy.staff import clock
from pharmacy.staff.models import User


@transaction.atomic
def give_up(*, document: Document, by: User, reason: str) -> Document:
    """Return a side label, given up by a person with a reason; its batch can then be released without it.

    Raises NotGivenUp. Source: house rule (what was asked for is made, or somebody answers for its absence).
    """
    batch = lock_batch(document.batch)
    row = Document.objects.select_for_update().get(pk=document.pk)
    row.batch = batch
    _refuse(_objection(row, reason=reason))
    row.given_up_at, row.given_up_by, row.given_up_reason = clock.now(), by, reason.strip()
    row.save(update_fields=["given_up_at", "given_up_by", "given_up_reason"])
    note(row, verb="document.given-up", actor=by.username, reason=row.given_up_reason)
    return row


def want_after_all(row: Document, *, by: User) -> None:
    """Take back that a side label was given up; nothing where it was not. row: locked by the action that calls."""
    if row.given_up_at is None:
        return
    row.given_up_at, row.given_up_by, row.given_up_reason = None, None, ""
    row.save(update_fields=["given_up_at", "given_up_by", "given_up_reason"])
    note(row, verb="document.wanted-after-all", actor=by.username)


def _objection(row: Document, *, reason: str) -> str:
    """Return what speaks against giving it up; nothing where it may be."""
    batch = row.batch
    if not row.is_side_label:
        return f"The {row.name} of lot {batch.lot} is never done without: each container has its label and leaflet."
    if batch.discarded_at is not None or batch.prescription.stage not in OPEN_STAGES:
        return f"Prescription {batch.prescription.number} is {batch.prescription.stage}: its papers stay as they are."
    if row.state not in FINISHED:
        return f"The {row.full_name} of lot {batch.lot} is still being made. Wait for it first."
    if row.given_up_at is not None:
        return f"The {row.full_name} of lot {batch.lot} is done without already, as {row.given_up_by} said."
    if not reason.strip():
        return "Say why it is done without, for example: written by hand, or the patient brings a bag."
    return ""


def _refuse(objection: str) -> None:
    if objection:
        raise NotGivenUp(objection)
