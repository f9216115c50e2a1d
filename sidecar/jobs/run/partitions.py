"""Partitioned reads: several sessions read ranges of one query concurrently."""

import queue
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import FIRST_EXCEPTION, Executor, Future, wait
from contextvars import copy_context
from dataclasses import dataclass

from sidecar.errors import ExecutionStopped, NoFreeSession
from sidecar.extract.ranges import Range
from sidecar.extract.reader import Reader
from sidecar.extract.session_limit import open_session
from sidecar.load.encode.documents import Encoder
from sidecar.model.checkpoint import AcknowledgedRows
from sidecar.tracing.attributes import RANGE
from sidecar.tracing.spans import span

OPEN_TIMEOUT = 5.0
"""Seconds to wait for further sessions before the run goes on with those that it has."""
_POLL_INTERVAL = 0.1


@dataclass(frozen=True, kw_only=True)
class Part:
    """The rows of one encoder: all rows of the query, or those of a range."""

    number: int
    encoder: Encoder
    row_range: Range | None = None
    settled: AcknowledgedRows | None = None
    """The counts of an earlier attempt that read all its rows; if set, it is not read again."""


Work = Callable[[Part, Reader], None]


def in_start_order(parts: Sequence[Part]) -> list[Part]:
    """Return the ranges of a query in the order in which they start.

    That of nulls is last in read order but starts first: without an index it scans the whole table.
    """
    return [*parts[-1:], *parts[:-1]]


class RangeReaders:
    """The readers of a partitioned run: its first reader, and those of further sessions. ``stop`` is set when the run is over."""

    def __init__(self, stop: threading.Event) -> None:
        self._stop = stop
        self._readers: list[Reader] = []
        self._idle: queue.SimpleQueue[Reader] = queue.SimpleQueue()

    @property
    def count(self) -> int:
        """Return the number of sessions."""
        return len(self._readers)

    @property
    def sessions(self) -> str:
        """Return the ids of the database sessions, comma-separated as in the lease."""
        return ",".join(reader.session_id for reader in self._readers if reader.session_id)

    def open(self, first: Reader, query: str, size: int) -> int:
        """Connect up to ``size`` sessions with that of ``first``, if possible to one snapshot; return the number of snapshots.

        There are fewer if the database accepts no more. ``first`` exports its snapshot, if the database supports that.
        """
        self._readers = [first]
        self._raise_if_stopped()
        connected = self._call_each([first.create_sibling() for _ in range(size - 1)], lambda reader: _prepare(reader, query))
        snapshot = first.export_snapshot()
        if snapshot is None:
            first.use_snapshot(None)
        further = self._call_each(connected, lambda reader: reader.use_snapshot(snapshot))
        for reader in (first, *further):
            self._idle.put(reader)
        # A cancel before this point may have missed sessions that had no id yet.
        self._raise_if_stopped()
        return self.count if snapshot is None else 1

    def _call_each(self, readers: Sequence[Reader], action: Callable[[Reader], None]) -> list[Reader]:
        """Call ``action`` for further readers concurrently; return those with a session, and close the others.

        A pooler does not refuse a session, but lets it wait: such readers are closed as soon as their driver returns.
        """
        calls = [(reader, _call_on_thread(action, reader)) for reader in readers]
        try:
            self._wait([future for _, future in calls])
            opened = [reader for reader, future in calls if future.done() and _has_session(future)]
        except BaseException:
            _abandon(calls)
            raise
        _abandon((reader, future) for reader, future in calls if reader not in opened)
        self._readers = [self._readers[0], *opened]
        return opened

    def _wait(self, futures: Sequence["Future[None]"]) -> None:
        deadline = time.monotonic() + OPEN_TIMEOUT
        while time.monotonic() < deadline and wait(futures, timeout=_POLL_INTERVAL).not_done:
            self._raise_if_stopped()

    def _raise_if_stopped(self) -> None:
        if self._stop.is_set():
            raise ExecutionStopped("the run was stopped while its sessions were opened")

    def read(self, parts: Sequence[Part], work: Work, executor: Executor, *, fail: Callable[[BaseException], None]) -> None:
        """Call ``work`` for every part, one per session at a time; raise the first error.

        ``fail`` wakes threads that wait for something other than a session.
        """
        futures = [executor.submit(copy_context().run, self._read_part, part, work) for part in in_start_order(parts)]
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
            with span("range", {RANGE: part.number}):
                work(part, reader)
        finally:
            self._idle.put(reader)

    def cancel(self) -> None:
        """Cancel every statement of the sessions. Any thread may call it; never raises."""
        for reader in self._readers:
            reader.cancel()

    def close(self) -> None:
        """Close the further sessions; never raises."""
        for reader in self._readers[1:]:
            reader.close()


def _prepare(reader: Reader, query: str) -> None:
    open_session(reader.connect)
    reader.describe(query)


def _call_on_thread(action: Callable[[Reader], None], reader: Reader) -> "Future[None]":
    """Call ``action`` on a thread of its own, which does not keep the process from ending if its driver hangs."""
    future: Future[None] = Future()

    def call() -> None:
        try:
            action(reader)
        except BaseException as error:  # noqa: BLE001 - raised by the future
            future.set_exception(error)
        else:
            future.set_result(None)

    threading.Thread(target=call, name="session", daemon=True).start()
    return future


def _has_session(future: "Future[None]") -> bool:
    try:
        future.result()
    except NoFreeSession:
        return False
    return True


def _abandon(calls: Iterable[tuple[Reader, "Future[None]"]]) -> None:
    """Close readers, those that still wait for their session once they return."""
    for reader, future in calls:
        if not future.done():
            _call_on_thread(lambda reader: reader.cancel(), reader)
        future.add_done_callback(lambda _, reader=reader: reader.close())  # type: ignore[misc]


def _first_error(futures: Sequence["Future[None]"]) -> BaseException | None:
    done, _ = wait(futures, return_when=FIRST_EXCEPTION)
    return next((error for each in futures if each in done and (error := each.exception()) is not None), None)
