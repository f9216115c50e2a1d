"""Read what the metrics of all jobs are computed from, in at most three requests."""

import logging
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, NamedTuple

from elasticsearch import Elasticsearch

from sidecar.elastic import translate_elasticsearch_errors
from sidecar.errors import ApiError, UnreadableDocument
from sidecar.model.job import INGESTION
from sidecar.model.job_state import JobState
from sidecar.model.stored import known_fields
from sidecar.model.totals import ExecutionCounts, Totals
from sidecar.store import document
from sidecar.store.indices import AGENTS, DEAD_LETTERS, INGESTIONS, LEASES, OWN_INDICES

log = logging.getLogger(__name__)

REQUEST_TIMEOUT = 2.0
"""Seconds for each of the requests: Prometheus waits for ten by default."""
_PAGE_SIZE = 10_000
"""Leases in one response. What is read of each is some hundred bytes."""
_FIELDS = [
    "job", "owner", "deleted", "definition.totals", "status.state", "status.count", "status.start_time", "status.end_time",
    *(f"status.details.{name}" for name in ("execution", "kind", "rejected", "heartbeat", "percent", "docs_per_second", "bottleneck")),
]  # fmt: skip
_BLOCKS_MAX_AGE = 30.0
"""Seconds for which the blocks of the indices are cached: a full disk blocks them for longer."""
_SCHEDULE, _TIMEZONE, _SAVED = "ingest.schedule", "ingest.timezone", "updated_time"
_HIT_FIELDS = [f"hits.hits.{name}" for name in ("_id", "_version", "_seq_no", "_primary_term")]
_Version = tuple[int, int, int]


@dataclass(frozen=True, kw_only=True)
class RunningExecution:
    """The progress of an execution that an agent runs. None is unknown. Times are epoch milliseconds."""

    heartbeat: int | None
    percent: float | None
    docs_per_second: float | None
    bottleneck: str | None
    kind: str | None
    """None for a run."""


@dataclass(frozen=True, kw_only=True)
class JobMetrics:
    """The state of the current or last execution of a job, and the job's totals."""

    job: str
    state: JobState
    totals: Totals
    is_queued: bool
    is_deleted: bool
    running: RunningExecution | None

    @classmethod
    def of_source(cls, source: Mapping[str, Any]) -> "JobMetrics":
        """Read the source of a lease with an execution. The lease is not parsed: there may be thousands."""
        status, owner = source["status"], source.get("owner")
        details, state = status["details"], JobState(status["state"])
        totals = source.get("definition", {}).get("totals", {})
        counts = ExecutionCounts(
            details["execution"], state, "kind" not in details, status["count"], details.get("rejected", 0),
            status["start_time"], status.get("end_time"),
        )  # fmt: skip
        is_active = not state.is_final
        return cls(
            job=source["job"],
            state=state,
            totals=Totals(**known_fields(Totals, totals)).including(counts),
            is_queued=is_active and owner is None,
            is_deleted=source.get("deleted", False),
            running=RunningExecution(**{name: details.get(name) for name in RunningExecution.__dataclass_fields__})
            if is_active and owner is not None
            else None,
        )


class Schedule(NamedTuple):
    """When the runs of a job start."""

    cron: str
    timezone: str
    saved: int | None
    """When the definition was last saved, epoch ms; None if an earlier release saved it."""


@dataclass(frozen=True, kw_only=True)
class ClusterMetrics:
    """The metrics that are the same for all replicas. None is unknown, because the sidecar lacks a privilege."""

    jobs: tuple[JobMetrics, ...]
    """Every job that ever ran, deleted ones too, ordered by name."""
    schedules: Mapping[str, Schedule]
    """The enabled schedules of runs, by job; of more than 10,000 only so many."""
    read_only: frozenset[str] | None
    """Those of the sidecar's indices that Elasticsearch refuses writes to."""
    agents: int | None
    dead_letters: int | None


class ClusterMetricsReader:
    """Reads leases, schedules and blocks, and counts agents and dead letters. One thread at a time may use it."""

    def __init__(self, client: Elasticsearch) -> None:
        self._client = client.options(request_timeout=REQUEST_TIMEOUT)
        self._known: dict[str, tuple[_Version, JobMetrics | None]] = {}
        """The leases as last read, by key; None for one that cannot be read. Most have not changed at the next scrape."""
        self._read_only: frozenset[str] | None = None
        self._blocks_expiry = 0.0

    def read(self, agents_since: int) -> ClusterMetrics:
        """Return the metrics as of now; agents count with a heartbeat since a timestamp (epoch ms).

        A search finds the versions of all leases, as of the last refresh. Changed leases and those of active executions are then read in
        real time, so that no total is less than in an earlier result, of whatever replica.
        """
        leases, schedules, agents, dead_letters = self._search(agents_since)
        self._update({hit["_id"]: _version(hit) for hit in self._all_hits(_hits(leases, LEASES))})
        return ClusterMetrics(
            jobs=tuple(job for _, job in self._known.values() if job is not None),
            schedules={hit["_id"]: _schedule(hit["fields"]) for hit in _hits(schedules, INGESTIONS)},
            read_only=self._find_read_only(),
            agents=_total(agents),
            dead_letters=_total(dead_letters),
        )

    def _update(self, found: Mapping[str, "_Version"]) -> None:
        known = {key: self._known[key] for key in found if key in self._known}
        outdated = [key for key, version in found.items() if key not in known or known[key][0] != version or _is_active(known[key][1])]
        read = document.read_many(self._client, LEASES, outdated, page=_PAGE_SIZE, source_includes=_FIELDS)
        known |= {hit["_id"]: (_version(hit), _read_lease(hit["_id"], hit["_source"])) for hit in read}
        self._known = {key: known[key] for key in found if key in known}

    def _search(self, agents_since: int) -> list[dict[str, Any]]:
        alive = {"range": {"heartbeat": {"gte": agents_since, "format": "epoch_millis"}}}
        searches: list[dict[str, Any]] = [
            {"index": LEASES, "ignore_unavailable": True}, _lease_search(),
            {"index": INGESTIONS, "ignore_unavailable": True}, _schedule_search(),
            {"index": AGENTS, "ignore_unavailable": True}, {"query": alive, "size": 0, "track_total_hits": True},
            {"index": DEAD_LETTERS, "ignore_unavailable": True}, {"size": 0, "track_total_hits": True},
        ]  # fmt: skip
        fields = [f"responses.{each}" for each in (*_HIT_FIELDS, "hits.hits.fields", "hits.total", "error", "status")]
        with translate_elasticsearch_errors():
            response = self._client.msearch(searches=searches, filter_path=fields)
        responses: list[dict[str, Any]] = response["responses"]
        return responses

    def _find_read_only(self) -> frozenset[str] | None:
        if time.monotonic() >= self._blocks_expiry:
            self._read_only = _find_read_only(self._client)
            self._blocks_expiry = time.monotonic() + _BLOCKS_MAX_AGE
        return self._read_only

    def _all_hits(self, hits: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
        """Yield the hits of the first page and of the ones after it."""
        while hits:
            yield from hits
            if len(hits) < _PAGE_SIZE:
                return
            last_job = hits[-1]["_id"].partition(":")[2]
            with translate_elasticsearch_errors():
                response = self._client.search(index=LEASES, **_lease_search(), search_after=[last_job], filter_path=_HIT_FIELDS)
            hits = _hits(response.body, LEASES)


def _lease_search() -> dict[str, Any]:
    # The job is unique only among jobs of one type.
    query = {"bool": {"filter": [{"exists": {"field": "execution"}}, {"term": {"type": INGESTION}}]}}
    versions = {"version": True, "seq_no_primary_term": True, "_source": False}
    return {"query": query, "size": _PAGE_SIZE, "sort": ["job"], "track_total_hits": False, **versions}


def _schedule_search() -> dict[str, Any]:
    query = {"bool": {"filter": [{"exists": {"field": _SCHEDULE}}, {"term": {"ingest.enable_scheduler": True}}]}}
    # The columns of the index cost less than the source, which has the query.
    columns = [_SCHEDULE, _TIMEZONE, {"field": _SAVED, "format": "epoch_millis"}]
    return {"query": query, "size": _PAGE_SIZE, "docvalue_fields": columns, "_source": False, "track_total_hits": False}


def _schedule(fields: Mapping[str, list[str]]) -> Schedule:
    saved = fields.get(_SAVED)
    return Schedule(fields[_SCHEDULE][0], fields.get(_TIMEZONE, ["UTC"])[0], int(saved[0]) if saved else None)


def _find_read_only(client: Elasticsearch) -> frozenset[str] | None:
    """Return the own indices that have a write block, or all of them if the cluster has one; None without the privilege ``monitor``."""
    try:
        with translate_elasticsearch_errors():
            state = client.cluster.state(metric="blocks", index=",".join(OWN_INDICES), ignore_unavailable=True, filter_path="blocks").body
    except ApiError as error:
        if error.status != HTTPStatus.FORBIDDEN:
            raise
        return None
    blocks = state.get("blocks", {})
    if _blocks_writes(blocks.get("global", {})):
        return frozenset(OWN_INDICES)
    return frozenset(index for index, found in blocks.get("indices", {}).items() if _blocks_writes(found))


def _blocks_writes(blocks: Mapping[str, Any]) -> bool:
    return any("write" in block["levels"] for block in blocks.values())


def _version(hit: dict[str, Any]) -> _Version:
    # With the version, a lease of a deleted index is not taken for one of the index that replaced it.
    return hit["_version"], hit["_seq_no"], hit["_primary_term"]


def _hits(response: dict[str, Any], index: str) -> list[dict[str, Any]]:
    if "error" in response:
        raise document.item_error(response, f"[{index}] could not be searched")
    # What is empty is filtered, too.
    hits: list[dict[str, Any]] = response.get("hits", {}).get("hits", [])
    return hits


def _total(response: dict[str, Any]) -> int | None:
    return None if "error" in response else int(response["hits"]["total"]["value"])


def _is_active(job: JobMetrics | None) -> bool:
    return job is not None and not job.state.is_final


def _read_lease(key: str, source: dict[str, Any]) -> JobMetrics | None:
    try:
        with document.require_readable(LEASES, key):
            return JobMetrics.of_source(source)
    except UnreadableDocument as error:
        log.warning("lease ignored: %s", error)
        return None
