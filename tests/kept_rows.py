"""Rows that every test begins with, kept in memory after they were made once through the actions.

Loading a formulary takes most of a second. The first test of a process loads it; those that follow get copies of the
same rows, triggers and constraints included, in an empty database of their own.
"""

import copy
from collections.abc import Callable, Hashable
from typing import Any

from django.apps import apps
from django.db import connection
from django.db.models import Model

from formulations.models import Formulation
from pharmacy.ledger.models import Event
from pharmacy.staff.models import Pharmacy, User

ROOMS = ("staff", "ledger", "formulations")
TELLING = (User, Event, Formulation)  # where one of these stands, something was made before
BATCH = 200

Rows = list[tuple[type[Model], list[Any]]]
_kept: dict[Hashable, Rows] = {}


def make_or_repeat(make: Callable[[], object], *, key: Hashable, rooms: tuple[str, ...] = ROOMS) -> None:
    """Make the rows, or write them again as they were made before; anew where something stands in the tables.

    The pharmacy itself is not among them: its clock says for which day they are made.

    key: what the rows depend on, besides the database. rooms: whose rows.
    """
    whole_key = (connection.vendor, rooms, key)
    if not _is_empty(rooms):
        make()
    elif whole_key in _kept:
        _write(_kept[whole_key])
    else:
        make()
        _kept[whole_key] = [(model, list(model._base_manager.all())) for model in _models(rooms)]


def _models(rooms: tuple[str, ...]) -> list[type[Model]]:
    found = [model for room in rooms for model in apps.get_app_config(room).get_models()]
    return [model for model in found if model is not Pharmacy]


def _is_empty(rooms: tuple[str, ...]) -> bool:
    return not any(model._base_manager.exists() for model in _models(rooms) if model in TELLING)


def _write(rows: Rows) -> None:
    for model, kept in rows:
        model._base_manager.bulk_create([copy.copy(one) for one in kept], batch_size=BATCH)
