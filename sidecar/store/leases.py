"""Leases: read in real time and changed by compare-and-set. Searches only find candidates."""

import logging
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from elasticsearch import Elasticsearch

from sidecar.elastic import translate_elasticsearch_errors
from sidecar.errors import UnreadableDocument, VersionConflict
from sidecar.model.ingestion import Strategy
from sidecar.model.job import Status
from sidecar.model.job_state import ExecutionKind, JobState
from sidecar.model.lease import Lease, stored_seconds
from sidecar.store import document
from sidecar.store.document import DocumentVersion
from sidecar.store.indices import JOBS, LEASES

log = logging.getLogger(__name__)

_MAX_LEASES = 10_000
"""Leases in one search response."""
_PAGE_SIZE = 100
"""Complete leases in one response: each may hold a long query."""
_STAGING_FIELDS = [f"definition.ingestion.ingest.{name}" for name in ("strategy", "target", "staging_prefix")]
_INACTIVE = (None, *(state for state in JobState if state.is_final))
_ACTIVE = {"terms": {"state": ["running", "aborting"]}}
_LAST_FIRES = {"last_fire": ExecutionKind.LOAD, "deletions_last_fire": ExecutionKind.DELETION}
_RENEWAL_TIMEOUT = "1s"
"""Time for an unavailable shard: the renewal of a lease must not wait for the job log."""
_PERMIT_FIELDS = ["fence", "state", "session", "status.details.attempt"]
_STATE_FIELDS = ["fence", "owner", "definition.owner", "definition.deliveries.execution", "execution", "state", "projected", "drop"]


@dataclass(frozen=True, kw_only=True)
class VersionedLease:
    """A lease and the version of its document, which is None before the first write."""

    lease: Lease
    version: DocumentVersion | None = None


@dataclass(frozen=True, kw_only=True)
class LeaseState:
    """What a process that waits for a change of a lease must know of it."""

    key: str
    seq_no: int
    fence: int
    execution: str | None
    owner: str | None
    owner_timeout: float | None
    """As in :class:`~sidecar.model.lease.Lease`."""
    owner_interval: float | None
    state: str | None
    is_projected: bool
    has_indices_to_drop: bool
    deliveries: frozenset[str] = frozenset()
    """The executions whose webhooks are still to be delivered."""

    @property
    def is_active(self) -> bool:
        """Return whether an execution is queued or running."""
        return self.state not in _INACTIVE

    @classmethod
    def of_hit(cls, hit: dict[str, Any]) -> "LeaseState":
        """Read the hit of a multi-get with :data:`_STATE_FIELDS`. What is damaged or unknown shows when the whole lease is read."""
        source = hit["_source"]
        definition = source.get("definition")
        owner = definition.get("owner") if isinstance(definition, Mapping) else None
        deliveries = definition.get("deliveries") if isinstance(definition, Mapping) else None
        return cls(
            key=hit["_id"], seq_no=hit["_seq_no"], fence=source.get("fence", 0), execution=source.get("execution"),
            owner=source.get("owner"), owner_timeout=stored_seconds(owner, "timeout"), owner_interval=stored_seconds(owner, "interval"),
            state=source.get("state"), is_projected=source.get("projected", True), has_indices_to_drop=bool(source.get("drop")),
            deliveries=frozenset(each["execution"] for each in deliveries or ()),
        )  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Permit:
    """What a worker must know of its execution's lease: whether it may go on."""

    seq_no: int
    fence: int
    attempt: int
    is_running: bool
    sessions: frozenset[str]
    """The ids of the database sessions that may read rows."""

    @classmethod
    def of(cls, source: Mapping[str, Any], version: DocumentVersion) -> "Permit":
        """Read the source of a lease with :data:`_PERMIT_FIELDS`."""
        details = (source.get("status") or {}).get("details") or {}
        return cls(
            seq_no=version.seq_no, fence=source.get("fence", 0), attempt=details.get("attempt", 0),
            is_running=source.get("state") == JobState.RUNNING, sessions=frozenset(filter(None, (source.get("session") or "").split(","))),
        )  # fmt: skip


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

    def get_status(self, key: str) -> Status | None:
        """Return the status of a job's current or last execution; None if it never ran or was deleted. The rest is not read.

        Raises :class:`~sidecar.errors.UnreadableDocument` if it is not a status.
        """
        found = document.read(self._client, LEASES, key, source_includes=["status", "deleted"])
        if found is None or found[0].get("deleted") or not found[0].get("status"):
            return None
        with document.require_readable(LEASES, key):
            return Status.from_document(found[0]["status"])

    def get_permit(self, key: str) -> Permit | None:
        """Return what a worker must know of the lease; None if there is none."""
        found = document.read(self._client, LEASES, key, source_includes=_PERMIT_FIELDS)
        return None if found is None else Permit.of(*found)

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

    def read_statuses(self, keys: Iterable[str]) -> Iterator[tuple[str, Status]]:
        """Yield the current statuses with their keys, without those that do not exist or cannot be read. Leases are not parsed."""
        for hit in document.read_many(self._client, LEASES, keys, page=_PAGE_SIZE, source_includes=["status"]):
            if not hit["_source"].get("status"):
                continue
            try:
                with document.require_readable(LEASES, hit["_id"]):
                    status = Status.from_document(hit["_source"]["status"])
            except UnreadableDocument as error:
                log.warning("lease ignored: %s", error)
            else:
                yield hit["_id"], status

    def states(self, keys: Iterable[str]) -> Iterator[LeaseState]:
        """Yield the current states of the leases with these keys, without those that do not exist."""
        for hit in document.read_many(self._client, LEASES, keys, page=_MAX_LEASES, source_includes=_STATE_FIELDS):
            yield LeaseState.of_hit(hit)

    def last_fire_times(self, keys: Iterable[str]) -> dict[tuple[str, ExecutionKind], int]:
        """Return the last fire time (epoch ms) of each schedule of these keys that may start an execution.

        Those with an active execution, and those without a fire time, are missing. Leases are not parsed: there may be thousands.
        """
        found = document.read_many(self._client, LEASES, keys, page=_MAX_LEASES, source_includes=[*_LAST_FIRES, "state"])
        sources = {hit["_id"]: hit["_source"] for hit in found}
        return {
            (key, kind): source[name]
            for key, source in sources.items()
            for name, kind in _LAST_FIRES.items()
            if source.get("state") in _INACTIVE and isinstance(source.get(name), int)
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

    def renew(self, expected: VersionedLease, lease: Lease, snapshot: Mapping[str, Any] | None) -> tuple[VersionedLease, bool]:
        """Replace the expected lease of a running execution and write its ``snapshot``, if any, to the job log, in one request.

        Elasticsearch may reject one of the writes alone. The snapshot has the version that the lease gets if its write succeeds. If
        that fails, another process has written the lease of this version: its status replaces the snapshot, but not the other way round.

        Return the lease, and whether the log now has the snapshot or a newer status. Raises as :meth:`write` does.
        """
        version = expected.version
        assert version is not None  # noqa: S101 - the lease of a running execution has been written
        condition = {"if_seq_no": version.seq_no, "if_primary_term": version.primary_term}
        operations: list[Mapping[str, Any]] = [
            {"index": {"_index": LEASES, "_id": lease.key, "require_alias": False, **condition}}, lease.to_document(),
        ]  # fmt: skip
        if snapshot is not None:
            action = {"_index": JOBS, "_id": lease.execution, "version": version.version + 1, "version_type": "external"}
            operations += [{"index": action}, snapshot]
        with translate_elasticsearch_errors():
            response = self._client.bulk(operations=operations, timeout=_RENEWAL_TIMEOUT)
        renewed, *logged = (each["index"] for each in response["items"])
        if "error" in renewed:
            raise document.item_error(renewed, f"the lease of [{lease.key}] could not be renewed")
        errors = [document.item_error(each, "snapshot not logged") for each in logged if "error" in each]
        failures = [each for each in errors if not isinstance(each, VersionConflict)]
        for failure in failures:
            log.warning("%s: %s", lease.key, failure)
        return VersionedLease(lease=lease, version=DocumentVersion.of(renewed)), bool(logged) and not failures

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
