"""The web and worker processes' side of typesetting: keeps one child process, feeds it, and ends it when it must."""

import atexit
import json
import os
import selectors
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict, replace
from pathlib import Path
from typing import IO, Any

from pharmacy.documents.rendering.fonts import fontconfig_file
from pharmacy.documents.rendering.limits import CPU_SECONDS
from pharmacy.documents.rendering.sheet import Sheet, Typeset, typeset_from

PROJECT = Path(__file__).resolve().parents[3]
SIZE = struct.Struct(">I")
WALL_SECONDS = 2 * CPU_SECONDS  # of the clock; processor time is limited in the child itself
START_SECONDS = 15  # on top, for a child that is only starting; both together are less than the lease of a paper
MOST_PAPERS = 200  # in full, then a fresh process, so that nothing can pile up
QUICK = 0.02  # of that, a label that was set the quick way, or a layout that was not drawn
MOST_CHARACTERS = 400_000
MOST_BYTES = 8 * 1024 * 1024


class TypesetFailed(Exception):
    """A paper that cannot be typeset; the message says why."""


class TypesetTooCostly(TypesetFailed):
    """A paper that was stopped because it took too long or too much memory."""


class TypesetCrashed(TypesetFailed):
    """The typesetting process ended by itself."""


class _Child:
    def __init__(self) -> None:
        environment = {"PATH": os.defpath, "LC_ALL": "C.UTF-8", "FONTCONFIG_FILE": str(fontconfig_file())}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "pharmacy.documents.rendering.typesetter"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=PROJECT,
            env=environment,
        )
        self.papers = 0
        self.worn = 0.0

    def set(self, message: bytes) -> tuple[dict[str, Any], bytes]:
        """Return the child's report and PDF. Raises TypesetTooCostly or TypesetCrashed, and then the child is gone."""
        until = time.monotonic() + WALL_SECONDS + (0 if self.papers else START_SECONDS)
        self.papers += 1
        try:
            self._write(SIZE.pack(len(message)) + message)
            report, pdf = json.loads(self._part(until)), self._part(until)
        except TypesetFailed:
            self.end()
            raise
        self.worn += (QUICK if report.get("is_quick") or not pdf else 1) * (1 + report.get("number", 0))
        return report, pdf

    def end(self) -> None:
        """Kill the child and wait until it is gone."""
        self.process.kill()
        self.process.wait()
        for pipe in filter(None, (self.process.stdin, self.process.stdout)):
            with suppress(BrokenPipeError):  # what was written and not read goes with the child
                pipe.close()

    def _write(self, message: bytes) -> None:
        try:
            self._in.write(message)
            self._in.flush()
        except BrokenPipeError as error:
            raise TypesetCrashed("the typesetting process was gone") from error

    @property
    def _in(self) -> IO[bytes]:
        if self.process.stdin is None:
            raise TypesetCrashed("the typesetting process has no input")
        return self.process.stdin

    def _part(self, until: float) -> bytes:
        size = SIZE.unpack(self._read(SIZE.size, until))[0]
        if size > MOST_BYTES:
            raise TypesetTooCostly(f"the paper grew to {size} bytes and was stopped")
        return self._read(size, until)

    def _read(self, count: int, until: float) -> bytes:
        out = self.process.stdout
        if out is None:
            raise TypesetCrashed("the typesetting process has no output")
        found = b""
        with selectors.DefaultSelector() as waiting:
            waiting.register(out, selectors.EVENT_READ)
            while len(found) < count:
                if not waiting.select(max(0.0, until - time.monotonic())):
                    raise TypesetTooCostly(f"the paper took more than {WALL_SECONDS} seconds and was stopped")
                piece = os.read(out.fileno(), count - len(found))
                if not piece:
                    raise self._ended()
                found += piece
        return found

    def _ended(self) -> TypesetFailed:
        code = self.process.wait()
        if code == -24:  # SIGXCPU
            return TypesetTooCostly(f"the paper took more than {CPU_SECONDS} seconds to lay out and was stopped")
        return TypesetCrashed(f"the typesetting process ended (status {code})")


class _Workshop:
    """One child per process. After a fork the copy must not speak into its parent's pipes."""

    def __init__(self) -> None:
        self.child: _Child | None = None
        self.turn = threading.Lock()

    def set(self, message: bytes) -> tuple[dict[str, Any], bytes]:
        """Return the child's answer; starts a child when there is none, and a new one after many papers."""
        with self.turn:
            child = self.child or _Child()
            self.child = None
            answer = child.set(message)
            if child.worn < MOST_PAPERS:
                self.child = child
            else:
                child.end()
            return answer

    def open(self) -> None:
        """Start a child where there is none."""
        with self.turn:
            self.child = self.child or _Child()

    def close(self) -> None:
        """End the child, if there is one."""
        if self.child:
            self.child.end()
            self.child = None

    def forget(self) -> None:
        """Drop the child without touching it: it belongs to the process that this one was forked from."""
        self.child = None
        self.turn = threading.Lock()


_workshop = _Workshop()
atexit.register(_workshop.close)
os.register_at_fork(after_in_child=_workshop.forget)


def open_workshop() -> None:
    """Start the typesetting process before the first paper asks for it, which would wait for it otherwise."""
    _workshop.open()


def typeset(sheet: Sheet) -> Typeset:
    """Return the finished layout of a sheet.

    Raises TypesetTooCostly for a paper that passes ten seconds or half a gigabyte, TypesetCrashed when the process
    ended by itself, TypesetFailed for everything else, such as a paper that asks for a file or an address.
    """
    return typeset_first([sheet])[1]


def typeset_first(sheets: Sequence[Sheet]) -> tuple[int, Typeset]:
    """Return the layout of the first sheet that fits, and its place among them from 0; of the last where none does.

    sheets: the same words in other styles. Raises ValueError where the words differ, and what `typeset` raises; all
    together may take no longer than one paper.
    """
    first = sheets[0]
    if len(first.html) > MOST_CHARACTERS:
        raise TypesetTooCostly(f"the paper has {len(first.html)} characters; {MOST_CHARACTERS} is the most")
    if any(replace(sheet, css=first.css) != first for sheet in sheets[1:]):
        raise ValueError("sheets that are typeset in turn may differ in their styles alone")
    message = json.dumps(asdict(first) | {"css": [sheet.css for sheet in sheets]}).encode()
    report, pdf = _workshop.set(message)
    if "problem" in report:
        raise _failure(str(report["problem"]))
    return report["number"], typeset_from(report, pdf=pdf)


def _failure(problem: str) -> TypesetFailed:
    kinds = {"MemoryError": "the paper needs more memory than it may", "RecursionError": "the paper is nested too deep"}
    for kind, reason in kinds.items():
        if problem.startswith(kind):
            return TypesetTooCostly(f"{reason}; it was stopped")
    return TypesetFailed(problem)
