"""What the typesetting process may use: ten seconds of one processor, half a gigabyte, no network, nothing to write."""

import ctypes
import os
import resource
import signal
import sys

CPU_SECONDS = 10
MEMORY_BYTES = 512 * 1024 * 1024
CLONE_NEWNET = 0x40000000
CLONE_NEWUSER = 0x10000000
PR_SET_PDEATHSIG = 1
FORBIDDEN = ("socket.connect", "socket.bind", "socket.getaddrinfo", "socket.sendto", "subprocess.Popen", "os.system")


class NotInThisProcess(PermissionError):
    """The typesetting process tried something that only other processes may do."""


def shut_in() -> None:
    """Take away from this process what it never needs; call it once, before any paper is read."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    _leave_the_network()
    sys.addaudithook(_refuse)


def allow_next_paper() -> None:
    """Give this process ten more seconds of processor time; past them the system ends it."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    soft = int(used.ru_utime + used.ru_stime) + CPU_SECONDS + 1
    resource.setrlimit(resource.RLIMIT_CPU, (soft, resource.RLIM_INFINITY))


def _leave_the_network() -> None:
    # Works where the system lets ordinary users make namespaces; elsewhere the audit hook and the fetcher still hold.
    if not sys.platform.startswith("linux"):
        return
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if libc.unshare(CLONE_NEWNET):
        libc.unshare(CLONE_NEWUSER | CLONE_NEWNET)


def _refuse(event: str, args: tuple[object, ...]) -> None:
    if event in FORBIDDEN:
        raise NotInThisProcess(f"{event} is not allowed while a paper is typeset")
    if event == "open" and isinstance(args[2], int) and args[2] & (os.O_WRONLY | os.O_RDWR):
        raise NotInThisProcess("no file may be written while a paper is typeset")
