"""A scan is drawn anew by another process; what is shown is never the file that came."""

import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from pharmacy.prescriptions.scans import redrawing
from pharmacy.prescriptions.scans.kinds import BadScan

LONGEST_WAIT_SECONDS = 20
TOO_COSTLY = "the file takes more memory or time than any scan should; scan the paper again at 200 dots an inch"


@dataclass(frozen=True)
class Picture:
    """One page of a scan. width, height: in dots. jpeg: drawn by this program."""

    width: int
    height: int
    jpeg: bytes


def pictures_of(content: bytes, *, kind: str) -> tuple[Picture, ...]:
    """Return the pages of a scan, redrawn, at most 10. kind: its media type, as `kind_of` told it.

    Raises BadScan for a file that is broken, locked, animated, too large or too long, has too many pages, holds a
    program, or takes more memory or time than a scan should.
    """
    command = [sys.executable, "-I", str(Path(redrawing.__file__)), kind]
    try:
        done = subprocess.run(  # noqa: S603  the command is this program's own, the file goes to its standard input
            command, input=content, capture_output=True, timeout=LONGEST_WAIT_SECONDS, env={}, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise BadScan(TOO_COSTLY) from error
    if done.returncode == redrawing.REFUSED:
        raise BadScan(done.stderr.decode())
    if done.returncode:
        too_costly = -done.returncode in (signal.SIGKILL, signal.SIGXCPU) or b"MemoryError" in done.stderr
        raise BadScan(TOO_COSTLY if too_costly else redrawing.BROKEN)
    return tuple(_read(done.stdout))


def _read(answer: bytes) -> list[Picture]:
    pictures, at = [], 0
    while at < len(answer):
        width, height, length = redrawing.HEAD.unpack_from(answer, at)
        at += redrawing.HEAD.size
        pictures.append(Picture(width, height=height, jpeg=answer[at : at + length]))
        at += length
    return pictures
