"""Deny by default, and the pages that refuse."""

import pytest
from django.test import Client

from pharmacy.staff.models import Pharmacy, Role, User
from pharmacy.staff.queries import NoPharmacy, the_pharmacy

pytestmark = pytest.mark.django_db


@pytest.fixture
def _forgetful(settings: object) -> None:
    settings.ROOT_URLCONF = "tests.staff.unmarked_urls"


def signed_in(user: User) -> Client:
    """A browser in which this person is logged in."""
    client = Client(raise_request_exception=False)
    client.force_login(user)
    return client


@pytest.mark.usefixtures("_forgetful", "pharmacy")
@pytest.mark.parametrize("role", Role.values)
def test_a_page_that_does_not_say_who_may_see_it_is_closed_to_everybody(role: str, people: dict[str, User]) -> None:
    response = signed_in(people[role]).get("/forgotten/")
    assert response.status_code == 403
    assert b"secret" not in response.content
    assert b"closed to everybody" in response.content


@pytest.mark.usefixtures("_forgetful", "pharmacy")
def test_even_a_superuser_does_not_get_past_the_rule() -> None:
    user = User.objects.create_superuser("root", password="right", role=Role.AUDITOR)
    assert signed_in(user).get("/conflicting/").status_code == 403


@pytest.mark.usefixtures("_forgetful", "pharmacy")
def test_somebody_unknown_is_sent_to_log_in_and_comes_back_afterwards(client: Client) -> None:
    assert client.get("/conflicting/")["Location"] == "/staff/login/?next=/conflicting/"


@pytest.mark.usefixtures("_forgetful", "pharmacy")
def test_part_of_a_page_sends_the_whole_page_to_log_in(client: Client) -> None:
    response = client.get("/conflicting/", headers={"HX-Request": "true"})
    assert response["HX-Redirect"] == "/staff/login/"


@pytest.mark.usefixtures("_forgetful", "pharmacy")
def test_an_act_that_does_not_fit_the_record_says_why(people: dict[str, User]) -> None:
    response = signed_in(people["pharmacist"]).post("/conflicting/")
    assert response.status_code == 409
    assert b"The batch is already released." in response.content


@pytest.mark.usefixtures("_forgetful", "pharmacy")
def test_a_failure_shows_and_logs_no_value(people: dict[str, User], capfd: pytest.CaptureFixture[str]) -> None:
    response = signed_in(people["pharmacist"]).get("/broken/")
    assert response.status_code == 500
    assert b"Something failed" in response.content
    assert b"Mrs Smith" not in response.content


@pytest.mark.usefixtures("pharmacy")
def test_the_refusal_names_the_role_that_is_needed(people: dict[str, User]) -> None:
    response = signed_in(people["technician"]).get("/ledger/")
    assert response.status_code == 403
    text = " ".join(response.content.decode().split())
    assert "It needs the role <strong>pharmacist</strong> or <strong>auditor</strong>." in text


@pytest.mark.usefixtures("pharmacy")
def test_a_page_that_does_not_exist_says_so(people: dict[str, User]) -> None:
    response = signed_in(people["technician"]).get("/no/such/page/")
    assert response.status_code == 404
    assert b"nothing at this address" in response.content


def test_before_set_up_there_is_a_log_in_page_and_everything_else_says_what_to_do() -> None:
    assert Client().get("/staff/login/").status_code == 200
    with pytest.raises(NoPharmacy, match="make setup"):
        the_pharmacy()


@pytest.mark.usefixtures("pharmacy")
def test_no_page_is_kept_in_a_cache(people: dict[str, User], client: Client) -> None:
    assert client.get("/staff/login/")["Cache-Control"].find("no-store") >= 0
    assert "no-store" in signed_in(people["auditor"]).get("/ledger/")["Cache-Control"]


@pytest.mark.usefixtures("pharmacy")
def test_a_page_loads_and_runs_nothing_from_elsewhere(client: Client) -> None:
    policy = client.get("/staff/login/")["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'self'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy


def test_a_form_from_another_site_is_refused(pharmacy: Pharmacy) -> None:
    response = Client(enforce_csrf_checks=True).post("/staff/login/", {"username": "anna", "password": "x"})
    assert response.status_code == 403
    assert b"no longer valid" in response.content
