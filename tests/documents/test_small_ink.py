"""A mark of two dots comes out pale where it falls between them; a letter as pale as that is not to be read."""

import pytest
from PIL import Image

from pharmacy.documents.finishing.ink import missing_ink
from pharmacy.documents.finishing.raster import Character, Seen


def seen(*, dots: int, grey: int) -> Seen:
    """A page with one character of so many dots across and down, in one grey."""
    picture = Image.new("L", (40, 40), 255)
    picture.paste(grey, (10, 10, 10 + dots, 10 + dots))
    return Seen(picture, (Character(",", (10, 10, 10 + dots, 10 + dots)),), frozenset(), 7, 7)


@pytest.mark.parametrize(("dots", "grey", "found"), [(2, 192, 0), (3, 240, 0), (3, 241, 1), (2, 255, 1)])
def test_the_comma_on_the_scale_of_a_syringe_may_be_pale_and_must_be_there(dots: int, grey: int, found: int) -> None:
    assert len(missing_ink(seen(dots=dots, grey=grey))) == found


@pytest.mark.parametrize(("grey", "found"), [(190, 0), (191, 1)])
def test_a_letter_of_the_text_is_dark(grey: int, found: int) -> None:
    assert len(missing_ink(seen(dots=4, grey=grey))) == found


@pytest.mark.parametrize(("lower", "found"), [(1, 0), (2, 1)])
def test_the_ink_of_a_point_may_fall_on_the_row_below_its_place_and_no_further(lower: int, found: int) -> None:
    page = seen(dots=2, grey=255)
    page.picture.paste(169, (10, 11 + lower, 12, 12 + lower))
    assert len(missing_ink(page)) == found
