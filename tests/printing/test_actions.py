"""Printing: sent once by the machine, seen by a person, printed again only with a reason."""

import json
from dataclasses import replace
from secrets import token_hex

import pytest
from django.db import IntegrityError, transaction

from pharmacy.compounding.actions import discard_batch
from pharmacy.documents.actions import drain, request_documents
from pharmacy.documents.models import Document
from pharmacy.ledger.models import Event
from pharmacy.printing.actions import (
    AlreadySent,
    NoReason,
    NotPrintable,
    WrongCode,
    confirm_printed,
    confirm_scanned,
    reprint,
    require_printable,
    send_all,
    send_job,
)
from pharmacy.printing.life_cycle import WrongState
from pharmacy.printing.models import PrintJob
from pharmacy.printing.queries import labels_are_printed, needs_a_person, unconfirmed_jobs
from tests.world import ORDERS, checked, papered, printed


@pytest.fixture
def papers(world):
    """The label and the leaflet of one batch of capsules."""
    documents = papered(world).documents.all()
    return {document.kind: document for document in documents}


def sent(world, document):
    return send_job(document=document, by=world.tom, request_key=token_hex(16))


def test_a_label_is_sent_and_waits_for_somebody_to_see_it(world, papers):
    job = sent(world, papers["label"])
    assert (job.state, job.copy, job.sent_by) == ("sent", 0, world.tom)
    assert list(needs_a_person()) == [job]
    event = Event.objects.order_by("sequence").last()
    assert event.verb == "print.sent"
    assert json.loads(event.facts)["sha256"] == papers["label"].file_id


def test_a_second_press_of_the_same_button_is_the_same_job(world, papers):
    key = token_hex(16)
    first = send_job(document=papers["label"], by=world.tom, request_key=key)
    assert send_job(document=papers["label"], by=world.tom, request_key=key) == first
    assert PrintJob.objects.count() == 1


def test_a_paper_is_not_sent_a_second_time_without_a_reason(world, papers):
    sent(world, papers["label"])
    with pytest.raises(AlreadySent, match="Print it again with a reason"):
        sent(world, papers["label"])


def test_a_paper_that_is_not_rendered_cannot_be_printed(world):
    batch = checked(world)
    waiting = request_documents(batch=batch, by=world.tom)
    with pytest.raises(NotPrintable, match="is still being made"):
        sent(world, waiting[0])


@pytest.mark.parametrize(
    ("state", "said"), [("claimed", "is still being made"), ("retry-wait", "is to be tried again soon")]
)
def test_a_paper_that_is_not_made_says_in_plain_words_how_it_stands(world, papers, state, said):
    waiting = papers["label"]
    waiting.file_id, waiting.state = None, state
    with pytest.raises(NotPrintable, match=f"The label of lot {waiting.batch.lot} {said}"):
        require_printable(waiting)


def test_a_paper_that_failed_says_where_to_go_on(world, papers):
    waiting = papers["label"]
    waiting.file_id, waiting.state = None, "failed"
    with pytest.raises(NotPrintable, match="could not be made"):
        require_printable(waiting)


def test_the_label_in_the_hand_confirms_its_print(world, papers):
    job = sent(world, papers["label"])
    confirmed = confirm_printed(job=job, by=world.anna, code=f"SEC1:{papers['label'].code}")
    assert (confirmed.state, confirmed.confirmed_by) == ("confirmed", world.anna)
    assert needs_a_person() == []


def test_the_code_may_be_typed_in_small_letters_without_its_prefix(world, papers):
    job = sent(world, papers["label"])
    assert confirm_printed(job=job, by=world.tom, code=papers["label"].code.lower()).state == "confirmed"


def test_the_label_of_another_batch_does_not_confirm(world, papers):
    other = papered(world).documents.get(kind=Document.Kind.LABEL)
    job = sent(world, papers["label"])
    with pytest.raises(WrongCode, match="code of another paper"):
        confirm_printed(job=job, by=world.tom, code=other.code)
    job.refresh_from_db()
    assert job.state == "sent"


def test_a_code_that_is_not_ours_does_not_confirm(world, papers):
    with pytest.raises(WrongCode, match="is not the code of a label of this pharmacy"):
        confirm_printed(job=sent(world, papers["label"]), by=world.tom, code="5012345678900")


def test_a_leaflet_is_confirmed_by_looking_at_it(world, papers):
    assert confirm_printed(job=sent(world, papers["leaflet"]), by=world.tom).state == "confirmed"


def test_a_print_is_confirmed_once(world, papers):
    job = confirm_printed(job=sent(world, papers["leaflet"]), by=world.tom)
    with pytest.raises(WrongState, match="is confirmed already"):
        confirm_printed(job=job, by=world.anna)


def test_a_reprint_has_a_number_a_reason_and_the_same_bytes(world, papers):
    first = confirm_printed(job=sent(world, papers["label"]), by=world.tom, code=papers["label"].code)
    again = reprint(job=first, by=world.anna, reason="Smudged.", request_key=token_hex(16))
    assert (again.copy, again.reprint_of, again.reason) == (1, first, "Smudged.")
    assert again.document.file == first.document.file
    assert json.loads(Event.objects.order_by("sequence").last().facts)["copy"] == 1


def test_a_print_that_never_came_out_becomes_void_when_it_is_printed_again(world, papers):
    first = sent(world, papers["label"])
    again = reprint(job=first, by=world.tom, reason="Nothing came out.", request_key=token_hex(16))
    first.refresh_from_db()
    assert (first.state, again.state) == ("void", "sent")
    assert list(unconfirmed_jobs(papers["label"].batch)) == [again]


def test_a_reprint_of_an_old_print_follows_the_newest(world, papers):
    first = sent(world, papers["label"])
    second = reprint(job=first, by=world.tom, reason="Jam.", request_key=token_hex(16))
    third = reprint(job=first, by=world.tom, reason="Jam again.", request_key=token_hex(16))
    assert (third.copy, third.reprint_of) == (2, second)


def test_a_reprint_without_a_reason_is_refused(world, papers):
    with pytest.raises(NoReason, match="Say why"):
        reprint(job=sent(world, papers["label"]), by=world.tom, reason="  ", request_key=token_hex(16))


def test_a_second_press_of_reprint_is_the_same_reprint(world, papers):
    first, key = sent(world, papers["label"]), token_hex(16)
    again = reprint(job=first, by=world.tom, reason="Jam.", request_key=key)
    assert reprint(job=first, by=world.tom, reason="Jam.", request_key=key) == again


def test_the_database_itself_refuses_a_reprint_without_reason_and_a_second_first_print(world, papers):
    first = sent(world, papers["label"])
    fields = {"document": first.document, "sent_at": first.sent_at, "sent_by": world.tom}
    with pytest.raises(IntegrityError), transaction.atomic():
        PrintJob.objects.create(copy=1, reprint_of=first, request_key="a", **fields)
    with pytest.raises(IntegrityError), transaction.atomic():
        PrintJob.objects.create(request_key="b", **fields)


def completions():
    """How often it was said that every label is there."""
    return Event.objects.filter(verb="printing.completed").count()


def test_print_all_sends_each_paper_once_and_leaves_out_what_was_sent_before(world, papers):
    batch = papers["label"].batch
    first = sent(world, papers["label"])
    made = send_all(batch=batch, by=world.tom)
    assert [job.document for job in made] == [papers["leaflet"]]
    assert send_all(batch=batch, by=world.tom) == []
    assert set(unconfirmed_jobs(batch)) == {first, *made}


def test_print_all_prints_nothing_while_a_paper_is_not_finished(world):
    batch = checked(world)
    with pytest.raises(NotPrintable, match="has no papers yet"):
        send_all(batch=batch, by=world.tom)
    request_documents(batch=batch, by=world.tom)
    with pytest.raises(NotPrintable, match="is still being made"):
        send_all(batch=batch, by=world.tom)
    assert PrintJob.objects.count() == 0


def test_any_label_of_the_batch_may_be_scanned_first(world):
    batch = papered(world, entry=replace(ORDERS["naltrexone-capsule"], days=120))  # at most 100 in a jar
    labels = list(batch.documents.filter(kind="label"))
    send_all(batch=batch, by=world.tom)
    assert confirm_scanned(batch=batch, by=world.anna, code=f"SEC1:{labels[-1].code}").document == labels[-1]


def test_a_label_that_does_not_wait_is_not_taken_for_one_that_does(world, papers):
    batch, label = papers["label"].batch, papers["label"]
    with pytest.raises(WrongCode, match="label 1 was not sent to the printer here"):
        confirm_scanned(batch=batch, by=world.anna, code=label.code)
    send_all(batch=batch, by=world.tom)
    neighbour = papered(world).documents.get(kind="label")
    with pytest.raises(WrongCode, match=f"label 1 of lot {neighbour.batch.lot}, not of lot {batch.lot}"):
        confirm_scanned(batch=batch, by=world.anna, code=neighbour.code)
    with pytest.raises(WrongCode, match="is not the code of a label"):
        confirm_scanned(batch=batch, by=world.anna, code="5012345678900")


def test_the_right_label_scanned_twice_is_not_sent_away(world, papers):
    batch, label = papers["label"].batch, papers["label"]
    send_all(batch=batch, by=world.tom)
    confirm_scanned(batch=batch, by=world.anna, code=label.code)
    with pytest.raises(WrongCode, match="was scanned before and is on record as there"):
        confirm_scanned(batch=batch, by=world.anna, code=label.code)


def test_printing_is_completed_when_each_label_was_seen_and_nothing_waits(world, papers):
    batch = papers["label"].batch
    label, leaflet = sent(world, papers["label"]), sent(world, papers["leaflet"])
    confirm_printed(job=label, by=world.tom, code=papers["label"].code)
    assert (labels_are_printed(batch), completions()) == (False, 0)
    confirm_printed(job=leaflet, by=world.tom)
    assert (labels_are_printed(batch), completions()) == (True, 1)


def test_a_leaflet_alone_does_not_complete_the_printing(world, papers):
    confirm_printed(job=sent(world, papers["leaflet"]), by=world.tom)
    assert (labels_are_printed(papers["label"].batch), completions()) == (False, 0)


def test_new_papers_are_not_printed_by_the_prints_of_the_old(world):
    batch = printed(world)
    assert labels_are_printed(batch)
    request_documents(batch=batch, by=world.tom, large_print=True)
    drain()
    assert not labels_are_printed(batch)


def test_the_papers_of_a_discarded_batch_are_neither_printed_nor_confirmed(world, papers):
    job, batch = sent(world, papers["label"]), papers["label"].batch
    discard_batch(batch=batch, by=world.anna, reason="Wrong filler.")
    assert needs_a_person() == []
    label, leaflet = (Document.objects.get(pk=papers[kind].pk) for kind in ("label", "leaflet"))
    for act in (
        lambda: sent(world, leaflet),
        lambda: send_all(batch=batch, by=world.tom),
        lambda: confirm_printed(job=job, by=world.tom, code=label.code),
        lambda: confirm_scanned(batch=batch, by=world.tom, code=label.code),
        lambda: reprint(job=job, by=world.tom, reason="Jam.", request_key=token_hex(16)),
    ):
        with pytest.raises(NotPrintable, match="was discarded"):
            act()
