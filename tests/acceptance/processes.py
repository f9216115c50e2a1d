"""The processes of a service under test, found by what they are and in whose environment they run."""

import os
import signal
import subprocess
from contextlib import suppress
from pathlib import Path

from tests.acceptance.service import Service


def processes(service: Service, what: str) -> list[int]:
    """Find the service's processes of one kind, by their command line and environment."""
    found = subprocess.run(["pgrep", "-f", what], capture_output=True, text=True, check=False).stdout.split()
    mark = f"SIDECAR_BIND=127.0.0.1:{service.port}".encode()
    return [int(pid) for pid in found if _environ(pid).find(mark) >= 0]


def _environ(pid: str) -> bytes:
    try:
        return Path(f"/proc/{pid}/environ").read_bytes()
    except OSError:
        return b""


def kill(service: Service, what: str) -> None:
    """Kill all of one kind."""
    signal_all(processes(service, what), signal.SIGKILL)


def signal_all(pids: list[int], number: signal.Signals) -> None:
    """Send a signal to processes, some of which may be gone."""
    for pid in pids:
        with suppress(ProcessLookupError):
            os.kill(pid, number)


def has_begun(pid: int) -> bool:
    """Tell the process that works from the one that is kept warm: that one has no connection yet."""
    return any("socket:" in str(each.readlink()) for each in Path(f"/proc/{pid}/fd").iterdir())
