"""Read, encode and send: three things that go on side by side, in bounded memory."""

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from sidecar.elastic import Client
from sidecar.extract.errors import query_errors
from sidecar.extract.reader import Reader
from sidecar.jobs.run.failure_budget import Tolerance
from sidecar.jobs.run.partitions import Part, Work
from sidecar.jobs.run.progress import Progress
from sidecar.load.encode.bodies import Body, Packer
from sidecar.load.encode.documents import Encoded
from sidecar.load.send.acknowledgements import Share, Totals
from sidecar.load.send.bulk import Bulk
from sidecar.load.send.transport import Destination, is_remote
from sidecar.model.columns import Block

Give = Callable[[BaseException], None]


@dataclass
class Tally:
    """What was seen of a part's rows before they were sent."""

    nulled: int = 0
    rejected: int = 0


class Loading:
    """The rows' way from a query to Elasticsearch.

    ``gate`` is called before each request and may raise to end the run, ``first`` once before anything is sent.
    """

    def __init__(
        self, client: Client, destination: Destination, parts: Sequence[Part], progress: Progress, *,
        tolerance: Tolerance, gate: Callable[[], None], first: Callable[[], None], stop: threading.Event, patience: float,
    ) -> None:  # fmt: skip
        self._parts = parts
        self.tallies = tuple(Tally() for _ in parts)
        self._progress = progress
        self._tolerance = tolerance
        self._first = first
        self._sent = False
        self._lock = threading.Lock()
        self._bulk = Bulk(
            client, destination, stop=stop, patience=patience, tolerance=tolerance, gate=gate, compress=is_remote(client),
            partitions=len(parts), carried={part.number: part.carried for part in parts if part.carried},
        )  # fmt: skip

    def shares(self) -> tuple[Share, ...]:
        """Give what is acknowledged of each part now."""
        return self._bulk.shares()

    def run(self, datasource: str, query: str, batch_size: int, bring: Callable[[Work, Give], None], names: Sequence[str] = ()) -> Totals:
        """Bring in every row that the query gives; raise the first error of any part.

        ``bring`` calls its first argument once for each part, on whatever threads, and its second when one failed. ``names`` are
        those of the parts, where they are shown.
        """

        def work(part: Part, reader: Reader) -> None:
            self._feed(part, self._timed(datasource, reader.read(query, part.encoder.columns, batch_size, part.within)))

        with self._bulk as bulk:
            self._progress.begin(bulk.totals, lambda: bulk.waiting_for, bulk.shares, names)
            bring(work, bulk.give_up)
            totals = bulk.drain()
            self._tolerance.settle()
        return totals

    def _feed(self, part: Part, blocks: Iterator[Block]) -> None:
        packer = Packer(part.number)
        for block in blocks:
            encoded = self._encoded(part, block)
            for body in packer.add(encoded, size=self._bulk.body_size, hurry=self._bulk.hungry):
                self._send(body)
        for body in packer.rest(size=self._bulk.body_size):
            self._send(body)
        self._bulk.end(part.number)

    def _timed(self, datasource: str, blocks: Iterator[Block]) -> Iterator[Block]:
        while True:
            began = time.monotonic()
            with query_errors(datasource):
                block = next(blocks, None)
            with self._lock:
                self._progress.timers.reading += time.monotonic() - began
            if block is None:
                return
            yield block

    def _encoded(self, part: Part, block: Block) -> Encoded:
        began = time.monotonic()
        encoded = part.encoder.encode(block)
        tally = self.tallies[part.number]
        with self._lock:
            self._progress.timers.encoding += time.monotonic() - began
            self._progress.rows_read += block.rows
            self._progress.nulled += block.nulled
            self._progress.rejected += len(encoded.rejected)
            tally.nulled += block.nulled
            tally.rejected += len(encoded.rejected)
        self._tolerance(encoded.rejected)
        return encoded

    def _send(self, body: Body) -> None:
        if not self._sent:
            with self._lock:
                if not self._sent:
                    self._first()
                    self._sent = True
        self._bulk.send(body)
