"""Identify an operating-system process beyond its reusable id, and kill it by that identity."""

import contextlib
import os
import signal
import time
from pathlib import Path

_KILL_WAIT = 2.0
"""Seconds to wait for a killed process to exit. A process blocked on disk I/O may take longer."""
_POLL_INTERVAL = 0.02
"""Seconds between two checks of a killed process."""


def own_identity() -> str | None:
    """Return the identity of this process, as :func:`identity_of` does."""
    return identity_of(os.getpid())


def identity_of(pid: int) -> str | None:
    """Return ``host/pid/start time`` of a process, or None if it has ended or the system does not expose them."""
    host, start_time = host_identity(), _start_time(pid)
    return f"{host}/{pid}/{start_time}" if host and start_time else None


def kill(identity: str) -> bool:
    """Kill a process and wait until it exits; return whether it was alive on this host."""
    host, pid, start_time = identity.rsplit("/", 2)
    if host != host_identity() or _start_time(int(pid)) != start_time:
        return False
    with contextlib.suppress(ProcessLookupError):
        os.kill(int(pid), signal.SIGKILL)
    deadline = time.monotonic() + _KILL_WAIT
    while _start_time(int(pid)) == start_time and time.monotonic() < deadline:
        time.sleep(_POLL_INTERVAL)
    return True


def host_identity() -> str | None:
    """Return the machine's boot id and the PID namespace; None if the system does not expose them.

    Containers on one machine share the boot id but not the namespace.
    """
    with contextlib.suppress(OSError):
        return f"{Path('/proc/sys/kernel/random/boot_id').read_text().strip()}/{Path('/proc/self/ns/pid').readlink()}"
    return None


def _start_time(pid: int) -> str | None:
    """Return the start time of a process in clock ticks; None if it has exited or is a zombie."""
    with contextlib.suppress(OSError):
        # The second field, a program's name in parentheses, may contain blanks and parentheses.
        state, *rest = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        return None if state in "ZX" else rest[18]
    return None
