"""The execution of a job: its status and details. Every change of its state goes through :meth:`Status.transition_to`."""

import enum
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import reduce
from typing import Any

from sidecar.model.comparison import ComparisonResult
from sidecar.model.events import Event, add_event, waiting_event
from sidecar.model.history import History
from sidecar.model.job_state import ExecutionKind, JobState, Phase, Trigger, check_transition
from sidecar.model.stored import field_values, known_fields, merge_unknown, read_member, with_unknown
from sidecar.model.webhook_result import WebhookResult

INGESTION = "ingestion"
TYPES = (INGESTION,)
"""All job types."""

VERSION = 1
"""The version of the status format in the job API."""


INFOS = {
    JobState.RUNNING: "The job is running.",
    JobState.ABORTING: "The job is aborting.",
    JobState.ABORTED: "The job has been aborted.",
    JobState.ERROR: "The job has failed.",
    JobState.SUCCESSFUL: "The job is done.",
}

_WAIT_PREFIX = "It waits for "


def new_execution_id(job: str) -> str:
    """Return a new execution id: the job's id followed by a version-1 UUID."""
    return f"{job}{uuid.uuid1()}"


@dataclass(frozen=True, kw_only=True)
class Partition:
    """The progress of one range of a partitioned read."""

    name: str
    count: int = 0
    last_id: str | None = None
    unknown: Mapping[str, Any] = field(default_factory=dict, compare=False, repr=False)

    def to_json(self) -> dict[str, Any]:
        """Return the JSON form without unset values."""
        return {name: value for name, value in field_values(self).items() if value is not None}

    def to_document(self) -> dict[str, Any]:
        """Return the stored form."""
        return merge_unknown(self.to_json(), self.unknown)

    @classmethod
    def from_document(cls, document: dict[str, Any]) -> "Partition":
        """Read the stored form."""
        return with_unknown(cls(**known_fields(cls, document)), document)


@dataclass(frozen=True, kw_only=True)
class Details:
    """Details of an execution for operators. Times are epoch milliseconds; None is unknown.

    A trigger or phase that only a newer release knows is kept as text.
    """

    execution: str
    trigger: Trigger | str
    strategy: str
    target: str
    kind: ExecutionKind | str | None = None
    """None for a load."""
    started_by: str | None = None
    """The user who started it; None for a schedule, and on a cluster without security."""
    started_by_api_key: str | None = None
    aborted_by: str | None = None
    """The user who requested its abort first."""
    aborted_by_api_key: str | None = None
    attempt: int = 1
    snapshots: int | None = None
    """Snapshots of the source that the rows come from; a resumed read adds one."""
    agent: str | None = None
    phase: Phase | str | None = Phase.QUEUED
    """None once the execution has ended."""
    waiting_for: str | None = None
    restart_reason: str | None = None
    index: str | None = None
    """The index that the rows are written to."""
    heartbeat: int | None = None
    rows_read: int = 0
    rows_total: int | None = None
    """An estimate."""
    percent: float | None = None
    eta_in_millis: int | None = None
    docs_per_second: float | None = None
    bytes: int = 0
    """Bytes of acknowledged bulk bodies, before compression."""
    retries: int = 0
    rejected: int = 0
    duplicates: int = 0
    """Rows that replaced another document with the same id."""
    dropped: int = 0
    """Rows that the ingest pipeline dropped."""
    nulled: int = 0
    created: int | None = None
    """Of a MIRROR: documents that did not exist. None for other strategies."""
    updated: int | None = None
    unchanged: int | None = None
    """Of a MIRROR: rows that were not sent, because their documents are equal."""
    deleted: int | None = None
    """Documents without a row that were deleted; None if the run does not look for them."""
    bottleneck: str | None = None
    query: str | None = None
    root_cause: str | None = None
    """The innermost message of the error that ended the execution."""
    comparison: ComparisonResult | None = None
    """The result of a verification."""
    partitions: tuple[Partition, ...] = ()
    events: tuple[Event, ...] = ()
    history: History | None = None
    """None until rows are read."""
    webhook: WebhookResult | None = None
    """None unless the end of the execution is sent to a webhook."""
    unknown: Mapping[str, Any] = field(default_factory=dict, compare=False, repr=False)

    def to_json(self, *, values: bool = False) -> dict[str, Any]:
        """Return the JSON form without unset values; only with ``values`` it has data of fields."""
        return self._plain(
            comparison=self.comparison and self.comparison.to_json(values=values),
            partitions=[each.to_json() for each in self.partitions],
            events=[each.to_json() for each in self.events],
            history=self.history and self.history.to_json(),
            webhook=self.webhook and self.webhook.to_json(),
        )

    def to_document(self) -> dict[str, Any]:
        """Return the form stored in the lease."""
        plain = self._plain(
            comparison=self.comparison and self.comparison.to_document(),
            partitions=[each.to_document() for each in self.partitions],
            events=[each.to_document() for each in self.events],
            history=self.history and self.history.to_document(),
            webhook=self.webhook and self.webhook.to_document(),
        )
        return merge_unknown(plain, self.unknown)

    def _plain(self, **nested: Any) -> dict[str, Any]:
        plain = {name: value.value if isinstance(value, enum.Enum) else value for name, value in field_values(self).items()}
        return {name: value for name, value in {**plain, **nested}.items() if value is not None and value != []}

    @classmethod
    def from_document(cls, document: dict[str, Any]) -> "Details":
        """Read the form stored in the lease."""
        known = known_fields(cls, document)
        known["trigger"] = read_member(Trigger, known["trigger"])
        known["kind"] = read_member(ExecutionKind, known["kind"]) if "kind" in known else None
        known["comparison"] = ComparisonResult.from_document(known["comparison"]) if "comparison" in known else None
        known["phase"] = read_member(Phase, known["phase"]) if "phase" in known else None
        known["partitions"] = tuple(Partition.from_document(each) for each in known.get("partitions", ()))
        known["events"] = tuple(Event.from_document(each) for each in known.get("events", ()))
        known["history"] = History.from_document(known["history"]) if "history" in known else None
        known["webhook"] = WebhookResult.from_document(known["webhook"]) if "webhook" in known else None
        return with_unknown(cls(**known), document)


@dataclass(frozen=True, kw_only=True)
class Status:
    """The public status of one execution. ``note`` is the sentence about a wait or a restart in ``infos``."""

    id: str
    start_time: int
    details: Details
    state: JobState = JobState.RUNNING
    end_time: int | None = None
    note: str | None = None
    error: tuple[str, ...] = ()
    count: int = 0
    """Rows acknowledged by Elasticsearch."""
    last_id: str | None = None
    unknown: Mapping[str, Any] = field(default_factory=dict, compare=False, repr=False)

    @property
    def is_active(self) -> bool:
        """Return whether the execution has not ended."""
        return not self.state.is_final

    @property
    def running_time(self) -> int | None:
        """Return the milliseconds until the end, or until the last heartbeat of an active execution; None without a heartbeat."""
        last = self.details.heartbeat if self.end_time is None else self.end_time
        return None if last is None else max(0, last - self.start_time)

    def transition_to(self, state: JobState, **changes: Any) -> "Status":
        """Return the status in another state; raise :class:`IllegalTransition` if the table forbids it."""
        check_transition(self.state, state)
        return replace(self, state=state, **changes)

    def end(
        self, state: JobState, now: int, error: tuple[str, ...] = (), note: str | None = None, *, leftovers: tuple[str, ...] = ()
    ) -> "Status":
        """Return the final status at ``now`` (epoch ms).

        ``leftovers`` are the messages of a failed clean-up. They follow ``error``, and are the root cause only without it.
        """
        messages = error or leftovers
        details = replace(
            self.details, phase=None, waiting_for=None, eta_in_millis=None, heartbeat=now, root_cause=messages[-1] if messages else None
        )
        return self.transition_to(state, end_time=max(now, self.start_time), error=(*error, *leftovers), note=note, details=details)

    def with_wait(self, waiting_for: str | None) -> "Status":
        """Return the status of an execution that waits, or no longer waits if ``waiting_for`` is None.

        A note about a wait permanently replaces a note about a restart. The event has the time of the last heartbeat.
        """
        if not waiting_for:
            note = None if self.note and self.note.startswith(_WAIT_PREFIX) else self.note
            return replace(self, note=note).with_details(waiting_for=None)
        waiting = replace(self, note=f"{_WAIT_PREFIX}{waiting_for}.").with_details(waiting_for=waiting_for)
        if waiting_for == self.details.waiting_for:
            return waiting
        return waiting.with_events(waiting_event(waiting_for, self.details.heartbeat or self.start_time))

    def with_details(self, **changes: Any) -> "Status":
        """Return the status with changed details."""
        return replace(self, details=replace(self.details, **changes))

    def with_events(self, *events: Event) -> "Status":
        """Return the status with further events."""
        return self.with_details(events=reduce(add_event, events, self.details.events))

    @property
    def _wait_after_note(self) -> str | None:
        """Return the sentence about a wait, unless the note is about it."""
        waiting_for = self.details.waiting_for
        return f"{_WAIT_PREFIX}{waiting_for}." if waiting_for and not (self.note or "").startswith(_WAIT_PREFIX) else None

    @property
    def _rejections(self) -> str | None:
        """Return the sentence about rejected rows of a successful execution, which otherwise looks complete."""
        rejected = self.details.rejected
        if not rejected or self.state is not JobState.SUCCESSFUL:
            return None
        if self.details.kind is not None:
            rows, documents = ("row", "a document") if rejected == 1 else ("rows", "documents")
            return f"{rejected:,} {rows} of the source cannot become {documents}."
        return f"{rejected:,} {'row was' if rejected == 1 else 'rows were'} rejected."

    def to_json(self, *, detailed: bool, values: bool = False) -> dict[str, Any]:
        """Return the status of the job API, with ``details`` if ``detailed``, and with data of fields only with ``values``.

        It has only fields of this release: the mapping of the job log may have no others.
        """
        status: dict[str, Any] = {"version": VERSION, "id": self.id, "is_running": self.is_active}
        if self.state in (JobState.ABORTING, JobState.ABORTED):
            status["is_aborting"] = True
        status["start_time"] = self.start_time
        if self.end_time is not None:
            status["end_time"] = self.end_time
        status["infos"] = " ".join(filter(None, (INFOS[self.state], self._rejections, self.note, self._wait_after_note)))
        if self.state is JobState.ERROR:
            status["error"] = list(self.error)
        status |= {"state": self.state.value, "count": self.count}
        if self.last_id is not None:
            status["last_id"] = self.last_id
        return {**status, "details": self._details_to_json(values=values)} if detailed else status

    def _details_to_json(self, *, values: bool) -> dict[str, Any]:
        details, running_time = self.details.to_json(values=values), self.running_time
        return details if running_time is None else {**details, "running_time": running_time}

    def to_document(self) -> dict[str, Any]:
        """Return the form stored in the lease."""
        plain = {**field_values(self), "state": self.state.value, "error": list(self.error), "details": self.details.to_document()}
        return merge_unknown({name: value for name, value in plain.items() if value is not None}, self.unknown)

    @classmethod
    def from_document(cls, document: dict[str, Any]) -> "Status":
        """Read the form stored in the lease; raise :class:`ValueError` for a state that only a newer release knows."""
        if document["state"] not in list(JobState):
            raise ValueError(f"[status.state] expected one of [{', '.join(JobState)}] but got [{document['state']}]")
        known = known_fields(cls, document) | {"state": JobState(document["state"]), "error": tuple(document["error"])}
        return with_unknown(cls(**{**known, "details": Details.from_document(document["details"])}), document)


def end_logged_status(status: Mapping[str, Any], error: Sequence[str]) -> dict[str, Any]:
    """Return a detailed status of the job log with an error as its end, at its last sign of life."""
    details = {name: value for name, value in status.get("details", {}).items() if name not in ("phase", "waiting_for", "eta_in_millis")}
    ended = {name: value for name, value in status.items() if name != "is_aborting"}
    end_time, messages = max(status["start_time"], details.get("heartbeat", 0)), list(error)
    return ended | {
        "is_running": False,
        "end_time": end_time,
        "infos": INFOS[JobState.ERROR],
        "error": messages,
        "state": JobState.ERROR.value,
        "details": details | {"running_time": end_time - status["start_time"], "root_cause": messages[-1]},
    }
