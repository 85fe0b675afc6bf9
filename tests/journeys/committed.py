"""A database that connections share as in a pharmacy: for SQLite a file, as memory has no lock to wait for."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection, connections

DEFAULT = "default"


@contextmanager
def shared_database(folder: Path) -> Iterator[None]:
    """Let every connection opened inside share one committed database; PostgreSQL's test database is one already."""
    if connection.vendor != "sqlite":
        yield
        return
    in_memory, settings = connections[DEFAULT], connections.settings[DEFAULT]
    name, path = settings["NAME"], folder / "shared.sqlite3"
    _copy(in_memory, path)
    settings["NAME"] = path
    del connections[DEFAULT]
    try:
        yield
    finally:
        connections[DEFAULT].close()
        settings["NAME"] = name
        connections[DEFAULT] = in_memory


def _copy(source: object, path: Path) -> None:
    source.ensure_connection()
    target = sqlite3.connect(path)
    source.connection.backup(target)
    target.close()
