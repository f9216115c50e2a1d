"""The operating-system processes of executions, one of them kept warm so that a start does not pay for the imports."""

import contextlib
import os
import subprocess
import sys
import time
from dataclasses import dataclass, field
from typing import IO, cast

from sidecar import hardening
from sidecar.jobs.execution_order import ExecutionOrder

COMMAND = (sys.executable, "-P", "-m", "sidecar.jobs.run.process")

GONE = 2.0
"""Seconds in which a killed process is gone."""
SETTLED = 30.0
"""Seconds after the last start from which on the next process is made ready although executions run."""

ENVIRONMENT = {
    # Encoding is one thread's work beside reading and sending: more would only take the cores from Elasticsearch.
    "POLARS_MAX_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    # Blocks come and go: what one thread freed serves the others, and memory that nobody uses goes back. Sooner would cost CPU.
    "_RJEM_MALLOC_CONF": "narenas:1,dirty_decay_ms:5000,muzzy_decay_ms:0",
    "MALLOC_ARENA_MAX": "1",
}
"""What a process is started with, so that it takes little of the machine."""


@dataclass(frozen=True, kw_only=True)
class Child:
    """A process that runs one execution: the lease's key and the fence it was claimed with."""

    key: str
    fence: int
    process: subprocess.Popen[bytes] = field(repr=False)

    @property
    def running(self) -> bool:
        """Tell whether the process has not ended."""
        return self.process.poll() is None

    def hint(self) -> None:
        """Let the process look at its lease now; without that it does so when it next renews it."""
        # One that has ended, or that was let go, has no lease to look at.
        with contextlib.suppress(OSError, ValueError):
            _tell(self.process, b"\n")

    def kill(self) -> None:
        """End the process at once and wait until it is gone; one that waits for a disk goes when that answers."""
        self.process.kill()
        self.release()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(GONE)

    def release(self) -> None:
        """Let go of the process, which may go on."""
        _let_go(self.process)


class Pool:
    """Starts processes. They outlive the agent: each leads a session of its own and needs nothing of it once it has its order."""

    def __init__(self, command: tuple[str, ...] = COMMAND) -> None:
        self._command = command
        self._warm: subprocess.Popen[bytes] | None = None
        self._last = 0.0

    def warm(self, *, idle: bool) -> None:
        """Have one process ready; one that ended by itself is replaced, once a second at most.

        Unless ``idle``, an execution that has just begun is left the processor first: the imports cost half a second of it.
        """
        settled = 1.0 if idle else SETTLED
        if (self._warm is None or self._warm.poll() is not None) and time.monotonic() - self._last > settled:
            self._last = time.monotonic()
            self.close()
            self._warm = self._spawn()

    def start(self, key: str, fence: int) -> Child:
        """Hand an execution to the warm process, or to a new one."""
        order = ExecutionOrder(key=key, fence=fence).to_line()
        process, self._warm = self._warm, None
        if process is None or not _handed(process, order):
            process = self._spawn()
            _handed(process, order)
        self._last = time.monotonic()
        return Child(key=key, fence=fence, process=process)

    def close(self) -> None:
        """End the process that waits."""
        if self._warm is not None:
            _let_go(self._warm)
            self._warm.wait()
            self._warm = None

    def _spawn(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            self._command, bufsize=0, stdin=subprocess.PIPE, start_new_session=True, env={**hardening.serving(os.environ), **ENVIRONMENT}
        )


def _handed(process: subprocess.Popen[bytes], order: bytes) -> bool:
    """Give a waiting process its order; tell whether it could be given."""
    try:
        _tell(process, order)
    except OSError:
        process.kill()
        process.wait()
        _let_go(process)
        return False
    return process.poll() is None


def _tell(process: subprocess.Popen[bytes], line: bytes) -> None:
    cast(IO[bytes], process.stdin).write(line)


def _let_go(process: subprocess.Popen[bytes]) -> None:
    cast(IO[bytes], process.stdin).close()
