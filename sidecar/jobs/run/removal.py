"""Delete the documents of a target that have no row in the source."""

from collections.abc import Iterable, Iterator

from sidecar.elastic import Client
from sidecar.errors import RemovalRefused
from sidecar.jobs.run.context import ExecutionContext
from sidecar.jobs.run.row_comparison import RowComparison
from sidecar.load.compare.comparison import DigestComparison
from sidecar.load.compare.digests import RECORD_BYTES, id_of, split_records
from sidecar.load.index.publish import minimum_documents
from sidecar.load.send.deletion import StoredDocument, delete_documents
from sidecar.model.ingestion_fields import format_percentage

_BATCH = 200_000
"""Records of documents without a row that are in memory at a time."""
_REQUEST = 1000
"""Documents that are deleted with one request."""


class Removal:
    """The deletion of documents without a row, from the index that ``client`` writes.

    A document is deleted only in the version that the snapshot of the target has: one that was written since is kept.
    """

    def __init__(self, context: ExecutionContext, client: Client, index: str) -> None:
        self._context = context
        self._client = client
        self._index = index

    def check(self, found: DigestComparison, compared: RowComparison) -> None:
        """Raise :class:`~sidecar.errors.RemovalRefused` if more documents would be deleted than ``removal_guard`` allows.

        All are never deleted: a query that returns no row is more often a mistake than an empty table.
        """
        guard, target, documents = self._context.ingestion.removal_guard, self._context.ingestion.target, compared.comparison.documents
        if documents and not compared.comparison.rows:
            query = "the key query" if self._context.ingestion.deletions.query else "the query"
            raise RemovalRefused(f"{query} returned no row, but the target [{target}] has {documents:,} documents")
        if guard is not None and documents - found.surplus < minimum_documents(documents, guard):
            raise RemovalRefused(
                f"{found.surplus:,} of the {documents:,} documents of the target [{target}] have no row in the source; "
                f"[removal_guard] allows the removal of at most {format_percentage(guard)}: none was deleted; "
                "check the query, or raise [removal_guard] for one run"
            )

    def delete(self, compared: RowComparison, records: Iterable[bytes]) -> None:
        """Delete the documents of these records, except those whose row exists but cannot become a document."""
        wanted = [each for each in records if id_of(each) not in compared.rejected_ids]
        for page in compared.comparison.find_documents(compared.snapshot, wanted):
            for start in range(0, len(page), _REQUEST):
                self._delete(page[start : start + _REQUEST])

    def _delete(self, documents: list[StoredDocument]) -> None:
        deleted = delete_documents(
            self._client, self._index, documents,
            backoff=self._context.create_backoff(), before_request=self._context.heartbeat.require_fresh,
        )  # fmt: skip
        self._context.progress.deleted = (self._context.progress.deleted or 0) + deleted


def surplus_batches(compared: RowComparison) -> Iterator[list[bytes]]:
    """Yield the records of documents without a row, some at a time."""
    batch: list[bytes] = []
    for joined in compared.comparison.join():
        batch += split_records(joined.surplus, RECORD_BYTES)
        if len(batch) >= _BATCH:
            yield batch
            batch = []
    if batch:
        yield batch
