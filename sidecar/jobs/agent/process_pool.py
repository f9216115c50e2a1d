"""The processes of executions. One warm process is pre-started, so that its imports are done, and those of the last database's reader."""

import contextlib
import os
import subprocess
import sys
import time
from dataclasses import dataclass, field
from typing import IO, cast

from sidecar import hardening
from sidecar.jobs import process_identity
from sidecar.jobs.execution_order import ExecutionOrder

COMMAND = (sys.executable, "-P", "-m", "sidecar.jobs.run.process")

KILL_WAIT = 2.0
"""Seconds to wait for a killed process to exit."""
WARM_UP_DELAY = 30.0
"""Seconds after the last start before the next warm process is created while executions run."""

ENVIRONMENT = {
    # Encoding runs on one thread beside reading and sending: more threads would only take cores from Elasticsearch.
    "POLARS_MAX_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    # One arena, so that threads reuse memory freed by others. Returning unused memory to the system sooner would cost CPU.
    "_RJEM_MALLOC_CONF": "narenas:1,dirty_decay_ms:5000,muzzy_decay_ms:0",
    "MALLOC_ARENA_MAX": "1",
}
"""Environment variables that limit the threads and memory of a process."""


@dataclass(frozen=True, kw_only=True)
class ExecutionProcess:
    """A process that runs one execution: the lease's key and the fence it was claimed with."""

    key: str
    fence: int
    process: subprocess.Popen[bytes] = field(repr=False)

    @property
    def is_running(self) -> bool:
        """Return whether the process has not ended."""
        return self.process.poll() is None

    def notify(self) -> None:
        """Make the process read its lease now instead of at the next renewal."""
        # The process may have ended, or been released.
        with contextlib.suppress(OSError, ValueError):
            _write_line(self.process, b"\n")

    def kill(self) -> None:
        """Kill the process and wait until it exits. A process blocked on disk I/O may exit later."""
        self.process.kill()
        self.release()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(KILL_WAIT)

    def release(self) -> None:
        """Close the connection to the process, which may continue."""
        _close_input(self.process)


class ProcessPool:
    """Starts processes. They outlive the agent: each runs in its own session and needs no input after its order."""

    def __init__(self, command: tuple[str, ...] = COMMAND) -> None:
        self._command = command
        self._warm: subprocess.Popen[bytes] | None = None
        self._last_database: str | None = None
        self._last_start = 0.0

    def warm(self, *, idle: bool) -> None:
        """Keep one process warm; replace one that exited, at most once a second.

        Unless ``idle``, wait some time after the last start: the imports take half a second of CPU from the new execution.
        """
        delay = 1.0 if idle else WARM_UP_DELAY
        if (self._warm is None or self._warm.poll() is not None) and time.monotonic() - self._last_start > delay:
            self._last_start = time.monotonic()
            self.close()
            self._warm = self._spawn()

    @property
    def warm_process(self) -> str | None:
        """Return the identity of the process that would run the next execution, if it is running."""
        return None if self._warm is None else process_identity.identity_of(self._warm.pid)

    def start(self, key: str, fence: int, database: str | None) -> ExecutionProcess:
        """Start an execution in the warm process, or in a new one. The next warm process imports the reader of the same database."""
        self._last_database = database
        order = ExecutionOrder(key=key, fence=fence).to_line()
        process, self._warm = self._warm, None
        if process is None or not _send_order(process, order):
            process = self._spawn()
            _send_order(process, order)
        self._last_start = time.monotonic()
        return ExecutionProcess(key=key, fence=fence, process=process)

    def close(self) -> None:
        """End the warm process."""
        if self._warm is not None:
            _close_input(self._warm)
            self._warm.wait()
            self._warm = None

    def _spawn(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            (*self._command, *([self._last_database] if self._last_database else [])),
            bufsize=0,
            stdin=subprocess.PIPE,
            start_new_session=True,
            env={**hardening.service_environment(os.environ), **ENVIRONMENT},
        )


def _send_order(process: subprocess.Popen[bytes], order: bytes) -> bool:
    """Send a waiting process its order; return whether it received it."""
    try:
        _write_line(process, order)
    except OSError:
        process.kill()
        process.wait()
        _close_input(process)
        return False
    return process.poll() is None


def _write_line(process: subprocess.Popen[bytes], line: bytes) -> None:
    cast(IO[bytes], process.stdin).write(line)


def _close_input(process: subprocess.Popen[bytes]) -> None:
    cast(IO[bytes], process.stdin).close()
