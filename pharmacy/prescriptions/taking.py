"""A person takes a prescription up as their work, or hands it back. Each act writes one event."""

from django.db import transaction

from pharmacy.ledger.actions import append_event
from pharmacy.prescriptions.life_cycle import ENDS
from pharmacy.prescriptions.models import Prescription, Stage
from pharmacy.prescriptions.objections import refuse_role
from pharmacy.staff.clock import now
from pharmacy.staff.models import Role, User
from pharmacy.staff.refusals import Conflict

BENCH = (Role.PHARMACIST, Role.TECHNICIAN)


class NotTaken(Conflict):
    """A prescription that cannot be taken up or handed back; the message says who has it and what to do."""


@transaction.atomic
def take_up(*, prescription: Prescription, by: User) -> Prescription:
    """Return the prescription, taken up by a person; others see whose work it is.

    Raises NotTaken while somebody has it or once it is at an end; NotAllowed for the role.
    """
    refuse_role(by.role, may=BENCH, act="take up a prescription")
    held = _held(prescription)
    if held.stage in ENDS:
        raise NotTaken(f"Prescription {held.number} is {Stage(held.stage).label.lower()}; there is nothing left to do.")
    if held.taken_by == by:
        raise NotTaken(f"You took up prescription {held.number} already.")
    if held.taken_by:
        raise NotTaken(
            f"{held.taken_by} took up prescription {held.number} on {held.taken_at:%-d %b at %H:%M}. "
            "Ask for it to be handed back first."
        )
    return _write(held, by=by, taken_by=by, verb="prescription.taken-up")


@transaction.atomic
def hand_back(*, prescription: Prescription, by: User) -> Prescription:
    """Return the prescription, which is nobody's work any more. A pharmacist may hand back for somebody else.

    Raises NotTaken when nobody has it, or somebody else has it; NotAllowed for the role.
    """
    refuse_role(by.role, may=BENCH, act="hand back a prescription")
    held = _held(prescription)
    if held.taken_by is None:
        raise NotTaken(f"Nobody has taken up prescription {held.number}.")
    if held.taken_by != by and by.role != Role.PHARMACIST:
        raise NotTaken(f"{held.taken_by} has prescription {held.number}; that person or a pharmacist hands it back.")
    return _write(held, by=by, taken_by=None, verb="prescription.handed-back")


def _held(prescription: Prescription) -> Prescription:
    # Who has it is read after the lock: joined, PostgreSQL gives the row as new and the person as before the wait.
    return Prescription.objects.select_for_update().get(pk=prescription.pk)


def _write(held: Prescription, *, by: User, taken_by: User | None, verb: str) -> Prescription:
    facts = {"taken_by": (taken_by or held.taken_by or by).username}
    held.taken_by, held.taken_at = taken_by, now() if taken_by else None
    held.save(update_fields=["taken_by", "taken_at"])
    append_event(actor=by.username, verb=verb, subject=f"prescription:{held.number}", facts=facts)
    return held
