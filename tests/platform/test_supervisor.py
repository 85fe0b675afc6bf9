"""Several programs run as one, and nothing is left behind."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
QUIET = "import time; time.sleep(60)"
STUBBORN = (
    "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('deaf', flush=True); time.sleep(60)"
)
FAILING = "raise SystemExit(3)"
PARENT = """
import sys
from pharmacy.supervisor import Program, Supervisor
programs = tuple(Program(f"program {n}", (sys.executable, "-c", code)) for n, code in enumerate(sys.argv[1:], start=1))
supervisor = Supervisor(programs=programs, say=lambda text: print(text, flush=True))
show = lambda: print("running", *[process.pid for process in supervisor.running.values()], flush=True)
sys.exit(supervisor.run(is_ready=lambda: True, announce=show))
"""


@pytest.fixture
def supervise() -> Iterator[Callable[..., tuple[subprocess.Popen[str], list[int]]]]:
    """Start a supervisor over programs given as code; return it and the process numbers of the programs."""
    started = []

    def start(*programs: str) -> tuple[subprocess.Popen[str], list[int]]:
        parent = subprocess.Popen(
            [sys.executable, "-c", PARENT, *programs], cwd=ROOT, stdout=subprocess.PIPE, text=True
        )
        started.append(parent)
        line = parent.stdout.readline()
        while line == "deaf\n":
            line = parent.stdout.readline()
        assert line.startswith("running")
        return parent, [int(number) for number in line.split()[1:]]

    yield start
    for parent in started:
        parent.kill()
        parent.wait()
        parent.stdout.close()


def gone(number: int, *, within: float = 10) -> bool:
    """The process ends within so many seconds."""
    end = time.monotonic() + within
    while time.monotonic() < end:
        status = Path(f"/proc/{number}/stat")
        if not status.exists() or status.read_text().rsplit(")", 1)[1].split()[0] == "Z":
            return True
        time.sleep(0.05)
    return False


def child_of(parent: int) -> int:
    """The one living child of a process, once it is there."""
    children = Path(f"/proc/{parent}/task/{parent}/children")
    end = time.monotonic() + 10
    while time.monotonic() < end:
        living = [int(number) for number in children.read_text().split() if not gone(int(number), within=0.01)]
        if living:
            return living[0]
    raise TimeoutError(parent)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_one_signal_stops_everything(number: int, supervise: Callable) -> None:
    parent, programs = supervise(QUIET, QUIET)
    parent.send_signal(number)
    assert parent.wait(timeout=10) == 0
    assert all(gone(program) for program in programs)


def test_a_program_that_is_killed_is_started_again(supervise: Callable) -> None:
    parent, programs = supervise(QUIET, QUIET)
    os.kill(programs[0], signal.SIGKILL)
    assert parent.stdout.readline() == "The program 1 ended with status -9. Starting it again.\n"
    assert not gone(programs[1], within=0.5)


def test_a_program_that_is_killed_ever_so_often_is_started_again(supervise: Callable) -> None:
    parent, programs = supervise(QUIET)
    killed = programs[0]
    for _ in range(8):
        os.kill(killed, signal.SIGKILL)
        assert parent.stdout.readline() == "The program 1 ended with status -9. Starting it again.\n"
        killed = child_of(parent.pid)
    assert not gone(killed, within=0.5)


def test_a_program_that_fails_again_and_again_stops_everything(supervise: Callable) -> None:
    parent, programs = supervise(QUIET, FAILING)
    text = parent.stdout.read()
    assert text.count("The program 2 ended with status 3. Starting it again.") == 5
    assert "The program 2 ended with status 3 again and again. Stopping." in text
    assert parent.wait(timeout=10) == 1
    assert gone(programs[0])


def test_a_second_signal_ends_a_program_that_does_not_listen(supervise: Callable) -> None:
    parent, programs = supervise(STUBBORN)
    time.sleep(0.5)
    parent.send_signal(signal.SIGINT)
    assert not gone(programs[0], within=0.5)
    parent.send_signal(signal.SIGINT)
    assert parent.wait(timeout=10) == 0
    assert gone(programs[0])


def test_no_program_outlives_a_supervisor_that_was_killed(supervise: Callable) -> None:
    parent, programs = supervise(QUIET, QUIET)
    parent.kill()
    assert all(gone(program) for program in programs)
