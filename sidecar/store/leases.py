"""Leases: read in real time and changed by compare-and-set. Searches only find candidates."""

import logging
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from elasticsearch import Elasticsearch

from sidecar.elastic import translate_elasticsearch_errors
from sidecar.errors import UnreadableDocument
from sidecar.model.ingestion import Strategy
from sidecar.model.job_state import JobState
from sidecar.model.lease import Lease
from sidecar.store import document
from sidecar.store.document import DocumentVersion
from sidecar.store.indices import LEASES

log = logging.getLogger(__name__)

_MAX_LEASES = 10_000
"""Leases in one search response."""
_PAGE_SIZE = 100
"""Complete leases in one response: each may hold a long query."""
_STAGING_FIELDS = [f"definition.ingestion.ingest.{name}" for name in ("strategy", "target", "staging_prefix")]
_INACTIVE = (None, *(state for state in JobState if state.is_final))
_ACTIVE = {"terms": {"state": ["running", "aborting"]}}


@dataclass(frozen=True, kw_only=True)
class VersionedLease:
    """A lease and the version of its document, which is None before the first write."""

    lease: Lease
    version: DocumentVersion | None = None


class Leases:
    """The leases of all jobs."""

    def __init__(self, client: Elasticsearch) -> None:
        self._client = client

    def get(self, key: str) -> VersionedLease | None:
        """Return the current lease of a job; None if the job never had one.

        Raises :class:`~sidecar.errors.UnreadableDocument` if its document is not a lease.
        """
        found = document.read(self._client, LEASES, key)
        if found is None:
            return None
        with document.require_readable(LEASES, key):
            return VersionedLease(lease=Lease.from_document(found[0]), version=found[1])

    def get_readable(self, keys: Iterable[str]) -> Iterator[VersionedLease]:
        """Yield the current leases of these keys, without those that do not exist or cannot be read."""
        for hit in document.read_many(self._client, LEASES, keys, page=_PAGE_SIZE):
            try:
                with document.require_readable(LEASES, hit["_id"]):
                    current = VersionedLease(lease=Lease.from_document(hit["_source"]), version=DocumentVersion.of(hit))
            except UnreadableDocument as error:
                log.warning("lease ignored: %s", error)
            else:
                yield current

    def last_fire_times(self, keys: Iterable[str]) -> dict[str, int]:
        """Return the last fire time (epoch ms) of each of these keys whose schedule may start an execution.

        Those with an active execution, and those without a fire time, are missing. Leases are not parsed: there may be thousands.
        """
        found = document.read_many(self._client, LEASES, keys, page=_MAX_LEASES, source_includes=["last_fire", "state"])
        sources = {hit["_id"]: hit["_source"] for hit in found}
        return {
            key: source["last_fire"]
            for key, source in sources.items()
            if source.get("state") in _INACTIVE and isinstance(source.get("last_fire"), int)
        }

    def find_staging_stems(self) -> set[str]:
        """Return the first parts of the names of all staging indices, as of the last refresh. Leases are not parsed."""
        pages = self._find_pages({"exists": {"field": "execution"}}, source_includes=_STAGING_FIELDS)
        return {stem for page in pages for hit in page if (stem := _staging_stem(hit["_source"]))}

    def write(self, expected: VersionedLease, lease: Lease, *, refresh: bool = False) -> VersionedLease:
        """Replace the expected lease.

        Raises :class:`~sidecar.errors.VersionConflict` if it has been changed since it was read, and
        :class:`~sidecar.errors.ServiceUnavailable` if the outcome of the write is unknown.
        """
        version = expected.version
        condition: dict[str, Any] = (
            {"op_type": "create"} if version is None else {"if_seq_no": version.seq_no, "if_primary_term": version.primary_term}
        )
        with translate_elasticsearch_errors():
            response = self._client.index(
                index=LEASES, id=lease.key, document=lease.to_document(), refresh=refresh, require_alias=False, **condition
            )
        return VersionedLease(lease=lease, version=DocumentVersion.of(response))

    def find_active(self) -> list[str]:
        """Return the keys of jobs with a queued or running execution. The caller confirms each with :meth:`get`."""
        return self._find(_ACTIVE)

    def find_all(self) -> list[str]:
        """Return the keys of all leases."""
        return self._find({"match_all": {}})

    def find_pending(self) -> list[str]:
        """Return the keys of leases with possible work for an agent.

        These are active, or have an unprojected final state, or name indices to be deleted.
        """
        return self._find({"bool": {"should": [_ACTIVE, {"term": {"projected": False}}, {"exists": {"field": "drop"}}]}})

    def _find_pages(self, query: Mapping[str, Any], **options: Any) -> Iterator[list[dict[str, Any]]]:
        return document.search_pages(self._client, LEASES, query, sort=["_seq_no"], size=_MAX_LEASES, **options)

    def _find(self, query: Mapping[str, Any]) -> list[str]:
        return [hit["_id"] for page in self._find_pages(query, source=False) for hit in page]


def _staging_stem(source: dict[str, Any]) -> str | None:
    """Return the first part of the names of a job's staging indices; None without any, and for a damaged lease."""
    try:
        ingest = source["definition"]["ingestion"]["ingest"]
        return str(ingest.get("staging_prefix") or ingest["target"]) if ingest["strategy"] == Strategy.REPLACE else None
    except (AttributeError, KeyError, TypeError):
        return None
