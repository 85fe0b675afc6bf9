"""Asks the daily pages of a filled pharmacy many times, each time for another record, and notes what each costs."""

import re
import statistics
import sys
import time
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from benchmarks.scale_pages import Ask, Page, pages


class _Clock:
    """Time in the database, and how long a server kept us waiting beyond our own processor time."""

    def __init__(self) -> None:
        self.database = self.waited = 0.0

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:  # noqa: PLR0917  Django calls it
        started, worked = time.perf_counter(), time.process_time()
        try:
            result = execute(sql, params, many, context)
            if context["cursor"].description:
                context["cursor"].cursor = _Rows(context["cursor"].cursor)
            return result
        finally:
            taken = time.perf_counter() - started
            self.database += taken
            self.waited += max(taken - (time.process_time() - worked), 0)


class _Rows:
    """The rows of a query, all read: SQLite looks for a row only when it is asked for."""

    def __init__(self, cursor: Any) -> None:
        self.cursor, self.rows = cursor, iter(cursor.fetchall())

    def fetchone(self) -> Any:
        return next(self.rows, None)

    def fetchmany(self, size: int = 1) -> list[Any]:
        return list(islice(self.rows, size))

    def fetchall(self) -> list[Any]:
        return list(self.rows)

    def __iter__(self) -> Iterator[Any]:
        return self.rows

    def __getattr__(self, name: str) -> Any:
        return getattr(self.cursor, name)


def measure(*, runs: int) -> dict[str, dict[str, Any]]:
    """Return queries, median and 95th percentile of each page, in milliseconds; and how often it asks what."""
    from pharmacy.staff.models import User

    client = Client(headers={"host": "localhost"})
    client.force_login(User.objects.get(username="anna"))
    return {page: _figures(client, ask=ask, runs=runs) for page, ask in pages().items()}


def _figures(client: Client, *, ask: Page, runs: int) -> dict[str, Any]:
    for run in range(3):  # to warm up
        ask(run)(client)
    times = [_time(client, ask=ask(run)) for run in range(3, runs + 3)]
    asked = [_asked(client, ask=ask(run)) for run in range(3, 8)]
    most: Counter[str] = Counter()
    for _, statements in asked:
        most |= statements
    wall, cost, database = (sorted(column) for column in zip(*times, strict=True))
    return {
        "queries": max(count for count, _ in asked), "statements": most,
        "median": statistics.median(wall), "p95": _p95(wall),
        "cost_median": statistics.median(cost), "cost_p95": _p95(cost), "database_p95": _p95(database),
    }  # fmt: skip


def _asked(client: Client, *, ask: Ask) -> tuple[int, Counter[str]]:
    """How many queries an answer takes, and how often it asks each of them, whatever record it asks for."""
    statements: Counter[str] = Counter()

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:  # noqa: PLR0917  Django calls it
        statements[_what(sql)] += 1
        return execute(sql, params, many, context)

    with CaptureQueriesContext(connection) as queries, connection.execute_wrapper(note):
        ask(client)
    return len(queries), statements


def _what(sql: str) -> str:
    """What a statement does, and with which tables: its columns stand in another order in each process."""
    tables = sorted(set(re.findall(r'(?:FROM|JOIN|INTO|UPDATE) "(\w+)"', sql)))
    return " ".join((sql.split(maxsplit=1)[0], ", ".join(tables))).strip()


def _p95(ordered: list[float]) -> float:
    return ordered[min(len(ordered) - 1, round(0.95 * len(ordered)))]


def _time(client: Client, *, ask: Ask) -> tuple[float, float, float]:
    clock = _Clock()
    with connection.execute_wrapper(clock):
        started, worked = time.perf_counter(), time.process_time()
        answer = ask(client)
        cost, wall = time.process_time() - worked, time.perf_counter() - started
    if answer.status_code not in (200, 302):
        sys.exit(f"{answer.request['PATH_INFO']} answered {answer.status_code}")
    waited = clock.waited if connection.vendor == "postgresql" else 0.0
    return wall * 1000, (cost + waited) * 1000, clock.database * 1000
