"""Delete the documents of an INCREMENTAL whose rows were deleted: compare the keys of the source with the ids of the target."""

import logging
from collections.abc import Callable
from contextlib import closing

from sidecar.elastic import Client
from sidecar.errors import RemovalRefused, ServiceUnavailable, SnapshotLost, SourceDataError, SourceError
from sidecar.extract.errors import translate_query_errors
from sidecar.extract.reader import Reader
from sidecar.jobs.run.context import ExecutionContext
from sidecar.jobs.run.removal import Removal, surplus_batches
from sidecar.jobs.run.row_comparison import RowComparison
from sidecar.jobs.run.second_look import raise_on_duplicates
from sidecar.load.compare.comparison import DigestComparison
from sidecar.load.compare.digests import id_of
from sidecar.load.encode.encoded import EncodedBlock
from sidecar.load.encode.fields import find_key
from sidecar.load.index.comparability import ComparableIndex, find_written_index
from sidecar.model.columns import Column
from sidecar.model.job_state import ExecutionKind, Phase

log = logging.getLogger(__name__)

OBSTACLE = "A deletion needs the keys of all rows."
"""Why a row that the database cannot compute cannot be left out."""


def count_deleted_before(context: ExecutionContext) -> int | None:
    """Return the number of documents that earlier attempts deleted and that are not found again; None if the execution deletes none."""
    deletions = context.ingestion.deletions
    if context.definition.kind is ExecutionKind.DELETION or deletions.compares_after_runs:
        return context.progress.deleted or context.details.deleted or 0
    # Of marked rows, what Elasticsearch acknowledges is counted.
    return None if deletions.column is None else 0


def delete_surplus_after_run(context: ExecutionContext, client: Client, query: str, open_reader: Callable[[], Reader]) -> None:
    """Delete the documents without a row, as :func:`delete_surplus` does, once all rows of a run are in the target.

    ``open_reader`` opens another session, whose reads have snapshots of their own. Only the comparison is repeated if Elasticsearch is
    not ready, or has lost the point in time.
    """
    context.heartbeat.write(lambda lease: lease.with_details(phase=Phase.COMPARING))
    backoff = context.create_backoff()
    while True:
        try:
            index = find_written_index(client, context.ingestion, context.heartbeat.lease.target_uuid)
            with translate_query_errors(context.definition.datasource.id), closing(open_reader()) as reader:
                key = find_key(reader.describe(query), context.ingestion.pk_field)
                delete_surplus(context, client, reader, query=query, key=key, index=index)
            break
        except SourceDataError as error:
            # Another attempt would send all rows again, and find the same value.
            raise SourceError(f"The database could not compute a value of some row. {OBSTACLE}") from error
        except ServiceUnavailable as error:
            if isinstance(error, SnapshotLost):
                # Elasticsearch was ready when the point in time was opened.
                backoff.reset()
            log.warning("keys compared again: %s: %s", context.details.execution, error)
            backoff.wait(error)
    context.timeline.record("compared")


def delete_surplus(
    context: ExecutionContext, client: Client, reader: Reader, *, query: str, key: tuple[Column, ...], index: ComparableIndex,
    on_rows: Callable[[EncodedBlock], None] = lambda _: None,
) -> None:  # fmt: skip
    """Compare the ``key`` of a query's rows with the ids of an index, and delete the documents without a row.

    Raises :class:`~sidecar.errors.InvalidField` for keys that are not unique, :class:`~sidecar.errors.RemovalRefused` for too many
    deletions.
    """
    removal = Removal(context, client, index.index)
    with RowComparison(context, client, reader, query=query, columns=key, transforms=(), index=index) as compared:
        compared.digest(compares_documents=False, on_rows=on_rows)
        found = DigestComparison(max_samples=1, compares_documents=False)
        for joined in compared.comparison.join():
            found.add(joined)
        raise_on_duplicates(found, compared, field="ingest.deletions_query" if context.ingestion.deletions.query else "ingest.pk_field")
        removal.check(found, compared)
        _require_equal_id(context, found, compared)
        for records in surplus_batches(compared):
            removal.delete(compared, _without_returned(compared, records))


def _require_equal_id(context: ExecutionContext, found: DigestComparison, compared: RowComparison) -> None:
    """Raise :class:`~sidecar.errors.RemovalRefused` if no key is the id of a document: then the keys are written in another way."""
    if compared.comparison.documents and not found.equal:
        ingestion = context.ingestion
        raise RemovalRefused(
            f"no key that [{ingestion.deletions.query_field}] returns is the id of a document of the target [{ingestion.target}]"
        )


def _without_returned(compared: RowComparison, records: list[bytes]) -> list[bytes]:
    """Return the records without those whose row is there when the keys are read once more: it has come back, or was inserted late."""
    surplus = set(map(id_of, records))
    for block in compared.read():
        surplus.difference_update(compared.comparison.digest_row_ids(block))
    return [each for each in records if id_of(each) in surplus]
