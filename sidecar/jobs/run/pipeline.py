"""The pipeline of a run: read, encode and send concurrently, in bounded memory."""

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from sidecar.elastic import Client
from sidecar.extract.errors import translate_query_errors
from sidecar.extract.reader import Reader
from sidecar.jobs.run.failure_budget import FailureBudget
from sidecar.jobs.run.partitions import Part, Work
from sidecar.jobs.run.progress import Progress
from sidecar.load.encode.bodies import Body, BodyBuilder
from sidecar.load.encode.encoded import EncodedBlock
from sidecar.load.send.acknowledgements import PartitionTotals, Totals
from sidecar.load.send.bulk import BulkSender
from sidecar.load.send.transport import Destination, create_compression
from sidecar.model.columns import Block

Fail = Callable[[BaseException], None]
ReadRows = Callable[[Part, Reader], Iterator[Block]]


@dataclass
class PartCounts:
    """Counts of a part's rows before they are sent."""

    nulled: int = 0
    rejected: int = 0
    largest: str | None = None
    """Digits of the largest numeric key."""


class Pipeline:
    """Moves the rows of a query to Elasticsearch.

    ``before_request`` is called before each bulk request and may raise to end the run; ``before_first_body`` once before anything is sent;
    ``while_draining`` once when every row is read, on a thread of its own, while the last rows are sent. ``select`` returns the rows of a
    block that are to be sent. ``compresses`` is whether requests are compressed, None if that depends on how fast they are.
    """

    def __init__(
        self, client: Client, destination: Destination, parts: Sequence[Part], progress: Progress, *,
        failure_budget: FailureBudget, before_request: Callable[[], None], before_first_body: Callable[[], None],
        while_draining: Callable[[], None], select: Callable[[EncodedBlock], EncodedBlock], stop: threading.Event, timeout: float,
        compresses: bool | None,
    ) -> None:  # fmt: skip
        self._parts = parts
        self.part_counts = tuple(PartCounts() for _ in parts)
        self._progress = progress
        self._failure_budget = failure_budget
        self._before_first_body = before_first_body
        self._while_draining = while_draining
        self._select = select
        self._has_sent = self._has_started = False
        self._lock = threading.Lock()
        self._bulk = BulkSender(
            client, destination, stop=stop, timeout=timeout, on_rejected=failure_budget, before_request=before_request,
            compression=create_compression(client, enabled=compresses), partitions=len(parts),
            settled={part.number: part.settled for part in parts if part.settled},
        )  # fmt: skip

    def partition_totals(self) -> tuple[PartitionTotals, ...]:
        """Return what is acknowledged of each part now."""
        return self._bulk.partition_totals()

    def totals(self) -> Totals:
        """Return what is acknowledged of all parts now."""
        return self._bulk.totals()

    @property
    def waiting_for(self) -> str | None:
        """Return what a connection waits for, or None."""
        return self._bulk.waiting_for

    def start_progress(self, names: Sequence[str] = ()) -> None:
        """Start measuring; :meth:`run` does it, unless rows are read before."""
        self._has_started = True
        self._progress.start(self.totals, lambda: self.waiting_for, self.partition_totals, names)

    def run(self, datasource: str, read: ReadRows, read_parts: Callable[[Work, Fail], None], names: Sequence[str] = ()) -> Totals:
        """Send every row of the query; raise the first error of any part.

        ``read`` reads the rows of a part. ``read_parts`` calls its first argument once for each part, on any threads, and its second if
        one fails. ``names`` are the names of the parts in the status; empty if the query is not partitioned.
        """

        def work(part: Part, reader: Reader) -> None:
            self._send_part(datasource, part, self._time_reads(datasource, read(part, reader)))

        with self._bulk as bulk:
            if not self._has_started:
                self.start_progress(names)
            read_parts(work, bulk.fail)
            # After an error nobody waits for it: its calls may take minutes.
            meanwhile = threading.Thread(target=self._while_draining, name="drain", daemon=True)
            meanwhile.start()
            totals = bulk.drain()
            meanwhile.join()
            self._failure_budget.check_final()
        return totals

    def _send_part(self, datasource: str, part: Part, blocks: Iterator[Block]) -> None:
        builder = BodyBuilder(part.number)
        for block in blocks:
            encoded = self._encode(datasource, part, block)
            for body in builder.add(self._select(encoded), size=self._bulk.body_size, flush=self._bulk.has_idle_connection):
                self._send(body)
        for body in builder.flush(size=self._bulk.body_size):
            self._send(body)
        self._bulk.end_partition(part.number)

    def _time_reads(self, datasource: str, blocks: Iterator[Block]) -> Iterator[Block]:
        while True:
            start = time.monotonic()
            with translate_query_errors(datasource):
                block = next(blocks, None)
            with self._lock:
                self._progress.timers.reading += time.monotonic() - start
            if block is None:
                return
            yield block

    def _encode(self, datasource: str, part: Part, block: Block) -> EncodedBlock:
        start = time.monotonic()
        # Encoding parses what the database sent.
        with translate_query_errors(datasource):
            encoded = part.encoder.encode(block)
        counts = self.part_counts[part.number]
        with self._lock:
            self._progress.timers.encoding += time.monotonic() - start
            self._progress.rows_read += block.rows
            self._progress.nulled += block.nulled
            self._progress.rejected += len(encoded.rejected)
            counts.nulled += block.nulled
            counts.rejected += len(encoded.rejected)
            counts.largest = part.encoder.key_tracker.largest if part.encoder.key_tracker else None
        self._failure_budget(encoded.rejected)
        return encoded

    def _send(self, body: Body) -> None:
        if not self._has_sent:
            with self._lock:
                if not self._has_sent:
                    self._before_first_body()
                    self._has_sent = True
        self._bulk.send(body)
