"""Runs of the command wait for each other where the database takes one writer at a time."""

import fcntl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection

# SQLite's writers ask again every 0.1 s at the latest: after this long, somebody at a page has had a turn.
LEFT_FOR_OTHERS = 0.15


@contextmanager
def my_turn(folder: Path) -> Iterator[None]:
    """Hold the only turn among the runs of this installation; do nothing where the database queues writers itself.

    folder: where the lock file stands. A run holds SQLite's write lock while its papers are made, and SQLite gives the
    lock to whoever asks in the right moment: without turns, one of many runs would wait in vain.
    """
    if connection.vendor != "sqlite":
        yield
        return
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "dispense.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            fcntl.flock(lock, fcntl.LOCK_EX)
            time.sleep(LEFT_FOR_OTHERS)
        yield
