"""Delete the documents of an INCREMENTAL whose rows were deleted, once all rows are in the target."""

import logging
from collections.abc import Callable
from contextlib import closing

from sidecar.elastic import Client
from sidecar.errors import ServiceUnavailable, SnapshotLost
from sidecar.extract.errors import translate_query_errors
from sidecar.extract.reader import Reader
from sidecar.jobs.run.context import ExecutionContext
from sidecar.jobs.run.removal import Removal, surplus_batches
from sidecar.jobs.run.row_comparison import RowComparison
from sidecar.jobs.run.second_look import raise_on_duplicates
from sidecar.load.compare.comparison import DigestComparison
from sidecar.load.compare.digests import id_of
from sidecar.load.encode.fields import find_key
from sidecar.load.index.comparability import find_removable_index
from sidecar.model.job_state import Phase

log = logging.getLogger(__name__)


def delete_surplus(context: ExecutionContext, client: Client, query: str, open_reader: Callable[[], Reader]) -> None:
    """Compare the keys of a query with the ids of the target; delete the documents without a row.

    ``open_reader`` opens another session, whose reads have snapshots of their own. All rows are in the target, so only the comparison is
    repeated if Elasticsearch is not ready, or has lost the point in time. Raises :class:`~sidecar.errors.InvalidField` for keys that are
    not unique, :class:`~sidecar.errors.RemovalRefused` for too many deletions.
    """
    context.heartbeat.write(lambda lease: lease.with_details(phase=Phase.COMPARING))
    backoff = context.create_backoff()
    context.progress.deleted = 0
    while True:
        try:
            _delete_once(context, client, query, open_reader)
            break
        except ServiceUnavailable as error:
            if isinstance(error, SnapshotLost):
                # Elasticsearch was ready when the point in time was opened.
                backoff.reset()
            log.warning("keys compared again: %s: %s", context.details.execution, error)
            backoff.wait(error)
    context.timeline.record("compared")


def _delete_once(context: ExecutionContext, client: Client, query: str, open_reader: Callable[[], Reader]) -> None:
    index = find_removable_index(client, context.ingestion, context.heartbeat.lease.target_uuid)
    removal = Removal(context, client, index.index)
    with translate_query_errors(context.definition.datasource.id), closing(open_reader()) as reader:
        key = find_key(reader.describe(query), context.ingestion.pk_field)
        with RowComparison(context, client, reader, query=query, columns=key, transforms=(), index=index) as compared:
            compared.digest(compares_documents=False, on_rows=lambda _: None)
            found = DigestComparison(max_samples=1, compares_documents=False)
            for joined in compared.comparison.join():
                found.add(joined)
            raise_on_duplicates(found, compared)
            removal.check(found, compared)
            for records in surplus_batches(compared):
                removal.delete(compared, _without_returned(compared, records))


def _without_returned(compared: RowComparison, records: list[bytes]) -> list[bytes]:
    """Return the records without those whose row is there when the keys are read once more: it has come back, or was inserted late."""
    surplus = set(map(id_of, records))
    for block in compared.read():
        surplus.difference_update(compared.comparison.digest_row_ids(block))
    return [each for each in records if id_of(each) in surplus]
