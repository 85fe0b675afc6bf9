"""Drives Debian's Chromium against the whole program: web server, worker and relay, started as `make run` starts them.

Where Chromium is not installed these tests are skipped, and say so. With SCREENSHOTS=1 pictures go to var/screenshots.
Debian's chromium-headless-shell is the same browser without its windows, and takes half the processor time.
"""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

BASE_DIR = Path(__file__).resolve().parent.parent.parent
SHOTS = BASE_DIR / "var" / "screenshots"
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium-headless-shell") or shutil.which("chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
LONGEST_START_SECONDS = 60
SIZES = {"desk": {"width": 1280, "height": 800}, "tablet": {"width": 820, "height": 1180}}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what is in this folder, and skip it plainly without Chromium."""
    for item in items:
        if "tests/browser/" in item.nodeid or Path(__file__).parent in item.path.parents:
            item.add_marker("browser")
            if CHROMIUM is None:
                item.add_marker(pytest.mark.skip(reason="Install Debian’s chromium-headless-shell"))


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict) -> dict:
    """Debian's Chromium, without anything that talks to the network by itself.

    Its driver keeps an event loop in the thread of the tests. Django would take the tests that follow on this worker
    for asynchronous code and refuse them the database, although each still runs by itself and to its end.
    """
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    return {**browser_type_launch_args, "executable_path": CHROMIUM, "args": FLAGS}


@pytest.fixture(scope="session")
def house_var(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder in which the running demo pharmacy keeps its database."""
    return tmp_path_factory.mktemp("house")


@pytest.fixture(scope="session")
def house(house_var: Path) -> Iterator[str]:
    """The address of a running demo pharmacy with its own empty database."""
    bind = f"127.0.0.1:{_free_port()}"
    var = house_var
    surroundings = {**os.environ, "VAR_DIR": str(var), "BIND": bind, "WORKER_PROCESSES": "1", "LOG_LEVEL": "WARNING"}
    surroundings.pop("DATABASE_URL", None)
    surroundings.pop("CELERY_BROKER_URL", None)
    subprocess.run([sys.executable, "manage.py", "set_up"], cwd=BASE_DIR, env=surroundings, check=True)
    log = (var / "serve.log").open("wb")
    serve = [sys.executable, "manage.py", "serve"]
    program = subprocess.Popen(serve, cwd=BASE_DIR, env=surroundings, stdout=log, stderr=subprocess.STDOUT)
    try:
        _wait_for(bind, program=program, log=var / "serve.log")
        yield f"http://{bind}"
    finally:
        program.send_signal(signal.SIGTERM)
        program.wait(timeout=60)
        log.close()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(bind: str, *, program: subprocess.Popen, log: Path) -> None:
    host, _, port = bind.partition(":")
    for _ in range(LONGEST_START_SECONDS * 5):
        assert program.poll() is None, log.read_text(encoding="utf-8", errors="replace")[-3000:]
        try:
            socket.create_connection((host, int(port)), timeout=1).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise AssertionError(log.read_text(encoding="utf-8", errors="replace")[-3000:])


@pytest.fixture(scope="session")
def sessions() -> dict[str, tuple[object, str]]:
    """The cookies of who has logged in to the house before, and the page where that leads, by user name."""
    return {}


@pytest.fixture
def desk(browser, house, sessions):
    """A function that seats a person at a screen of some size, and returns the page: desk("anna", size="tablet").

    Who logged in before is still logged in; anew=True logs in anew, for a test that ends its session.
    """
    from tests.browser.desk import Desk

    contexts = []

    def sit_down(username: str, *, size: str = "desk", script: bool = True, anew: bool = False) -> Desk:
        cookies, home = (None, "") if anew else sessions.get(username, (None, ""))
        screen = {"viewport": SIZES[size], "reduced_motion": "reduce", "java_script_enabled": script}
        context = browser.new_context(base_url=house, storage_state=cookies, **screen)
        contexts.append(context)
        seat = Desk(context.new_page(), size=size, shots=SHOTS)
        if cookies:
            seat.page.goto(home)
            return seat
        seat.log_in(username)
        if not anew:
            sessions[username] = (context.storage_state(), seat.page.url)
        return seat

    yield sit_down
    for context in contexts:
        context.close()
