"""What a page says of the label stock and of the type of a paper."""

import pytest

from pharmacy.documents.models import Document


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("label-101x54", "101 x 54 mm"),
        ("roll-62-80mm", "62 mm roll, cut to length: 80 mm"),
        ("roll-62-large-100mm", "62 mm roll, cut to length: 100 mm"),
        ("label-of-last-year", "label-of-last-year"),
        ("", ""),
    ],
)
def test_a_label_stock_is_named_as_on_its_box(code: str, name: str) -> None:
    assert Document(kind="label", stock=code).stock_name == name


@pytest.mark.parametrize(
    ("kind", "stock", "asked", "said"),
    [
        ("label", "roll-62-large-100mm", True, "large print"),
        ("label", "roll-62-160mm", True, "ordinary type: large print did not fit"),
        ("label", "roll-62-160mm", False, ""),
        ("leaflet", "", True, "large print"),
        ("leaflet", "", False, ""),
    ],
)
def test_a_label_that_went_back_to_ordinary_type_is_not_called_large_print(
    kind: str, stock: str, *, asked: bool, said: str
) -> None:
    assert Document(kind=kind, stock=stock, large_print=asked).type_size == said
