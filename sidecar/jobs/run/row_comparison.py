"""Read the rows of a query and the documents of a target concurrently, and compare their digests."""

import threading
import time
from collections.abc import Callable, Iterator
from types import TracebackType
from typing import Self

from sidecar.elastic import Client
from sidecar.errors import ExecutionStopped
from sidecar.extract.errors import translate_query_errors
from sidecar.extract.reader import Reader
from sidecar.jobs.run.concurrent_read import read_concurrently
from sidecar.jobs.run.context import ExecutionContext
from sidecar.load.compare.comparison import Comparison
from sidecar.load.compare.target_snapshot import TargetSnapshot
from sidecar.load.encode.documents import Encoder
from sidecar.load.encode.encoded import EncodedBlock, without_deletions
from sidecar.load.index.comparability import ComparableIndex
from sidecar.model.columns import Column
from sidecar.model.transform import Transform


class RowComparison:
    """The rows of a query and the documents of an index, which ``client`` reads, in a ``with`` block.

    The snapshot of the index is older than that of the source. So a document without a row was deleted from the source, or written by
    somebody else. If ``columns`` are only those of the key, only ids can be compared.
    """

    def __init__(
        self, context: ExecutionContext, client: Client, reader: Reader, *, query: str, columns: tuple[Column, ...],
        transforms: tuple[Transform, ...], index: ComparableIndex,
    ) -> None:  # fmt: skip
        self._context = context
        self._reader = reader
        self._query = query
        self._columns = columns
        self._transforms = transforms
        self._has_failed = threading.Event()
        self.rejected_ids: set[bytes] = set()
        """Digests of the ids of rows that cannot become documents: such a row exists, so its document is not deleted."""
        self.comparison = Comparison(context.services.settings.data_dir, check=self.check)
        self.snapshot = TargetSnapshot(client, index.index, max_page=index.max_page, create_backoff=context.create_backoff)

    def __enter__(self) -> Self:
        try:
            self.snapshot.__enter__()
        except BaseException:
            self.comparison.close()
            raise
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        try:
            self.snapshot.__exit__(kind, error, trace)
        finally:
            self.comparison.close()

    def digest(self, *, compares_documents: bool, on_rows: Callable[[EncodedBlock], None]) -> None:
        """Read all rows and all documents; call ``on_rows`` with each block of rows."""
        read_concurrently(
            self._reader, lambda: self._digest_rows(on_rows),
            lambda: self.comparison.add_documents(self.snapshot, compares_documents=compares_documents),
            stop_target=self._has_failed.set,
        )  # fmt: skip

    def _digest_rows(self, on_rows: Callable[[EncodedBlock], None]) -> None:
        for block in self.read():
            self.comparison.add_rows(block)
            on_rows(block)

    def read(self) -> Iterator[EncodedBlock]:
        """Yield all rows as a run would encode them, without those that are marked as deleted."""
        timers, ingestion = self._context.progress.timers, self._context.ingestion
        mark = ingestion.deletions.column
        encoder = Encoder(self._columns, transforms=self._transforms, pk_field=ingestion.pk_field, deletion_column=mark)
        with translate_query_errors(self._context.definition.datasource.id):
            blocks = self._reader.read(self._query, self._columns, ingestion.batch_size)
            while True:
                began = time.monotonic()
                block = next(blocks, None)
                timers.reading += time.monotonic() - began
                self.check()
                if block is None:
                    return
                began = time.monotonic()
                encoded = encoder.encode(block)
                if mark is not None:
                    encoded = without_deletions(encoded)
                timers.encoding += time.monotonic() - began
                self.add_rejected(encoded)
                yield encoded

    def add_rejected(self, block: EncodedBlock) -> None:
        """Record the rows of a block that cannot become documents."""
        if block.rejected:
            self.rejected_ids.update(self.comparison.digest_ids(each.id for each in block.rejected if each.id is not None))

    def check(self) -> None:
        """Raise if the execution is over: aborted, taken over, or failed on another thread."""
        self._context.heartbeat.check()
        if self._has_failed.is_set():
            raise ExecutionStopped("the rows could not be read")
