"""The job log ``.siren-jobs``: the projection of every lease's status, one document an execution."""

from collections.abc import Iterable, Iterator
from typing import Any

from elasticsearch import Elasticsearch

from sidecar.elastic import translated
from sidecar.errors import VersionConflict
from sidecar.store import document
from sidecar.store.indices import JOBS
from sidecar.store.leases import Held

_PAGE = 1000
"""Executions that one search for old ones gives."""


class JobLog:
    """The log of all executions."""

    def __init__(self, client: Elasticsearch) -> None:
        self._client = client

    def project(self, held: Held, *, refresh: bool = True) -> None:
        """Write a lease's status into the log.

        The lease's own version goes along, so that a late write cannot overwrite a newer one: it is refused and nothing is lost.
        """
        lease, at = held.lease, held.at
        if lease.status is None or lease.execution is None or at is None:
            return
        try:
            with translated():
                self._client.index(
                    index=JOBS,
                    id=lease.execution,
                    document={lease.type: lease.status.to_json(detailed=True)},
                    version=at.version,
                    version_type="external_gte",
                    refresh=refresh,
                )
        except VersionConflict:
            pass

    def get(self, execution: str) -> dict[str, Any] | None:
        """Read an execution's document in real time: its status by its type; none where the log does not know it."""
        found = document.read(self._client, JOBS, execution)
        return found and found[0]

    def ended_before(self, moment: int) -> Iterator[dict[str, str]]:
        """Find executions that ended before a moment (epoch ms), the oldest first, a page at a time: each one's job by its id."""
        after: list[Any] | None = None
        while after != []:
            with translated():
                answer = self._client.search(
                    index=JOBS,
                    query={"range": {"ingestion.end_time": {"lt": moment, "format": "epoch_millis"}}},
                    sort=[{"ingestion.end_time": "asc"}, {"ingestion.details.execution": "asc"}],
                    source_includes=["ingestion.id"],
                    size=_PAGE,
                    search_after=after,
                )
            hits = answer["hits"]["hits"]
            yield {hit["_id"]: hit["_source"]["ingestion"]["id"] for hit in hits}
            after = hits[-1]["sort"] if len(hits) == _PAGE else []

    def delete(self, executions: Iterable[str]) -> None:
        """Delete executions from the log."""
        document.delete(self._client, JOBS, executions)

    def search(self, body: dict[str, Any], parameters: dict[str, Any]) -> dict[str, Any]:
        """Run one native search and give Elasticsearch's own answer."""
        with translated():
            answer = self._client.perform_request(
                "POST",
                f"/{JOBS}/_search",
                params=parameters,
                headers={"accept": "application/json", "content-type": "application/json"},
                body=body,
            )
        result: dict[str, Any] = answer.body
        return result
