"""One PostgreSQL session of asyncpg, in an event loop of its own thread, for callers that block.

COPY through asyncpg costs half the CPU of libpq, which allocates for every row.
"""

import asyncio
import concurrent.futures
import contextlib
import queue
import threading
import time
from collections.abc import Collection, Coroutine, Iterator
from typing import Any, TypeVar

import asyncpg

from sidecar.extract.source.keepalive import keep_alive

T = TypeVar("T")

FIRST_BLOCK = 128 * 1024
LARGEST_BLOCK = 2 * 1024 * 1024
BLOCKS_AHEAD = 2
"""Blocks that wait for the consumer: with the one being filled and the one in work, 8 MB at most."""
PATIENCE = 0.5
"""Seconds after which a block goes on its way half full, so that a slow query's rows are seen."""
WORTH_WAKING = 64 * 1024
"""Bytes. The server sends 8 kB at a time: taking each by itself would cost half as much again as reading them together."""
GATHERING = 0.004
"""Seconds that a smaller piece lets others gather behind it, while asyncpg does not read."""
CLOSING = 3.0
"""Seconds that a session is given to end politely."""


class Session:
    """A connection and the loop it lives in. Only :meth:`cancel` may be called from other threads; it holds for good."""

    def __init__(self, parameters: dict[str, Any]) -> None:
        self._parameters = parameters
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="postgresql", daemon=True)
        self._connection: asyncpg.Connection | None = None
        self._blocks: _Blocks | None = None
        self._cancelled = threading.Event()
        self._requests: set[asyncio.Task[None]] = set()

    def open(self) -> None:
        """Connect."""
        self._thread.start()
        self._connection = self._start(asyncpg.connect(**self._parameters)).result()
        # asyncpg has no setting for it.
        keep_alive(self._connection._transport.get_extra_info("socket"))

    def execute(self, sql: str) -> None:
        """Run statements that give no rows."""
        self._start(self._connected.execute(sql)).result()

    def value(self, sql: str) -> Any:
        """Ask for one value."""
        return self._start(self._connected.fetchval(sql)).result()

    def rows(self, sql: str, *values: str) -> list[tuple[Any, ...]]:
        """Ask for rows; each ``$1``, ``$2``, … in the statement is bound to its value."""
        return [tuple(row) for row in self._start(self._connected.fetch(sql, *values)).result()]

    def copy(self, query: str, largest: int = LARGEST_BLOCK) -> Iterator[bytes | int]:
        """Give the query's rows as CSV in blocks that end at row ends, then the number of rows that the server counted.

        A cancelled one raises :class:`asyncpg.QueryCanceledError`, also where the server had sent everything by then.
        """
        blocks = _Blocks(self._loop, largest)
        copying = self._start(self._copy(query, blocks))
        copying.add_done_callback(lambda _: blocks.end())
        try:
            yield from blocks
            rows = int(copying.result().split()[-1])
            self._check_cancelled()
            yield rows
        finally:
            if not copying.done():
                self._interrupt(blocks)
                concurrent.futures.wait([copying], timeout=2 * CLOSING)

    def cancel(self) -> None:
        """Ask the server to end the statement. What it still sends is dropped, for it looks at the request only once it is rid of that."""
        self._cancelled.set()
        self._interrupt(None)

    def close(self) -> None:
        """End the session and the loop; a statement that still runs is ended first."""
        if self._thread.is_alive():
            ending = self._start(self._end())
            concurrent.futures.wait([ending], timeout=2 * CLOSING)
            self._loop.call_soon_threadsafe(self._loop.stop)
            self._thread.join(CLOSING)
        self._connection = None
        if not self._thread.is_alive():
            self._loop.close()

    @property
    def _connected(self) -> asyncpg.Connection:
        if self._connection is None:
            raise asyncpg.InterfaceError("the session is not connected")
        return self._connection

    def _start(self, work: Coroutine[Any, Any, T]) -> "concurrent.futures.Future[T]":
        return asyncio.run_coroutine_threadsafe(work, self._loop)

    def _check_cancelled(self) -> None:
        if self._cancelled.is_set():
            raise asyncpg.QueryCanceledError("the read was cancelled")

    async def _copy(self, query: str, blocks: "_Blocks") -> str:
        self._check_cancelled()
        self._blocks = blocks
        try:
            status: str = await self._connected.copy_from_query(query, output=blocks.take, format="csv", timeout=None)
            await blocks.flush()
            return status
        finally:
            self._blocks = None
            if not self._cancelled.is_set():  # nothing follows in one that is, and whoever cancelled waits
                await self._interrupted()

    def _interrupt(self, only: "_Blocks | None") -> None:
        """Start the interruption in the loop, and do not wait: whoever cancels may have other things to end."""
        with contextlib.suppress(RuntimeError):  # the loop closed a moment ago: then nothing runs
            self._loop.call_soon_threadsafe(self._begin_interruption, only)

    def _begin_interruption(self, only: "_Blocks | None") -> None:
        """Drop what comes, and send the protocol's own request; one for the blocks of a COPY that has ended comes too late.

        asyncpg's task must not be cancelled instead: where a message has just come in, it then never asks the server to stop.
        """
        connection = self._connection
        if connection is None or connection.is_closed() or (only is not None and only is not self._blocks):
            return
        if self._blocks is not None:
            self._blocks.drop()
        request = self._loop.create_task(connection._cancel(self._loop.create_future()))
        self._requests.add(request)
        request.add_done_callback(self._requests.discard)

    async def _interrupted(self) -> None:
        """Wait until the server has taken every request: a late one would end the session's next statement.

        A session of which one is not taken has no next statement.
        """
        while waiting := set(self._requests):
            _, left = await asyncio.wait(waiting, timeout=CLOSING)
            if left:
                self._connected.terminate()
                await _given_up(left)

    async def _end(self) -> None:
        """End the session, then all that still runs in the loop: a request to stop may wait for an answer that nobody needs now."""
        try:
            if self._connection is not None:
                await self._leave(self._connection)
        finally:
            while left := [each for each in asyncio.all_tasks() if each is not asyncio.current_task()]:
                await _given_up(left)

    async def _leave(self, connection: asyncpg.Connection) -> None:
        try:
            await connection.close(timeout=CLOSING)
        except (asyncpg.PostgresError, asyncpg.InterfaceError, asyncpg.InternalClientError, OSError, TimeoutError):
            connection.terminate()


async def _given_up(tasks: Collection[asyncio.Task[Any]]) -> None:
    """Cancel tasks, and wait until they have left what they hold."""
    for each in tasks:
        each.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


class _Blocks:
    """The way from the loop to the consumer: a bounded queue, filled by coroutines and emptied by a thread."""

    def __init__(self, loop: asyncio.AbstractEventLoop, largest: int) -> None:
        self._loop = loop
        self._largest = largest
        self._room = asyncio.Semaphore(BLOCKS_AHEAD)
        self._ready: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        self._parts: list[bytes] = []
        self._size = 0
        self._enough = FIRST_BLOCK
        self._begun = 0.0
        self._dropping = False

    async def take(self, chunk: bytes) -> None:
        """Take what asyncpg read, whole rows; wait while the consumer is behind, so that asyncpg stops reading."""
        if self._dropping:
            return
        if not self._parts:
            self._begun = time.monotonic()
        self._parts.append(chunk)
        self._size += len(chunk)
        if self._size >= self._enough or time.monotonic() - self._begun > PATIENCE:
            await self.flush()
        elif len(chunk) < WORTH_WAKING:
            await asyncio.sleep(GATHERING)

    async def flush(self) -> None:
        """Hand over what is there. Blocks grow: the first rows soon, the others at little cost each."""
        if self._parts and not self._dropping:
            await self._room.acquire()
            self._ready.put(b"".join(self._parts))
            self._parts, self._size = [], 0
            self._enough = min(2 * self._enough, self._largest)

    def drop(self) -> None:
        """Take no more, and wake who waits for room."""
        self._dropping = True
        self._room.release()

    def end(self) -> None:
        """Tell the consumer that nothing follows."""
        self._ready.put(None)

    def __iter__(self) -> Iterator[bytes]:
        """Give blocks, in the consumer's thread."""
        while (block := self._ready.get()) is not None:
            self._loop.call_soon_threadsafe(self._room.release)
            yield block
