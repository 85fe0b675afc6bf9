"""Kill workers at random while papers are rendered, and count what is lost or made twice.

    .venv/bin/python benchmarks/render_kills.py                     SQLite and the embedded broker
    .venv/bin/python benchmarks/render_kills.py --servers           PostgreSQL and Redis on 127.0.0.1

Options: --renders 200  --kills 20  --seed 7. Exit status 0 only when nothing was lost and nothing made twice.
The database is made for the run and thrown away. Victims: the worker with all its children, one pool process,
one rendering process, the relay.
"""

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from itertools import cycle, islice
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parent.parent
GIVE_UP_SECONDS = 900
CHILD_SECONDS = 5
QUIET = subprocess.DEVNULL
VICTIMS = ("worker", "pool process", "rendering process", "relay")


class Programs:
    """The worker and the relay, started as `manage.py serve` starts them, and started again when they are killed."""

    def __init__(self, commands: dict[str, tuple[str, ...]]) -> None:
        self.commands = commands
        self.running: dict[str, subprocess.Popen[bytes]] = {}

    def keep_running(self) -> None:
        for name, command in self.commands.items():
            process = self.running.get(name)
            if process is None or process.poll() is not None:
                self.running[name] = subprocess.Popen(command, cwd=ROOT, start_new_session=True, stderr=QUIET)

    def kill(self, victim: str, *, chance: random.Random) -> str:
        """Kill one victim with signal 9; return who it was (another one when that victim is not there now)."""
        if victim == "worker":
            return self._kill_group("worker")
        if victim == "relay":
            return self._kill_group("relay")
        children = self._wait_for_children(deep=victim == "rendering process")
        if not children:
            return self._kill_group("worker")
        chance.choice(children).kill()
        return victim

    def _wait_for_children(self, *, deep: bool) -> list[psutil.Process]:
        until = time.monotonic() + CHILD_SECONDS
        while not (children := self._children(deep=deep)) and time.monotonic() < until:
            time.sleep(0.02)
        return children

    def _children(self, *, deep: bool) -> list[psutil.Process]:
        try:
            parent = psutil.Process(self.running["worker"].pid)
            pool = parent.children()
            return [child for one in pool for child in one.children()] if deep else pool
        except psutil.NoSuchProcess:
            return []

    def _kill_group(self, name: str) -> str:
        try:
            os.killpg(self.running[name].pid, signal.SIGKILL)
        except ProcessLookupError:
            return f"{name} (already gone)"
        self.running[name].wait()
        return name

    def stop(self) -> None:
        for process in self.running.values():
            process.terminate()
        for process in self.running.values():
            process.wait(timeout=60)


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--servers", action="store_true")
    parser.add_argument("--renders", type=int, default=200)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="render-kills-") as folder:
        os.environ["VAR_DIR"] = folder
        os.environ["DJANGO_SETTINGS_MODULE"] = "pharmacy.settings"
        sys.path.insert(0, str(ROOT))
        if options.servers:
            _use_servers()
        return _run(options)


def _use_servers() -> None:
    import psycopg

    name = "secundum_render_kills"
    with psycopg.connect("postgresql://postgres@127.0.0.1:5432/postgres", autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        connection.execute(f"CREATE DATABASE {name}")
    os.environ["DATABASE_URL"] = f"postgresql://postgres@127.0.0.1:5432/{name}"
    os.environ["CELERY_BROKER_URL"] = "redis://127.0.0.1:6379/9"


def _run(options: argparse.Namespace) -> int:
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    from benchmarks.many_papers import ask_for_papers
    from pharmacy.management.commands.serve import programs

    call_command("set_up", verbosity=0)
    ask_for_papers(options.renders)
    commands = {one.name: one.arguments for one in programs("127.0.0.1:0") if one.name != "web server"}
    print(f"{options.renders} papers asked for on {connection.vendor}; seed {options.seed}")
    started = time.monotonic()
    kills = _kill_while_rendering(Programs(commands), options=options)
    return _report(options.renders, kills=kills, seconds=time.monotonic() - started)


def _kill_while_rendering(programs: Programs, *, options: argparse.Namespace) -> list[str]:
    """Kill at random moments spread over the work: one kill each time another twentieth of the papers is done."""
    chance = random.Random(options.seed)
    victims = list(islice(cycle(VICTIMS), options.kills))
    chance.shuffle(victims)
    kills: list[str] = []
    deadline = time.monotonic() + GIVE_UP_SECONDS
    step = options.renders / (options.kills + 1)
    while time.monotonic() < deadline:
        programs.keep_running()
        finished = _finished()
        if finished >= options.renders:
            break
        if len(kills) < options.kills and finished >= step * (len(kills) + 1):
            time.sleep(chance.uniform(0, 0.4))
            kills.append(programs.kill(victims[len(kills)], chance=chance))
        time.sleep(0.05)
    programs.stop()
    return kills


def _finished() -> int:
    from pharmacy.documents.models import Document

    return Document.objects.filter(state__in=("rendered", "failed")).count()


def _report(asked: int, *, kills: list[str], seconds: float) -> int:
    from django.core.management import call_command

    from pharmacy.documents.models import ArchivedFile, Document
    from pharmacy.ledger.models import Event

    rendered = Document.objects.filter(state="rendered")
    events = Event.objects.filter(verb="document.rendered")
    papers = Counter(json.loads(facts)["paper"] for facts in events.values_list("facts", flat=True))
    twice = sum(1 for times in papers.values() if times > 1)
    orphans = ArchivedFile.objects.filter(documents=None).count()
    lost = asked - rendered.count()
    print(f"kills: {len(kills)} ({', '.join(f'{kills.count(name)} {name}' for name in sorted(set(kills)))})")
    print(
        f"rendered {rendered.count()} of {asked}; lost {lost}; rendered twice {twice}; files without a paper {orphans}"
    )
    print(f"claims {sum(rendered.values_list('attempt', flat=True))}; {seconds:.0f} s")
    call_command("verify_ledger")
    good = not lost and not twice and not orphans and events.count() == asked and len(kills) > 0
    print("nothing lost, nothing made twice" if good else "NOT GOOD")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
