"""A side label that fails holds up neither label nor leaflet; it is made again, or a person does without it."""

import json
import re

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from pharmacy.dispensing.actions import ReleaseRefused, release
from pharmacy.documents.actions import drain, request_documents, try_again
from pharmacy.documents.facts import sha256_of_facts
from pharmacy.documents.giving_up import give_up
from pharmacy.documents.models import Document
from pharmacy.documents.queries import asked_besides, needs_a_person
from pharmacy.documents.refusals import NotGivenUp
from pharmacy.ledger.models import Event
from pharmacy.printing.actions import confirm_printed, send_all, send_job
from pharmacy.printing.models import PrintJob
from pharmacy.printing.queries import panel
from pharmacy.printing.reprint_slip import slip_of
from pharmacy.staff import clock
from tests.journeys.browsing import browser_of, text_of
from tests.kept_stories import kept_story
from tests.world import World, checked

HTMX = {"HX-Request": "true"}
LONG = ("12 Linden Street, Testville, " * 24).strip()


@kept_story
def failed_bag(world, formulation="naltrexone-capsule", *, entry=None):
    """A bag label with an address that no small label holds, beside a label and a leaflet that were made."""
    batch = checked(world, formulation, entry=entry)
    request_documents(batch=batch, by=world.tom, besides=("bag",), side_stock="label-70x35")
    bag = Document.objects.get(batch=batch, kind="bag")
    _move(bag, address=LONG)
    drain()
    bag.refresh_from_db()
    assert bag.state == "failed"
    return bag


def _move(paper: Document, *, address: str) -> None:
    paper.facts["pharmacy"]["address"] = address
    paper.facts_sha256 = sha256_of_facts(paper.facts)
    paper.save(update_fields=["facts", "facts_sha256"])


@pytest.fixture
def bag(world: World) -> Document:
    return failed_bag(world)


def print_all(world: World, bag: Document) -> None:
    for job in send_all(batch=bag.batch, by=world.tom):
        confirm_printed(job=job, by=world.tom, code=job.document.code)


def codes(caught: pytest.ExceptionInfo[ReleaseRefused]) -> list[str]:
    return [one.code for one in caught.value.objections]


def test_label_and_leaflet_go_on_without_a_side_label_that_failed(world: World, bag: Document) -> None:
    assert "does not fit on" in bag.problem
    assert bag.batch.prescription.stage == "documented"
    assert panel(bag.batch.prescription)["unsent"] == 2
    assert {job.document.kind for job in send_all(batch=bag.batch, by=world.tom)} == {"label", "leaflet"}


def test_a_release_asks_for_an_answer_to_a_side_label_that_was_not_made(world: World, bag: Document) -> None:
    print_all(world, bag)
    with pytest.raises(ReleaseRefused) as caught:
        release(batch=bag.batch, by=world.ben)
    assert codes(caught) == ["side-label-not-made"]


def test_a_side_label_is_done_without_by_a_named_person_with_a_reason(world: World, bag: Document) -> None:
    print_all(world, bag)
    assert list(needs_a_person()) == [bag]
    given_up = give_up(document=bag, by=world.tom, reason=" Written by hand. ")
    assert (given_up.given_up_by, given_up.given_up_reason) == (world.tom, "Written by hand.")
    event = Event.objects.order_by("sequence").last()
    assert (event.verb, json.loads(event.facts)["reason"]) == ("document.given-up", "Written by hand.")
    assert not needs_a_person().exists()
    release(batch=bag.batch, by=world.ben)
    (released,) = Event.objects.filter(verb="supply.released")
    assert json.loads(released.facts)["without"] == ["bag label"]


def test_a_side_label_that_was_made_and_not_printed_is_asked_for_too(world: World) -> None:
    batch = checked(world)
    request_documents(batch=batch, by=world.tom, besides=("bag",))
    drain()
    for job in (send_job(document=one, by=world.tom, request_key=f"{one.pk:032d}") for one in _always(batch)):
        confirm_printed(job=job, by=world.tom, code=job.document.code)
    with pytest.raises(ReleaseRefused) as caught:
        release(batch=batch, by=world.ben)
    assert codes(caught) == ["side-label-not-printed"]


def _always(batch):
    return Document.objects.filter(batch=batch, kind__in=("label", "leaflet"))


def test_a_side_label_made_again_is_wanted_after_all(world: World, bag: Document) -> None:
    give_up(document=bag, by=world.tom, reason="Written by hand.")
    _move(bag, address="12 Linden Street")
    assert try_again(document=bag, by=world.anna).given_up_at is None
    drain()
    made = Document.objects.get(pk=bag.pk)
    assert (made.state, made.given_up_by, made.given_up_reason) == ("rendered", None, "")


def test_a_side_label_that_was_given_up_and_is_printed_is_wanted_after_all(world: World, bag: Document) -> None:
    _move(bag, address="12 Linden Street")
    try_again(document=bag, by=world.tom)
    drain()
    give_up(document=bag, by=world.tom, reason="The patient has a bag.")
    assert "bag" not in {job.document.kind for job in send_all(batch=bag.batch, by=world.tom)}
    send_job(document=bag, by=world.tom, request_key="b" * 32)
    assert Document.objects.get(pk=bag.pk).given_up_at is None
    assert Event.objects.filter(verb="document.wanted-after-all").count() == 1


def test_a_side_label_goes_on_a_larger_label_when_somebody_says_so(world: World, bag: Document) -> None:
    assert not bag.may_grow
    tom = browser_of(world.tom)
    tom.post(reverse("documents:again", args=[bag.public_id]), {"may_grow": "on"})
    drain()
    grown = Document.objects.get(pk=bag.pk)
    assert (grown.state, grown.stock) == ("rendered", "label-101x54"), grown.problem


def test_nobody_names_the_stock_of_a_flag_so_it_may_always_grow(world: World) -> None:
    batch = checked(world)
    request_documents(batch=batch, by=world.tom, besides=("flag", "bag"), side_stock="label-70x35")
    may_grow = dict(Document.objects.filter(batch=batch).values_list("kind", "may_grow"))
    assert (may_grow["flag"], may_grow["bag"]) == (True, False)


@pytest.mark.parametrize(
    ("kind", "state", "reason", "says"),
    [
        ("label", "failed", "None left.", "is never done without"),
        ("leaflet", "rendered", "None left.", "is never done without"),
        ("bag", "failed", "  ", "Say why it is done without"),
        ("bag", "queued", "Written by hand.", "is still being made"),
    ],
)
def test_what_may_not_be_given_up_is_refused_with_the_way_on(
    world: World, bag: Document, kind: str, state: str, reason: str, says: str
) -> None:
    Document.objects.filter(batch=bag.batch, kind=kind).update(state=state)
    with pytest.raises(NotGivenUp, match=says):
        give_up(document=Document.objects.get(batch=bag.batch, kind=kind), by=world.tom, reason=reason)


def test_a_side_label_is_given_up_once_and_not_after_the_release(world: World, bag: Document) -> None:
    print_all(world, bag)
    give_up(document=bag, by=world.tom, reason="Written by hand.")
    with pytest.raises(NotGivenUp, match="is done without already, as Tom Rossi said"):
        give_up(document=bag, by=world.anna, reason="Written by hand.")
    release(batch=bag.batch, by=world.ben)
    with pytest.raises(NotGivenUp, match="its papers stay as they are"):
        give_up(document=bag, by=world.anna, reason="Written by hand.")


@pytest.mark.parametrize("half", [{"given_up_reason": "x"}, {"given_up_by": 1}, {"kind": "label", "container": 9}])
def test_the_database_refuses_what_is_given_up_by_half_or_is_no_side_label(world, bag, half) -> None:
    if "kind" in half:
        give_up(document=bag, by=world.tom, reason="Written by hand.")
    with pytest.raises(IntegrityError), transaction.atomic():
        Document.objects.filter(pk=bag.pk).update(**half)


def test_the_pages_say_what_is_missing_why_and_what_to_do(world: World, bag: Document) -> None:
    print_all(world, bag)
    tom, prescription = browser_of(world.tom), bag.batch.prescription
    papers = f"/documents/of/{prescription.public_id}/"
    for words in ("not made", "does not fit on", "Make it again", "Make it on a larger label", "Do without it"):
        assert words in text_of(tom.get(papers))
    say_so = reverse("documents:give-up", args=[bag.public_id])
    assert "Say why it is done without" in text_of(tom.post(say_so, {"reason": ""}, follow=True))
    assert "is done without" in text_of(tom.post(say_so, {"reason": "Written by hand."}, follow=True))
    assert "Written by hand. (Tom Rossi" in text_of(tom.get(papers))
    said = text_of(browser_of(world.ben).get(reverse("dispensing:panel", args=[prescription.public_id])))
    assert "The bag label was asked for and is done without: Written by hand. (Tom Rossi)" in said
    assert "Release lot" in said


def test_the_slip_of_a_side_label_names_it_in_full(world: World, bag: Document) -> None:
    job = PrintJob(document=bag, copy=1, sent_at=clock.now(), sent_by=world.tom, reason="Paper jam.")
    assert slip_of(job).which == "Bag label"


def test_new_papers_ask_again_for_what_was_asked_for_besides(world: World, bag: Document) -> None:
    prescription = bag.batch.prescription
    page = browser_of(world.tom).get(f"/documents/of/{prescription.public_id}/").content.decode()
    (box,) = re.findall(r'<input[^>]*name="besides"[^>]*value="bag"[^>]*>', page)
    assert "checked" in box
    assert asked_besides(prescription) == ["bag"]
    give_up(document=bag, by=world.tom, reason="Written by hand.")
    assert asked_besides(prescription) == []
