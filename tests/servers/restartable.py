"""A server that a test may kill, pause and restart at the same address with the same data."""

import os
import signal
import subprocess
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from sidecar.demo.elasticsearch import process
from sidecar.errors import ConfigurationError
from tests.support.waiting import wait_until

STARTS = 3
"""Number of attempts: the port of a killed server may briefly be in use."""


class RestartableServer:
    """A running server. Call ``start``, which restarts it and waits until it responds, on the thread that started the test."""

    def __init__(self, url: str, server: process.Process, start: Callable[[], process.Process], *, stop_signal: str = "TERM") -> None:
        self.url = url
        self._server = server
        self._start = start
        self._farewell = stop_signal

    def kill(self) -> None:
        """Kill it and all its child processes."""
        signal_all(process_tree(self._server.pid), signal.SIGKILL)
        self._server.wait()

    def stop(self) -> None:
        """Stop it gracefully."""
        self.resume()
        process.stop(self._server, stop_signal=self._farewell)

    def start(self) -> None:
        """Start it unless it runs."""
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
        """Stop its processes with SIGSTOP, and wait until none of their threads can answer."""
        pids = process_tree(self._server.pid)
        signal_all(pids, signal.SIGSTOP)
        wait_until(lambda: all(map(is_stopped, pids)), "the processes are stopped")

    def resume(self) -> None:
        """Continue its processes."""
        signal_all(process_tree(self._server.pid), signal.SIGCONT)


def process_tree(pid: int) -> list[int]:
    """Return a process and its descendants, parents first."""
    listed = subprocess.run(["ps", "-A", "-o", "pid=,ppid="], capture_output=True, text=True, check=True).stdout.split()
    parents = dict(zip(map(int, listed[::2]), map(int, listed[1::2]), strict=True))
    found = [pid] if pid in parents else []
    for each in found:
        found += [child for child, parent in parents.items() if parent == each]
    return found


def is_stopped(pid: int) -> bool:
    """Return whether all threads of a process are stopped, which happens one after the other; true where there is no ``/proc``."""
    states = [_state(each) for each in Path(f"/proc/{pid}/task").glob("*/stat")]
    return all(each in ("T", "Z", "") for each in states)


def _state(stat: Path) -> str:
    """Return the state of a thread, empty if it has ended."""
    try:
        return stat.read_text().rpartition(")")[2].split()[0]
    except OSError:
        return ""


def signal_all(pids: list[int], number: signal.Signals) -> None:
    """Send a signal to processes; ignore those that have ended."""
    for pid in pids:
        with suppress(ProcessLookupError):
            os.kill(pid, number)
