"""Measure every page of the formulary with 100 formulations and with 10,000, ten versions each.

    .venv/bin/python benchmarks/formulary_pages.py                  SQLite
    .venv/bin/python benchmarks/formulary_pages.py --servers        PostgreSQL on 127.0.0.1

Options: --few 100  --many 10000  --runs 9. Exit status 1 when a page needs more queries with many than with few, takes
more than twice its time, or a search needs 50 ms in the database. The database is made for the run and thrown away.
Each page is asked for by a formulary admin (who may open them all; the entry of a prescription by a pharmacist), twice
to warm up and then --runs times, of which the quickest counts. Counted is processor time, the database within it; with
a server, the time waited for its answers too. So what else runs on the machine hardly counts.
The formulations are those that ship, each many times over under other codes and names.
"""

import argparse
import io
import os
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
MOST_MILLISECONDS_OF_A_SEARCH = 50
MOST_TIMES = 2
FINDS = {
    "by name": "sample 77", "by synonym": "otherword77", "by code": "baclofen-oral-suspension-77",
    "by excipient": "ora", "by a word of every name": "sample", "by two words": "capsules hydrocort",
    "by brand": "revia", "by E number": "e211", "in vain": "zzyzx",
}  # fmt: skip


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--servers", action="store_true")
    parser.add_argument("--few", type=int, default=100)
    parser.add_argument("--many", type=int, default=10_000)
    parser.add_argument("--runs", type=int, default=9)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="formulary-pages-") as folder:
        os.environ |= {"VAR_DIR": folder, "DJANGO_SETTINGS_MODULE": "pharmacy.settings", "LOG_LEVEL": "ERROR"}
        sys.path.insert(0, str(ROOT))
        if options.servers:
            _use_servers()
        import django

        django.setup()
        return _run(options)


def _use_servers() -> None:
    import psycopg

    name = "secundum_formulary_pages"
    with psycopg.connect("postgresql://postgres@127.0.0.1:5432/postgres", autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        connection.execute(f"CREATE DATABASE {name}")
    os.environ["DATABASE_URL"] = f"postgresql://postgres@127.0.0.1:5432/{name}"


def _run(options: argparse.Namespace) -> int:
    from django.core.management import call_command

    from benchmarks.many_formulations import grow

    call_command("set_up", verbosity=0, stdout=io.StringIO())
    grow(start=0, stop=options.few)
    _count_rows()
    few = _measure(runs=options.runs)
    print(f"{options.few} formulations measured", flush=True)
    grow(start=options.few, stop=options.many)
    _count_rows()
    many = _measure(runs=options.runs)
    slow = _report(few, many, options=options)
    return 1 if _report_searches(runs=options.runs) or slow else 0


def _count_rows() -> None:
    """Let PostgreSQL learn what its tables hold, as its autovacuum does where it is not switched off."""
    from django.db import connection

    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")


def _measure(*, runs: int) -> dict[str, tuple[int, float]]:
    from django.test import Client

    from pharmacy.staff.models import User

    client = Client(headers={"host": "localhost"})
    asked = {}
    for username, addresses in _addresses().items():
        client.force_login(User.objects.get(username=username))
        asked |= {page: _ask(client, address=address, runs=runs) for page, address in addresses.items()}
    return asked


def _addresses() -> dict[str, dict[str, str]]:
    from django.urls import reverse

    from formulations.models import Formulation, KnownSource

    source = KnownSource.objects.order_by("code").first()
    one = (
        Formulation.objects.filter(code__startswith="hydrocortisone-capsule-").order_by("pk").values_list("code")[0][0]
    )
    at = {name: reverse(f"formulations:{name}") for name in _PLAIN}
    of = {name: reverse(f"formulations:{name}", args=(one,)) for name in ("page", "versions", "limits")}
    versions = {
        "version": reverse("formulations:version", args=(one, 5)),
        "changes": reverse("formulations:changes", args=(one, 9, 10)),
        "copy": reverse("formulations:copy", args=(one, 10)),
        "draft": reverse("formulations:draft", args=(one, 11)),
        "submit": reverse("formulations:submit", args=(one, 11)),
        "discard": reverse("formulations:discard", args=(one, 11)),
    }
    more = {
        "search": at["list"] + "?find=sample+suspension",
        "last page of the list": at["list"] + "?page=999",
        "all drafts": at["drafts"] + "?what=mine",
        "source": reverse("formulations:source", args=(source.code,)) if source else at["sources"],
        "substance": reverse("formulations:substance", args=("sample-0",)),
        "substances found": at["substances"] + "?find=sample+3",
        "excipient": reverse("formulations:excipient", args=("lactose",)),
        "excipients found": at["excipients"] + "?find=milk",
        "avoiding": at["avoiding"] + "?avoid=lactose%2C+dyes",
        "avoiding, found": at["avoiding"] + "?avoid=lactose%2C+dyes&find=suspension",
        "capsule fill": at["capsule-fill"] + "?dose=1.5+mg&filler=lactose&number=100&overage=0",
    }
    return {"fay": at | of | versions | more, "anna": {"new prescription": reverse("prescriptions:enter")}}


_PLAIN = (
    "list", "drafts", "new", "sources", "references", "laws", "substances", "excipients", "avoiding", "capsule-fill",
)  # fmt: skip


class _Waiting:
    """How long a database server kept us waiting: time on the clock, less our own processor time meanwhile."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:  # noqa: PLR0917  Django calls it
        started, worked = time.perf_counter(), time.process_time()
        try:
            return execute(sql, params, many, context)
        finally:
            self.seconds += max(time.perf_counter() - started - (time.process_time() - worked), 0)


def _ask(client: object, *, address: str, runs: int) -> tuple[int, float]:
    """Return the queries and the least milliseconds of one page. A page that is not answered with 200 ends the run."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    times = [_time(client, address=address) for _ in range(runs + 2)]
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    return len(queries), min(times[2:])


def _time(client: object, *, address: str) -> float:
    from django.db import connection

    waiting = _Waiting()
    with connection.execute_wrapper(waiting):
        started = time.process_time()
        answer = client.get(address)
        worked = time.process_time() - started
    if answer.status_code != 200:
        sys.exit(f"{address} answered {answer.status_code}")
    return (worked + (waiting.seconds if connection.vendor == "postgresql" else 0)) * 1000


def _report(few: dict, many: dict, *, options: argparse.Namespace) -> bool:
    print(
        f"{'page':24} {'queries':>8} {'then':>5} {f'ms at {options.few}':>10} {f'at {options.many}':>10} {'times':>6}"
    )
    bad = []
    for page, (queries, milliseconds) in many.items():
        before, at_first = few[page]
        times = milliseconds / at_first
        print(f"{page:24} {before:>8} {queries:>5} {at_first:>10.1f} {milliseconds:>10.1f} {times:>6.2f}")
        if queries > before or times > MOST_TIMES:
            bad.append(page)
    print(f"pages that grow with the formulary: {', '.join(bad) or 'none'}")
    return bool(bad)


def _report_searches(*, runs: int) -> bool:
    """Print how long the database takes for the two questions of a search, and return whether one takes too long."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from formulations.queries.search import search_formulations

    slowest = 0.0
    for what, find in FINDS.items():
        with CaptureQueriesContext(connection) as queries:
            found = search_formulations(find)
            number = found.count()
            list(found.order_by("name", "pk")[:50])
        statements = [query["sql"] for query in queries]
        taken = min(_in_database(statements) for _ in range(runs))
        slowest = max(slowest, taken)
        print(f"search {what:24} {number:>6} found {taken:>8.1f} ms in the database")
    return slowest >= MOST_MILLISECONDS_OF_A_SEARCH


def _in_database(statements: list[str]) -> float:
    from django.db import connection

    started = time.perf_counter()
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement.replace("%", "%%") if "%%" not in statement else statement)
            cursor.fetchall()
    return (time.perf_counter() - started) * 1000


if __name__ == "__main__":
    sys.exit(main())
