"""Releasing a batch: by whom, with which papers, and until when."""

from datetime import timedelta
from secrets import token_hex

import pytest
from django.db import IntegrityError, transaction

from pharmacy.compounding.actions import check_batch, discard_batch, plan_batch, shorten_use_by
from pharmacy.dispensing.actions import ReleaseRefused, release
from pharmacy.dispensing.models import Supply
from pharmacy.documents.actions import drain, request_documents
from pharmacy.prescriptions.actions import screen
from pharmacy.prescriptions.life_cycle import WrongStage
from pharmacy.prescriptions.models import Stage
from pharmacy.printing.actions import confirm_printed, send_job, tell_gone
from pharmacy.staff import clock
from tests.dispensing.noted import codes_of, last_event
from tests.world import batched, checked, destroy_old_prints, on_day, papered, print_papers, printed, released, screened


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
    assert codes_of(caught.value) == ["same-person"]


def test_the_database_itself_refuses_a_release_by_the_preparer(world):
    with pytest.raises(IntegrityError), transaction.atomic():
        Supply.objects.create(
            batch=batched(world), prepared_by=world.ben, released_by=world.ben, released_at=clock.now()
        )


def test_a_technician_does_not_release(world):
    batch = check_batch(batch=plan_batch(prescription=screened(world), by=world.ben), by=world.anna)
    with pytest.raises(ReleaseRefused) as caught:
        release(batch=batch, by=world.tom)
    assert codes_of(caught.value) == ["wrong-role", "no-papers"]


def test_nothing_is_released_without_papers(world):
    with pytest.raises(ReleaseRefused) as caught:
        release(batch=checked(world), by=world.ben)
    assert codes_of(caught.value) == ["no-papers"]


def test_nothing_is_released_while_its_papers_are_being_made(world):
    batch = checked(world)
    request_documents(batch=batch, by=world.tom)
    with pytest.raises(ReleaseRefused) as caught:
        release(batch=batch, by=world.ben)
    assert codes_of(caught.value) == ["papers-not-ready"]


def test_nothing_is_released_unchecked(world):
    batch = batched(world)
    request_documents(batch=batch, by=world.tom)
    drain()
    print_papers(batch, by=world.tom)
    with pytest.raises(ReleaseRefused) as caught:
        release(batch=batch, by=world.ben)
    assert codes_of(caught.value) == ["not-checked"]


def test_papers_made_before_the_use_by_date_was_shortened_do_not_go_out(world):
    batch = papered(world)
    shorten_use_by(batch=batch, by=world.anna, to=clock.today() + timedelta(days=60), reason="Damp store.")
    check_batch(batch=batch, by=world.ben)
    with pytest.raises(ReleaseRefused) as caught:
        release(batch=batch, by=world.ben)
    assert codes_of(caught.value) == ["stale-papers"]


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
    assert codes_of(caught.value) == ["prints-not-confirmed"]
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
    assert codes_of(caught.value) == ["old-prints"]
    tell_gone(job=job, by=world.tom)
    assert release(batch=batch, by=world.ben).released_by == world.ben


def test_an_old_label_that_was_stuck_on_holds_up_a_release_until_it_is_destroyed(world):
    batch = printed(world)
    request_documents(batch=batch, by=world.tom, large_print=True)
    drain()
    print_papers(batch, by=world.tom)
    with pytest.raises(ReleaseRefused, match="label 1, leaflet") as caught:
        release(batch=batch, by=world.ben)
    assert codes_of(caught.value) == ["old-prints"]
    destroy_old_prints(batch, by=world.tom)
    assert release(batch=batch, by=world.ben).released_by == world.ben


def test_nothing_is_released_while_a_label_was_never_sent_to_a_printer(world):
    batch = papered(world)
    with pytest.raises(ReleaseRefused, match="Label 1 was not printed yet") as caught:
        release(batch=batch, by=world.ben)
    assert codes_of(caught.value) == ["labels-not-printed"]


def test_new_papers_need_new_prints(world):
    batch = printed(world)
    request_documents(batch=batch, by=world.tom, large_print=True)
    drain()
    with pytest.raises(ReleaseRefused) as caught:
        release(batch=batch, by=world.ben)
    assert codes_of(caught.value) == ["labels-not-printed", "old-prints"]


def test_a_discarded_batch_is_not_released_and_the_batch_in_its_place_is(world):
    bad = printed(world)
    discard_batch(batch=bad, by=world.anna, reason="Wrong filler weighed.")
    with pytest.raises(ReleaseRefused) as caught:
        release(batch=bad, by=world.ben)
    assert codes_of(caught.value) == ["discarded"]
    good = check_batch(batch=plan_batch(prescription=bad.prescription, by=world.tom), by=world.anna)
    request_documents(batch=good, by=world.tom)
    drain()
    with pytest.raises(ReleaseRefused) as caught:
        release(batch=good, by=world.ben)
    assert codes_of(caught.value) == ["labels-not-printed"]
    print_papers(good, by=world.tom)
    assert release(batch=good, by=world.ben).batch.lot == good.lot


def test_a_batch_may_be_released_on_its_last_day_and_not_on_the_day_after(world):
    batch = printed(world)
    with on_day(batch.use_by + timedelta(days=1)), pytest.raises(ReleaseRefused) as caught:
        release(batch=batch, by=world.ben)
    assert codes_of(caught.value) == ["past-use-by"]
    with on_day(batch.use_by):
        assert release(batch=batch, by=world.ben).batch == batch


def test_a_batch_is_released_once(world):
    supply = released(world)
    with pytest.raises(ReleaseRefused) as caught:
        release(batch=supply.batch, by=world.anna)
    assert codes_of(caught.value) == ["already-released"]


def test_a_released_prescription_is_not_screened_again(world):
    supply = released(world)
    with pytest.raises(WrongStage, match="its screening was closed; it is released"):
        screen(prescription=supply.batch.prescription, by=world.anna)
