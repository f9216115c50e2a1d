"""The processes of executions. One warm process is pre-started, so that its imports are done, and those of the last database's reader.

A process gets its order through standard input, and closes a pipe when it is ready for it.
"""

import contextlib
import os
import subprocess
import sys
import time
from dataclasses import dataclass, field
from typing import IO, Self, cast

from sidecar import hardening
from sidecar.jobs import process_identity
from sidecar.jobs.execution_order import ExecutionOrder

COMMAND = (sys.executable, "-P", "-m", "sidecar.jobs.run.process")

KILL_WAIT = 2.0
"""Seconds to wait for a killed process to exit."""
WARM_UP_DELAY = 30.0
"""Seconds after the last start before the next warm process is created while executions run."""

READY_TIMEOUT = 60.0
"""Seconds after which a process that is not ready gets its order all the same."""

ENVIRONMENT = {
    # Encoding runs on one thread beside reading and sending: more threads would only take cores from Elasticsearch.
    "POLARS_MAX_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    # One arena, so that threads reuse memory freed by others. Returning unused memory to the system sooner would cost CPU.
    "_RJEM_MALLOC_CONF": "narenas:1,dirty_decay_ms:5000,muzzy_decay_ms:0",
    "MALLOC_ARENA_MAX": "1",
    # Blocks of rows are returned to the system at once. Without a value, glibc takes them from a heap as soon as one was freed; as they are
    # freed in another order than allocated, that heap grows.
    "MALLOC_MMAP_THRESHOLD_": "1048576",
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


@dataclass
class _WaitingProcess:
    """A process that waits for an order, or will do so after its imports."""

    process: subprocess.Popen[bytes]
    ready: IO[bytes]
    """A pipe that ends when the process is ready, or ends itself."""
    started_at: float
    has_been_ready: bool = False

    @classmethod
    def start(cls, command: tuple[str, ...], database: str | None) -> Self:
        """Start a process that imports the reader of a database."""
        read_end, write_end = os.pipe()
        os.set_blocking(read_end, False)
        ready = os.fdopen(read_end, "rb", buffering=0)
        try:
            process = subprocess.Popen(
                (*command, database or "", str(write_end)),
                bufsize=0,
                stdin=subprocess.PIPE,
                pass_fds=(write_end,),
                start_new_session=True,
                env={**hardening.service_environment(os.environ), **ENVIRONMENT},
            )
        except BaseException:
            ready.close()
            raise
        finally:
            os.close(write_end)
        return cls(process, ready, time.monotonic())

    @property
    def has_ended(self) -> bool:
        return self.process.poll() is not None

    @property
    def is_ready(self) -> bool:
        """Return whether it waits for an order; also if it ended before, or should long have been ready."""
        has_closed_pipe = self.ready.read(1) is not None
        self.has_been_ready |= has_closed_pipe and not self.has_ended
        return has_closed_pipe or time.monotonic() - self.started_at > READY_TIMEOUT

    def send(self, order: ExecutionOrder) -> bool:
        """Send the order; return whether the process received it. Otherwise it is ended."""
        self.ready.close()
        with contextlib.suppress(OSError):
            _write_line(self.process, order.to_line())
            if not self.has_ended:
                return True
        self.end()
        return False

    def end(self) -> None:
        """End the process: it ends by itself without an order, unless it hangs."""
        self.ready.close()
        _close_input(self.process)
        try:
            self.process.wait(KILL_WAIT)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


class ProcessPool:
    """Starts processes. They outlive the agent: each runs in its own session and needs no input after its order."""

    def __init__(self, command: tuple[str, ...] = COMMAND) -> None:
        self._command = command
        self._warm: _WaitingProcess | None = None
        self._last_database: str | None = None
        self._last_start = 0.0

    def warm(self, *, idle: bool) -> None:
        """Keep one process warm; replace one that exited, at most once a second.

        Unless ``idle``, wait some time after the last start: the imports take half a second of CPU from the new execution.
        """
        delay = 1.0 if idle else WARM_UP_DELAY
        if (self._warm is None or self._warm.has_ended) and time.monotonic() - self._last_start > delay:
            self._last_start = time.monotonic()
            self.close()
            self._warm = self._spawn()

    def ensure_warm(self) -> None:
        """Start a warm process now, unless there is one. One that could not become ready is kept, so that an execution may be claimed."""
        if self._warm is None or (self._warm.has_been_ready and self._warm.has_ended):
            self.close()
            self._warm = self._spawn()

    @property
    def is_ready(self) -> bool:
        """Return whether an execution may be claimed: whether the warm process is ready for it.

        The time until the first renewal of a lease counts from its claim, and on a busy machine imports take seconds. An execution may also
        be claimed if the warm process ended before it was ready: then its status says what is wrong.
        """
        return self._warm is not None and self._warm.is_ready

    @property
    def warm_process(self) -> str | None:
        """Return the identity of the process that would run the next execution, if it is running."""
        return None if self._warm is None else process_identity.identity_of(self._warm.process.pid)

    def start(self, key: str, fence: int, database: str | None) -> ExecutionProcess:
        """Start an execution in the warm process, or in a new one. The next warm process imports the reader of the same database."""
        self._last_database = database
        order = ExecutionOrder(key=key, fence=fence)
        started, self._warm = self._warm, None
        if started is None or not started.send(order):
            started = self._spawn()
            started.send(order)
        self._last_start = time.monotonic()
        return ExecutionProcess(key=key, fence=fence, process=started.process)

    def close(self) -> None:
        """End the warm process."""
        if self._warm is not None:
            self._warm.end()
            self._warm = None

    def _spawn(self) -> _WaitingProcess:
        return _WaitingProcess.start(self._command, self._last_database)


def _write_line(process: subprocess.Popen[bytes], line: bytes) -> None:
    cast(IO[bytes], process.stdin).write(line)


def _close_input(process: subprocess.Popen[bytes]) -> None:
    cast(IO[bytes], process.stdin).close()
