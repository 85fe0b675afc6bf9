"""A database that connections share as in a pharmacy, and acts that start together.

For SQLite it is a file, as memory has no lock to wait for.
"""

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection, connections

DEFAULT = "default"


def at_once(*acts: Callable[[], object], refusals: tuple[type[Exception], ...]) -> list[object]:
    """Run the acts in threads that start together; return what each gave, or the refusal that it raised."""
    results: list[object] = [None] * len(acts)
    together = threading.Barrier(len(acts))

    def run(index: int, act: Callable[[], object]) -> None:
        together.wait()
        try:
            results[index] = act()
        except refusals as refused:
            results[index] = refused
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


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
