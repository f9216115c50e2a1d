"""Ranges that threads of the execution's own process read, encode and send together."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

from sidecar.extract.errors import translate_query_errors
from sidecar.extract.reader import Reader
from sidecar.jobs.run.partitions import Part, RangeReaders
from sidecar.jobs.run.pipeline import PartCounts, Pipeline, ReadRows
from sidecar.jobs.run.progress import DATABASE_SESSION, Progress
from sidecar.jobs.run.range_loader import OpenedSessions
from sidecar.load.send.acknowledgements import PartitionTotals, Totals
from sidecar.model.checkpoint import AcknowledgedRows


class LocalRangeLoader:
    """Loads ``parts`` through one pipeline, each in one of up to ``size`` sessions; ``reader`` has the first one."""

    read_elsewhere = AcknowledgedRows()

    def __init__(
        self, pipeline: Pipeline, range_readers: RangeReaders, reader: Reader, parts: Sequence[Part], progress: Progress, *,
        datasource: str, query: str, read: ReadRows, names: Sequence[str], size: int,
    ) -> None:  # fmt: skip
        self._pipeline = pipeline
        self._range_readers = range_readers
        self._reader = reader
        self._parts = parts
        self._progress = progress
        self._datasource, self._query = datasource, query
        self._read = read
        self._names = names
        self._size = size
        self.part_counts: Sequence[PartCounts] = pipeline.part_counts

    def partition_totals(self) -> Sequence[PartitionTotals]:
        """Return what is acknowledged of each range."""
        return self._pipeline.partition_totals()

    def open(self) -> OpenedSessions:
        """Open the sessions: fewer if the database accepts no more."""
        with translate_query_errors(self._datasource), self._progress.wait_for(DATABASE_SESSION):
            snapshots = self._range_readers.open(self._reader, self._query, self._size)
        readers = self._range_readers
        return OpenedSessions(ids=readers.sessions, count=readers.count, wanted=self._size, snapshots=snapshots)

    def load(self) -> Totals:
        """Load every range."""
        with ThreadPoolExecutor(self._size, thread_name_prefix="partition") as executor:
            return self._pipeline.run(
                self._datasource, self._read, lambda work, fail: self._range_readers.read(self._parts, work, executor, fail=fail),
                names=self._names,
            )  # fmt: skip

    def cancel(self) -> None:
        """Cancel the statements of all sessions."""
        self._range_readers.cancel()

    def close(self) -> None:
        """Close the further sessions."""
        self._range_readers.close()
