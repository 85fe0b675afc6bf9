"""Rows that every test begins with, kept in memory after they were made once through the actions.

Loading a formulary takes most of a second. The first test of a process loads it; those that follow get copies of the
same rows, triggers and constraints included, in an empty database of their own.
"""

from collections.abc import Callable, Hashable, Iterable
from typing import Any

from django.apps import apps
from django.db import connection
from django.db.models import Model

from formulations.models import Formulation
from pharmacy.ledger.models import Event
from pharmacy.staff.models import Pharmacy, User

ROOMS = ("staff", "ledger", "languages", "formulations")
TELLING = (User, Event, Formulation)  # where one of these stands, something was made before

Models = Iterable[type[Model]]
Rows = list[tuple[type[Model], Any]]
_kept: dict[Hashable, Rows] = {}


def make_or_repeat(
    make: Callable[[], object], *, key: Hashable, rooms: tuple[str, ...] = ROOMS, pharmacy: bool = False
) -> None:
    """Make the rows, or write them again as they were made before; anew where something stands in the tables.

    key: what the rows depend on, besides the database. rooms: whose rows. pharmacy: whether it is made with them; most
    make it before, as its clock says for which day they are made.
    """
    whole_key = (connection.vendor, rooms, key)
    if not _is_empty(rooms):
        make()
    elif whole_key in _kept:
        write_rows(_kept[whole_key])
    else:
        make()
        _kept[whole_key] = read_rows([*models_of(rooms), *([Pharmacy] if pharmacy else [])])


def models_of(rooms: tuple[str, ...]) -> list[type[Model]]:
    """Return the tables of some rooms, besides that of the pharmacy."""
    found = [model for room in rooms for model in apps.get_app_config(room).get_models(include_auto_created=True)]
    return [model for model in found if model is not Pharmacy]


def read_rows(models: Models) -> Rows:
    """Return all rows of some tables in the words of the database, without what the ORM would make of them."""
    read = _copy_out if connection.vendor == "postgresql" else _select
    return [(model, rows) for model in models if (rows := read(model))]


def write_rows(kept: Rows) -> None:
    """Write rows that were read before; the triggers and constraints of the database have their say."""
    write = _copy_in if connection.vendor == "postgresql" else _insert
    for model, rows in kept:
        write(model, rows)


def _is_empty(rooms: tuple[str, ...]) -> bool:
    return not any(model._base_manager.exists() for model in models_of(rooms) if model in TELLING)


def _columns(model: type[Model]) -> list[str]:
    return [connection.ops.quote_name(field.column) for field in model._meta.local_concrete_fields]


def _copy_out(model: type[Model]) -> bytes:
    table, columns = connection.ops.quote_name(model._meta.db_table), ", ".join(_columns(model))
    with connection.cursor() as cursor, cursor.cursor.copy(f"COPY {table} ({columns}) TO STDOUT") as copy:
        return b"".join(copy)


def _copy_in(model: type[Model], rows: bytes) -> None:
    table, columns = connection.ops.quote_name(model._meta.db_table), ", ".join(_columns(model))
    with connection.cursor() as cursor, cursor.cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
        copy.write(rows)


def _select(model: type[Model]) -> list[tuple[Any, ...]]:
    # With a sign before it, a column has no type that would turn its value into a date of Python.
    columns = ", ".join(f"+{column}" for column in _columns(model))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {columns} FROM {connection.ops.quote_name(model._meta.db_table)}")
        return list(cursor.cursor.fetchall())


def _insert(model: type[Model], rows: list[tuple[Any, ...]]) -> None:
    columns = _columns(model)
    table, places = connection.ops.quote_name(model._meta.db_table), ", ".join("?" * len(columns))
    with connection.cursor() as cursor:
        cursor.connection.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({places})", rows)
