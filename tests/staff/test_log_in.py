"""Logging in and out, and passwords."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from pharmacy.ledger.models import Event
from pharmacy.staff import log_in_limit
from pharmacy.staff.demo import demo_password
from pharmacy.staff.log_in_limit import note_failure
from pharmacy.staff.middleware import SEEN_AT, SIGNED_IN_AT
from pharmacy.staff.models import FailedLogIn, User

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pharmacy")]
NEW = "seven green bottles hang"


def try_to_log_in(client: Client, *, password: str, username: str = "pharmacist", where: str = "") -> object:
    """Send the log-in form."""
    return client.post(f"/staff/login/{where}", {"username": username, "password": password})


@pytest.mark.usefixtures("people")
def test_the_right_password_opens_the_house(client: Client) -> None:
    assert try_to_log_in(client, password="right")["Location"] == "/"
    assert client.get("/ledger/").status_code == 200
    assert Event.objects.get().verb == "staff.logged-in"


@pytest.mark.usefixtures("people")
def test_a_formulary_admin_begins_at_the_formulary(client: Client) -> None:
    assert try_to_log_in(client, password="right", username="formulary-admin")["Location"] == "/formulary/"


@pytest.mark.usefixtures("people")
@pytest.mark.parametrize(
    ("username", "password"), [("pharmacist", "wrong"), ("nobody", "right"), ("inactive", "right")]
)
def test_a_wrong_name_a_wrong_password_and_a_closed_account_get_the_same_answer(
    username: str, password: str, client: Client
) -> None:
    response = try_to_log_in(client, username=username, password=password)
    assert b"do not match, or the account is closed" in response.content
    assert client.get("/ledger/").status_code == 302


@pytest.mark.usefixtures("people")
@pytest.mark.parametrize(
    ("where", "then"), [("/ledger/", "/ledger/"), ("https://evil.example/", "/"), ("//evil.example", "/")]
)
def test_after_log_in_only_pages_of_this_site_follow(where: str, then: str, client: Client) -> None:
    assert try_to_log_in(client, password="right", where=f"?next={where}")["Location"] == then


@pytest.mark.usefixtures("people")
def test_a_formulary_admin_who_asked_for_the_first_page_begins_at_the_formulary(client: Client) -> None:
    answer = try_to_log_in(client, username="formulary-admin", password="right", where="?next=/")
    assert answer["Location"] == "/formulary/"


@pytest.mark.usefixtures("people")
def test_after_five_wrong_passwords_even_the_right_one_waits(client: Client) -> None:
    for _ in range(5):
        assert try_to_log_in(client, password="wrong").status_code == 200
    refused = try_to_log_in(client, password="right")
    assert refused.status_code == 429
    assert b"Wait 15 minutes" in refused.content
    assert [event.verb for event in Event.objects.all()] == ["staff.log-in-locked"]


@pytest.mark.usefixtures("people")
def test_four_wrong_passwords_do_not_lock_and_the_right_one_starts_the_count_again(client: Client) -> None:
    for _ in range(2):
        for _ in range(4):
            try_to_log_in(client, password="wrong")
        assert try_to_log_in(client, password="right").status_code == 302


@pytest.mark.usefixtures("people")
def test_one_locked_person_does_not_lock_a_colleague(client: Client) -> None:
    for _ in range(5):
        try_to_log_in(client, password="wrong")
    assert try_to_log_in(client, username="technician", password="right").status_code == 302


@pytest.mark.usefixtures("people")
def test_after_fifteen_minutes_the_right_password_opens_again(client: Client) -> None:
    for _ in range(5):
        try_to_log_in(client, password="wrong")
    FailedLogIn.objects.update(last_at=timezone.now() - timedelta(minutes=15, seconds=1))
    assert try_to_log_in(client, password="right").status_code == 302


@pytest.mark.usefixtures("people")
def test_fifty_failures_at_one_address_lock_that_address(client: Client) -> None:
    for number in range(50):
        note_failure(username=f"guess-{number}", address="127.0.0.1")
    assert try_to_log_in(client, password="right").status_code == 429


def test_the_table_of_failures_cannot_grow_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log_in_limit, "MOST_ROWS", 10)
    for number in range(30):
        note_failure(username=f"guess-{number}", address=f"192.0.2.{number}")
    assert FailedLogIn.objects.count() == 10


@pytest.mark.usefixtures("people")
def test_a_password_of_the_demo_pharmacy_opens_nothing_in_production(client: Client, settings: object) -> None:
    user = User.objects.get(username="pharmacist")
    user.set_password(demo_password("anna"))
    user.save()
    settings.PRODUCTION = True
    response = try_to_log_in(client, password=demo_password("anna"))
    assert b"password of the demo pharmacy" in response.content
    settings.PRODUCTION = False
    assert try_to_log_in(client, password=demo_password("anna")).status_code == 302


def test_logging_out_ends_the_session(people: dict[str, User], client: Client) -> None:
    client.force_login(people["auditor"])
    assert client.post("/staff/logout/")["Location"] == "/staff/login/"
    assert client.get("/ledger/").status_code == 302
    assert Event.objects.get().verb == "staff.logged-out"


@pytest.mark.parametrize(
    ("column", "seconds", "still_in"),
    [
        (SEEN_AT, 15 * 60 - 5, True),
        (SEEN_AT, 15 * 60 + 5, False),
        (SIGNED_IN_AT, 12 * 3600 - 5, True),
        (SIGNED_IN_AT, 12 * 3600 + 5, False),
    ],
)
def test_a_session_ends_after_fifteen_idle_minutes_or_twelve_hours(
    column: str, seconds: int, still_in: bool, people: dict[str, User], client: Client
) -> None:
    client.force_login(people["auditor"])
    client.get("/ledger/")
    session = client.session
    session[column] = int(timezone.now().timestamp()) - seconds
    session.save()
    assert (client.get("/ledger/").status_code == 200) is still_in


def test_work_keeps_a_session_open(people: dict[str, User], client: Client) -> None:
    client.force_login(people["auditor"])
    client.get("/ledger/")
    session = client.session
    session[SEEN_AT] -= 120
    session.save()
    before = session[SEEN_AT]
    client.get("/ledger/")
    assert client.session[SEEN_AT] >= before + 120


def change(client: Client, *, old: str = "right", new: str = NEW, again: str = NEW) -> object:
    """Send the form for a new password."""
    return client.post("/staff/password/", {"old": old, "new": new, "again": again})


def test_a_new_password_counts_at_once_and_ends_other_sessions(people: dict[str, User], client: Client) -> None:
    elsewhere = Client()
    for browser in (client, elsewhere):
        browser.force_login(people["auditor"])
    assert change(client).status_code == 302
    assert client.get("/ledger/").status_code == 200
    assert elsewhere.get("/ledger/").status_code == 302
    assert try_to_log_in(Client(), username="auditor", password=NEW).status_code == 302
    assert "staff.password-changed" in {event.verb for event in Event.objects.all()}


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"old": "wrong"}, b"not your present password"),
        ({"again": "seven green bottles hung"}, b"differ"),
        ({"new": "short", "again": "short"}, b"at least 12 characters"),
        ({"new": "password1234", "again": "password1234"}, b"too common"),
    ],
)
def test_a_new_password_that_will_not_do_says_why(
    fields: dict[str, str], why: bytes, people: dict[str, User], client: Client
) -> None:
    client.force_login(people["auditor"])
    response = change(client, **fields)
    assert response.status_code == 200
    assert why in response.content
    assert User.objects.get(username="auditor").check_password("right")
