"""Work lists: what waits by state, due date and person; prescriptions taken up and handed back."""

from datetime import date, timedelta

import pytest
from django.test import Client

from pharmacy.ledger.models import Event
from pharmacy.prescriptions import work_list
from pharmacy.prescriptions.actions import enter_prescription, refuse, screen
from pharmacy.prescriptions.models import Prescription
from pharmacy.prescriptions.taking import NotTaken, hand_back, take_up
from pharmacy.prescriptions.work_list import Wanted, heaps, in_words, work_page
from pharmacy.staff.clock import today
from pharmacy.staff.refusals import NotAllowed
from tests.world import ORDERS, WITH_PREDNISOLONE, batched, entered, screened

ORDER = ORDERS["naltrexone-capsule"]


def _numbers(page):
    return [row.prescription.number for row in page.rows]


def _found(**wanted):
    return _numbers(work_page(Wanted(**wanted), today=today()))


def _due(world, day):
    """A prescription that has to be ready on a day, which may have passed since it was entered."""
    prescription = entered(world)
    Prescription.objects.filter(pk=prescription.pk).update(due_on=day)
    return prescription


def _client(person):
    client = Client()
    client.force_login(person)
    return client


def _many(world, *, count):
    """So many prescriptions like one that was entered, one number after the other."""
    first = entered(world)
    fields = [field.name for field in Prescription._meta.concrete_fields if field.name not in ("id", "public_id")]
    values = {name: getattr(first, name) for name in fields}
    numbers = range(first.number + 1, first.number + count)
    Prescription.objects.bulk_create(Prescription(**values | {"number": number}) for number in numbers)


def test_a_list_holds_what_waits_for_one_thing_and_nothing_else(world):
    to_screen, to_make, to_check = entered(world), screened(world), batched(world).prescription
    refuse(prescription=entered(world), by=world.anna, reason="Withdrawn.")
    assert _found(state="screen") == [to_screen.number]
    assert _found(state="make") == [to_make.number]
    assert _found(state="check") == [to_check.number]
    assert _found(state="release") == []
    assert _found() == [to_screen.number, to_make.number, to_check.number]


def test_what_has_a_finding_to_settle_is_not_yet_to_be_made(world):
    prescription = entered(world, entry=WITH_PREDNISOLONE)
    screen(prescription=prescription, by=world.anna)
    assert _found(state="settle") == [prescription.number]
    assert _found(state="make") == []


def test_overdue_due_today_and_due_within_a_week_part_at_midnight(world):
    day = today()
    yesterday, now, last, beyond = (_due(world, day + timedelta(days=n)) for n in (-1, 0, 6, 7))
    entered(world)
    assert _found(due="overdue") == [yesterday.number]
    assert _found(due="today") == [now.number]
    assert _found(due="week") == [now.number, last.number]
    assert beyond.number in _found()


def test_what_is_due_first_comes_first_where_a_due_date_is_asked_for(world):
    later, sooner = _due(world, today() + timedelta(days=5)), _due(world, today() + timedelta(days=2))
    assert _found(due="week") == [sooner.number, later.number]
    assert _found() == [later.number, sooner.number]


def test_work_is_narrowed_to_who_took_it_and_who_entered_it(world):
    mine, nobodys = entered(world), entered(world)
    by_anna = enter_prescription(entry=ORDER, by=world.anna)
    take_up(prescription=mine, by=world.tom)
    assert _found(taken="tom") == [mine.number]
    assert _found(taken="nobody") == [nobodys.number, by_anna.number]
    assert _found(entered="anna") == [by_anna.number]
    assert _found(taken="nobody", entered="tom", state="screen") == [nobodys.number]


@pytest.mark.parametrize("state", ["", "screen"])
def test_the_pages_of_a_list_hold_every_row_once_in_order(world, monkeypatch, state):
    monkeypatch.setattr(work_list, "A_PAGE", 3)
    _many(world, count=8)
    after, seen, pages = None, [], 0
    while pages == 0 or after:
        page = work_page(Wanted(state=state), today=today(), after=after)
        seen += _numbers(page)
        after, pages = page.after, pages + 1
    assert (seen, pages) == ([1, 2, 3, 4, 5, 6, 7, 8], 3)


def test_a_page_that_ends_with_the_last_row_has_no_next_one(world, monkeypatch):
    monkeypatch.setattr(work_list, "A_PAGE", 3)
    _many(world, count=3)
    assert work_page(Wanted(), today=today()).after is None


def test_a_page_goes_on_after_a_prescription_that_was_finished_meanwhile(world, monkeypatch):
    monkeypatch.setattr(work_list, "A_PAGE", 2)
    _many(world, count=4)
    refuse(prescription=Prescription.objects.get(number=2), by=world.anna, reason="Withdrawn.")
    assert _numbers(work_page(Wanted(), today=today(), after=2)) == [3, 4]


def test_what_waits_is_counted_as_far_as_anybody_cares():
    assert (in_words(1), in_words(200), in_words(201)) == ("1", "200", "more than 200")


def test_today_shows_a_dozen_of_each_kind_and_says_how_many_there_are(world):
    _many(world, count=13)
    (heap,) = heaps("pharmacist", today=today())
    assert (len(heap.rows), heap.how_many, heap.more) == (12, "13", True)
    page = _client(world.anna).get("/").content.decode()
    assert "/work/?state=screen" in page
    assert "all 13" in page


def test_a_person_takes_a_prescription_up_and_one_event_says_so(world):
    prescription = entered(world)
    held = take_up(prescription=prescription, by=world.tom)
    assert (held.taken_by, held.taken_at is None) == (world.tom, False)
    events = Event.objects.filter(subject=f"prescription:{prescription.number}", verb="prescription.taken-up")
    assert [event.actor for event in events] == ["tom"]


def test_what_a_colleague_has_is_not_taken_and_the_refusal_names_who_has_it(world):
    prescription = entered(world)
    take_up(prescription=prescription, by=world.tom)
    with pytest.raises(NotTaken, match=r"Tom Rossi took up prescription 1 on .* Ask for it to be handed back first"):
        take_up(prescription=prescription, by=world.anna)
    with pytest.raises(NotTaken, match="You took up prescription 1 already"):
        take_up(prescription=prescription, by=world.tom)


def test_what_is_at_an_end_is_not_taken_up(world):
    prescription = entered(world)
    refuse(prescription=prescription, by=world.anna, reason="Withdrawn.")
    with pytest.raises(NotTaken, match="Prescription 1 is refused"):
        take_up(prescription=prescription, by=world.tom)


def test_a_person_hands_back_and_anybody_may_take_it_up(world):
    prescription = entered(world)
    take_up(prescription=prescription, by=world.tom)
    hand_back(prescription=prescription, by=world.tom)
    assert take_up(prescription=prescription, by=world.anna).taken_by == world.anna
    assert Event.objects.filter(verb="prescription.handed-back").count() == 1


def test_a_pharmacist_hands_back_for_a_colleague_and_a_technician_does_not(world):
    prescription = entered(world)
    take_up(prescription=prescription, by=world.anna)
    with pytest.raises(NotTaken, match="Anna Berg has prescription 1"):
        hand_back(prescription=prescription, by=world.tom)
    assert hand_back(prescription=prescription, by=world.ben).taken_by is None


def test_what_nobody_has_is_not_handed_back(world):
    with pytest.raises(NotTaken, match="Nobody has taken up prescription 1"):
        hand_back(prescription=entered(world), by=world.tom)


def test_only_people_at_the_bench_take_work_up(world):
    for person in (world.aud, world.fay):
        with pytest.raises(NotAllowed):
            take_up(prescription=entered(world), by=person)


def test_the_page_takes_up_hands_back_and_leads_back_to_the_list(world):
    prescription = _due(world, date(2026, 1, 2))
    client, address = _client(world.tom), f"/prescriptions/{prescription.public_id}"
    assert f"Take up prescription {prescription.number}" in client.get("/work/?due=overdue").content.decode()
    back = {"back": "/work/?due=overdue"}
    response = client.post(f"{address}/take/", back, follow=True)
    assert response.redirect_chain[0][0] == "/work/?due=overdue"
    assert "Prescription 1 is yours now." in response.content.decode()
    assert "Prescription 1 is handed back" in client.post(f"{address}/hand-back/", follow=True).content.decode()


def test_a_colleague_who_was_quicker_is_told_on_the_list(world):
    prescription = entered(world)
    take_up(prescription=prescription, by=world.anna)
    address = f"/prescriptions/{prescription.public_id}/take/"
    page = _client(world.tom).post(address, {"back": "/work/"}, follow=True).content.decode()
    assert "Anna Berg took up prescription 1" in page


def test_the_way_back_never_leads_to_another_site(world):
    prescription = entered(world)
    address = f"/prescriptions/{prescription.public_id}"
    response = _client(world.tom).post(f"{address}/take/", {"back": "https://elsewhere.example/"})
    assert response["Location"] == f"{address}/"


def test_an_auditor_reads_the_list_and_sees_no_act(world):
    entered(world)
    page = _client(world.aud).get("/work/").content.decode()
    assert "Ada Lindqvist" in page
    assert ">Take up<" not in page


@pytest.mark.parametrize("query", ["state=nowhere", "due=never", "taken=stranger", "after=0", "after=x"])
def test_a_list_that_does_not_exist_says_so_and_shows_nobody(world, query):
    entered(world)
    response = _client(world.anna).get(f"/work/?{query}")
    assert response.status_code == 422
    assert "This list does not exist" in response.content.decode()
    assert "Ada Lindqvist" not in response.content.decode()


def test_an_empty_list_says_how_to_see_more(world):
    page = _client(world.anna).get("/work/?due=overdue").content.decode()
    assert "Nothing waits here" in page
    assert 'href="/work/"' in page
