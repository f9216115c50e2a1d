"""A server of this machine that a test may kill, pause and start again: at the same address, with the same data."""

import os
import signal
import subprocess
from collections.abc import Callable
from contextlib import suppress

from sidecar.demo.elasticsearch import process
from sidecar.errors import ConfigurationError

STARTS = 3
"""A killed server's port or memory may be taken for a moment."""


class Mortal:
    """Hold a running server. ``start`` starts it again and waits until it answers; call it on the thread that began the test."""

    def __init__(self, url: str, server: process.Process, start: Callable[[], process.Process], *, farewell: str = "TERM") -> None:
        self.url = url
        self._server = server
        self._start = start
        self._farewell = farewell

    def kill(self) -> None:
        """End it and all that it started at once, as a lost machine would."""
        signal_all(family(self._server.pid), signal.SIGKILL)
        self._server.wait()

    def stop(self) -> None:
        """End it politely."""
        self.resume()
        process.stop(self._server, farewell=self._farewell)

    def start(self) -> None:
        """Start it again, unless it runs."""
        self.resume()
        for attempt in range(STARTS):
            if self._server.poll() is None:
                return
            try:
                self._server = self._start()
            except ConfigurationError:
                if attempt == STARTS - 1:
                    raise

    def pause(self) -> None:
        """Let it stand still."""
        signal_all(family(self._server.pid), signal.SIGSTOP)

    def resume(self) -> None:
        """Let it go on."""
        signal_all(family(self._server.pid), signal.SIGCONT)


def family(pid: int) -> list[int]:
    """Give a process and all that descend from it, the eldest first."""
    listed = subprocess.run(["ps", "-A", "-o", "pid=,ppid="], capture_output=True, text=True, check=True).stdout.split()
    parents = dict(zip(map(int, listed[::2]), map(int, listed[1::2]), strict=True))
    found = [pid] if pid in parents else []
    for each in found:
        found += [child for child, parent in parents.items() if parent == each]
    return found


def signal_all(pids: list[int], number: signal.Signals) -> None:
    """Send a signal to processes; those that are gone are no error."""
    for pid in pids:
        with suppress(ProcessLookupError):
            os.kill(pid, number)
