"""Read, encode and send: three things that go on side by side, in bounded memory."""

import threading
import time
from collections.abc import Callable, Iterator, Sequence

from sidecar.elastic import Client
from sidecar.extract.reader import Reader
from sidecar.jobs.partitions import Part, Work
from sidecar.jobs.progress import Progress
from sidecar.jobs.source import from_source
from sidecar.jobs.tolerance import Tolerance
from sidecar.load.bodies import Body, Packer
from sidecar.load.bulk import Bulk
from sidecar.load.documents import Encoded, Encoder
from sidecar.load.ledger import Totals
from sidecar.load.wire import Destination, is_remote
from sidecar.model.columns import Block

Give = Callable[[BaseException], None]


class Loading:
    """The rows' way from a query to Elasticsearch.

    ``gate`` is called before each request and may raise to end the run, ``first`` once before anything is sent.
    """

    def __init__(
        self, client: Client, destination: Destination, parts: Sequence[Part], progress: Progress, *,
        tolerance: Tolerance, gate: Callable[[], None], first: Callable[[], None], stop: threading.Event, patience: float,
    ) -> None:  # fmt: skip
        self._parts = parts
        self._progress = progress
        self._tolerance = tolerance
        self._first = first
        self._sent = False
        self._lock = threading.Lock()
        self._bulk = Bulk(
            client, destination, stop=stop, patience=patience, tolerance=tolerance, gate=gate, compress=is_remote(client),
            partitions=len(parts),
        )  # fmt: skip

    def run(self, datasource: str, query: str, batch_size: int, bring: Callable[[Work, Give], None]) -> Totals:
        """Bring in every row that the query gives; raise the first error of any part.

        ``bring`` calls its first argument once for each part, on whatever threads, and its second when one failed.
        """

        def work(part: Part, reader: Reader) -> None:
            self._feed(part, self._timed(datasource, reader.read(query, part.encoder.columns, batch_size, part.within)))

        with self._bulk as bulk:
            names = [part.within.name for part in self._parts if part.within]
            self._progress.begin(bulk.totals, lambda: bulk.waiting_for, bulk.shares, names)
            bring(work, bulk.give_up)
            totals = bulk.drain()
            self._tolerance.settle()
        return totals

    def _feed(self, part: Part, blocks: Iterator[Block]) -> None:
        packer = Packer(part.number)
        for block in blocks:
            encoded = self._encoded(part.encoder, block)
            for body in packer.add(encoded, size=self._bulk.body_size, hurry=self._bulk.hungry):
                self._send(body)
        for body in packer.rest(size=self._bulk.body_size):
            self._send(body)
        self._bulk.end(part.number)

    def _timed(self, datasource: str, blocks: Iterator[Block]) -> Iterator[Block]:
        while True:
            began = time.monotonic()
            with from_source(datasource):
                block = next(blocks, None)
            with self._lock:
                self._progress.timers.reading += time.monotonic() - began
            if block is None:
                return
            yield block

    def _encoded(self, encoder: Encoder, block: Block) -> Encoded:
        began = time.monotonic()
        encoded = encoder.encode(block)
        with self._lock:
            self._progress.timers.encoding += time.monotonic() - began
            self._progress.rows_read += block.rows
            self._progress.nulled += block.nulled
            self._progress.rejected += len(encoded.rejected)
        self._tolerance(encoded.rejected)
        return encoded

    def _send(self, body: Body) -> None:
        if not self._sent:
            with self._lock:
                if not self._sent:
                    self._first()
                    self._sent = True
        self._bulk.send(body)
