"""An order goes on: later batches and repeats become prescriptions of their own, and are listed when they are due."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from formulations.science.quantities import Quantity
from formulations.science.regimen import DoseStep
from pharmacy.compounding.actions import discard_batch, plan_batch
from pharmacy.compounding.models import Batch
from pharmacy.ledger.models import Event
from pharmacy.prescriptions.actions import refuse, screen, settle_finding
from pharmacy.prescriptions.continuing import NothingToContinue, continue_prescription, continue_together
from pharmacy.prescriptions.due import due_within
from pharmacy.prescriptions.entry import PatientEntry, PrescriptionEntry
from pharmacy.prescriptions.models import Prescription
from pharmacy.prescriptions.orders import order_of
from pharmacy.prescriptions.planning import ordered_steps, plan_as_it_stands
from pharmacy.prescriptions.queries import open_findings
from pharmacy.staff.refusals import NotAllowed
from tests.world import ORDERS, World, batched, on_day, screened, supplied

MADE = date(2026, 11, 22)
CAPSULES = ORDERS["naltrexone-capsule"]  # 30 days
DROPS = replace(
    ORDERS["naltrexone-sublingual-drops"],
    steps=tuple(DoseStep(Quantity.read("0.25 mg") * week, 1, 7, ("bedtime",)) for week in range(1, 19)),
    days=None,
)
TWICE_MORE = replace(CAPSULES, repeats_allowed=2)


def made(prescription: Prescription, *, world: World) -> Batch:
    """Screen, settle and make a prescription on record."""
    screen(prescription=prescription, by=world.anna)
    for finding in open_findings(prescription):
        settle_finding(finding=finding, by=world.anna, reason="Discussed with the prescriber.")
    return plan_batch(prescription=prescription, by=world.tom)


def test_the_first_batch_of_the_drops_titration_is_14_days_and_the_next_is_needed_on_6_december(world: World) -> None:
    with on_day(MADE):
        batch = batched(world, entry=DROPS)
    boxes = batch.plan["supply"]["containers"]
    assert [box["number"] for box in boxes if box["is_made_now"]] == [1]
    assert (boxes[0]["of"], len({box["make_on"] for box in boxes})) == (11, 9)
    remains = order_of(batch.prescription).remains
    assert (remains.asked, remains.supplied, remains.remains) == (126, 0, 126)
    assert (remains.next.from_day, remains.next.days, remains.next.needed_on) == (15, 112, date(2026, 12, 6))
    batch.prescription.refresh_from_db()
    assert batch.prescription.needed_on == date(2026, 12, 6)


def test_the_next_batch_is_entered_with_one_act_and_its_bottles_go_on_counting(world: World) -> None:
    with on_day(MADE):
        first = batched(world, entry=DROPS).prescription
    with on_day(date(2026, 12, 4)):
        second = continue_prescription(prescription=first, by=world.tom)
    assert (second.continues, second.follows_as, second.from_day, second.days) == (first, "later-batch", 15, 112)
    assert (second.starts_on, second.due_on, second.stage) == (date(2026, 12, 6), date(2026, 12, 6), "entered")
    assert [str(step.dose) for step in ordered_steps(second)][:2] == ["0.75 mg", "1 mg"]
    assert second.patient == first.patient
    with on_day(date(2026, 12, 6)):
        boxes = made(second, world=world).plan["supply"]["containers"]
    assert [(box["number"], box["of"]) for box in boxes][:2] == [(2, 11), (3, 11)]
    assert [box["number"] for box in boxes if box["is_made_now"]] == [2]
    first.refresh_from_db()
    assert first.needed_on == date(2026, 12, 20)


def test_the_next_bottles_are_planned_for_the_days_that_the_first_label_said(world: World) -> None:
    """Made on 4 December, two days ahead, bottle 2 would last 12 days and not 14, and no count would hold."""
    with on_day(MADE):
        first = batched(world, entry=DROPS)
    with on_day(date(2026, 12, 4)):
        plan = plan_as_it_stands(continue_prescription(prescription=first.prescription, by=world.tom))
    said = {box["number"]: (box["open_on"], box["discard_on"]) for box in first.plan["supply"]["containers"]}
    planned = {box.number: (str(box.open_on), str(box.discard_on)) for box in plan.supply.containers}
    assert plan.order.made_on == date(2026, 12, 6)
    assert planned == {number: days for number, days in said.items() if number > 1}


def test_a_last_batch_that_outlives_its_last_day_is_due_the_usual_days_ahead(world: World) -> None:
    """Of 20 days the last six are 6 to 11 December; made on the 6th it keeps until the 19th: eight days to spare."""
    with on_day(MADE):
        first = batched(world, entry=replace(DROPS, steps=DROPS.steps[:3], days=20)).prescription
        second = continue_prescription(prescription=first, by=world.tom)
    assert (second.from_day, second.days, second.due_on) == (15, 6, date(2026, 12, 4))


def test_entering_the_next_batch_is_one_event_that_names_what_it_follows(world: World) -> None:
    first = batched(world, entry=DROPS).prescription
    before = Event.objects.count()
    second = continue_prescription(prescription=first, by=world.tom)
    event = Event.objects.order_by("sequence").last()
    assert (Event.objects.count() - before, event.verb) == (1, "prescription.entered")
    assert f'"continues":{first.number}' in event.facts.replace(" ", "")
    assert event.subject == f"prescription:{second.number}"


def test_a_part_that_is_entered_already_is_not_entered_twice(world: World) -> None:
    first = batched(world, entry=DROPS).prescription
    second = continue_prescription(prescription=first, by=world.tom)
    with pytest.raises(NothingToContinue, match=f"Prescription {second.number} is entered for it already"):
        continue_prescription(prescription=first, by=world.tom)


def test_before_anything_is_made_nothing_goes_on(world: World) -> None:
    with pytest.raises(NothingToContinue, match="Nothing was made for prescription 1 yet"):
        continue_prescription(prescription=screened(world, entry=DROPS), by=world.tom)


def test_an_order_that_is_whole_and_has_no_repeat_asks_for_a_new_prescription(world: World) -> None:
    with pytest.raises(NothingToContinue, match="All 30 days of prescription 1 are made"):
        continue_prescription(prescription=batched(world, entry=CAPSULES).prescription, by=world.tom)


def test_an_auditor_enters_nothing(world: World) -> None:
    with pytest.raises(NotAllowed):
        continue_prescription(prescription=batched(world, entry=DROPS).prescription, by=world.aud)


def test_a_repeat_of_30_days_begins_on_the_day_after_the_last(world: World) -> None:
    with on_day(MADE):
        supply = supplied(world, entry=TWICE_MORE)
    first = supply.batch.prescription
    remains = order_of(first).remains
    assert (remains.asked, remains.supplied, remains.remains) == (90, 30, 60)
    with on_day(date(2026, 12, 18)):
        repeat = continue_prescription(prescription=first, by=world.tom)
    assert (repeat.follows_as, repeat.from_day, repeat.days) == ("repeat", 31, 30)
    assert (repeat.starts_on, repeat.due_on) == (date(2026, 12, 22), date(2026, 12, 20))
    assert ordered_steps(repeat) == (replace(ordered_steps(first)[0], days=None),)


def test_what_is_entered_late_has_to_be_ready_today(world: World) -> None:
    with on_day(MADE):
        first = batched(world, entry=TWICE_MORE).prescription
    with on_day(date(2026, 12, 21)):  # it was due on the 20th
        repeat = continue_prescription(prescription=first, by=world.tom)
    assert (repeat.starts_on, repeat.due_on) == (date(2026, 12, 22), date(2026, 12, 21))


def test_after_two_repeats_the_order_is_whole(world: World) -> None:
    with on_day(MADE):
        first = batched(world, entry=TWICE_MORE).prescription
        for _ in range(2):
            made(continue_prescription(prescription=first, by=world.tom), world=world)
        with pytest.raises(NothingToContinue, match="All 90 days, 2 repeats among them, of prescription 1 are made"):
            continue_prescription(prescription=first, by=world.tom)
    first.refresh_from_db()
    assert first.needed_on is None


def test_a_repeat_of_a_titration_goes_on_with_the_last_dose_and_counts_its_bottles_anew(world: World) -> None:
    steps = (DROPS.steps[0], DROPS.steps[3])  # 0.25 mg for a week, then 1 mg
    with on_day(MADE):
        first = batched(world, entry=replace(DROPS, steps=steps, repeats_allowed=1)).prescription
        repeat = continue_prescription(prescription=first, by=world.tom)
        assert [(str(step.dose), step.days) for step in ordered_steps(repeat)] == [("1 mg", None)]
    with on_day(date(2026, 12, 6)):
        boxes = made(repeat, world=world).plan["supply"]["containers"]
    assert [(box["number"], box["of"]) for box in boxes] == [(1, 1)]


def test_a_repeat_that_needs_two_batches_is_one_order_with_the_first_supply(world: World) -> None:
    entry = replace(DROPS, steps=DROPS.steps[:1], days=20, repeats_allowed=1)  # a bottle is good for 14 days
    steps = (replace(entry.steps[0], days=None),)
    with on_day(MADE):
        first = batched(world, entry=replace(entry, steps=steps)).prescription
    for day in (date(2026, 12, 4), date(2026, 12, 10), date(2026, 12, 22)):  # two days before each is needed
        with on_day(day):
            newest = made(continue_prescription(prescription=first, by=world.tom), world=world).prescription
    order = order_of(newest)
    assert [row.follows_as for row in order.rows] == ["", "later-batch", "repeat", "later-batch"]
    assert [row.from_day for row in order.rows] == [1, 15, 21, 13]  # made on the 10th, begun on the 12th
    assert (order.first, order.remains.asked, order.remains.next) == (first, 40, None)


def test_a_refused_part_may_be_entered_again(world: World) -> None:
    first = batched(world, entry=DROPS).prescription
    second = continue_prescription(prescription=first, by=world.tom)
    refuse(prescription=second, by=world.anna, reason="The patient is in hospital.")
    first.refresh_from_db()
    assert first.needed_on is not None
    assert continue_prescription(prescription=first, by=world.tom).from_day == 15


def test_discarding_the_first_batch_takes_the_order_off_the_due_list(world: World) -> None:
    batch = batched(world, entry=DROPS)
    discard_batch(batch=batch, by=world.anna, reason="Spilled.")
    batch.prescription.refresh_from_db()
    assert batch.prescription.needed_on is None


def for_another(given_name: str, entry: PrescriptionEntry = DROPS) -> PrescriptionEntry:
    return replace(entry, patient=PatientEntry(given_name, "Svensson", date(1970, 1, 1)))


def test_three_whose_days_meet_are_made_together_on_the_day_the_first_is_due(world: World) -> None:
    for number, name in enumerate(("Ada", "Bo", "Cy")):
        with on_day(MADE + timedelta(days=number)):
            batched(world, entry=for_another(name))
    with on_day(date(2026, 12, 1)):
        ((group,), how_many) = due_within(14, today=date(2026, 12, 1))
    assert (how_many, group.make_on, group.ticked, group.total) == (3, date(2026, 12, 6), 3, "30 ml")
    assert [share.due.needed_on for share in group.shares] == [date(2026, 12, day) for day in (6, 7, 8)]
    assert [share.covers for share in group.shares] == [14, 13, 12]  # made on 6 December, usable until the 19th


def test_who_needed_it_90_days_ago_is_on_the_due_list_and_a_day_later_is_not(world: World) -> None:
    with on_day(MADE):
        batched(world, entry=DROPS)  # needed again on 6 December 2026
    with on_day(date(2027, 3, 6)):
        assert due_within(14, today=date(2027, 3, 6))[1] == 1
    with on_day(date(2027, 3, 7)):
        assert due_within(14, today=date(2027, 3, 7)) == ([], 0)


def test_whose_own_day_is_three_days_later_is_not_ticked(world: World) -> None:
    for days, name in ((0, "Ada"), (3, "Bo")):
        with on_day(MADE + timedelta(days=days)):
            batched(world, entry=for_another(name))
    with on_day(date(2026, 12, 1)):
        ((group,), _) = due_within(14, today=date(2026, 12, 1))
    assert [(share.is_ticked, share.why_not) for share in group.shares] == [
        (True, ""), (False, "made 3 days before its own day"),
    ]  # fmt: skip


def test_capsules_keep_so_long_that_all_who_are_due_are_made_together(world: World) -> None:
    for number, name in enumerate(("Ada", "Bo", "Cy")):
        with on_day(MADE + timedelta(days=3 * number)):
            batched(world, entry=for_another(name, TWICE_MORE))
    with on_day(date(2026, 12, 18)):
        ((group,), _) = due_within(14, today=date(2026, 12, 18))
    assert (group.make_on, group.ticked, group.total) == (date(2026, 12, 20), 3, "90 capsules")


def test_those_made_together_are_entered_for_one_day(world: World) -> None:
    with on_day(MADE):
        firsts = [batched(world, entry=for_another(name)).prescription for name in ("Ada", "Bo")]
        entered = continue_together(orders=firsts, by=world.tom, ready_on=date(2026, 12, 5))
    assert [one.due_on for one in entered] == [date(2026, 12, 5)] * 2
    assert [one.continues for one in entered] == firsts


def test_what_is_not_alike_is_not_made_together(world: World) -> None:
    drops, capsules = batched(world, entry=DROPS), batched(world, entry=for_another("Bo", TWICE_MORE))
    orders = [drops.prescription, capsules.prescription]
    with pytest.raises(NothingToContinue, match="not the same preparation"):
        continue_together(orders=orders, by=world.tom, ready_on=MADE)
    assert Prescription.objects.count() == 2


def test_nobody_ticked_is_said_so(world: World) -> None:
    with pytest.raises(NothingToContinue, match="Nobody is ticked"):
        continue_together(orders=[], by=world.tom, ready_on=MADE)
