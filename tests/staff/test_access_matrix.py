"""Every address x every method x everybody who might try."""

from collections.abc import Callable, Iterator
from itertools import product

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, resolve, reverse

from pharmacy.staff.access import EVERYONE
from pharmacy.staff.models import Pharmacy, User
from tests.staff.access_table import ANONYMOUS, EVERYBODY, NOBODY, TABLE, Row

SAMPLES = {"UUIDConverter": "00000000-0000-4000-8000-000000000000", "IntConverter": 999999, "SlugConverter": "no-such"}
UNSUPPORTED = ("PUT", "PATCH", "DELETE")


def every_address() -> dict[str, URLPattern]:
    """Every address of the program by its full name ("staff:login")."""
    return dict(_walk(get_resolver(), namespace=""))


def _walk(resolver: URLResolver, *, namespace: str) -> Iterator[tuple[str, URLPattern]]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from _walk(entry, namespace=inner)
        else:
            yield f"{namespace}{entry.name or entry.pattern}", entry


ADDRESSES = every_address()


def address_of(name: str) -> str:
    """The address itself, with a sample in each variable place: a record that does not exist."""
    converters = ADDRESSES[name].pattern.converters
    return reverse(name, kwargs={key: SAMPLES.get(type(kind).__name__, "no-such") for key, kind in converters.items()})


def to_log_in(response: HttpResponse) -> bool:
    """The answer sends the person to the log-in page."""
    return response.status_code == 302 and response["Location"].startswith(reverse("staff:login"))


@pytest.fixture
def browsers(people: dict[str, User], pharmacy: Pharmacy) -> Callable[[str], Client]:
    """Give a fresh browser of a person, by role, or of somebody who is not logged in."""

    def browser(who: str) -> Client:
        client = Client(raise_request_exception=False)
        if who != ANONYMOUS:
            client.force_login(people[who])
        return client

    return browser


def test_every_address_has_a_row() -> None:
    assert sorted(set(ADDRESSES) - set(TABLE)) == []


def test_every_row_has_an_address() -> None:
    assert sorted(set(TABLE) - set(ADDRESSES)) == []


@pytest.mark.parametrize("name", sorted(ADDRESSES))
def test_every_view_says_who_may_use_it(name: str) -> None:
    view = ADDRESSES[name].callback
    assert getattr(view, "public", False) or set(view.roles) <= {role.value for role in EVERYONE}


def fits(response: HttpResponse, *, let_in: bool, takes_method: bool, logged_in: bool) -> bool:
    """The answer is the one that this person should get."""
    if let_in:
        return response.status_code in {200, 302, 400, 404, 409, 422}
    if not logged_in and not (response.status_code == 405 and not takes_method):
        return to_log_in(response)
    return response.status_code == 403 or (not takes_method and response.status_code == 405)


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(ADDRESSES))
def test_only_the_people_in_the_table_get_through(name: str, browsers: Callable[[str], Client]) -> None:
    row = TABLE.get(name, Row())
    for who, (method, let_in) in product(EVERYBODY, (("GET", row.get), ("POST", row.post))):
        response = browsers(who).generic(method, address_of(name))
        logged_in = who not in (ANONYMOUS, "inactive")
        right = fits(response, let_in=who in let_in, takes_method=let_in != NOBODY, logged_in=logged_in)
        assert right, f"{method} {name} by {who}: {response.status_code}"


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(ADDRESSES))
def test_no_address_takes_a_method_that_no_page_uses(name: str, browsers: Callable[[str], Client]) -> None:
    for who, method in product(EVERYBODY, UNSUPPORTED):
        response = browsers(who).generic(method, address_of(name))
        assert response.status_code == 405, f"{method} {name} by {who}"


@pytest.mark.parametrize("name", sorted(ADDRESSES))
def test_an_address_leads_back_to_its_own_view(name: str) -> None:
    assert resolve(address_of(name)).func is ADDRESSES[name].callback
