"""Partitioned reads: several sessions read ranges of one query concurrently."""

import queue
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_EXCEPTION, Executor, Future, wait
from dataclasses import dataclass

from sidecar.errors import ExecutionStopped
from sidecar.extract.drivers import create_reader
from sidecar.extract.ranges import Range
from sidecar.extract.reader import Reader, Source
from sidecar.load.encode.documents import Encoder
from sidecar.model.checkpoint import AcknowledgedRows

MAX_SESSIONS = 8
"""Maximum number of sessions of one run: each needs a database connection, and memory for its blocks."""


@dataclass(frozen=True, kw_only=True)
class Part:
    """The rows of one encoder: all rows of the query, or those of a range."""

    number: int
    encoder: Encoder
    row_range: Range | None = None
    settled: AcknowledgedRows | None = None
    """The counts of an earlier attempt that read all its rows; if set, it is not read again."""


Work = Callable[[Part, Reader], None]


class RangeReaders:
    """The readers of a partitioned run. ``stop`` is set when the run is over."""

    def __init__(self, stop: threading.Event) -> None:
        self._stop = stop
        self._readers: list[Reader] = []
        self._idle: queue.SimpleQueue[Reader] = queue.SimpleQueue()

    @property
    def sessions(self) -> str:
        """Return the ids of the database sessions, comma-separated as in the lease."""
        return ",".join(reader.session_id for reader in self._readers if reader.session_id)

    def open(self, source: Source, query: str, size: int, snapshot_owner: Reader, executor: Executor) -> int:
        """Connect ``size`` sessions, if possible to one snapshot; return the number of snapshots.

        ``snapshot_owner`` exports its snapshot, if the database supports that, and must stay open while they read.
        """
        self._readers = [create_reader(source) for _ in range(size)]
        self._raise_if_stopped()
        list(executor.map(lambda reader: _prepare(reader, query), self._readers))
        snapshot = snapshot_owner.export_snapshot()
        for reader in self._readers:
            reader.use_snapshot(snapshot)
            self._idle.put(reader)
        # A cancel before this point may have missed sessions that had no id yet.
        self._raise_if_stopped()
        return size if snapshot is None else 1

    def _raise_if_stopped(self) -> None:
        if self._stop.is_set():
            raise ExecutionStopped("the run was stopped while its sessions were opened")

    def read(self, parts: Sequence[Part], work: Work, executor: Executor, *, fail: Callable[[BaseException], None]) -> None:
        """Call ``work`` for every part, one per session at a time; raise the first error.

        ``fail`` wakes threads that wait for something other than a session.
        """
        # The range of nulls is last in read order but starts first: without an index it scans the whole table.
        futures = [executor.submit(self._read_part, part, work) for part in (*parts[-1:], *parts[:-1])]
        error = _first_error(futures)
        if error is not None:
            for each in futures:
                each.cancel()
            fail(error)
            self.cancel()
            wait(futures)
            raise error

    def _read_part(self, part: Part, work: Work) -> None:
        reader = self._idle.get()
        try:
            work(part, reader)
        finally:
            self._idle.put(reader)

    def cancel(self) -> None:
        """Cancel every statement in the database. Any thread may call it; never raises."""
        for reader in self._readers:
            reader.cancel()

    def close(self) -> None:
        """Close every session; never raises."""
        for reader in self._readers:
            reader.close()


def _prepare(reader: Reader, query: str) -> None:
    reader.connect()
    reader.describe(query)


def _first_error(futures: Sequence["Future[None]"]) -> BaseException | None:
    done, _ = wait(futures, return_when=FIRST_EXCEPTION)
    return next((error for each in futures if each in done and (error := each.exception()) is not None), None)
