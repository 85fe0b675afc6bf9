"""`manage.py serve`, as a pharmacy starts it: with its own folder, on an address that is free."""

import gc
import importlib
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest

from pharmacy.supervisor import Program, Supervisor

ROOT = Path(__file__).resolve().parents[2]
WAIT = Program("waiting", (sys.executable, "-c", "import time; time.sleep(60)"))
FAIL = Program("failing", (sys.executable, "-c", "raise SystemExit(3)"))


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """An installation of its own, set up."""
    place = {"PATH": os.environ["PATH"], "VAR_DIR": str(tmp_path), "BIND": f"127.0.0.1:{free_port()}"}
    subprocess.run([sys.executable, "manage.py", "set_up"], cwd=ROOT, env=place, check=True, capture_output=True)
    return place


def test_it_prints_its_address_answers_and_stops_cleanly(environment: dict[str, str]) -> None:
    command = [sys.executable, "manage.py", "serve"]
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as server:
        too_late = threading.Timer(60, server.kill)
        too_late.start()
        printed = ""
        while "demo-only-aud" not in printed and (line := server.stdout.readline()):
            printed += line
        too_late.cancel()
        address = f"http://{environment['BIND']}/"
        assert f"Secundum is running at {address}" in printed
        with urlopen(f"{address}staff/login/", timeout=30) as page:
            assert page.status == 200
            assert b"Sign in" in page.read()
        server.send_signal(signal.SIGTERM)
        assert server.wait(timeout=60) == 0
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", int(environment["BIND"].rpartition(":")[2])), timeout=1)


def test_without_set_up_it_says_what_to_do(tmp_path: Path) -> None:
    place = {"PATH": os.environ["PATH"], "VAR_DIR": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "manage.py", "serve"], cwd=ROOT, env=place, check=False, capture_output=True, text=True
    )
    assert done.returncode == 1
    assert done.stderr == "CommandError: The database is not up to date. Run: make setup\n"


@pytest.fixture
def _signals_as_before() -> Iterator[None]:
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.mark.usefixtures("_signals_as_before")
def test_the_status_is_good_after_a_signal() -> None:
    supervisor = Supervisor(programs=(WAIT,), say=print)
    assert supervisor.run(is_ready=lambda: True, announce=lambda: os.kill(os.getpid(), signal.SIGTERM)) == 0
    assert supervisor.running[WAIT].returncode == -signal.SIGTERM


@pytest.mark.usefixtures("_signals_as_before")
def test_the_status_is_bad_after_a_failure() -> None:
    lines: list[str] = []
    supervisor = Supervisor(programs=(WAIT, FAIL), say=lines.append)
    assert supervisor.run(is_ready=lambda: False, announce=lambda: None) == 1
    assert lines[-1] == "The failing ended with status 3 again and again. Stopping."
    assert supervisor.running[WAIT].poll() is not None


def test_the_web_server_goes_through_nothing_again_that_it_loaded_for_good() -> None:
    importlib.import_module("pharmacy.wsgi")
    frozen = gc.get_freeze_count()
    gc.unfreeze()
    assert frozen > 50_000  # the pages and their forms, not Django alone
