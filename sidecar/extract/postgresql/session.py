"""One asyncpg session, run by an event loop in its own thread, behind a blocking interface.

COPY through asyncpg takes half the CPU time of libpq, which allocates memory for every row.
"""

import asyncio
import concurrent.futures
import contextlib
import queue
import threading
import time
from collections.abc import Collection, Coroutine, Iterator, Sequence
from typing import Any, TypeVar

import asyncpg

from sidecar.extract.columns.batch_size import BatchSize
from sidecar.extract.postgresql.protocol import get_socket, send_cancel_request
from sidecar.extract.source.keepalive import enable_keepalive

T = TypeVar("T")


class NothingCopied(Exception):
    """No row has arrived: the server sends 8 kB at a time."""


FIRST_BLOCK_SIZE = 128 * 1024
"""Bytes."""
MAX_BLOCK_SIZE = 2 * 1024 * 1024
"""Bytes."""
BLOCKS_AHEAD = 2
"""Blocks queued for the consumer; with the one being filled and the one being consumed they take at most 8 MB."""
MAX_BLOCK_DELAY = 0.5
"""Seconds after which an incomplete block is delivered, so that rows of a slow query arrive early."""
SMALL_CHUNK = 64 * 1024
"""Bytes. The server sends 8 kB at a time; processing each alone would take 1.5 times the CPU time of reading several at once."""
SMALL_CHUNK_DELAY = 0.004
"""Seconds to pause reading after a small chunk, so that more data accumulates in the socket."""
MAX_FETCH_ROWS = 500
"""Rows of a batch that is fetched instead of copied. The driver holds all of them, also if they are much wider than those before."""
CLOSE_TIMEOUT = 3.0
"""Seconds to wait for a graceful close of the session, and for cancel requests."""


class Session:
    """A connection and its event loop. Only :meth:`cancel` may be called from other threads; it also stops later statements."""

    def __init__(self, parameters: dict[str, Any]) -> None:
        self._parameters = parameters
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="postgresql", daemon=True)
        self._connection: asyncpg.Connection | None = None
        self._blocks: _BlockQueue | None = None
        self._canceled = threading.Event()
        self._requests: set[asyncio.Task[None]] = set()

    def open(self) -> None:
        """Connect."""
        if not self._thread.is_alive():
            self._thread.start()
        self._connection = self._start(asyncpg.connect(**self._parameters)).result()
        # asyncpg has no keepalive option.
        enable_keepalive(get_socket(self._connection))

    @property
    def server_encoding(self) -> str:
        """Return the encoding of the database."""
        return str(self._connected.get_settings().server_encoding)

    def execute(self, sql: str) -> None:
        """Run statements that return no rows."""
        self._start(self._connected.execute(sql)).result()

    def value(self, sql: str) -> Any:
        """Run a statement and return its single value."""
        return self._start(self._connected.fetchval(sql)).result()

    def rows(self, sql: str, *values: str) -> list[tuple[Any, ...]]:
        """Run a statement with its parameters ``$1``, ``$2``, … and return its rows."""
        return [tuple(row) for row in self._start(self._connected.fetch(sql, *values)).result()]

    def copy(self, query: str, max_block_size: int = MAX_BLOCK_SIZE, first_block_timeout: float | None = None) -> Iterator[bytes | int]:
        """Yield the query's rows as CSV, in blocks of whole rows, then the server's row count.

        Raise :class:`asyncpg.QueryCanceledError` if canceled, even after the server has sent everything; :class:`NothingCopied` if no
        row has arrived after ``first_block_timeout`` seconds and the server has canceled the COPY.
        """
        blocks = _BlockQueue(self._loop, max_block_size)
        copying = self._start(self._copy(query, blocks))
        copying.add_done_callback(lambda _: blocks.end())
        try:
            if not blocks.wait_for_data(first_block_timeout) and self._stop_copy(copying, blocks):
                raise NothingCopied
            yield from blocks
            rows = int(copying.result().split()[-1])
            self._check_canceled()
            yield rows
        finally:
            if not copying.done():
                self._interrupt(blocks)
                concurrent.futures.wait([copying], timeout=2 * CLOSE_TIMEOUT)

    def _stop_copy(self, copying: "concurrent.futures.Future[str]", blocks: "_BlockQueue") -> bool:
        """Cancel a COPY; return False if it goes on, because no cancel request reaches the server.

        A load balancer may send the request to another pooler than that of the session.
        """
        self._interrupt(blocks)
        concurrent.futures.wait([copying], timeout=CLOSE_TIMEOUT)
        if copying.done() or not self._start(self._resume(blocks)).result():
            concurrent.futures.wait([copying])
            return True
        return False

    async def _resume(self, blocks: "_BlockQueue") -> bool:
        """Keep the data of a COPY again; return False if some was dropped, or if the session was canceled meanwhile."""
        if self._canceled.is_set():
            return False
        await _cancel_tasks(set(self._requests))
        return not self._canceled.is_set() and blocks.resume()

    def fetch_as_they_come(self, query: str) -> Iterator[Sequence[tuple[Any, ...]]]:
        """Yield the query's rows in batches that the server completes in about a second; raise as :meth:`copy` does if canceled."""
        self.execute(f"SET LOCAL cursor_tuple_fraction = 1; DECLARE siren_rows NO SCROLL CURSOR FOR {query}")
        batch_size = BatchSize(MAX_FETCH_ROWS)
        while rows := batch_size.fetch(lambda count: self._start(self._fetch(count)).result()):
            yield rows
            self._check_canceled()
        self._check_canceled()
        self.execute("CLOSE siren_rows")

    async def _fetch(self, count: int) -> Sequence[tuple[Any, ...]]:
        self._check_canceled()
        return [tuple(row) for row in await self._connected.fetch(f"FETCH FORWARD {count} FROM siren_rows")]

    def cancel(self) -> None:
        """Ask the server to cancel the statement; data still arriving is dropped, because the server first has to send it."""
        self._canceled.set()
        self._interrupt(None)

    def close(self) -> None:
        """End the session and its event loop; a running statement is canceled first."""
        if self._thread.is_alive():
            closing = self._start(self._end())
            concurrent.futures.wait([closing], timeout=2 * CLOSE_TIMEOUT)
            self._loop.call_soon_threadsafe(self._loop.stop)
            self._thread.join(CLOSE_TIMEOUT)
        self._connection = None
        if not self._thread.is_alive():
            self._loop.close()

    @property
    def _connected(self) -> asyncpg.Connection:
        if self._connection is None:
            raise asyncpg.InterfaceError("the session is not connected")
        return self._connection

    def _start(self, coroutine: Coroutine[Any, Any, T]) -> "concurrent.futures.Future[T]":
        return asyncio.run_coroutine_threadsafe(coroutine, self._loop)

    def _check_canceled(self) -> None:
        if self._canceled.is_set():
            raise asyncpg.QueryCanceledError("the read was canceled")

    async def _copy(self, query: str, blocks: "_BlockQueue") -> str:
        self._check_canceled()
        self._blocks = blocks
        try:
            status: str = await self._connected.copy_from_query(query, output=blocks.write, format="csv", timeout=None)
            await blocks.flush()
            return status
        finally:
            self._blocks = None
            if not self._canceled.is_set():  # a canceled session runs no further statement, and the canceler is waiting
                await self._wait_for_cancel_requests()

    def _interrupt(self, only: "_BlockQueue | None") -> None:
        """Start a cancel request in the event loop without waiting for it; ``only`` limits it to that COPY."""
        with contextlib.suppress(RuntimeError):  # the loop is closed, so nothing is running
            self._loop.call_soon_threadsafe(self._send_cancel_request, only)

    def _send_cancel_request(self, only: "_BlockQueue | None") -> None:
        """Drop further data and send the protocol's cancel request, unless the COPY of ``only`` has already ended.

        Canceling asyncpg's task is not enough: if a message has just arrived, asyncpg sends no cancel request.
        """
        connection = self._connection
        if connection is None or connection.is_closed() or (only is not None and only is not self._blocks):
            return
        if self._blocks is not None:
            self._blocks.discard()
        request = self._loop.create_task(send_cancel_request(connection, self._loop))
        self._requests.add(request)
        request.add_done_callback(self._requests.discard)

    async def _wait_for_cancel_requests(self) -> None:
        """Wait until the server has received every cancel request: a late one would cancel the next statement.

        On a timeout the session is terminated.
        """
        while requests := set(self._requests):
            _, pending = await asyncio.wait(requests, timeout=CLOSE_TIMEOUT)
            if pending:
                self._connected.terminate()
                await _cancel_tasks(pending)

    async def _end(self) -> None:
        """End the session, then all remaining tasks, such as cancel requests that are still waiting for a response."""
        try:
            if self._connection is not None:
                await self._close_connection(self._connection)
        finally:
            while pending := [each for each in asyncio.all_tasks() if each is not asyncio.current_task()]:
                await _cancel_tasks(pending)

    async def _close_connection(self, connection: asyncpg.Connection) -> None:
        try:
            await connection.close(timeout=CLOSE_TIMEOUT)
        except (asyncpg.PostgresError, asyncpg.InterfaceError, asyncpg.InternalClientError, OSError, TimeoutError):
            connection.terminate()


async def _cancel_tasks(tasks: Collection[asyncio.Task[Any]]) -> None:
    """Cancel tasks and wait until they have ended."""
    for each in tasks:
        each.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


class _BlockQueue:
    """A bounded queue of blocks, filled in the event loop and consumed by another thread."""

    def __init__(self, loop: asyncio.AbstractEventLoop, max_block_size: int) -> None:
        self._loop = loop
        self._max_block_size = max_block_size
        self._free_slots = asyncio.Semaphore(BLOCKS_AHEAD)
        self._blocks: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        self._chunks: list[bytes] = []
        self._size = 0
        self._target_size = FIRST_BLOCK_SIZE
        self._started_at = 0.0
        self._is_discarding = False
        self._has_data = threading.Event()

    async def write(self, chunk: bytes) -> None:
        """Add a chunk of whole rows; wait while the queue is full, so that asyncpg stops reading."""
        self._has_data.set()
        if self._is_discarding:
            return
        if not self._chunks:
            self._started_at = time.monotonic()
        self._chunks.append(chunk)
        self._size += len(chunk)
        if self._size >= self._target_size or time.monotonic() - self._started_at > MAX_BLOCK_DELAY:
            await self.flush()
        elif len(chunk) < SMALL_CHUNK:
            await asyncio.sleep(SMALL_CHUNK_DELAY)

    async def flush(self) -> None:
        """Queue the current block. Block sizes double: the first rows arrive early, later ones at low cost."""
        if self._chunks and not self._is_discarding:
            await self._free_slots.acquire()
            self._blocks.put(b"".join(self._chunks))
            self._chunks, self._size = [], 0
            self._target_size = min(2 * self._target_size, self._max_block_size)

    def discard(self) -> None:
        """Ignore further chunks, and wake a writer that waits for a free slot."""
        self._is_discarding = True
        self._free_slots.release()

    def resume(self) -> bool:
        """Keep further chunks again; return False if some were ignored."""
        if self._has_data.is_set():
            return False
        self._is_discarding = False
        return True

    def end(self) -> None:
        """Mark the end of the stream for the consumer."""
        self._blocks.put(None)
        self._has_data.set()

    def wait_for_data(self, timeout: float | None) -> bool:
        """Wait, in the consumer's thread, for the first chunk or the end; return False after ``timeout`` seconds."""
        return self._has_data.wait(timeout)

    def __iter__(self) -> Iterator[bytes]:
        """Yield blocks, in the consumer's thread."""
        while (block := self._blocks.get()) is not None:
            self._loop.call_soon_threadsafe(self._free_slots.release)
            yield block
