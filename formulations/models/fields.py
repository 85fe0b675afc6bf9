"""Database fields for exact amounts and for signatures that name who and when together."""

from typing import Any

from django.db import models
from django.db.models import Q

from formulations.science.quantities import Quantity


class QuantityField(models.CharField):  # type: ignore[type-arg]
    """An exact amount, kept as its one text form ("4.5 mg"), so that no database can compute it as a float."""

    _pyi_private_set_type: Quantity | str  # type: ignore[assignment]
    _pyi_private_get_type: Quantity  # type: ignore[assignment]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 40)
        super().__init__(*args, **kwargs)

    def from_db_value(self, value: str | None, *_: object) -> Quantity | None:
        """Return the amount that a row holds; None stands for a nullable column that is empty."""
        return None if value is None else Quantity.read(value.replace(",", ""))

    def to_python(self, value: Any) -> Any:
        """Return a Quantity from its text, or the value itself when it already is one."""
        if value is None or isinstance(value, Quantity):
            return value
        return Quantity.read(str(value).replace(",", ""))

    def get_prep_value(self, value: Any) -> str | None:
        """Return the text that is stored."""
        return None if value is None else str(self.to_python(value))


def signed_together(act: str, *, model: str) -> models.CheckConstraint:
    """Return the constraint that `<act>_at` and `<act>_by` are both set or both empty.

    act: the verb of the pair of columns ("released"). model: the model's name, for the constraint's own name.
    """
    both = Q(**{f"{act}_at__isnull": False, f"{act}_by__isnull": False})
    neither = Q(**{f"{act}_at__isnull": True, f"{act}_by__isnull": True})
    return models.CheckConstraint(condition=both | neither, name=f"{model}_{act}_at_and_by_together")


def different_people(one: str, other: str, *, model: str) -> models.CheckConstraint:
    """Return the constraint that two signature columns never name the same person.

    one, other: columns such as "made_by" and "checked_by". model: the model's name, for the constraint's own name.
    """
    empty = Q(**{f"{one}__isnull": True}) | Q(**{f"{other}__isnull": True})
    return models.CheckConstraint(condition=empty | ~Q(**{one: models.F(other)}), name=f"{model}_{one}_is_not_{other}")
