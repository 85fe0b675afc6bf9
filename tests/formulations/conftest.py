"""The formulary as it ships, loaded once for each test that asks for it."""

from datetime import date

import pytest

from formulations.actions import load_formulary
from formulations.models import Specification
from pharmacy.staff.models import Role, User

TODAY = date(2026, 11, 22)


@pytest.fixture
def author(db: None) -> User:
    return User.objects.create_user("author", full_name="Fay Author", role=Role.FORMULARY_ADMIN)


@pytest.fixture
def approver(db: None) -> User:
    return User.objects.create_user("approver", full_name="Ann Approver", role=Role.PHARMACIST)


@pytest.fixture
def loaded(author: User, approver: User) -> list[Specification]:
    """The six approved specifications."""
    return load_formulary(author=author, approver=approver, today=TODAY)
