"""Fills tables as fast as the database takes rows: COPY on PostgreSQL, one prepared INSERT on SQLite.

Only for databases that are made for a measurement: triggers, foreign keys and indexes are off while rows go in.
"""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection
from django.db.models import Model

Rows = Iterable[tuple[Any, ...]]


@contextmanager
def filling() -> Iterator[None]:
    """Let rows go in without triggers and without the indexes that can be built afterwards."""
    from pharmacy.ledger import append_only

    with connection.schema_editor() as editor:
        append_only.unlock(None, editor)
    rebuild = _drop_indexes()
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            for statement in rebuild:
                cursor.execute(statement)
            _settle(cursor)
        with connection.schema_editor() as editor:
            append_only.lock(None, editor)


def _drop_indexes() -> list[str]:
    """Drop every index that no constraint needs; return the statements that make them again."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET session_replication_role = replica")
            cursor.execute(
                "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' AND indexname NOT IN "
                "(SELECT conname FROM pg_constraint) AND (tablename LIKE 'prescriptions%' OR tablename LIKE 'ledger%' "
                "OR tablename LIKE 'compounding%' OR tablename LIKE 'documents%' OR tablename LIKE 'dispensing%' "
                "OR tablename LIKE 'printing%')"
            )
        else:
            for pragma in ("foreign_keys=OFF", "synchronous=OFF", "journal_mode=MEMORY", "cache_size=-1200000"):
                cursor.execute(f"PRAGMA {pragma}")
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL")
        found = cursor.fetchall()
        for name, _ in found:
            cursor.execute(f'DROP INDEX "{name}"')
    return [statement for _, statement in found]


def _settle(cursor: Any) -> None:
    if connection.vendor == "postgresql":
        cursor.execute("SET session_replication_role = DEFAULT")
        cursor.execute("VACUUM ANALYZE")  # as its autovacuum does where it is not switched off


class Table:
    """One table and the columns that are given for each row; every other column keeps its default."""

    def __init__(self, model: type[Model], *columns: str) -> None:
        self.model, fields = model, {field.attname: field for field in model._meta.concrete_fields}
        rest = [one for name, one in fields.items() if name not in columns and not one.primary_key]
        self.constants = tuple(_constant(field) for field in rest)
        self.names = [fields[name].column for name in columns] + [field.column for field in rest]

    def fill(self, rows: Rows) -> None:
        """Write the rows, each a tuple of the columns given. Texts, numbers, None; times as UTC text."""
        whole = (row + self.constants for row in rows)
        names = ", ".join(f'"{name}"' for name in self.names)
        connection.ensure_connection()
        if connection.vendor == "postgresql":
            with connection.connection.cursor().copy(f"COPY {self.model._meta.db_table} ({names}) FROM STDIN") as copy:
                for row in whole:
                    copy.write_row(row)
            return
        marks = ", ".join("?" * len(self.names))
        raw = connection.connection
        raw.execute("BEGIN")
        raw.executemany(f"INSERT INTO {self.model._meta.db_table} ({names}) VALUES ({marks})", whole)
        raw.execute("COMMIT")


def _constant(field: Any) -> Any:
    """Return what stands in a column that is not given: its default, as the database takes it."""
    if field.null and not field.has_default():
        return None
    value = field.get_default()
    if field.get_internal_type() == "JSONField":
        return json.dumps(value)
    if isinstance(value, bool):
        return int(value)
    return field.get_db_prep_save(value, connection)


def next_keys(*models: type[Model]) -> None:
    """Let the database number new rows after those that were written with their keys."""
    from django.core.management.color import no_style

    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(models)):
            cursor.execute(statement)
