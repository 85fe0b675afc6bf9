"""A formulation cannot take the address of another page of the formulary."""

import pytest

from formulations.actions import BadCode, start_formulation
from formulations.actions.cataloguing import PAGES_OF_THEIR_OWN
from formulations.urls import urlpatterns
from pharmacy.staff.models import User

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("code", PAGES_OF_THEIR_OWN)
def test_a_code_that_is_a_page_is_refused(author: User, code: str) -> None:
    content = {"formulation": {"code": code, "name": "Sample"}, "active": {"code": "sampline", "name": "sampline"}}
    with pytest.raises(BadCode, match="has a page of its own under"):
        start_formulation(content=content, by=author, origin="browser")


def test_every_page_beside_the_formulations_is_among_them() -> None:
    first = {str(one.pattern).split("/")[0] for one in urlpatterns}
    assert {word for word in first if word and not word.startswith("<")} == set(PAGES_OF_THEIR_OWN)
