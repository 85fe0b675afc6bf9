"""Runs several programs as one: starts them, restarts one that fails, and leaves nothing behind when it ends."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from types import FrameType

LOOK_EVERY_SECONDS = 0.2
PATIENCE_SECONDS = 40
MOST_RESTARTS = 5
EARLY_SECONDS = 10
PR_SET_PDEATHSIG = 1


@dataclass(frozen=True)
class Program:
    """A program to keep running: what it is called and how it is started."""

    name: str
    arguments: tuple[str, ...]


@dataclass
class Supervisor:
    """Keeps programs running until a signal. One signal asks them to finish their work; a second one kills them."""

    programs: tuple[Program, ...]
    say: Callable[[str], object]
    running: dict[Program, subprocess.Popen[bytes]] = field(default_factory=dict)
    signals: list[int] = field(default_factory=list)
    started_at: dict[Program, float] = field(default_factory=dict)
    early_ends: Counter[Program] = field(default_factory=Counter)
    failed: bool = False

    def run(self, *, is_ready: Callable[[], bool], announce: Callable[[], object]) -> int:
        """Run until a signal or a failure that repeats; return the exit status (0 after a signal, 1 after a failure).

        is_ready: asked five times a second until it says yes. announce: then called, once.
        """
        signal.signal(signal.SIGINT, self._note)
        signal.signal(signal.SIGTERM, self._note)
        for program in self.programs:
            self._start(program)
        announced = False
        while not self.signals and not self.failed:
            self._restart_the_ended()
            if not announced and is_ready():
                announced = True
                announce()
            time.sleep(LOOK_EVERY_SECONDS)
        self._stop()
        return 1 if self.failed else 0

    def _note(self, number: int, _frame: FrameType | None) -> None:
        self.signals.append(number)

    def _start(self, program: Program) -> None:
        parent = os.getpid()
        self.started_at[program] = time.monotonic()
        self.running[program] = subprocess.Popen(  # noqa: S603 - our own programs, no shell
            program.arguments,
            start_new_session=True,
            preexec_fn=lambda: _end_with(parent),  # noqa: PLW1509 - this process has one thread
        )

    def _restart_the_ended(self) -> None:
        for program, process in self.running.items():
            if process.poll() is None:
                continue
            if self._fails_again_and_again(program):
                self.say(f"The {program.name} ended with status {process.returncode} again and again. Stopping.")
                self.failed = True
                return
            self.say(f"The {program.name} ended with status {process.returncode}. Starting it again.")
            _kill_group(process)
            self._start(program)
            return

    def _fails_again_and_again(self, program: Program) -> bool:
        """Ends soon after each start. A program that was killed from outside has not failed: it is always restarted."""
        is_early = time.monotonic() - self.started_at[program] < EARLY_SECONDS
        if not is_early:
            del self.early_ends[program]
        elif self.running[program].returncode != -signal.SIGKILL:
            self.early_ends[program] += 1
        return self.early_ends[program] > MOST_RESTARTS

    def _stop(self) -> None:
        for process in self.running.values():
            if process.poll() is None:
                process.terminate()
        end = time.monotonic() + PATIENCE_SECONDS
        while self._any_alive() and len(self.signals) < 2 and time.monotonic() < end:
            time.sleep(LOOK_EVERY_SECONDS / 4)
        for process in self.running.values():
            _kill_group(process)
            process.wait()

    def _any_alive(self) -> bool:
        return any(process.poll() is None for process in self.running.values())


def _kill_group(process: subprocess.Popen[bytes]) -> None:
    """Kill what a program left behind in its session; there is usually nothing."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        return


def _end_with(parent: int) -> None:
    """In the child: ask Linux to end it when the supervisor dies, even by kill -9."""
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() != parent:
            os._exit(1)
