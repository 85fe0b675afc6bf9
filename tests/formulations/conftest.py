"""The formulary as it ships, loaded once for each test that asks for it."""

from datetime import date

import pytest

from formulations.actions import load_formulary, start_draft
from formulations.models import Formulation, Specification
from pharmacy.staff.models import Role, User
from tests.formulations.draft_pages import CODE
from tests.kept_rows import make_or_repeat

TODAY = date(2026, 11, 22)
NALTREXONE = ("naltrexone-hydrochloride",)


@pytest.fixture
def author(db: None) -> User:
    return User.objects.create_user("author", pk=9001, full_name="Fay Author", role=Role.FORMULARY_ADMIN)


@pytest.fixture
def approver(db: None) -> User:
    return User.objects.create_user("approver", pk=8001, full_name="Ann Approver", role=Role.PHARMACIST)


@pytest.fixture
def loaded(author: User, approver: User) -> list[Specification]:
    """The six approved specifications of naltrexone; the whole release takes too long for each test."""

    def load() -> None:
        load_formulary(author=author, approver=approver, today=TODAY, actives=NALTREXONE)

    make_or_repeat(load, key=(author.pk, approver.pk), rooms=("ledger", "formulations"))
    return list(Specification.objects.select_related("formulation").order_by("pk"))


@pytest.fixture
def other(db: None) -> User:
    """A second formulary admin."""
    return User.objects.create_user("gus", full_name="Gus Other", role=Role.FORMULARY_ADMIN)


@pytest.fixture
def draft(author: User, loaded: list[Specification], pharmacy: object) -> Specification:
    """A draft that does not say yet how it is made."""
    formulation = Formulation.objects.get(code=CODE)
    shipped = formulation.specifications.get(version=1).content
    content = {key: value for key, value in shipped.items() if key not in ("equipment", "method")}
    return start_draft(formulation=formulation, by=author, content=content)
