"""Release, hand-over and recall, through the actions."""

import json
from datetime import timedelta
from secrets import token_hex

import pytest
from django.db import IntegrityError, transaction

from pharmacy.compounding.actions import check_batch, discard_batch, plan_batch, shorten_use_by
from pharmacy.dispensing.actions import HandOverRefused, RecallRefused, ReleaseRefused, hand_over, recall, release
from pharmacy.dispensing.models import Recall, Supply
from pharmacy.dispensing.queries import history, who_has
from pharmacy.documents.actions import drain, request_documents
from pharmacy.documents.finishing.raster import plain, text_of
from pharmacy.ledger.models import Event
from pharmacy.prescriptions.actions import screen, settle_finding
from pharmacy.prescriptions.life_cycle import WrongStage
from pharmacy.prescriptions.models import Stage
from pharmacy.prescriptions.queries import open_findings
from pharmacy.printing.actions import confirm_printed, send_job, tell_gone
from pharmacy.printing.queries import newest_papers
from pharmacy.staff import clock
from tests.world import ORDERS, batched, checked, on_day, papered, print_papers, printed, released, screened, supplied


def _words_of(paper):
    return plain(text_of(bytes(paper.file.content)))


def refusals(caught):
    return [objection.code for objection in caught.value.objections]


def last_event():
    return Event.objects.order_by("sequence").last()


def test_a_pharmacist_who_did_not_make_it_releases_a_checked_batch_with_its_papers(world):
    batch = printed(world)
    supply = release(batch=batch, by=world.ben)
    assert (supply.prepared_by, supply.released_by) == (world.tom, world.ben)
    batch.prescription.refresh_from_db()
    assert batch.prescription.stage == Stage.RELEASED
    assert last_event().verb == "supply.released"


def test_the_checker_may_release(world):
    assert release(batch=printed(world), by=world.anna).released_by == world.anna


def test_nobody_releases_what_they_made(world):
    batch = check_batch(batch=plan_batch(prescription=screened(world), by=world.ben), by=world.anna)
    request_documents(batch=batch, by=world.tom)
    drain()
    print_papers(batch, by=world.tom)
    with pytest.raises(ReleaseRefused) as caught:
        release(batch=batch, by=world.ben)
    assert refusals(caught) == ["same-person"]


def test_the_database_itself_refuses_a_release_by_the_preparer(world):
    with pytest.raises(IntegrityError), transaction.atomic():
        Supply.objects.create(
            batch=batched(world), prepared_by=world.ben, released_by=world.ben, released_at=clock.now()
        )


def test_a_technician_does_not_release(world):
    batch = check_batch(batch=plan_batch(prescription=screened(world), by=world.ben), by=world.anna)
    with pytest.raises(ReleaseRefused) as caught:
        release(batch=batch, by=world.tom)
    assert refusals(caught) == ["wrong-role", "no-papers"]


def test_nothing_is_released_without_papers(world):
    with pytest.raises(ReleaseRefused) as caught:
        release(batch=checked(world), by=world.ben)
    assert refusals(caught) == ["no-papers"]


def test_nothing_is_released_while_its_papers_are_being_made(world):
    batch = checked(world)
    request_documents(batch=batch, by=world.tom)
    with pytest.raises(ReleaseRefused) as caught:
        release(batch=batch, by=world.ben)
    assert refusals(caught) == ["papers-not-ready"]


def test_nothing_is_released_unchecked(world):
    batch = batched(world)
    request_documents(batch=batch, by=world.tom)
    drain()
    print_papers(batch, by=world.tom)
    with pytest.raises(ReleaseRefused) as caught:
        release(batch=batch, by=world.ben)
    assert refusals(caught) == ["not-checked"]


def test_papers_made_before_the_use_by_date_was_shortened_do_not_go_out(world):
    batch = papered(world)
    shorten_use_by(batch=batch, by=world.anna, to=clock.today() + timedelta(days=60), reason="Damp store.")
    check_batch(batch=batch, by=world.ben)
    with pytest.raises(ReleaseRefused) as caught:
        release(batch=batch, by=world.ben)
    assert refusals(caught) == ["stale-papers"]


def test_new_papers_after_the_shortening_go_out(world):
    batch = papered(world)
    shorten_use_by(batch=batch, by=world.anna, to=clock.today() + timedelta(days=60), reason="Damp store.")
    batch = check_batch(batch=batch, by=world.ben)
    request_documents(batch=batch, by=world.tom)
    drain()
    print_papers(batch, by=world.tom)
    assert release(batch=batch, by=world.ben).batch.use_by == clock.today() + timedelta(days=60)


def test_nothing_is_released_while_nobody_saw_its_label_come_out(world):
    batch = papered(world)
    label = batch.documents.get(kind="label")
    job = send_job(document=label, by=world.tom, request_key=token_hex(16))
    with pytest.raises(ReleaseRefused) as caught:
        release(batch=batch, by=world.ben)
    assert refusals(caught) == ["prints-not-confirmed"]
    confirm_printed(job=job, by=world.tom, code=label.code)
    assert release(batch=batch, by=world.ben).released_by == world.ben


def test_an_old_print_that_nobody_saw_holds_up_a_release_until_somebody_says_that_it_is_gone(world):
    batch = papered(world)
    job = send_job(document=batch.documents.get(kind="label"), by=world.tom, request_key=token_hex(16))
    request_documents(batch=batch, by=world.tom)
    drain()
    print_papers(batch, by=world.tom)
    with pytest.raises(ReleaseRefused) as caught:
        release(batch=batch, by=world.ben)
    assert refusals(caught) == ["old-prints"]
    tell_gone(job=job, by=world.tom)
    assert release(batch=batch, by=world.ben).released_by == world.ben


def test_nothing_is_released_while_a_label_was_never_sent_to_a_printer(world):
    batch = papered(world)
    with pytest.raises(ReleaseRefused, match="Label 1 was not printed yet") as caught:
        release(batch=batch, by=world.ben)
    assert refusals(caught) == ["labels-not-printed"]


def test_new_papers_need_new_prints(world):
    batch = printed(world)
    request_documents(batch=batch, by=world.tom, large_print=True)
    drain()
    with pytest.raises(ReleaseRefused) as caught:
        release(batch=batch, by=world.ben)
    assert refusals(caught) == ["labels-not-printed"]


def test_a_discarded_batch_is_not_released_and_the_batch_in_its_place_is(world):
    bad = printed(world)
    discard_batch(batch=bad, by=world.anna, reason="Wrong filler weighed.")
    with pytest.raises(ReleaseRefused) as caught:
        release(batch=bad, by=world.ben)
    assert refusals(caught) == ["discarded"]
    good = check_batch(batch=plan_batch(prescription=bad.prescription, by=world.tom), by=world.anna)
    request_documents(batch=good, by=world.tom)
    drain()
    with pytest.raises(ReleaseRefused) as caught:
        release(batch=good, by=world.ben)
    assert refusals(caught) == ["labels-not-printed"]
    print_papers(good, by=world.tom)
    assert release(batch=good, by=world.ben).batch.lot == good.lot


def test_a_batch_may_be_released_on_its_last_day_and_not_on_the_day_after(world):
    batch = printed(world)
    with on_day(batch.use_by + timedelta(days=1)), pytest.raises(ReleaseRefused) as caught:
        release(batch=batch, by=world.ben)
    assert refusals(caught) == ["past-use-by"]
    with on_day(batch.use_by):
        assert release(batch=batch, by=world.ben).batch == batch


def test_a_batch_is_released_once(world):
    supply = released(world)
    with pytest.raises(ReleaseRefused) as caught:
        release(batch=supply.batch, by=world.anna)
    assert refusals(caught) == ["already-released"]


def test_a_hand_over_records_to_whom_and_what_was_explained(world):
    supply = hand_over(supply=released(world), by=world.ben, handed_to="representative", counselling="One at bedtime.")
    assert (supply.handed_over_by, supply.handed_to, supply.counselling) == (
        world.ben,
        "representative",
        "One at bedtime.",
    )
    supply.batch.prescription.refresh_from_db()
    assert supply.batch.prescription.stage == Stage.SUPPLIED
    assert last_event().verb == "supply.handed-over"
    assert "bedtime" not in last_event().facts


def test_a_hand_over_needs_a_recipient_and_counselling(world):
    with pytest.raises(HandOverRefused) as caught:
        hand_over(supply=released(world), by=world.ben, handed_to="", counselling=" ")
    assert refusals(caught) == ["bad-recipient", "no-counselling"]


def test_a_technician_does_not_hand_over(world):
    with pytest.raises(HandOverRefused) as caught:
        hand_over(supply=released(world), by=world.tom, handed_to="patient", counselling="One at bedtime.")
    assert refusals(caught) == ["wrong-role"]


def test_a_supply_is_handed_over_once(world):
    with pytest.raises(HandOverRefused) as caught:
        hand_over(supply=supplied(world), by=world.ben, handed_to="patient", counselling="Again.")
    assert refusals(caught) == ["already-supplied"]


def test_another_strength_than_last_time_is_handed_over_only_when_it_was_explained(world):
    from dataclasses import replace

    from formulations.science.quantities import Quantity
    from formulations.science.regimen import DoseStep

    supplied(world, entry=ORDERS["naltrexone-capsule"])
    weaker = replace(
        ORDERS["naltrexone-capsule"],
        strength=Quantity.read("1.5 mg"),
        steps=(DoseStep(Quantity.read("1.5 mg"), 1, None, ("bedtime",)),),
    )
    supply = released(world, entry=weaker)
    with pytest.raises(HandOverRefused) as caught:
        hand_over(supply=supply, by=world.ben, handed_to="patient", counselling="One at bedtime.")
    assert refusals(caught) == ["strength-change-not-explained", "old-container-not-asked"]
    given = hand_over(
        supply=supply,
        by=world.ben,
        handed_to="patient",
        counselling="Now 1.5 mg.",
        strength_change_explained=True,
        old_container="returned",
    )
    assert (given.strength_change_explained, given.old_container) == (True, "returned")
    event = Event.objects.get(subject=f"prescription:{given.batch.prescription.number}", verb="supply.handed-over")
    assert '"old_container":"returned"' in event.facts.replace(" ", "")


def test_label_and_leaflet_say_that_the_strength_changed_and_go_stale_when_the_last_supply_does(world):
    waiting = printed(world, "naltrexone-oral-liquid")
    supplied(world, "naltrexone-sublingual-drops")
    with pytest.raises(ReleaseRefused) as caught:
        release(batch=waiting, by=world.ben)
    assert refusals(caught) == ["no-standing-check", "stale-papers"]
    screen(prescription=waiting.prescription, by=world.anna)
    (finding,) = open_findings(waiting.prescription)
    settle_finding(finding=finding, by=world.anna, reason="Asked for: she finds drops hard to count.")
    request_documents(batch=waiting, by=world.tom)
    drain()
    print_papers(waiting, by=world.tom)
    release(batch=waiting, by=world.ben)
    said = {paper.kind: _words_of(paper) for paper in newest_papers(waiting)}
    sentence = "New strength: 1 ml now holds 1 mg; before it held 5 mg. Do not use the old"
    assert sentence in said["label"]
    assert sentence in said["leaflet"]


def test_a_first_supply_and_the_same_strength_again_say_nothing_of_a_change(world):
    supplied(world, "naltrexone-oral-liquid")
    again = papered(world, "naltrexone-oral-liquid")
    assert not any("New strength" in _words_of(paper) for paper in newest_papers(again))


def test_history_shows_what_was_supplied_newest_first(world):
    first = supplied(world, "naltrexone-capsule")
    second = supplied(world, "naltrexone-oral-liquid")
    patient = first.batch.prescription.patient
    past = history(patient).supplied
    assert [one.supply for one in past] == [second, first]
    assert (past[1].formulation, past[1].version, past[1].strength) == (
        "Naltrexone hydrochloride capsules",
        1,
        "4.5 mg",
    )
    assert sorted(paper.kind for paper in past[1].papers) == ["label", "leaflet"]


def test_history_says_whether_it_is_still_in_date_on_the_last_day_and_after(world):
    supply = supplied(world)
    patient = supply.batch.prescription.patient
    with on_day(supply.batch.use_by):
        assert history(patient).supplied[0].in_date
    with on_day(supply.batch.use_by + timedelta(days=1)):
        assert not history(patient).supplied[0].in_date


def test_history_of_a_patient_without_a_supply_is_empty(world):
    patient = released(world).batch.prescription.patient
    assert history(patient).supplied == ()


def test_a_recalled_lot_names_who_has_it_and_is_on_record(world):
    supply = supplied(world)
    made = recall(batch=supply.batch, by=world.anna, reason="The filler was mixed up.")
    assert made.recalled_by == world.anna
    holders = who_has(supply.batch)
    assert [(one.supply, one.in_date, one.is_recalled) for one in holders] == [(supply, True, True)]
    assert (last_event().verb, json.loads(last_event().facts)["reason"]) == (
        "supply.recalled",
        "The filler was mixed up.",
    )


def test_nothing_of_a_recalled_lot_is_released_or_handed_over(world):
    batch, supply = papered(world), released(world)
    recall(batch=batch, by=world.anna, reason="Wrong filler.")
    recall(batch=supply.batch, by=world.anna, reason="Wrong filler.")
    with pytest.raises(ReleaseRefused, match="was called back"):
        release(batch=batch, by=world.ben)
    with pytest.raises(HandOverRefused, match="was called back"):
        hand_over(supply=supply, by=world.ben, handed_to="patient", counselling="One at bedtime.")


def test_a_lot_is_recalled_once_with_a_reason_by_a_pharmacist(world):
    batch = batched(world)
    with pytest.raises(RecallRefused) as caught:
        recall(batch=batch, by=world.tom, reason="")
    assert refusals(caught) == ["wrong-role", "no-reason"]
    recall(batch=batch, by=world.anna, reason="Wrong filler.")
    with pytest.raises(RecallRefused) as caught:
        recall(batch=batch, by=world.anna, reason="Wrong filler.")
    assert refusals(caught) == ["already-recalled"]
    assert Recall.objects.count() == 1


def test_a_released_prescription_is_not_screened_again(world):
    supply = released(world)
    with pytest.raises(WrongStage, match="its screening was closed; it is released"):
        screen(prescription=supply.batch.prescription, by=world.anna)
