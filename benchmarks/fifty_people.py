"""Fifty people work at once on one running pharmacy, over loopback, and nothing of what they did is lost.

    .venv/bin/python benchmarks/fifty_people.py                  SQLite
    .venv/bin/python benchmarks/fifty_people.py --servers        PostgreSQL and Redis on 127.0.0.1

Options: --people 50  --seconds 60. Each person signs in and then, over and over: enters a prescription for a new or a
known patient, screens and settles, takes work up and hands it back, makes a batch, checks one that a colleague made,
asks for the plan while typing, searches, reads Today and the work list. Pages are found and forms filled in as a
browser does it. Afterwards the rows and the ledger are compared with what each person was told.
Exit status 1 for any answer of 500 or more, any act that was answered with success and is not on record once, a broken
chain, a number or a lot given twice, or an error in the log of the program.
"""

import argparse
import os
import secrets
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SERVER, DATABASE = "postgresql://postgres@127.0.0.1:5432", "secundum_fifty_people"
LOUD = ("Traceback", "database is locked", "deadlock", "OperationalError", "InternalError", "Internal Server Error")


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--servers", action="store_true")
    parser.add_argument("--people", type=int, default=50)
    parser.add_argument("--seconds", type=int, default=60)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="fifty-people-") as folder:
        surroundings = os.environ | {"VAR_DIR": folder, "LOG_LEVEL": "WARNING", "WORKER_PROCESSES": "1"}
        surroundings |= {"DJANGO_SETTINGS_MODULE": "pharmacy.settings", "DATABASE_URL": "", "CELERY_BROKER_URL": ""}
        if options.servers:
            _fresh_database()
            surroundings["DATABASE_URL"] = f"{SERVER}/{DATABASE}"
        os.environ |= surroundings
        return _run(Path(folder), options=options)


def _fresh_database() -> None:
    import psycopg

    with psycopg.connect(f"{SERVER}/postgres", autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {DATABASE} WITH (FORCE)")
        connection.execute(f"CREATE DATABASE {DATABASE}")


def _run(folder: Path, *, options: argparse.Namespace) -> int:
    sys.path.insert(0, str(ROOT))
    subprocess.run([sys.executable, "manage.py", "set_up"], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    import django

    django.setup()
    password = secrets.token_urlsafe(16)
    names = _hire(options.people, password=password)
    address = f"127.0.0.1:{_free_port()}"
    log = folder / "serve.log"
    program = _serve(address, log=log)
    try:
        from benchmarks.people_at_work import work_at_once

        told = work_at_once(f"http://{address}", names=names, password=password, seconds=options.seconds)
    finally:
        program.send_signal(signal.SIGTERM)
        program.wait(timeout=60)
    return _judge(told, log=log, options=options)


def _hire(number: int, *, password: str) -> list[str]:
    """Return the user names of so many people, two pharmacists to each technician, all with one password."""
    from pharmacy.staff.accounts import open_account
    from pharmacy.staff.models import Role

    names = [f"person{n:02d}" for n in range(number)]
    for n, name in enumerate(names):
        role = Role.TECHNICIAN if n % 3 == 2 else Role.PHARMACIST
        open_account(username=name, full_name=f"Person {n:02d}", role=role, password=password)
    return names


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _serve(address: str, *, log: Path) -> subprocess.Popen:
    command = [sys.executable, "manage.py", "serve"]
    program = subprocess.Popen(
        command, cwd=ROOT, env=os.environ | {"BIND": address}, stdout=log.open("wb"), stderr=subprocess.STDOUT
    )
    host, _, port = address.partition(":")
    for _ in range(300):
        if program.poll() is not None:
            sys.exit(log.read_text()[-2000:])
        try:
            socket.create_connection((host, int(port)), timeout=1).close()
            return program
        except OSError:
            time.sleep(0.2)
    sys.exit("the program did not start")


def _judge(told: "object", *, log: Path, options: argparse.Namespace) -> int:
    from benchmarks.people_at_work import differences, figures

    print(f"{options.people} people, {options.seconds} s, {'PostgreSQL' if options.servers else 'SQLite'}")
    print(figures(told))
    faults = differences(told)
    faults += [f"in the log: {line[:200]}" for line in log.read_text(errors="replace").splitlines() if _is_loud(line)]
    for fault in faults[:20]:
        print(f"FAULT {fault}")
    print(f"faults: {len(faults)}")
    return 1 if faults else 0


def _is_loud(line: str) -> bool:
    return any(word in line for word in LOUD)


if __name__ == "__main__":
    sys.exit(main())
