"""What is done at the counter: a batch is released, a supply is handed over, a lot is called back."""

from collections.abc import Mapping

from django.db import transaction

from pharmacy.compounding.actions import set_aside
from pharmacy.compounding.locking import lock_batch
from pharmacy.compounding.models import Batch
from pharmacy.compounding.objections import Objection, Refused
from pharmacy.dispensing import gathering
from pharmacy.dispensing.models import Recall, Supply
from pharmacy.dispensing.objections import objections_to_hand_over, objections_to_recall, objections_to_release
from pharmacy.ledger.actions import append_event
from pharmacy.prescriptions.life_cycle import advance
from pharmacy.prescriptions.models import Stage
from pharmacy.prescriptions.orders import days_called_back, keep_needed_on
from pharmacy.staff import clock
from pharmacy.staff.models import User


class ReleaseRefused(Refused):
    """A batch that may not be released."""


class HandOverRefused(Refused):
    """A supply that may not be handed over."""


class RecallRefused(Refused):
    """A lot that may not be called back."""


@transaction.atomic
def release(*, batch: Batch, by: User) -> Supply:
    """Return the supply of a batch that a pharmacist other than its maker found fit for the patient.

    Raises ReleaseRefused with every objection. Source: USP <795> 2023 (release by verification); house rules.
    """
    held = lock_batch(batch)
    objections = objections_to_release(gathering.release_facts(held, by=by))
    if objections:
        raise ReleaseRefused(objections)
    now = clock.now()
    supply = Supply.objects.create(batch=held, prepared_by=held.made_by, released_at=now, released_by=by)
    advance(held.prescription, to=Stage.RELEASED)
    _note(held, verb="supply.released", by=by, facts=_released_facts(held))
    return supply


@transaction.atomic
def hand_over(  # noqa: PLR0913  (each is asked at the counter)
    *,
    supply: Supply,
    by: User,
    handed_to: str,
    counselling: str,
    strength_change_explained: bool = False,
    old_container: str = "",
) -> Supply:
    """Return the supply, handed over with what was explained.

    handed_to: patient, representative or delivery. strength_change_explained: asked for when the strength is not the
    one of last time, and old_container with it: what became of the last supply.
    Raises HandOverRefused. Source: house rules.
    """
    batch = lock_batch(supply.batch)
    held = Supply.objects.get(batch=batch)
    held.batch = batch
    held.handed_to, held.counselling = handed_to, counselling.strip()
    held.strength_change_explained, held.old_container = strength_change_explained, old_container
    objections = objections_to_hand_over(gathering.hand_over_facts(held, by=by))
    if objections:
        raise HandOverRefused(objections)
    held.handed_over_at, held.handed_over_by = clock.now(), by
    held.save()
    advance(held.batch.prescription, to=Stage.SUPPLIED)
    _note(held.batch, verb="supply.handed-over", by=by, facts=_handed_over_facts(held))
    return held


@transaction.atomic
def recall(*, batch: Batch, by: User, reason: str) -> Recall:
    """Return the recall of one lot; nothing of it is released or handed over from now on.

    Not handed over yet, its batch is discarded and the prescription waits for a new one. Handed over, only the days up
    to now count as supplied, and the order goes on with the rest.
    Raises RecallRefused. Source: house rule; whoever has it is listed by `queries.who_has`.
    """
    held = lock_batch(batch)
    known = Recall.objects.filter(batch=held).exists()
    objections = objections_to_recall(role=by.role, reason=reason, is_recalled=known, lot=held.lot)
    _refuse_recall(objections)
    made = Recall.objects.create(batch=held, reason=reason.strip(), recalled_at=clock.now(), recalled_by=by)
    is_handed_over = held.prescription.stage == Stage.SUPPLIED and held.discarded_at is None
    facts = {"reason": reason.strip(), "handed_over": is_handed_over, "days_left": days_called_back(held.prescription)}
    _note(held, verb="supply.recalled", by=by, facts=facts)
    if is_handed_over:
        keep_needed_on(held.prescription)
    else:
        set_aside(batch=held, by=by, reason=made.reason)
    return made


def _released_facts(batch: Batch) -> dict[str, object]:
    without = [document.full_name for document in gathering.given_up(batch)]
    return {"use_by": batch.use_by.isoformat(), **({"without": without} if without else {})}


def _handed_over_facts(supply: Supply) -> dict[str, object]:
    old = {"old_container": supply.old_container} if supply.old_container else {}
    return {"handed_to": supply.handed_to, **old}


def _refuse_recall(objections: tuple[Objection, ...]) -> None:
    if objections:
        raise RecallRefused(objections)


def _note(batch: Batch, *, verb: str, by: User, facts: Mapping[str, object]) -> None:
    subject = f"prescription:{batch.prescription.number}"
    append_event(actor=by.username, verb=verb, subject=subject, facts={"lot": batch.lot, **facts})
