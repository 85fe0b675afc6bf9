"""A page is a plain function."""

import inspect

import pytest

from tests.staff.test_access_matrix import ADDRESSES


@pytest.mark.parametrize("name", sorted(ADDRESSES))
def test_a_view_is_a_function(name: str) -> None:
    view = ADDRESSES[name].callback
    assert inspect.isfunction(inspect.unwrap(view))
    assert not hasattr(view, "view_class")
