"""The job log ``.siren-jobs``: the projection of the leases, one document per execution."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from elasticsearch import Elasticsearch

from sidecar.elastic import translate_elasticsearch_errors
from sidecar.errors import VersionConflict
from sidecar.model.job import INGESTION, end_logged_status
from sidecar.model.lease import Lease
from sidecar.model.webhook_result import WebhookResult, WebhookState
from sidecar.store import document
from sidecar.store.indices import JOBS
from sidecar.store.leases import VersionedLease

_PAGE_SIZE = 1000
"""Executions per search response."""


def log_entry(lease: Lease) -> dict[str, Any]:
    """Return the document of a lease's current or last execution."""
    return {lease.type: lease.execution_status.to_json(detailed=True)}


class JobLog:
    """The log of all executions."""

    def __init__(self, client: Elasticsearch) -> None:
        self._client = client

    def project(self, versioned: VersionedLease, *, refresh: bool = True) -> None:
        """Write the status of a lease to the log.

        The write carries the version of the lease, so that Elasticsearch rejects it if a newer one was projected.
        """
        lease, version = versioned.lease, versioned.version
        if lease.status is None or lease.execution is None or version is None:
            return
        try:
            with translate_elasticsearch_errors():
                self._client.index(
                    index=JOBS,
                    id=lease.execution,
                    document=log_entry(lease),
                    version=version.version,
                    version_type="external_gte",
                    refresh=refresh,
                )
        except VersionConflict:
            pass

    def get(self, execution: str) -> dict[str, Any] | None:
        """Return the document of an execution in real time, its status under its type; None if it is not in the log."""
        found = document.read(self._client, JOBS, execution)
        return found and found[0]

    def find_ended_before(self, timestamp: int) -> Iterator[dict[str, str]]:
        """Yield pages of executions that ended before a timestamp (epoch ms), oldest first: each id with its job."""
        yield from self._find({"range": {"ingestion.end_time": {"lt": timestamp, "format": "epoch_millis"}}}, "ingestion.end_time")

    def find_running(self) -> Iterator[dict[str, str]]:
        """Yield pages of executions without an end in the log, oldest first: each id with its job."""
        yield from self._find({"term": {"ingestion.is_running": True}}, "ingestion.start_time")

    def find_undelivered(self) -> Iterator[dict[str, str]]:
        """Yield pages of executions whose webhook is still to be delivered, as of the last refresh, oldest first: each id with its job."""
        yield from self._find({"term": {"ingestion.details.webhook.state": WebhookState.PENDING.value}}, "ingestion.start_time")

    def record_webhook(self, execution: str, result: WebhookResult) -> bool:
        """Record the result of delivering the webhook of an execution that its lease no longer refers to.

        Return whether the log said that it is still to be delivered; a final result is kept.

        Raises :class:`~sidecar.errors.VersionConflict` if the document is changed meanwhile.
        """
        found = document.read(self._client, JOBS, execution)
        status = found[0].get(INGESTION, {}) if found else {}
        details = status.get("details", {})
        if found is None or details.get("webhook", {}).get("state") != WebhookState.PENDING:
            return False
        changed = {**found[0], INGESTION: {**status, "details": {**details, "webhook": result.to_json()}}}
        with translate_elasticsearch_errors():
            self._client.index(
                index=JOBS, id=execution, document=changed, refresh=True, if_seq_no=found[1].seq_no, if_primary_term=found[1].primary_term
            )
        return True

    def _find(self, query: Mapping[str, Any], order: str) -> Iterator[dict[str, str]]:
        sort = [{order: "asc"}, {"ingestion.details.execution": "asc"}]
        for hits in document.search_pages(self._client, JOBS, query, sort=sort, size=_PAGE_SIZE, source_includes=["ingestion.id"]):
            yield {hit["_id"]: hit["_source"]["ingestion"]["id"] for hit in hits}

    def end_lost(self, execution: str, error: Sequence[str]) -> bool:
        """End an execution that no lease refers to; return whether its document had no end.

        Raises :class:`~sidecar.errors.VersionConflict` if the document is changed meanwhile.
        """
        found = document.read(self._client, JOBS, execution)
        if found is None or not found[0][INGESTION]["is_running"]:
            return False
        ended = {**found[0], INGESTION: end_logged_status(found[0][INGESTION], error)}
        with translate_elasticsearch_errors():
            self._client.index(
                index=JOBS, id=execution, document=ended, refresh=True, if_seq_no=found[1].seq_no, if_primary_term=found[1].primary_term
            )
        return True

    def delete(self, executions: Iterable[str]) -> None:
        """Delete executions from the log."""
        document.delete(self._client, JOBS, executions)

    def search(self, body: dict[str, Any], parameters: dict[str, Any]) -> dict[str, Any]:
        """Run a native search and return Elasticsearch's response."""
        return document.search(self._client, JOBS, body, parameters)
