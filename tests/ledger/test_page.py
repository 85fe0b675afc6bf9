"""The ledger as an auditor reads it."""

import pytest
from django.test import Client

from pharmacy.ledger.actions import append_event
from pharmacy.staff.models import Pharmacy, User

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pharmacy")]


@pytest.fixture
def auditor(people: dict[str, User], client: Client) -> Client:
    """The browser of the auditor."""
    client.force_login(people["auditor"])
    return client


def write(count: int) -> None:
    """Write so many events."""
    for number in range(1, count + 1):
        facts = {"lot": f"L-{number}", "labels": number, "warnings": ["<b>keep cold</b>"]}
        append_event(actor="anna", verb="batch.checked", subject=f"batch:{number}", facts=facts)


def test_an_empty_ledger_says_how_it_begins(auditor: Client) -> None:
    assert b"No events" in auditor.get("/ledger/").content


def test_the_newest_fifty_events_come_first_and_older_ones_follow(auditor: Client) -> None:
    write(51)
    first = auditor.get("/ledger/").content.decode()
    assert ">Batch 51<" in first
    assert ">Batch 1<" not in first
    assert "?before=2&amp;subject=" in first
    second = auditor.get("/ledger/?before=2").content.decode()
    assert ">Batch 1<" in second
    assert "Newest" in second
    assert "Older" not in second


def test_fifty_events_are_one_page(auditor: Client) -> None:
    write(50)
    page = auditor.get("/ledger/").content.decode()
    assert ">Batch 1<" in page
    assert "Older" not in page


@pytest.mark.parametrize("before", ["x", "-1", "9" * 30, ""])
def test_a_place_that_is_no_number_shows_the_newest(auditor: Client, before: str) -> None:
    write(3)
    assert b">Batch 3<" in auditor.get(f"/ledger/?before={before}").content


def test_there_is_nothing_before_the_first_event(auditor: Client) -> None:
    write(3)
    assert b"No older events" in auditor.get("/ledger/?before=1").content


def test_one_record_can_be_followed(auditor: Client) -> None:
    write(12)
    for written in ("batch:2", "Batch 2", " batch  2"):
        page = auditor.get("/ledger/", {"subject": written}).content.decode()
        assert "L-2<" in page
        assert "L-12<" not in page
        assert 'name="subject" value="Batch 2"' in page


def test_acts_and_records_are_written_in_words_and_the_code_stands_with_the_digest(auditor: Client) -> None:
    draft = "0c7f7c56-6a3b-4c8e-9d2c-5d1f6a7b8c9d"
    append_event(actor="anna", verb="prescription.handed-back", subject="prescription:12", facts={})
    append_event(actor="anna", verb="draft.discarded", subject=f"draft:{draft}", facts={})
    page = auditor.get("/ledger/").content.decode()
    assert "<td>Prescription handed back</td>" in page
    assert '<a href="?subject=prescription%3A12">Prescription 12</a>' in page
    assert "<td>Begun entry thrown away</td>" in page
    assert f'<a href="?subject=draft%3A{draft}">Begun entry 0c7f7c56</a>' in page
    assert "<p>prescription.handed-back prescription:12</p>" in page
    narrowed = auditor.get("/ledger/", {"subject": f"Begun entry {draft}"}).content.decode()
    assert "Begun entry thrown away" in narrowed
    assert "Prescription handed back" not in narrowed


def test_every_fact_is_shown_as_text_and_never_as_markup(auditor: Client) -> None:
    write(1)
    page = auditor.get("/ledger/").content.decode()
    assert "&lt;b&gt;keep cold&lt;/b&gt;" in page
    assert "<b>keep cold</b>" not in page


def test_what_the_worker_did_is_told_as_done_by_the_program(auditor: Client) -> None:
    append_event(actor="worker", verb="document.rendered", subject="prescription:12", facts={})
    page = auditor.get("/ledger/").content.decode()
    assert "<td>the program</td>" in page
    assert "worker" not in page


def test_names_of_facts_and_yes_and_no_are_written_as_people_do(auditor: Client) -> None:
    facts = {"use_by": "2026-12-01", "law_sha256": "ab12", "large_print": True, "again": False}
    append_event(actor="anna", verb="batch.checked", subject="batch:1", facts=facts)
    page = auditor.get("/ledger/").content.decode()
    for name, value in (("use by", "2026-12-01"), ("law SHA-256", "ab12"), ("large print", "yes"), ("again", "no")):
        assert f'<span class="soft">{name}</span> {value}<' in page


def test_the_page_asks_as_little_of_the_database_for_fifty_events_as_for_one(
    auditor: Client, django_assert_max_num_queries: object
) -> None:
    write(1)
    auditor.get("/ledger/")
    for number in range(60):
        append_event(actor="ben", verb="batch.checked", subject=f"batch:{number}", facts={})
    with django_assert_max_num_queries(6):
        auditor.get("/ledger/")


def test_moments_are_told_in_the_pharmacys_own_time(auditor: Client, pharmacy: Pharmacy) -> None:
    write(1)
    assert "-05:00" in auditor.get("/ledger/").content.decode() or "-04:00" in auditor.get("/ledger/").content.decode()
