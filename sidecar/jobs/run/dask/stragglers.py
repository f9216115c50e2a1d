"""Cut a range again that takes much longer than the others, when workers have nothing else to do.

Its rows so far are read again: which of them have come is known only at its end.
"""

import logging
import threading
from collections.abc import Sequence
from contextlib import suppress

from sidecar.errors import SidecarError
from sidecar.extract.errors import translate_query_errors
from sidecar.extract.reader import Reader
from sidecar.extract.session_limit import open_session
from sidecar.jobs.run.dask.held_snapshot import HeldSnapshot
from sidecar.jobs.run.dask.order_book import Order, OrderBook, Piece

log = logging.getLogger(__name__)

MIN_DURATION = 10.0
"""Seconds that reading and encoding a range may always take."""
SLOWNESS = 3.0
"""How many times longer than the median a range may take."""
MAX_CUTS = 2
"""How often a range is cut again. All of its rows could have the same value, so that no cut helps."""
MAX_PIECES = 64
_CLOSE_TIMEOUT = 5.0
"""Seconds."""


class Stragglers:
    """Finds orders that take too long, and looks for bounds in their ranges, one at a time.

    Call its methods on one thread. The bounds are looked up on another thread, in a session of its own: on a column without an index
    that may take long. ``reader`` is connected to the database, and ``snapshot`` is that of the workers.
    """

    def __init__(self, book: OrderBook, reader: Reader, query: str, datasource: str, snapshot: HeldSnapshot) -> None:
        self._book = book
        self._reader = reader
        self._query, self._datasource = query, datasource
        self._snapshot = snapshot
        self._examined: set[str] = set()
        """The ids of the orders for which bounds were looked up."""
        self._search: _Search | None = None

    @property
    def sessions(self) -> tuple[str, ...]:
        """Return the session that looks for bounds, if there is one."""
        session = self._search.session if self._search else None
        return (session,) if session else ()

    def find(self, free: int) -> None:
        """Connect to look for bounds in the range of the slowest order, for a number of threads without an order."""
        if self._search is not None or free < 1:
            return
        for order in self._book.slow(MIN_DURATION, SLOWNESS):
            if order.id not in self._examined and order.piece.cuts < MAX_CUTS and not order.piece.row_range.nulls:
                self._examined.add(order.id)
                pieces = min(free + 1, MAX_PIECES)
                search = _Search(self._reader.create_sibling(), order, pieces, query=self._query, datasource=self._datasource)
                self._search = search if search.connect() else None
                return

    def look(self) -> None:
        """Begin to look, once the session is listed in the lease."""
        if self._search is not None:
            self._search.start(self._snapshot.name)

    def take(self) -> tuple[Order, Sequence[Piece]] | None:
        """Return the order whose range is cut, and its pieces, once; None if there is none, or it has ended meanwhile."""
        search = self._search
        if search is None or search.is_running:
            return None
        self._search = None
        order = search.order
        if order.id not in self._book.active or not search.bounds:
            return None
        return order, order.piece.cut(search.bounds)

    def close(self) -> None:
        """Stop looking; never raises."""
        if self._search is not None:
            self._search.close()


class _Search:
    """A look for bounds within the range of an order, in a session of its own."""

    def __init__(self, reader: Reader, order: Order, count: int, *, query: str, datasource: str) -> None:
        self.order = order
        self.bounds: tuple[str, ...] = ()
        self._reader = reader
        self._count = count
        self._query, self._datasource = query, datasource
        self._thread: threading.Thread | None = None

    @property
    def session(self) -> str | None:
        """Return the id of the session."""
        return self._reader.session_id

    @property
    def is_running(self) -> bool:
        """Return whether the bounds are not known yet."""
        return self._thread is None or self._thread.is_alive()

    def connect(self) -> bool:
        """Open the session; return whether the database accepts it."""
        try:
            with translate_query_errors(self._datasource):
                open_session(self._reader.connect)
        except SidecarError as error:
            log.info("range not cut: %s: %s", self.order.id, error)
            self._reader.close()
            return False
        return True

    def start(self, snapshot: str | None) -> None:
        """Begin to look, unless it has begun."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._look, args=(snapshot,), name="bounds", daemon=True)
            self._thread.start()

    def _look(self, snapshot: str | None) -> None:
        row_range = self.order.piece.row_range
        try:
            with translate_query_errors(self._datasource):
                self._reader.describe(self._query)
                self._reader.use_snapshot(snapshot)
                self.bounds = self._reader.partition_bounds(self._query, row_range.column, self._count, row_range)
        except SidecarError as error:
            # The range goes on as it is; what is wrong with the database will end that, too.
            log.info("range not cut: %s: %s", self.order.id, error)
        except Exception:
            log.exception("range not cut: %s", self.order.id)
        finally:
            self._reader.close()

    def close(self) -> None:
        """Cancel the statement, and wait for the end of the session; never raises."""
        with suppress(Exception):
            self._reader.cancel()
        if self._thread is None:
            self._reader.close()
        else:
            self._thread.join(_CLOSE_TIMEOUT)
