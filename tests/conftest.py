"""What every test may use."""

from collections.abc import Iterator

import pytest
from django.db import connection
from django.test import TransactionTestCase
from hypothesis import HealthCheck, settings

from formulations import approved_never_change
from pharmacy.languages.written_once import OFFERS, REVIEWS
from pharmacy.ledger import append_only
from pharmacy.prescriptions.written_once import CHECKS
from pharmacy.staff.models import Pharmacy, Role, User

LOCKED = (append_only, approved_never_change, CHECKS, REVIEWS, OFFERS)

# How long an example takes says how busy the machine is, not whether the code is right.
settings.register_profile("any-machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any-machine")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark each test that uses the database, so that `-m database` runs all of them again on PostgreSQL."""
    for item in items:
        if item.get_closest_marker("django_db") or {"db", "transactional_db"} & set(getattr(item, "fixturenames", ())):
            item.add_marker("database")


@pytest.fixture(autouse=True, scope="session")
def _locked_tables_may_be_emptied_between_tests() -> Iterator[None]:
    """Tests that commit are cleaned up by emptying every table, which our triggers rightly refuse."""
    empty_all_tables = TransactionTestCase._fixture_teardown

    def empty(test: TransactionTestCase) -> None:
        with connection.schema_editor() as editor:
            for locked in LOCKED:
                locked.unlock(None, editor)
        empty_all_tables(test)
        with connection.schema_editor() as editor:
            for locked in LOCKED:
                locked.lock(None, editor)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", empty)
        yield


@pytest.fixture(autouse=True)
def _quick_passwords(settings: object) -> None:
    """Argon2 is slow on purpose; tests of other things need not wait for it."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def pharmacy(db: None) -> Pharmacy:
    """A pharmacy in New York."""
    return Pharmacy.objects.create(
        name="Test Pharmacy", address="1 Test Street, Testville", phone="555 0100", time_zone="America/New_York"
    )


@pytest.fixture
def people(db: None) -> dict[str, User]:
    """One active person of each role, by role, and one pharmacist whose account is closed, as "inactive"."""
    people = {role.value: User.objects.create_user(role.value, password="right", role=role) for role in Role}
    people["inactive"] = User.objects.create_user("inactive", password="right", role=Role.PHARMACIST, is_active=False)
    return people


@pytest.fixture
def world(db: None, request: pytest.FixtureRequest) -> object:
    """The named world of tests/world.py: a pharmacy with its people and its approved formulary.

    A test with a parameter `formulation` finds that one in it too.
    """
    from tests.world import build_world

    parameters = getattr(request.node, "callspec", None)
    named = parameters.params.get("formulation", "") if parameters else ""
    return build_world(str(named))
