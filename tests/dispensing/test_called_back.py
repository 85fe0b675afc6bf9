"""After a lot is called back, only what the patient could use counts as supplied, and the rest is made again."""

import json
from datetime import date

import pytest

from pharmacy.compounding.actions import check_batch, discard_batch, plan_batch
from pharmacy.dispensing.actions import hand_over, recall, release
from pharmacy.dispensing.queries import waiting_for_hand_over
from pharmacy.documents.actions import drain, request_documents
from pharmacy.ledger.models import Event
from pharmacy.prescriptions.continuing import continue_prescription
from pharmacy.prescriptions.due import due_within
from pharmacy.prescriptions.models import Prescription
from pharmacy.prescriptions.orders import order_of
from pharmacy.printing.actions import NotPrintable, reprint
from tests.dispensing.test_pages import browser_of, panel_of, text_of
from tests.prescriptions.test_going_on import CAPSULES, DROPS, TWICE_MORE, made
from tests.world import batched, on_day, print_papers, released, supplied

MADE, CALLED_BACK = date(2026, 11, 22), date(2026, 12, 2)
WHY = "The filler was mixed up."


def called_back(world) -> Prescription:
    """The prescription of 30 capsules of 22 November whose lot was called back on 2 December, to be repeated twice."""
    with on_day(MADE):
        supply = supplied(world, entry=TWICE_MORE)
    with on_day(CALLED_BACK):
        recall(batch=supply.batch, by=world.anna, reason=WHY)
    return Prescription.objects.get(pk=supply.batch.prescription_id)


def test_of_thirty_days_called_back_after_ten_twenty_are_needed_at_once_and_the_event_says_so(world):
    order = called_back(world)
    remains = order_of(order).remains
    assert (remains.asked, remains.supplied, remains.remains) == (90, 10, 80)
    assert (remains.next.from_day, remains.next.days, order.needed_on) == (11, 20, CALLED_BACK)
    ((group,), how_many) = due_within(7, today=CALLED_BACK)
    assert (how_many, group.orders[0].first, group.orders[0].is_late) == (1, order, True)
    facts = json.loads(Event.objects.get(verb="supply.recalled", subject=f"prescription:{order.number}").facts)
    assert (facts["reason"], facts["handed_over"], facts["days_left"]) == (WHY, True, 20)


def test_the_pages_say_what_happened_and_the_rest_is_made_again_before_the_repeat(world):
    order = called_back(world)
    with on_day(CALLED_BACK):
        page = text_of(browser_of(world.anna).get(f"/prescriptions/{order.public_id}/remaining/"))
        panel = text_of(browser_of(world.anna).get(panel_of(order.batches.get())))
        again = continue_prescription(prescription=order, by=world.tom)
        made(again, world=world)
    for words in (
        "nothing to take from 2 December 2026 on",
        "20 days are to be made again",
        "Enter what is made again",
    ):
        assert words in page
    assert "next due 2 December 2026" in page
    assert "The patient had 20 days of it left; they do not count as supplied." in panel
    assert (again.follows_as, again.from_day, again.days, again.due_on) == ("later-batch", 11, 20, CALLED_BACK)
    order.refresh_from_db()
    part = order_of(order).remains.next
    assert (part.going.value, part.days, order.needed_on) == ("repeat", 30, date(2026, 12, 22))


def test_a_titration_goes_on_with_its_own_day_though_the_part_after_it_is_entered_already(world):
    """0.25 mg until 28 November, then 0.5 mg for a week: 2 December is day 11, the fourth of 0.5 mg."""
    with on_day(MADE):
        supply = supplied(world, entry=DROPS)
        following = continue_prescription(prescription=supply.batch.prescription, by=world.tom)
    with on_day(CALLED_BACK):
        recall(batch=supply.batch, by=world.anna, reason=WHY)
        again = continue_prescription(prescription=following, by=world.tom)
    steps = [(str(step.dose), step.days) for step in again.steps.order_by("sequence")][:2]
    assert (following.from_day, again.from_day, again.days) == (15, 11, 4)
    assert steps == [("0.5 mg", 4), ("0.75 mg", 7)]


def test_no_paper_of_a_lot_that_was_called_back_is_printed_again(world):
    supply = supplied(world, entry=CAPSULES)
    label = supply.batch.documents.get(kind="label")
    recall(batch=supply.batch, by=world.anna, reason=WHY)
    with pytest.raises(NotPrintable, match="was called back; print nothing of it"):
        reprint(job=label.print_jobs.first(), by=world.tom, reason="It was torn.", request_key="k" * 32)


def test_what_was_used_up_by_then_counts_as_it_did(world):
    with on_day(MADE):
        supply = supplied(world, entry=CAPSULES)
    with on_day(date(2026, 12, 22)):
        recall(batch=supply.batch, by=world.anna, reason=WHY)
    order = order_of(supply.batch.prescription)
    assert (order.remains.supplied, order.remains.next, order.called_back) == (30, None, ())


def test_called_back_before_the_hand_over_it_is_made_anew_released_and_handed_over(world):
    supply = released(world)
    recall(batch=supply.batch, by=world.anna, reason=WHY)
    row = Prescription.objects.get(pk=supply.batch.prescription_id)
    supply.batch.refresh_from_db()
    assert (row.stage, supply.batch.discarded_reason) == ("screened", f"Called back: {WHY}")
    assert not waiting_for_hand_over().exists()
    bench = text_of(browser_of(world.tom).get(f"/batches/of/{row.public_id}/"))
    assert f"Lot {supply.batch.lot} was discarded" in bench
    assert f"Called back: {WHY} Make the batch anew" in bench
    assert "Make the batch again on the worksheet" in text_of(browser_of(world.anna).get(panel_of(supply.batch)))
    batch = check_batch(batch=plan_batch(prescription=row, by=world.tom), by=world.anna)
    request_documents(batch=batch, by=world.tom)
    drain()
    print_papers(batch, by=world.tom)
    again = release(batch=batch, by=world.ben)
    hand_over(supply=again, by=world.ben, handed_to="patient", counselling="One at bedtime.")
    row.refresh_from_db()
    assert (row.stage, order_of(row).remains.supplied) == ("supplied", 30)


def test_a_batch_called_back_before_its_release_is_discarded_with_the_reason(world):
    batch = batched(world)
    recall(batch=batch, by=world.anna, reason=WHY)
    batch.refresh_from_db()
    assert (batch.prescription.stage, batch.discarded_by) == ("screened", world.anna)
    assert [one.verb for one in Event.objects.order_by("-sequence")[:2]] == ["batch.discarded", "supply.recalled"]


def test_a_batch_that_was_discarded_before_keeps_its_reason_and_the_one_in_its_place_goes_on(world):
    bad = batched(world)
    discard_batch(batch=bad, by=world.anna, reason="Spilled.")
    good = plan_batch(prescription=Prescription.objects.get(pk=bad.prescription_id), by=world.tom)
    recall(batch=bad, by=world.anna, reason=WHY)
    for batch in (bad, good):
        batch.refresh_from_db()
    assert (bad.discarded_reason, good.discarded_at, good.prescription.stage) == ("Spilled.", None, "planned")
