"""What is done at the bench: a batch is made, dated earlier, checked by another person, or discarded."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.db import IntegrityError, transaction

from formulations.life_cycle import why_withdrawn
from formulations.science.batch import quantity_made_now
from formulations.science.plan import Plan
from formulations.science.plan_document import plan_as_document
from pharmacy.compounding import gathering, lots
from pharmacy.compounding.gathering import Wish
from pharmacy.compounding.locking import lock_batch, lock_specification
from pharmacy.compounding.models import Batch
from pharmacy.compounding.objections import (
    BatchRefused,
    Objection,
    OpenFindings,
    objections_to_batch,
    objections_to_check,
    objections_to_discarding,
    objections_to_new_filling,
    objections_to_reason,
    objections_to_shortening,
    objections_to_version,
)
from pharmacy.compounding.worksheet import make_worksheet
from pharmacy.ledger.actions import append_event
from pharmacy.prescriptions.course_dates import move_parts_after
from pharmacy.prescriptions.filled_from import filled_as
from pharmacy.prescriptions.life_cycle import advance
from pharmacy.prescriptions.models import Prescription, Stage
from pharmacy.prescriptions.orders import keep_needed_on
from pharmacy.staff import clock
from pharmacy.staff.actions import require_different_people
from pharmacy.staff.models import User
from pharmacy.staff.queries import the_pharmacy

__all__ = ["BatchRefused", "OpenFindings", "check_batch", "discard_batch", "plan_batch", "set_aside", "shorten_use_by"]


@transaction.atomic
def plan_batch(  # noqa: PLR0913  (the contract of the command line names each of these)
    *,
    prescription: Prescription,
    by: User,
    made_on: date | None = None,
    lot: str = "",
    ingredient_expiry: date | None = None,
    law: str = "",
    shortened_to: date | None = None,
) -> Batch:
    """Return the new batch of a screened prescription, with its plan, worksheet and use-by date frozen.

    made_on: today when left out. lot: the next one when left out. law: code of a law; the pharmacy's when left out.
    Raises OpenFindings, BatchRefused, BadChoice, BadRegimen.
    Source: USP <795> 2023 (compounding record); house rules.
    """
    held = Prescription.objects.select_for_update().get(pk=prescription.pk)
    held.specification = lock_specification(held.specification_id)
    made = made_on or clock.today()
    wish = Wish(made, lot.strip(), ingredient_expiry, law or the_pharmacy().law, shortened_to)
    plan = gathering.plan_as_wished(held, wish=wish)
    _refuse_batch(objections_to_batch(gathering.batch_facts(held, plan=plan, wish=wish, by=by)))
    batch = _write_batch(held, plan=plan, wish=wish, by=by)
    advance(held, to=Stage.PLANNED)
    keep_needed_on(held)
    move_parts_after(held, first_day=plan.order.first_day, days=held.days, by=by)
    _note(batch, verb="batch.planned", by=by, facts=_planned_facts(batch))
    return batch


@transaction.atomic
def check_batch(*, batch: Batch, by: User) -> Batch:
    """Return the batch with the signature of a second person, a pharmacist who did not make it.

    Raises SamePerson, BatchRefused. Source: house rule (two persons); USP <795> 2023 (who verified).
    """
    held = lock_batch(batch)
    require_different_people(maker=held.made_by, checker=by, act="check")
    stage, checked, discarded = held.prescription.stage, held.checked_at is not None, held.discarded_at is not None
    _refuse(objections_to_version(why_withdrawn(held.specification), lot=held.lot))
    _refuse(objections_to_check(stage=stage, role=by.role, is_checked=checked, lot=held.lot, is_discarded=discarded))
    held.checked_at, held.checked_by = clock.now(), by
    held.save(update_fields=["checked_at", "checked_by"])
    if stage == Stage.PLANNED:
        advance(held.prescription, to=Stage.CHECKED)
    _note(held, verb="batch.checked", by=by, facts={"lot": held.lot, "use_by": held.use_by.isoformat()})
    return held


@transaction.atomic
def shorten_use_by(*, batch: Batch, by: User, to: date, reason: str) -> Batch:
    """Return the batch with an earlier use-by date; its check is void, since what was checked has changed.

    Raises BatchRefused for a date that is not earlier, is past, or has no reason, and for a released batch.
    Source: house rule (a person may only shorten).
    """
    held = lock_batch(batch)
    before = held.use_by
    _refuse(objections_to_shortening(gathering.shortening_facts(held, to=to, reason=reason)))
    plan = gathering.plan_as_wished(held.prescription, wish=_as_it_was(held, shortened_to=to))
    _refuse(objections_to_new_filling(held.worksheet["containers"], needed=gathering.filling(plan), wanted=to))
    _freeze(held, plan=plan)
    held.shortened_to, held.shortened_reason = to, reason.strip()
    held.checked_at = held.checked_by = None
    held.save()
    keep_needed_on(held.prescription)
    facts = {"lot": held.lot, "use_by": held.use_by.isoformat(), "before": before.isoformat(), "reason": reason.strip()}
    _note(held, verb="batch.shortened", by=by, facts=facts)
    return held


@transaction.atomic
def discard_batch(*, batch: Batch, by: User, reason: str) -> Batch:
    """Return the badly made batch, discarded with a reason; its prescription waits for a new batch again.

    Its lot stays used, and its papers go nowhere any more. by: a pharmacist, or the technician who made it.
    Raises BatchRefused once it is released or discarded. Source: USP <795> 2023 (record of every batch); house rule.
    """
    held = lock_batch(batch)
    _refuse(objections_to_discarding(gathering.discard_facts(held, by=by)))
    _refuse(objections_to_reason(reason, act="discarding it"))
    return _discard(held, by=by, reason=reason.strip())


@transaction.atomic
def set_aside(*, batch: Batch, by: User, reason: str) -> Batch:
    """Return a batch that was called back before the patient had it, discarded; its prescription waits for a new one.

    by, reason: of the recall, which decides whether it may be. A batch that was discarded before, or whose prescription
    was refused, stays as it is. Source: house rule (nothing of a called-back lot goes out).
    """
    held = lock_batch(batch)
    if held.discarded_at is not None or held.prescription.stage == Stage.REFUSED:
        return held
    return _discard(held, by=by, reason=f"Called back: {reason}")


def _discard(held: Batch, *, by: User, reason: str) -> Batch:
    held.discarded_at, held.discarded_by, held.discarded_reason = clock.now(), by, reason
    held.save(update_fields=["discarded_at", "discarded_by", "discarded_reason"])
    advance(held.prescription, to=Stage.SCREENED)
    keep_needed_on(held.prescription)
    _note(held, verb="batch.discarded", by=by, facts={"lot": held.lot, "reason": held.discarded_reason})
    return held


def _as_it_was(batch: Batch, *, shortened_to: date) -> Wish:
    """Return what the maker of a batch asked for, with another last day: same law, same sizes."""
    return Wish(
        batch.made_on,
        batch.lot,
        batch.ingredient_expiry,
        batch.law,
        shortened_to,
        law_edition=batch.law_edition,
        filled=filled_as(batch.plan),
    )


def _refuse_batch(objections: tuple[Objection, ...]) -> None:
    if any(one.code == "open-findings" for one in objections):
        raise OpenFindings(objections)
    _refuse(objections)


def _refuse(objections: Sequence[Objection]) -> None:
    if objections:
        raise BatchRefused(tuple(objections))


def _write_batch(prescription: Prescription, *, plan: Plan, wish: Wish, by: User) -> Batch:
    batch = Batch(
        prescription=prescription,
        specification=prescription.specification,  # the version that it was screened with
        lot=wish.lot or lots.next_lot(made_on=wish.made_on),
        law=wish.law,
        law_edition=plan.order.law.valid_from,
        made_on=wish.made_on,
        ingredient_expiry=wish.ingredient_expiry,
        shortened_to=wish.shortened_to,
        made_at=clock.now(),
        made_by=by,
    )
    _freeze(batch, plan=plan)
    try:
        with transaction.atomic():
            batch.save()
    except IntegrityError as error:  # two people typed the same lot in the same moment
        message = f"Lot {batch.lot} was used before. Give another, or leave it empty."
        raise BatchRefused((Objection("lot-is-taken", message),)) from error
    return batch


def _freeze(batch: Batch, *, plan: Plan) -> None:
    if plan.supply is None:
        raise BatchRefused((Objection("not-measurable", "No device measures these doses any more."),))
    batch.plan = plan_as_document(plan)
    batch.worksheet = make_worksheet(plan).as_document()
    batch.quantity = quantity_made_now(plan.supply)
    batch.use_by, batch.ruled_by = plan.use_by.date, plan.use_by.ruled_by


def _note(batch: Batch, *, verb: str, by: User, facts: Mapping[str, object]) -> None:
    append_event(actor=by.username, verb=verb, subject=f"prescription:{batch.prescription.number}", facts=facts)


def _planned_facts(batch: Batch) -> dict[str, object]:
    return {
        "lot": batch.lot,
        "specification": batch.specification.sha256,
        "quantity": str(batch.quantity),
        "made_on": batch.made_on.isoformat(),
        "use_by": batch.use_by.isoformat(),
        "ruled_by": batch.ruled_by,
        "law": batch.law,
        "law_edition": batch.law_edition.isoformat(),
    }
