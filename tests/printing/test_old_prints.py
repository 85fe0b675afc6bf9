"""A print of replaced papers that nobody saw: told to be destroyed, and settled by a person with one button."""

import json
from secrets import token_hex

import pytest

from pharmacy.documents.actions import drain, request_documents
from pharmacy.ledger.models import Event
from pharmacy.printing.actions import (
    NotPrintable,
    NotReplaced,
    WrongCode,
    confirm_printed,
    confirm_scanned,
    reprint,
    send_job,
    tell_gone,
)
from pharmacy.printing.life_cycle import WrongState
from pharmacy.printing.queries import labels_are_printed, needs_a_person, old_prints, panel, unconfirmed_jobs
from tests.journeys.browsing import browser_of, text_of
from tests.kept_stories import kept_story
from tests.world import papered, print_papers, printed


@kept_story
def old_label_sent(world, formulation="naltrexone-capsule", *, entry=None):
    """The print of a label that nobody saw, of papers that newer ones replaced."""
    batch = papered(world, formulation, entry=entry)
    job = send_job(document=batch.documents.get(kind="label"), by=world.tom, request_key="0" * 32)
    request_documents(batch=batch, by=world.tom)
    drain()
    return job


@pytest.fixture
def old(world):
    return old_label_sent(world)


def test_newer_papers_are_printed_whatever_became_of_the_old(world, old):
    batch = old.document.batch
    assert (list(unconfirmed_jobs(batch)), list(old_prints(batch))) == ([], [old])
    print_papers(batch, by=world.tom)
    assert labels_are_printed(batch)
    assert Event.objects.filter(verb="printing.completed").count() == 1


def test_who_said_that_the_old_print_is_gone_is_on_record(world, old):
    told = tell_gone(job=old, by=world.anna)
    assert (told.state, told.gone_by) == ("void", world.anna)
    event = Event.objects.order_by("sequence").last()
    assert (event.verb, event.actor) == ("print.gone", "anna")
    assert json.loads(event.facts)["sha256"] == old.document.file_id
    assert not old_prints(old.document.batch).exists()
    with pytest.raises(WrongState, match="is void already"):
        tell_gone(job=old, by=world.anna)


def test_a_print_of_the_newest_papers_is_not_said_to_be_gone(world):
    label = papered(world).documents.get(kind="label")
    job = send_job(document=label, by=world.tom, request_key=token_hex(16))
    with pytest.raises(NotReplaced, match=r"of this label\. Scan it, or print it again"):
        tell_gone(job=job, by=world.tom)


def test_a_label_of_old_papers_is_neither_taken_for_a_new_one_nor_printed_again(world, old):
    batch, code = old.document.batch, old.document.code
    with pytest.raises(WrongCode, match=r"is a label of old papers; .*Destroy it"):
        confirm_scanned(batch=batch, by=world.tom, code=code)
    with pytest.raises(NotPrintable, match="destroy this one if it came out"):
        confirm_printed(job=old, by=world.tom, code=code)
    with pytest.raises(NotPrintable, match="Newer papers took the place of this label"):
        reprint(job=old, by=world.tom, reason="Jam.", request_key=token_hex(16))


def test_the_page_tells_which_old_print_to_destroy_and_one_button_settles_it(world, old):
    tom, prescription = browser_of(world.tom), old.document.batch.prescription
    address = f"/printing/of/{prescription.public_id}/"
    for page in (address, f"/printing/{old.public_id}/"):
        said = text_of(tom.get(page))
        assert "Newer papers took the place of the label 1" in said
        assert "It never came out, or I destroyed it" in said
    assert "Newer papers took its place. Destroy it, and say so." in text_of(tom.get("/printing/"))
    tom.post(f"/printing/{old.public_id}/gone/")
    assert panel(prescription)["old"] == []
    assert "took the place of" not in text_of(tom.get(address))
    assert "Tom Rossi said that this print never came out" in text_of(tom.get(f"/printing/{old.public_id}/"))


def test_a_label_that_was_seen_and_then_replaced_is_asked_after_like_one_that_nobody_saw(world):
    batch = printed(world)
    old = batch.documents.get(kind="label").print_jobs.get()
    request_documents(batch=batch, by=world.tom)
    drain()
    tom = browser_of(world.tom)
    for page in (f"/printing/of/{batch.prescription.public_id}/", f"/printing/{old.public_id}/"):
        said = text_of(tom.get(page))
        assert "Newer papers took the place of the label 1, which Tom Rossi saw come out" in said
        assert "also where it is stuck on a container" in said
    assert "Newer papers took its place. Destroy it, and say so." in text_of(tom.get("/printing/"))
    tom.post(f"/printing/{old.public_id}/gone/")
    assert old not in list(old_prints(batch))
    assert "Tom Rossi said that it was destroyed" in text_of(tom.get(f"/printing/{old.public_id}/"))


def test_an_old_print_of_what_was_supplied_is_not_asked_after(world):
    batch = printed(world)
    request_documents(batch=batch, by=world.tom)
    drain()
    type(batch.prescription).objects.update(stage="supplied")
    assert list(old_prints(batch)) == needs_a_person() == []


def test_the_page_of_an_old_paper_leads_to_the_one_that_took_its_place(world, old):
    tom, batch = browser_of(world.tom), old.document.batch
    newer = batch.documents.filter(kind="label").latest("pk")
    page = tom.get(f"/documents/{old.document.public_id}/").content.decode()
    assert "Newer papers took the place of this label" in page
    assert f'href="/documents/{newer.public_id}/"' in page
    assert "took the place of" not in text_of(tom.get(f"/documents/{newer.public_id}/"))


def test_an_auditor_reads_of_an_old_print_and_settles_none(world, old):
    aud = browser_of(world.aud)
    said = text_of(aud.get(f"/printing/{old.public_id}/"))
    assert "Newer papers took the place of the label 1" in said
    assert "I destroyed it" not in said
    assert aud.post(f"/printing/{old.public_id}/gone/").status_code == 403
