"""An order goes on: its next batch, or the next repeat, becomes a prescription that says what it follows."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from formulations.science.remaining import Going, NextPart, due_on, steps_from, steps_of_repeat
from pharmacy.prescriptions.actions import enter_prescription
from pharmacy.prescriptions.course_shown import next_product_of
from pharmacy.prescriptions.entry import Follows, PatientEntry, PrescriberEntry, PrescriptionEntry
from pharmacy.prescriptions.models import Prescription, Stage
from pharmacy.prescriptions.orders import OrderOnRecord, first_of, keep_needed_on, order_of
from pharmacy.prescriptions.planning import known_entries, ordered_steps
from pharmacy.staff.clock import today
from pharmacy.staff.models import User
from pharmacy.staff.queries import the_pharmacy
from pharmacy.staff.refusals import Conflict

MOST_TOGETHER = 25  # house rule: one sheet at the bench


class NothingToContinue(Conflict):
    """An order that does not go on now; the message says why."""


@transaction.atomic
def continue_prescription(*, prescription: Prescription, by: User, ready_on: date | None = None) -> Prescription:
    """Return the prescription for the next batch or repeat of an order: entered, to be screened like any other.

    prescription: any of the order. ready_on: the day it has to be ready; the pharmacy's lead days before it is needed
    when left out, today where that day has passed. What is known of the patient is taken from the newest of the order;
    the version made to is today's.
    Raises NothingToContinue, BadEntry (no version in use, a strength that is gone), NotAllowed.
    """
    first = Prescription.objects.select_for_update().get(pk=first_of(prescription).pk)
    order = order_of(first)
    objections = objections_to_continuing(order)
    if objections or order.remains.next is None:
        raise NothingToContinue(" ".join(objections))
    entry = next_entry(order, part=order.remains.next, ready_on=ready_on)
    entered = enter_prescription(entry=entry, by=by)
    keep_needed_on(first)
    return entered


@transaction.atomic
def continue_together(*, orders: Sequence[Prescription], by: User, ready_on: date) -> list[Prescription]:
    """Return the prescriptions for the next part of several orders that are made on one day.

    orders: of one formulation in one strength with the same choices. Raises NothingToContinue, and what
    `continue_prescription` raises.
    """
    if not orders:
        raise NothingToContinue("Nobody is ticked. Tick whose next batch is to be made.")
    if len(orders) > MOST_TOGETHER:
        raise NothingToContinue(f"{len(orders)} at once are too many; tick at most {MOST_TOGETHER}.")
    if len({made_alike(order) for order in orders}) > 1:
        raise NothingToContinue("These are not the same preparation; they cannot be made together. Choose again.")
    return [continue_prescription(prescription=order, by=by, ready_on=ready_on) for order in orders]


def made_alike(prescription: Prescription) -> tuple[object, ...]:
    """Return what has to be equal in prescriptions that are made together: formulation, strength, choices."""
    choices = tuple(sorted(prescription.choices.items()))
    return prescription.specification.formulation_id, str(prescription.strength), choices


def objections_to_continuing(order: OrderOnRecord) -> tuple[str, ...]:
    """Return why an order does not go on now; none means it may."""
    number = order.first.number
    if order.first.stage == Stage.REFUSED:
        return (f"Prescription {number} was refused; enter a new one.",)
    if order.on_its_way is not None and order.on_its_way.pk == order.first.pk:
        return (f"Nothing was made for prescription {number} yet. Make its first batch.",)
    if order.on_its_way is not None:
        return (f"Prescription {order.on_its_way.number} is entered for it already. Go on with that one.",)
    following = next_product_of(order.first)
    if order.remains.next is None and following is not None:
        return (f"All of this part is made; the course goes on with prescription {following.number}.",)
    if order.remains.next is None:
        asked, repeats = order.remains.asked, order.first.repeats_allowed
        allowed = f", {repeats} repeats among them," if repeats else ""
        return (f"All {asked} days{allowed} of prescription {number} are made; ask for a new prescription.",)
    return ()


def next_entry(order: OrderOnRecord, *, part: NextPart, ready_on: date | None = None) -> PrescriptionEntry:
    """Return the entry for the next part of an order. ready_on: as in `continue_prescription`."""
    first, prescriber = order.first, order.first.prescriber
    head = _head(order, part=part)
    if part.going is Going.REPEAT:
        steps = steps_of_repeat(ordered_steps(first), days=first.days)
        from_day = first.days * part.supply + 1
    else:
        steps = steps_from(ordered_steps(head), from_day=part.from_day)
        from_day = part.from_day
    return PrescriptionEntry(
        patient=PatientEntry(first.patient.given_name, first.patient.family_name, public_id=first.patient.public_id),
        prescriber=PrescriberEntry(prescriber.name, prescriber.registration, prescriber.address)
        if prescriber
        else None,
        formulation=first.specification.formulation.code,
        strength=first.strength,
        steps=steps,
        days=part.days,
        choices=dict(first.choices),
        known=known_entries(order.newest),
        purpose=first.purpose,
        written_on=first.written_on,
        starts_on=part.needed_on if part.needed_on > today() else None,
        due_on=ready_on or max(today(), due_on(part.needed_on, lead_days=the_pharmacy().lead_days, spare=part.spare)),
        follows=Follows(head.public_id, part.going.value, from_day),
        filling=first.filling,
    )


def _head(order: OrderOnRecord, *, part: NextPart) -> Prescription:
    """Return the prescription whose days a part counts: the repeat that it is a batch of, or the first one."""
    if part.going is Going.REPEAT or part.supply == 0:
        return order.first
    from_day = order.first.days * part.supply + 1
    repeats = (row for row in order.rows if row.follows_as == Prescription.Follows.REPEAT)
    return next(row for row in repeats if row.from_day == from_day)
