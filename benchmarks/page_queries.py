"""Count the database queries of each page with few rows and with many, and time it.

    .venv/bin/python benchmarks/page_queries.py            8 prescriptions, then 80

Exit status 1 when a page needs more queries with many rows than with few. The database is made for the run and
thrown away. Each page is asked for by a pharmacist (the ledger too), once to warm up and then three times.
"""

import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FEW, MANY = 8, 80


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="page-queries-") as folder:
        os.environ |= {"VAR_DIR": folder, "DJANGO_SETTINGS_MODULE": "pharmacy.settings"}
        sys.path.insert(0, str(ROOT))
        import django

        django.setup()
        return _run()


def _run() -> int:
    from django.core.management import call_command

    call_command("set_up", verbosity=0)
    _grow(to=FEW)
    few = _ask_for_all()
    _grow(to=MANY)
    many = _ask_for_all()
    print(f"{'page':28} {'queries at ' + str(FEW):>14} {'at ' + str(MANY):>6} {'ms at ' + str(MANY):>9}")
    for page, (queries, milliseconds) in many.items():
        print(f"{page:28} {few[page][0]:>14} {queries:>6} {milliseconds:>9.0f}")
    grown = [page for page, (queries, _) in many.items() if queries > few[page][0]]
    print(f"pages that grow with the data: {', '.join(grown) or 'none'}")
    return 1 if grown else 0


def _grow(*, to: int) -> None:
    from benchmarks.many_papers import make_batches
    from pharmacy.compounding.actions import check_batch
    from pharmacy.compounding.models import Batch
    from pharmacy.documents.actions import request_documents
    from pharmacy.staff.models import User

    anna, tom = User.objects.get(username="anna"), User.objects.get(username="tom")
    have = Batch.objects.count()
    for number, batch in zip(range(have, to), make_batches(first=have + 1), strict=False):
        check_batch(batch=batch, by=anna)
        if number % 2:
            request_documents(batch=batch, by=tom, request_key=f"pages-{batch.lot}")


def _ask_for_all() -> dict[str, tuple[int, float]]:
    from django.test import Client

    from pharmacy.staff.models import User

    client = Client(headers={"host": "localhost"})
    client.force_login(User.objects.get(username="anna"))
    return {page: _ask(client, address=address) for page, address in _addresses().items()}


def _addresses() -> dict[str, str]:
    from django.urls import reverse

    from pharmacy.documents.models import Document

    paper = Document.objects.select_related("batch__prescription__patient").first()
    prescription, lot = paper.batch.prescription, paper.batch.lot
    of = (prescription.public_id,)
    return {
        "today": "/",
        "find": reverse("finding:find"),
        "new prescription": reverse("prescriptions:enter"),
        "prescription": reverse("prescriptions:page", args=of),
        "patient": reverse("prescriptions:patient", args=(prescription.patient.public_id,)),
        "batches": reverse("compounding:list"),
        "batch": reverse("compounding:batch", args=(lot,)),
        "batch panel": reverse("compounding:panel", args=of),
        "papers panel": reverse("documents:panel", args=of),
        "paper": reverse("documents:paper", args=(paper.public_id,)),
        "needs a person": reverse("documents:needs_a_person"),
        "printing": reverse("printing:list"),
        "printing panel": reverse("printing:panel", args=of),
        "supplies": reverse("dispensing:list"),
        "release panel": reverse("dispensing:panel", args=of),
        "patient's history": reverse("dispensing:history", args=(prescription.patient.public_id,)),
        "lot": reverse("dispensing:lot", args=(lot,)),
        "formulary": reverse("formulations:list"),
        "specification": reverse("formulations:page", args=("naltrexone-capsule",)),
        "ledger": reverse("ledger:list"),
    }


def _ask(client: object, *, address: str) -> tuple[int, float]:
    """Return the queries and the median milliseconds of one page. A page that is not answered with 200 ends the run."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    times = []
    for _ in range(4):
        with CaptureQueriesContext(connection) as queries:
            started = time.perf_counter()
            answer = client.get(address)
            times.append((time.perf_counter() - started) * 1000)
        if answer.status_code != 200:
            sys.exit(f"{address} answered {answer.status_code}")
    return len(queries), statistics.median(times[1:])


if __name__ == "__main__":
    sys.exit(main())
