"""Several sessions that read one query side by side, each a range of it at a time."""

import queue
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_EXCEPTION, Executor, Future, wait
from dataclasses import dataclass

from sidecar.errors import RunEnded
from sidecar.extract.drivers import open_reader
from sidecar.extract.ranges import Range
from sidecar.extract.reader import Reader, Source
from sidecar.load.encode.documents import Encoder
from sidecar.model.checkpoint import Settled

AT_ONCE = 8
"""Sessions of one run, however many ranges there are: each costs the database a connection and us its blocks in flight."""


@dataclass(frozen=True, kw_only=True)
class Part:
    """The rows that one encoder makes documents of: all of the query's, or those of a range."""

    number: int
    encoder: Encoder
    within: Range | None = None
    carried: Settled | None = None
    """What became of its rows in an earlier attempt; then they are not read again."""


Work = Callable[[Part, Reader], None]


class Crew:
    """The readers of one run. ``stop`` says that the run is over."""

    def __init__(self, stop: threading.Event) -> None:
        self._stop = stop
        self._readers: list[Reader] = []
        self._idle: queue.SimpleQueue[Reader] = queue.SimpleQueue()

    @property
    def sessions(self) -> str:
        """Name the sessions in the database, as the lease keeps them."""
        return ",".join(reader.session for reader in self._readers if reader.session)

    def open(self, source: Source, query: str, size: int, keeper: Reader, executor: Executor) -> int:
        """Connect ``size`` sessions, and let all be of one moment before any of them reads a row; give the number of moments.

        ``keeper`` shares its moment, if the database can, and must stay open as long as they read.
        """
        self._readers = [open_reader(source) for _ in range(size)]
        self._check()
        list(executor.map(lambda reader: _prepare(reader, query), self._readers))
        moment = keeper.share()
        for reader in self._readers:
            reader.join(moment)
            self._idle.put(reader)
        # A cancel before this point may have met sessions that had no name yet.
        self._check()
        return size if moment is None else 1

    def _check(self) -> None:
        if self._stop.is_set():
            raise RunEnded("the run was stopped while its sessions were opened")

    def read(self, parts: Sequence[Part], work: Work, executor: Executor, *, give_up: Callable[[BaseException], None]) -> None:
        """Do the work for every part, as many at a time as there are sessions; the first error ends all and is raised.

        ``give_up`` lets go whoever waits for something else than a session.
        """
        # The nulls stand last in read order, but begin first: without an index to find them the whole table is looked through.
        under_way = [executor.submit(self._one, part, work) for part in (*parts[-1:], *parts[:-1])]
        error = _first_error(under_way)
        if error is not None:
            for each in under_way:
                each.cancel()
            give_up(error)
            self.cancel()
            wait(under_way)
            raise error

    def _one(self, part: Part, work: Work) -> None:
        reader = self._idle.get()
        try:
            work(part, reader)
        finally:
            self._idle.put(reader)

    def cancel(self) -> None:
        """End every statement in the database. Any thread may call it; never raises."""
        for reader in self._readers:
            reader.cancel()

    def close(self) -> None:
        """End every session; never raises."""
        for reader in self._readers:
            reader.close()


def _prepare(reader: Reader, query: str) -> None:
    reader.connect()
    reader.describe(query)


def _first_error(under_way: Sequence["Future[None]"]) -> BaseException | None:
    done, _ = wait(under_way, return_when=FIRST_EXCEPTION)
    return next((error for each in under_way if each in done and (error := each.exception()) is not None), None)
