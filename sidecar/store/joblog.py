"""The job log ``.siren-jobs``: the projection of the leases, one document per execution."""

from collections.abc import Iterable, Iterator
from typing import Any

from elasticsearch import Elasticsearch

from sidecar.elastic import translate_elasticsearch_errors
from sidecar.errors import VersionConflict
from sidecar.store import document
from sidecar.store.indices import JOBS
from sidecar.store.leases import VersionedLease

_PAGE_SIZE = 1000
"""Executions per search response."""


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
                    document={lease.type: lease.status.to_json(detailed=True)},
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
        after: list[Any] | None = None
        while after != []:
            with translate_elasticsearch_errors():
                response = self._client.search(
                    index=JOBS,
                    query={"range": {"ingestion.end_time": {"lt": timestamp, "format": "epoch_millis"}}},
                    sort=[{"ingestion.end_time": "asc"}, {"ingestion.details.execution": "asc"}],
                    source_includes=["ingestion.id"],
                    size=_PAGE_SIZE,
                    search_after=after,
                )
            hits = response["hits"]["hits"]
            yield {hit["_id"]: hit["_source"]["ingestion"]["id"] for hit in hits}
            after = hits[-1]["sort"] if len(hits) == _PAGE_SIZE else []

    def delete(self, executions: Iterable[str]) -> None:
        """Delete executions from the log."""
        document.delete(self._client, JOBS, executions)

    def search(self, body: dict[str, Any], parameters: dict[str, Any]) -> dict[str, Any]:
        """Run a native search and return Elasticsearch's response."""
        with translate_elasticsearch_errors():
            response = self._client.perform_request(
                "POST",
                f"/{JOBS}/_search",
                params=parameters,
                headers={"accept": "application/json", "content-type": "application/json"},
                body=body,
            )
        result: dict[str, Any] = response.body
        return result
