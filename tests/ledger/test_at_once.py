"""Many people act at once, and the ledger stays without gaps."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.db import connection, transaction

from pharmacy.ledger.actions import append_event
from pharmacy.ledger.models import Event
from pharmacy.ledger.verification import verify_ledger

ROOT = Path(__file__).resolve().parents[2]
SET_UP = "import sys, django; django.setup(); "
WRITE = SET_UP + "from tests.ledger.test_at_once import write; write(25)"
VERIFY = SET_UP + "from django.core.management import call_command; call_command('verify_ledger')"


def write(count: int) -> None:
    """Write so many events, each in its own transaction."""
    for number in range(count):
        with transaction.atomic():
            append_event(actor="anna", verb="batch.checked", subject=f"batch:{number}", facts={})
    connection.close()


@pytest.mark.django_db(transaction=True)
def test_eight_people_at_once_leave_no_gap_on_postgresql() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL; the second run of the tests has it")
    with ThreadPoolExecutor(8) as people:
        list(people.map(write, [25] * 8))
    assert list(Event.objects.values_list("sequence", flat=True)) == list(range(1, 201))
    assert verify_ledger().fault is None


def test_four_programs_at_once_leave_no_gap_on_sqlite(tmp_path: Path) -> None:
    place = {"VAR_DIR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "pharmacy.settings", "PATH": os.environ["PATH"]}

    def run(*arguments: str) -> str:
        command = [sys.executable, *arguments]
        done = subprocess.run(command, cwd=ROOT, env=place, text=True, capture_output=True, check=True, timeout=120)
        return done.stdout

    run("manage.py", "migrate", "--verbosity", "0", "ledger")
    with ThreadPoolExecutor(4) as programs:
        list(programs.map(lambda code: run("-c", code), [WRITE] * 4))
    assert run("-c", VERIFY) == "The ledger is intact: 100 events.\n"
