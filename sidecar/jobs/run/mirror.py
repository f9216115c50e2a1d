"""Compare before sending: which rows of a MIRROR differ from the target, and which documents have no row."""

from types import TracebackType
from typing import Self

from sidecar.elastic import Client
from sidecar.extract.reader import Reader
from sidecar.jobs.run.context import ExecutionContext
from sidecar.jobs.run.removal import Removal, surplus_batches
from sidecar.jobs.run.row_comparison import RowComparison
from sidecar.jobs.run.second_look import raise_on_duplicates
from sidecar.load.compare.comparison import DigestComparison
from sidecar.load.compare.digests import RECORD_BYTES, id_of, split_records
from sidecar.load.compare.selection import Selection
from sidecar.load.encode.encoded import EncodedBlock, select_rows
from sidecar.load.index.comparability import find_written_index
from sidecar.load.send.acknowledgements import Totals
from sidecar.model.columns import Column
from sidecar.model.job_state import Phase


class Mirror:
    """The difference between a query and its target, in a ``with`` block.

    The rows are read twice. What is sent is what the second read returns, so a document that had no row in the first read, but has one in
    the second, is written again, and then not deleted.
    """

    def __init__(self, context: ExecutionContext, client: Client, reader: Reader, query: str, columns: tuple[Column, ...]) -> None:
        index = find_written_index(client, context.ingestion, context.heartbeat.lease.target_uuid)
        self._context = context
        self._compared = RowComparison(
            context, client, reader, query=query, columns=columns, transforms=context.ingestion.transforms, index=index
        )
        self._removal = Removal(context, client, index.index)
        self._different, self._missing, self._surplus = Selection(), Selection(), Selection()
        self._returned: set[bytes] = set()
        """Digests of ids without a row in the first read, but with one in the second."""
        self._is_empty = False

    def __enter__(self) -> Self:
        self._compared.__enter__()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._compared.__exit__(kind, error, trace)

    def compare(self) -> None:
        """Find out which rows to send, and which documents to delete.

        Raises :class:`~sidecar.errors.InvalidField` for keys that are not unique, :class:`~sidecar.errors.RemovalRefused` for too many
        deletions.
        """
        self._context.heartbeat.write(lambda lease: lease.with_details(phase=Phase.COMPARING))
        self._context.progress.start(Totals, lambda: None)
        self._compared.digest(compares_documents=True, on_rows=self._count)
        found = DigestComparison(max_samples=1, compares_documents=True)
        for joined in self._compared.comparison.join():
            found.add(joined)
            self._missing.add(joined.missing)
            self._surplus.add(b"".join(map(id_of, split_records(joined.surplus, RECORD_BYTES))))
        self._different = found.different_ids
        raise_on_duplicates(found, self._compared)
        self._removal.check(found, self._compared)
        self._is_empty = not self._compared.comparison.documents
        self._context.heartbeat.write(lambda lease: lease.with_details(phase=Phase.READING))
        self._context.timeline.record("compared")

    def select(self, block: EncodedBlock) -> EncodedBlock:
        """Return the rows of a block that are to be sent."""
        self._compared.add_rejected(block)
        if self._is_empty:
            self._context.progress.unchanged = 0
            return block
        digests = self._compared.comparison.digest_row_ids(block)
        self._returned.update(digest for digest in digests if digest in self._surplus)
        selected = (self._different, self._missing, self._returned)
        rows = [row for row, digest in enumerate(digests) if any(digest in each for each in selected)]
        self._context.progress.unchanged = (self._context.progress.unchanged or 0) + len(block.row_ends) - len(rows)
        return select_rows(block, rows)

    def delete_surplus(self) -> None:
        """Delete the documents without a row, once every row that was sent is acknowledged."""
        self._context.progress.deleted = 0
        for records in surplus_batches(self._compared):
            self._removal.delete(self._compared, [each for each in records if id_of(each) not in self._returned])

    def _count(self, block: EncodedBlock) -> None:
        self._context.progress.rows_compared += block.rows
