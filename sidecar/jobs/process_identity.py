"""Name an operating-system process so that nobody takes another one for it, and kill it by that name."""

import contextlib
import os
import signal
import time
from pathlib import Path

_PATIENCE = 2.0
"""Seconds in which a killed process is gone, unless it waits for a disk."""
_GLANCE = 0.02


def this_process() -> str | None:
    """Name this process: the machine's start, the name space of process ids, the id, and when it began; none where that is not known."""
    machine, began = _machine(), _began(os.getpid())
    return f"{machine}/{os.getpid()}/{began}" if machine and began else None


def kill(name: str) -> bool:
    """Kill the process of a name and wait until it is gone; tell whether it was one of this machine that still lived."""
    machine, pid, began = name.rsplit("/", 2)
    if machine != _machine() or _began(int(pid)) != began:
        return False
    with contextlib.suppress(ProcessLookupError):
        os.kill(int(pid), signal.SIGKILL)
    deadline = time.monotonic() + _PATIENCE
    while _began(int(pid)) == began and time.monotonic() < deadline:
        time.sleep(_GLANCE)
    return True


def _machine() -> str | None:
    """Name the machine since its start, and which processes a process sees there: containers share the one and not the other."""
    with contextlib.suppress(OSError):
        return f"{Path('/proc/sys/kernel/random/boot_id').read_text().strip()}/{Path('/proc/self/ns/pid').readlink()}"
    return None


def _began(pid: int) -> str | None:
    """Give when a process began, in the kernel's ticks; none for one that is gone or waits to be reaped."""
    with contextlib.suppress(OSError):
        # The second field, a program's name in parentheses, may hold blanks and parentheses.
        state, *rest = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        return None if state in "ZX" else rest[18]
    return None
